import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { setAside } from './database-files.ts';
import { migrations } from './migrations/index.ts';

export type Db = Database.Database;

/**
 * `recreated`: the file was damaged, of another key or of a newer version; it was set aside and an
 * empty one stands in its place. The hub has everything but what was not sent yet.
 */
export type OpenedHow = 'opened' | 'created' | 'recreated';

/** Opens the encrypted cache file, whatever state it is in. `key`: 32 bytes as 64 hex digits. */
export function openDatabase(path: string, key: string): { db: Db; how: OpenedHow } {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const existed = existsSync(path);
  try {
    return { db: openFile(path, key), how: existed ? 'opened' : 'created' };
  } catch (error) {
    if (!existed || !isDamage(error)) throw error;
    setAside(path);
    return { db: openFile(path, key), how: 'recreated' };
  }
}

/** True for errors that mean this file will never be readable again. */
export function isDamage(error: unknown): boolean {
  if (error instanceof NewerCache) return true;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
}

class NewerCache extends Error {}

function openFile(path: string, key: string): Db {
  if (!/^[0-9a-f]{64}$/.test(key)) throw new Error('the cache key must be 64 hex digits');
  const db = new Database(path);
  try {
    db.pragma("cipher='sqlcipher'");
    db.pragma(`key="x'${key}'"`);
    db.pragma('journal_mode = WAL');
    db.pragma('foreign_keys = ON');
    // The first use of a handle in WAL mode falls back to NORMAL: set it after that, and look (P4, P6).
    db.pragma('synchronous = FULL');
    if (db.pragma('synchronous', { simple: true }) !== 2) throw new Error('synchronous=FULL was not taken');
    migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function migrate(db: Db): void {
  const applied = Number(db.pragma('user_version', { simple: true }));
  // A cache of a newer desk: what it holds cannot be read by this one, and the hub has it all.
  if (applied > migrations.length) throw new NewerCache('the cache file is of a newer version');
  for (let at = applied; at < migrations.length; at++) {
    const migration = migrations[at];
    if (migration === undefined) break;
    db.transaction(() => {
      db.exec(migration.sql);
      db.pragma(`user_version = ${at + 1}`);
    })();
  }
}
