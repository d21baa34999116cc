import type { Conversation } from '#shared/domain/conversation.ts';
import { fold } from '#shared/domain/search/fold.ts';
import { fieldsOf } from '#shared/domain/search/labels.ts';
import { matches } from '#shared/domain/search/query.ts';
import { fileNamesOf } from '#shared/domain/search/searchable.ts';
import { snippetOf } from '#shared/domain/search/snippet.ts';
import type { ResultConversation, ResultLine } from '#shared/ipc/search.ts';
import type { FoundLine } from '#shared/protocol/search.ts';

/** What was found as the renderer shows it. */

export function lineOf({ entry, text, conversation }: FoundLine, terms: readonly string[]): ResultLine {
  const named = fileNamesOf(entry.body).map((name) => snippetOf(name, terms));
  return {
    conversation: headOf(conversation),
    entryId: entry.id,
    seq: entry.seq,
    feedSeq: entry.feedSeq,
    at: entry.at,
    author: entry.author,
    kind: entry.body.kind === 'note' ? 'note' : 'message',
    pieces: snippetOf(text, terms),
    file: named.find((pieces) => pieces.some(({ hit }) => hit)) ?? null,
  };
}

export function conversationOf(row: Conversation, terms: readonly string[]): ResultConversation {
  const fields = fieldsOf(row);
  // The terms may stand in several of them: then the first that has any.
  const best =
    fields.find(({ text }) => matches(fold(text), terms)) ??
    fields.find(({ text }) => terms.some((term) => matches(fold(text), [term]))) ??
    ({ field: 'name', text: '' } as const);
  return { conversation: headOf(row), field: best.field, pieces: snippetOf(best.text, terms) };
}

function headOf({
  id,
  visitor,
  status,
  agent,
  lastMessage,
  openedAt,
}: Conversation): ResultLine['conversation'] {
  return { id, visitor, status, agent, lastAt: lastMessage?.at ?? openedAt };
}
