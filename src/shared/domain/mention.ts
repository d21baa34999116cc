import type { Entry } from './entry.ts';

/** Whether it is a note in which somebody else calls that person. */
export function callsTo({ author, body }: Pick<Entry, 'author' | 'body'>, personId: string): boolean {
  if (body.kind !== 'note' || author.id === personId) return false;
  return body.mentions?.some(({ id }) => id === personId) === true;
}
