import type { EntryKind } from './entry.ts';

/** Milliseconds within which an author may take a message back, by the hub's clock. */
export const recallLimit = 2 * 60_000;

/** What became of a message after it was written. */
export type Change = {
  /** What it says now; null once it was recalled. */
  readonly text: string | null;
  readonly edited: boolean;
  readonly recalled: boolean;
};

/** As much of an entry, of staff's or of the customer's, as a change needs. */
type Line = {
  readonly body:
    | { readonly kind: 'edited'; readonly entryId: string; readonly text: string }
    | { readonly kind: 'recalled'; readonly entryId: string }
    | { readonly kind: Exclude<EntryKind, 'edited' | 'recalled'> };
};

/**
 * What the entries, in the order of their transcript, say of messages before them, by the message's
 * id. A message that is not in it stands as it was written. Changes are no lines of a transcript
 * themselves: every client shows the message as this says, in the place it has always had.
 *
 * A recall is final: what was taken back stays so, whatever an edit says that crossed it.
 */
export function changesIn(entries: readonly Line[]): ReadonlyMap<string, Change> {
  const changes = new Map<string, Change>();
  for (const { body } of entries) {
    if (body.kind !== 'edited' && body.kind !== 'recalled') continue;
    const before = changes.get(body.entryId);
    if (body.kind === 'recalled') {
      changes.set(body.entryId, { text: null, edited: before?.edited ?? false, recalled: true });
    } else if (before?.recalled !== true) {
      changes.set(body.entryId, { text: body.text, edited: true, recalled: false });
    }
  }
  return changes;
}
