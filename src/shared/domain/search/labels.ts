import type { Conversation } from '../conversation.ts';
import { visitorLabel } from '../visitor-label.ts';
import { fold } from './fold.ts';

/** What of a conversation's row is searched for, besides what is said in it. */
export const rowFields = ['name', 'code', 'contact', 'page'] as const;
export type RowField = (typeof rowFields)[number];

type Row = Pick<Conversation, 'visitor' | 'contact' | 'page'>;

/** The fields of a row that say something, the customer's name first; `code` is what tells the nameless apart. */
export function fieldsOf({ visitor, contact, page }: Row): { field: RowField; text: string }[] {
  const said: readonly (readonly [RowField, string | null | undefined])[] = [
    ['name', visitor.name],
    ['code', visitor.name === null ? visitorLabel(visitor.id) : null],
    ['contact', contact?.name],
    ['contact', contact?.phone],
    ['contact', contact?.email],
    ['page', page?.title],
  ];
  return said.flatMap(([field, text]) => (text ? [{ field, text }] : []));
}

/** All of them as one folded text. */
export function labelOf(row: Row): string {
  return fieldsOf(row)
    .map(({ text }) => fold(text))
    .join('\n');
}
