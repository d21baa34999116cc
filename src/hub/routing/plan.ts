import { type Candidate, leastLoaded } from '#shared/domain/assignment.ts';

export type Agent = Candidate & { readonly name: string };
export type Waiting = { readonly id: string; readonly version: number };
export type Given = { readonly conversation: Waiting; readonly to: Agent };

/**
 * Who gets which of the waiting conversations (oldest first): each goes to who has least by then,
 * those of this round counted.
 */
export function planRound(waiting: readonly Waiting[], agents: readonly Agent[], now: number): Given[] {
  let candidates = agents;
  const given: Given[] = [];
  for (const conversation of waiting) {
    const best = leastLoaded(candidates);
    const to = candidates.find((agent) => agent.id === best?.id);
    if (to === undefined) break;
    given.push({ conversation, to });
    // Later in the round is later in time: equals take turns.
    const lastAssignedAt = now + given.length;
    candidates = candidates.map((a) => (a === to ? { ...a, load: a.load + 1, lastAssignedAt } : a));
  }
  return given;
}
