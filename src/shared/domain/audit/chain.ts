/**
 * How lines of the audit trail hang together (decision 37): each has a number, one more than the one before, and a SHA-256 over
 * `chainedText`. docs/operations.md tells others how to reckon it: it is never changed. Whoever reads the trail can verify
 * it: the hub's command line, and the desk of an admin.
 */

/** What a line says, as it is stored. */
export type ChainedLine = {
  readonly workspace: string;
  /** From 1, without a gap. */
  readonly number: number;
  readonly id: string;
  readonly at: number;
  readonly code: string;
  readonly event: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly address: string;
  readonly subject: string | null;
};

/** As it is kept: with its hash, and that of the line before. */
export type KeptLine = Omit<ChainedLine, 'workspace'> & { readonly prevHash: string; readonly hash: string };

export type Head = { readonly number: number; readonly hash: string };

/** Before the first line. */
export const noLine: Head = { number: 0, hash: '0'.repeat(64) };

/** What is hashed: the hash of the line before, and what this one says, its keys in this order whatever order they are given in. */
export function chainedText(previous: string, line: ChainedLine): string {
  const { workspace, number, id, at, code, event, actorKind, actorId, address, subject } = line;
  return `${previous}\n${JSON.stringify({ workspace, number, id, at, code, event, actorKind, actorId, address, subject })}`;
}
