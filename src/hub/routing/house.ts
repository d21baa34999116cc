import type { House } from '../conversations/index.ts';
import type { Clock } from '../platform/clock.ts';

/** How long a colleague has to answer what they are asked. Milliseconds. */
const askFor = 60_000;

/** What the transcripts ask of routing. */
export function createHouse({ clock }: { readonly clock: Clock }): House {
  return {
    wrapUpFor: () => 0,
    groupOf: () => null,
    askFor,
    now: clock.now,
    agentBehind: async () => null,
  };
}
