import { changesIn } from '#shared/domain/changes.ts';
import { fileNamesOf } from '#shared/domain/search/searchable.ts';
import type { EntriesRepository } from './entries.ts';

/** A line by its id, or the first one at or after a moment (epoch milliseconds). */
export type Place = { readonly entryId: string } | { readonly at: number };

export type Matches = {
  /** Of the lines that say it now, in order. */
  readonly seqs: number[];
  /** Nothing below it is held, and so nothing below it was looked through. */
  readonly floor: number;
};

/** Most matches of one question: nobody steps through more. */
const most = 1000;

/**
 * The messages and notes held that say `text` as they read now, or have a file of that name: of one that was edited its
 * last words count, of one that was taken back none.
 */
export function matchesIn(entries: EntriesRepository, conversationId: string, text: string): number[] {
  const found = entries.saying(conversationId, text);
  const changes = changesIn(found);
  const wanted = text.toLowerCase();
  const seqs = new Set<number>();
  for (const { id, seq, body } of found) {
    if (body.kind !== 'message' && body.kind !== 'note') continue;
    const change = changes.get(id);
    const isNamed = fileNamesOf(body).some((name) => name.toLowerCase().includes(wanted));
    if (change === undefined || (isNamed && change.text !== null)) seqs.add(seq);
  }
  for (const [id, change] of changes) {
    if (change.text === null || !change.text.toLowerCase().includes(wanted)) continue;
    const seq = entries.find(conversationId, id);
    if (seq !== null) seqs.add(seq);
  }
  return [...seqs].sort((a, b) => a - b).slice(-most);
}
