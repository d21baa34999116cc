import type { GroupRef } from '#shared/domain/entry.ts';
import type { House } from '../../src/hub/conversations/index.ts';

/** A house of these groups, for tests of the transcripts alone. `wrapUpFor`: milliseconds, in every group. */
export const plainHouse = (
  now: () => number,
  {
    groups = [],
    wrapUpFor = 0,
    asksRating = false,
  }: {
    readonly groups?: readonly GroupRef[];
    readonly wrapUpFor?: number;
    readonly asksRating?: boolean;
  } = {},
): House => ({
  asksRating: () => asksRating,
  wrapUpFor: () => wrapUpFor,
  groupOf: (groupId) => groups.find(({ id }) => id === groupId) ?? null,
  askFor: 60_000,
  now,
  agentBehind: async () => null,
});
