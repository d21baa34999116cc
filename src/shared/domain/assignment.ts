/** An agent who could take a conversation. */
export type Candidate = {
  readonly id: string;
  /** Conversations they are serving now. */
  readonly load: number;
  /** When they were last given one, epoch milliseconds; 0 for never. */
  readonly lastAssignedAt: number;
};

/**
 * The least loaded agent; of equals the one who has waited longest for work, so that the first of
 * the list is not given everything. Null when nobody is there.
 */
export function leastLoaded(candidates: readonly Candidate[]): Candidate | null {
  return candidates.reduce<Candidate | null>(
    (best, c) => (best === null || isBefore(c, best) ? c : best),
    null,
  );
}

function isBefore(a: Candidate, b: Candidate): boolean {
  if (a.load !== b.load) return a.load < b.load;
  if (a.lastAssignedAt !== b.lastAssignedAt) return a.lastAssignedAt < b.lastAssignedAt;
  return a.id < b.id;
}
