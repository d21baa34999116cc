/** Queues that are over the limit, by group. */
export type OverLimit = ReadonlySet<string>;

type Queue = { readonly id: string; readonly waiting: number };

/**
 * Which queues have come over the limit since `before`. One has to be down to half of it before it can be told of
 * again: a queue that goes up and down by one is told of once.
 */
export function queuesOver(
  before: OverLimit,
  groups: readonly Queue[],
  limit: number,
): { readonly over: OverLimit; readonly crossed: readonly string[] } {
  const over = new Set<string>();
  const crossed: string[] = [];
  for (const { id, waiting } of groups) {
    const was = before.has(id);
    if (waiting >= limit || (was && waiting > limit / 2)) over.add(id);
    if (!was && waiting >= limit) crossed.push(id);
  }
  return { over, crossed };
}
