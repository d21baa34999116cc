import { afterEntry } from '../after-entry.ts';
import { type Conversation, unknownConversation } from '../conversation.ts';
import type { Entry, EntryBody } from '../entry.ts';
import type { Line } from '../reports/fact-of.ts';
import type { Held } from './held.ts';

/** What was so of a conversation for a while, as the alert rules would have seen it. */
export type Piece = {
  /** What it is about. */
  readonly subject: string;
  readonly group: string | null;
  /** It had been so since then; `from` and `to` are what of that was in this group. Epoch milliseconds. */
  readonly since: number;
  readonly from: number;
  readonly to: number;
};

/** As much of an entry as its conversation's row asks for; null where it asks for nothing. */
function bodyOf({ kind, body }: Line): EntryBody | null {
  if (body !== null) return body;
  if (kind === 'opened') return { kind, page: null };
  if (kind === 'message') return { kind, text: '' };
  if (kind === 'message_left') return { kind, contact: { name: null, email: null, phone: null } };
  return null;
}

/** The conversation's row after each of its lines, by the same rule as the hub's own; nobody's words are in it. */
export function* rowsAfter(id: string, lines: readonly Line[]): Generator<readonly [Line, Conversation]> {
  let row: Conversation = unknownConversation(id);
  for (const line of lines) {
    const body = bodyOf(line);
    if (body === null) continue;
    const { at, seq, author } = line;
    const entry: Entry = {
      ...{ id: '', conversationId: id, seq, feedSeq: seq, publicSeq: null, key: null, at, body },
      author: { kind: author.kind as Entry['author']['kind'], id: author.id, name: '' },
      audience: 'staff',
    };
    row = afterEntry(row, entry);
    yield [line, row];
  }
}

/** When what `heldIn` says was so, until `now` at most. */
export function piecesOf(
  id: string,
  lines: readonly Line[],
  heldIn: (row: Conversation) => Held | null,
  now: number,
): Piece[] {
  const pieces: Piece[] = [];
  let open: Omit<Piece, 'to'> | null = null;
  const end = (to: number) => {
    if (open !== null && to > open.from) pieces.push({ ...open, to });
    open = null;
  };
  for (const [{ at }, row] of rowsAfter(id, lines)) {
    if (at >= now) break;
    const held = heldIn(row);
    const group = held?.group?.id ?? null;
    const before = open as Omit<Piece, 'to'> | null;
    if (held !== null && before !== null && before.since === held.since && before.group === group) continue;
    end(at);
    if (held !== null) open = { subject: id, group, since: held.since, from: at };
  }
  end(now);
  return pieces;
}
