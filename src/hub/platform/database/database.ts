import type { Kysely } from 'kysely';
import type { Bulk } from './bulk.ts';
import type { Tables } from './schema.ts';

export type Database = {
  readonly kind: 'sqlite' | 'postgres';
  /** For everything but the hot path. */
  readonly kysely: Kysely<Tables>;
  /** One transaction with the statements of the hot path; committed to disk when it resolves (P4). */
  readonly transaction: <T>(run: (bulk: Bulk) => Promise<T>) => Promise<T>;
  /** Throws unless a commit is on disk before it is answered (P4). */
  readonly verifyDurability: () => Promise<void>;
  readonly close: () => Promise<void>;
};
