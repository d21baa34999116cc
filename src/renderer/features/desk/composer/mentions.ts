import type { Conversation } from '#shared/domain/conversation.ts';
import type { Entry, PersonRef } from '#shared/domain/entry.ts';
import type { Colleague } from '#shared/protocol/colleagues.ts';

/** What is typed of a name, and where its "@" stands. */
export type Asked = { readonly from: number; readonly text: string };

/** The "@…" that the caret stands in; null where it stands in none. An address ("a@b") calls nobody. */
export function askedAt(text: string, caret: number): Asked | null {
  const before = text.slice(0, caret);
  const found = /(^|[\s(（,，。:：])@([^\s@]{0,30})$/u.exec(before);
  if (found === null) return null;
  const typed = found[2] ?? '';
  return { from: caret - typed.length - 1, text: typed };
}

/**
 * Colleagues who may read the conversation: nobody else can be called to it. Supervisors always; of agents those who
 * have it, are in it, or have spoken in it; all of them while nobody has it.
 */
export function canBeCalled(
  { agent, guests }: Conversation,
  entries: readonly Entry[],
  people: readonly Colleague[],
  meId: string | null,
): PersonRef[] {
  const inIt = new Set([agent?.id, ...guests.map(({ id }) => id)]);
  for (const { author, body } of entries)
    if (author.kind === 'agent' && body.kind === 'message') inIt.add(author.id ?? '');
  return people
    .filter(({ id, role }) => id !== meId && (role !== 'agent' || agent === null || inIt.has(id)))
    .map(({ id, name }) => ({ id, name }));
}

export function fitting(people: readonly PersonRef[], { text }: Asked): readonly PersonRef[] {
  const typed = text.toLowerCase();
  return people.filter(({ name }) => name.toLowerCase().includes(typed)).slice(0, 8);
}
