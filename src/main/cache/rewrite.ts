import { renameSync, rmSync } from 'node:fs';
import { ciphers, unlock } from './cipher.ts';
import { anewOf, syncFolderOf } from './database-files.ts';
import type { Db } from './db.ts';
import { Database } from './sqlite.ts';

/**
 * Bytes of a page. A page of a conversation's lines is then three reads of the disk instead of nine, which is
 * what counts while the system has not got the file in its memory.
 */
export const pageSize = 16_384;

const newest = ciphers[0];

/** A handle on a file that does not exist yet. */
export function createFile(path: string, key: string): Db {
  const db = new Database(path);
  // Only before the first page is written: of an encrypted file it can never be changed again.
  db.pragma(`page_size = ${pageSize}`);
  unlock(db, newest, key);
  return db;
}

export const pageSizeOf = (db: Db): number => Number(db.pragma('page_size', { simple: true }));

/**
 * Writes everything into a new file of today's cipher and page size, which then takes the old one's place, and
 * closes the old one. Killed at any moment, one of both is there as a whole under the name.
 */
export function writeAnew(db: Db, path: string, key: string): void {
  const anew = anewOf(path);
  rmSync(anew, { force: true });
  rmSync(`${anew}-journal`, { force: true });
  // What is in the log goes into the file, and the log is gone: the new file must not meet it.
  db.pragma('journal_mode = DELETE');
  // Nothing is deleted here, and tables come in any order.
  db.pragma('foreign_keys = OFF');
  const parts = db
    .prepare<[], { type: string; name: string; sql: string }>(
      "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    )
    .all();
  const tables = parts.filter(({ type }) => type === 'table');
  // What an index to search by keeps its words in: SQLite makes those tables with it, and they are copied as they are.
  const indexes = tables.filter(({ sql }) => sql.startsWith('CREATE VIRTUAL TABLE'));
  const isOfIndex = ({ name }: { name: string }) =>
    indexes.some((index) => name.startsWith(`${index.name}_`));

  const fresh = createFile(anew, key);
  for (const table of tables) if (!isOfIndex(table)) fresh.exec(table.sql);
  fresh.close();

  db.pragma(`cipher = '${newest.name}'`);
  db.prepare('ATTACH ? AS anew KEY ?').run(anew, newest.key(key));
  // Those of an index are written here for once; this handle is closed after it.
  db.unsafeMode(indexes.length > 0);
  db.transaction(() => {
    for (const table of tables) {
      if (indexes.includes(table)) continue;
      // An empty index is a few rows too.
      if (isOfIndex(table)) db.exec(`DELETE FROM anew."${table.name}"`);
      db.exec(`INSERT INTO anew."${table.name}" SELECT * FROM main."${table.name}"`);
    }
    // Where numbers go on, which copied rows alone do not tell.
    db.exec(
      'DELETE FROM anew.sqlite_sequence; INSERT INTO anew.sqlite_sequence SELECT * FROM main.sqlite_sequence',
    );
    db.pragma(`anew.user_version = ${db.pragma('main.user_version', { simple: true })}`);
  })();
  db.close();

  // Indexes last: made at once they lie in order.
  const full = new Database(anew);
  try {
    unlock(full, newest, key);
    full.transaction(() => {
      for (const { sql } of parts.filter(({ type }) => type !== 'table')) full.exec(sql);
    })();
  } finally {
    full.close();
  }
  renameSync(anew, path);
  syncFolderOf(path);
}
