import { first } from './0001-first.ts';

export type Migration = { readonly name: string; readonly sql: string };

/** In order; the number of those applied is the file's `user_version`. Never change one that was released. */
export const migrations: readonly Migration[] = [first];
