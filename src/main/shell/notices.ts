import { type AlertKind, type Importance, valued } from '#shared/domain/alerts/kinds.ts';
import { changesIn } from '#shared/domain/changes.ts';
import type { Entry } from '#shared/domain/entry.ts';
import { callsTo } from '#shared/domain/mention.ts';
import type { NoteKind } from '#shared/domain/quality/notes.ts';
import { searchedText } from '#shared/domain/search/searchable.ts';
import { visitorLabel } from '#shared/domain/visitor-label.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import type { Proof } from '../alerts/reports.ts';
import { fill, type Texts } from '../locales/texts.ts';
import { plainLine } from './toast-text.ts';

/** What one notification says. */
export type Toast = {
  /** Null for what is about the desk itself. */
  readonly conversationId: string | null;
  readonly title: string;
  readonly body: string;
  /** The message that it says, null where it says none: goes with it when that is taken back. */
  readonly entryId: string | null;
  /** The line that a click leads to, where it is not the end. */
  readonly line?: number;
  /** The wait that it is proof of, where it is a rung of the ladder. */
  readonly proof?: Proof;
  /** The alert that it is of, or the rule of several: each rule has one notification. */
  readonly watch?: { readonly ruleId: string; readonly alertId: string | null };
  /** The review that it is of, or null for several: each kind of news of them has one notification. */
  readonly quality?: { readonly kind: NoteKind; readonly reviewId: string | null };
};

/** Something to be told of, by whatever channel. */
export type Notice = Toast & {
  readonly kind: AlertKind;
  readonly importance: Importance;
};

/**
 * What a person should be told of entries that came: customers' messages, and conversations that were
 * given to them, where it is theirs or nobody's yet; and that a colleague has called them to a note, wherever they may
 * read it. One notice a conversation, its latest line.
 */
export function noticesFor(
  added: readonly Entry[],
  rows: readonly ConversationRow[],
  meId: string,
  texts: Texts,
): Notice[] {
  const notices: Notice[] = [];
  for (const row of rows) {
    const { conversation } = row;
    const own = added.filter((entry) => entry.conversationId === conversation.id);
    const about = { conversationId: conversation.id, title: titleOf(row, texts) };
    const isOver = conversation.status === 'closed';
    const asked = (isOver ? null : askedIn(own, row, meId, texts)) ?? calledIn(own, row, meId, texts);
    if (asked !== null) {
      notices.push({ ...about, ...asked, importance: 'high', entryId: null });
      continue;
    }
    if (isOver) continue;
    const isOurs = conversation.agent === null || conversation.agent.id === meId;
    if (!isOurs && !conversation.guests.some(({ id }) => id === meId)) continue;
    const message = lastUnread(own, row.readSeq);
    const given = own.findLast(
      (e) => e.body.kind === 'assigned' && e.body.to?.id === meId && e.author.id !== meId,
    );
    const body =
      // A file alone, or what cannot be seen, is told too.
      (message && (preview(message.text) ?? texts.alert.message)) ??
      (given ? (preview(conversation.lastMessage?.text) ?? texts.notice.assigned) : null);
    if (body === null) continue;
    const others = row.unread - 1;
    notices.push({
      ...about,
      kind: kindOf(own, given),
      importance: conversation.priority >= valued ? 'high' : 'normal',
      body: others > 0 ? fill(texts.notice.more, { text: body, count: String(others) }) : body,
      entryId: message?.entryId ?? null,
    });
  }
  return notices;
}

/** It is news that there is this conversation, or that there is more in it. */
function kindOf(own: readonly Entry[], given: Entry | undefined): AlertKind {
  if (given?.body.kind === 'assigned' && given.body.reason === 'transferred') return 'transfer';
  return given !== undefined || own.some(({ body }) => body.kind === 'opened') ? 'conversation' : 'message';
}

export function titleOf({ conversation: { visitor } }: ConversationRow, texts: Texts): string {
  return (
    (visitor.name === null ? '' : plainLine(visitor.name)) ||
    fill(texts.notice.visitor, { label: visitorLabel(visitor.id) })
  );
}

/** What one was asked just now and still is: by whom, and what they say of it. */
function askedIn(
  own: readonly Entry[],
  { conversation: { offer, lastMessage } }: ConversationRow,
  meId: string,
  texts: Texts,
): { readonly kind: AlertKind; readonly body: string } | null {
  if (offer === null || offer.to.id !== meId) return null;
  if (!own.some(({ body }) => body.kind === 'offered' && body.to.id === meId)) return null;
  const text = fill(texts.notice[asks[offer.how]], { name: offer.by?.name ?? '' });
  const note = own.findLast(({ body, author }) => body.kind === 'note' && author.id === offer.by?.id);
  const said = note?.body.kind === 'note' ? note.body.text : lastMessage?.text;
  const line = preview(said);
  const body = line === null ? text : fill(texts.notice.askedWith, { text, line });
  return { kind: kinds[offer.how], body };
}

/** The latest unread note in which a colleague calls this person, as it is now. */
function calledIn(
  own: readonly Entry[],
  { gone, readSeq }: ConversationRow,
  meId: string,
  texts: Texts,
): { readonly kind: AlertKind; readonly body: string; readonly line: number } | null {
  if (gone) return null;
  const note = own.findLast((entry) => entry.seq > readSeq && callsTo(entry, meId));
  if (note?.body.kind !== 'note') return null;
  const { author, body, seq } = note;
  const text = fill(texts.notice.mentioned, { name: author.name, text: preview(body.text) ?? '' });
  return { kind: 'mention', body: text, line: seq };
}

const asks = { route: 'offered', transfer: 'transferred', invite: 'invited' } as const;
const kinds = { route: 'offer', transfer: 'transfer', invite: 'colleague' } as const;

/** The customer's latest unread message as it is now; what was taken back is passed over. */
function lastUnread(own: readonly Entry[], readSeq: number): { entryId: string; text: string } | null {
  const changes = changesIn(own);
  for (const { id, author, body, seq } of [...own].reverse()) {
    if (body.kind !== 'message' || author.kind !== 'visitor' || seq <= readSeq) continue;
    const { text } = changes.get(id) ?? body;
    if (text !== null) return { entryId: id, text: searchedText(body, text) };
  }
  return null;
}

/** Ids of the messages that these entries take back. */
export function recalledIn(added: readonly Entry[]): string[] {
  return added.flatMap(({ body }) => (body.kind === 'recalled' ? [body.entryId] : []));
}

/** The first line that says something. */
export function preview(text: string | null | undefined): string | null {
  const lines = text?.split(/\r?\n/).map(plainLine) ?? [];
  return lines.find((line) => line !== '') ?? null;
}
