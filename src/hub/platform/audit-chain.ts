import { createHash } from 'node:crypto';

/**
 * How lines of the audit trail hang together (decision 37): each has a number, one more than the one before, and a hash over the
 * hash before it and all that it says. docs/operations.md tells others how to reckon it: it is never changed.
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

export type Head = { readonly number: number; readonly hash: string };

/** Before the first line. */
export const noLine: Head = { number: 0, hash: '0'.repeat(64) };

/** Its keys in this order, whatever order they are given in. */
function canonical(line: ChainedLine): string {
  const { workspace, number, id, at, code, event, actorKind, actorId, address, subject } = line;
  return JSON.stringify({ workspace, number, id, at, code, event, actorKind, actorId, address, subject });
}

export function hashOfLine(previous: string, line: ChainedLine): string {
  return createHash('sha256')
    .update(`${previous}\n${canonical(line)}`)
    .digest('hex');
}

/** As either database gives it back: neither keeps halves of letters, and PostgreSQL takes no NUL. */
export function storable(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8').replaceAll('\0', '�');
}
