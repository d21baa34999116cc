import type { Migration } from 'kysely';
import { first } from './0001-first.ts';

/**
 * Every change of the tables, by number, never edited once released. They are imported, not looked
 * up in a folder, so that they are inside the bundle too.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-first': first,
};
