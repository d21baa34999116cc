import type { MessageDescriptor } from '@lingui/core';
import type { Visitor } from '#shared/domain/conversation.ts';
import { matchSounds } from '#shared/domain/replies/sounds.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { type Action, isPossible, useActions } from '../../../state/actions/registry.ts';
import { useConversations } from '../../../state/conversations.ts';
import { learnSounds, useNameSounds } from '../../../state/name-sounds.ts';
import { inOrder } from '../../../state/sections.ts';
import { folded, found, rankOf } from '../match.ts';

export type TitlesOf = (title: MessageDescriptor) => readonly string[];

/** What is possible now and was asked for. */
export function actionsFor(query: string, titlesOf: TitlesOf): readonly Action[] {
  const listed = useActions.getState().all.filter((one) => one.unlisted !== true && isPossible(one));
  return found(query, listed, ({ title }) => titlesOf(title));
}

const mostConversations = 8;

/** Letters alone, with blanks or the apostrophe of pinyin: `wang xw`, `xi'an`. Null: it is no sound. */
function soundIn(query: string): string | null {
  const typed = folded(query).replaceAll(/[\s'’]+/gu, '');
  return /^[a-z]{2,}$/u.test(typed) ? typed : null;
}

/** What may be typed by its sound is learnt as soon as somebody does. */
export function learnNames(query: string): void {
  if (soundIn(query) === null) return;
  const { rows } = useConversations.getState();
  void learnSounds([...rows.values()].flatMap(({ conversation }) => conversation.visitor.name ?? []));
}

/**
 * By what the customer is called, or by the pinyin of that, in the order of the list; none before something is asked.
 * By letters first: of a name in letters the sound is itself.
 */
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
  const { byName } = useNameSounds.getState();
  const typed = soundIn(query);
  const named = ({ conversation }: ConversationRow) => nameOf(conversation.visitor);
  const byLetters = found(query, all, (row) => [named(row)]);
  const bySound = all.filter((row) => {
    const sounds = typed === null ? undefined : byName.get(named(row));
    return (
      sounds !== undefined &&
      rankOf(query, [named(row)]) === null &&
      matchSounds(sounds, typed ?? '') !== null
    );
  });
  return [...byLetters, ...bySound].slice(0, mostConversations);
}
