import type { Conversation } from '#shared/domain/conversation.ts';
import { previewLength } from '#shared/domain/conversation.ts';
import type { Entry } from '#shared/domain/entry.ts';
import { assertNever } from '#shared/domain/entry.ts';

/**
 * The conversation's row after one more entry. The row is nothing but the sum of its entries, kept
 * so that a list needs no transcript; every change of it goes through here.
 */
export function afterEntry(row: Conversation, entry: Entry): Conversation {
  const next = { ...row, lastSeq: entry.seq, lastFeedSeq: entry.feedSeq };
  const { body } = entry;
  switch (body.kind) {
    case 'opened':
      return { ...next, status: 'queued', openedAt: entry.at, page: body.page, version: row.version + 1 };
    case 'message': {
      const lastMessage = {
        entryId: entry.id,
        text: preview(body.text),
        author: entry.author,
        at: entry.at,
      };
      const waitingSince = entry.author.kind === 'visitor' ? (row.waitingSince ?? entry.at) : null;
      return { ...next, lastMessage, waitingSince };
    }
    case 'note':
      return next;
    case 'assigned':
      return {
        ...next,
        agent: body.to,
        status: body.to === null ? 'queued' : 'active',
        version: row.version + 1,
      };
    case 'closed':
      return { ...next, status: 'closed', closedAt: entry.at, waitingSince: null, version: row.version + 1 };
    case 'edited':
    case 'recalled': {
      const { lastMessage } = row;
      if (lastMessage === null || lastMessage.entryId !== body.entryId) return next;
      const text = body.kind === 'edited' ? preview(body.text) : null;
      return { ...next, lastMessage: { ...lastMessage, text } };
    }
    default:
      return assertNever(body);
  }
}

/** One line of a list: cut, and never through the middle of a character. */
export function preview(text: string): string {
  const cut = text.slice(0, previewLength);
  return isHighSurrogate(cut.charCodeAt(cut.length - 1)) ? cut.slice(0, -1) : cut;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
