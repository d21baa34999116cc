/** The service level of now looks at conversations that began within so long. Milliseconds. */
export const levelWindow = 30 * 60_000;

/** One conversation as its group's service level counts it. Epoch milliseconds. */
export type Opening = {
  readonly group: string | null;
  readonly openedAt: number;
  readonly firstReplyAt: number | null;
  readonly closedAt: number | null;
};

/**
 * How an opening counts at `now` for a group that promises an answer `within` so long: answered in time; not; or not yet
 * decided, which is also what who left before the time was over comes to.
 */
export function levelOf(
  { openedAt, firstReplyAt, closedAt }: Opening,
  within: number,
  now: number,
): 'met' | 'missed' | null {
  if (firstReplyAt !== null) return firstReplyAt - openedAt <= within ? 'met' : 'missed';
  return (closedAt ?? now) - openedAt > within ? 'missed' : null;
}
