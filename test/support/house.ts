import type { House } from '../../src/hub/conversations/index.ts';

/** A house without groups, for tests of the transcripts alone. */
export const plainHouse = (now: () => number): House => ({
  wrapUpFor: () => 0,
  groupOf: () => null,
  askFor: 60_000,
  now,
  agentBehind: async () => null,
});
