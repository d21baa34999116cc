/** A conversation in which a customer waits for an answer that one could give. */
export type Waiting = {
  readonly id: string;
  /** Since when they wait, epoch milliseconds. */
  readonly since: number;
  /** They are to be answered within so long, milliseconds. */
  readonly within: number;
  /** Steps of priority; each counts as so much waiting. */
  readonly priority: number;
  /** It is one's own; else it waits in a queue for whoever takes it. */
  readonly isMine: boolean;
};

export type NextUrgent = {
  readonly id: string;
  /** Milliseconds until the service level is missed; below 0: since it was. */
  readonly left: number;
  readonly priority: number;
  readonly isMine: boolean;
};

/**
 * The most urgent conversation (H2): the one whose service level is missed first, or was, with a head start for priority. Of two
 * equal ones one's own, then the one that waits longer.
 *
 * @param priorityStep milliseconds of waiting that a step of priority counts as
 */
export function nextUrgent(
  waiting: readonly Waiting[],
  now: number,
  priorityStep: number,
): NextUrgent | null {
  let best: Waiting | null = null;
  for (const one of waiting) if (best === null || compare(one, best, priorityStep) < 0) best = one;
  if (best === null) return null;
  const { id, since, within, priority, isMine } = best;
  return { id, left: since + within - now, priority, isMine };
}

function compare(a: Waiting, b: Waiting, step: number): number {
  const due = ({ since, within, priority }: Waiting) => since + within - priority * step;
  return (
    due(a) - due(b) || Number(b.isMine) - Number(a.isMine) || a.since - b.since || (a.id < b.id ? -1 : 1)
  );
}
