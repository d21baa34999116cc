import type Database from 'better-sqlite3';

/** One handle: the cache has one writer. */
export type Db = Database.Database;
