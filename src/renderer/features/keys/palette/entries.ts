import type { MessageDescriptor } from '@lingui/core';
import type { Visitor } from '#shared/domain/conversation.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { type Action, isPossible, useActions } from '../../../state/actions/registry.ts';
import { useConversations } from '../../../state/conversations.ts';
import { inOrder } from '../../../state/sections.ts';
import { found } from '../match.ts';

export type TitlesOf = (title: MessageDescriptor) => readonly string[];

/** What is possible now and was asked for. */
export function actionsFor(query: string, titlesOf: TitlesOf): readonly Action[] {
  const listed = useActions.getState().all.filter((one) => one.unlisted !== true && isPossible(one));
  return found(query, listed, ({ title }) => titlesOf(title));
}

const mostConversations = 8;

/** By what the customer is called, in the order of the list; none before something is asked. */
export function conversationsFor(
  query: string,
  nameOf: (visitor: Visitor) => string,
): readonly ConversationRow[] {
  if (query.trim() === '') return [];
  const { rows, sections } = useConversations.getState();
  const first = inOrder(sections);
  const listed = new Set(first);
  const others = [...rows.keys()].filter((id) => !listed.has(id));
  const all = [...first, ...others].flatMap((id) => rows.get(id) ?? []);
  return found(query, all, ({ conversation }) => [nameOf(conversation.visitor)]).slice(0, mostConversations);
}
