import type { Entry } from '#shared/domain/entry.ts';
import { visitorLabel } from '#shared/domain/visitor-label.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { fill, type Texts } from '../locales/texts.ts';

/** Longest line of a notification, characters: systems cut them at about this. */
const longest = 200;

export type Notice = {
  /** Null for what is about the desk itself. */
  readonly conversationId: string | null;
  readonly title: string;
  readonly body: string;
};

/**
 * What a person should be told of entries that came: customers' messages, and conversations that were
 * given to them, where it is theirs or nobody's yet. One notice a conversation, its latest line.
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
    const isOurs = conversation.agent === null || conversation.agent.id === meId;
    if (!isOurs || conversation.status === 'closed') continue;
    const own = added.filter((entry) => entry.conversationId === conversation.id);
    const messages = own.filter(isUnread(row.readSeq));
    const isGiven = own.some(
      (e) => e.body.kind === 'assigned' && e.body.to?.id === meId && e.author.id !== meId,
    );
    const body =
      bodyOf(messages) ??
      (isGiven ? (preview(conversation.lastMessage?.text) ?? texts.notice.assigned) : null);
    if (body === null) continue;
    const others = row.unread - 1;
    notices.push({
      conversationId: conversation.id,
      title:
        conversation.visitor.name ??
        fill(texts.notice.visitor, { label: visitorLabel(conversation.visitor.id) }),
      body: others > 0 ? fill(texts.notice.more, { text: body, count: String(others) }) : body,
    });
  }
  return notices;
}

function isUnread(readSeq: number): (entry: Entry) => boolean {
  return (entry) => entry.body.kind === 'message' && entry.author.kind === 'visitor' && entry.seq > readSeq;
}

function bodyOf(messages: readonly Entry[]): string | null {
  const body = messages.at(-1)?.body;
  return body?.kind === 'message' ? preview(body.text) : null;
}

/** The first line that says something. */
function preview(text: string | null | undefined): string | null {
  const line = text
    ?.split(/\r?\n/)
    .find((each) => each.trim() !== '')
    ?.trim();
  if (line === undefined) return null;
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
