import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CacheLoss } from '#shared/ipc/app.ts';
import { keepBackup, putBackupBack } from './backup.ts';
import { type Cipher, ciphers, unlock } from './cipher.ts';
import { type Aside, backupOf, removeOldBackup, setAside } from './database-files.ts';
import type { Db } from './db.ts';
import { type Migration, migrations } from './migrations/index.ts';
import { putBack, type Rescued, rescueFrom } from './rescue.ts';
import { createFile, pageSize, pageSizeOf, writeAnew } from './rewrite.ts';
import { bringUpToDate, takeBackupsPlace } from './roll-back.ts';
import { Database } from './sqlite.ts';

export type { Db } from './db.ts';

/**
 * `recreated`: the file could not be used; it was put aside and a new one stands in its place. `rolledBack`: a newer desk has written it;
 * what it was before that is in use again.
 */
export type OpenedHow = 'opened' | 'created' | 'recreated' | 'rolledBack';

export type OpenedDatabase = { readonly db: Db; readonly how: OpenedHow; readonly loss: CacheLoss | null };

/** Kilobytes of pages in memory at most: the upper levels of the trees of a million entries. */
const pageCache = 16_000;
/** The log is written back after so many kilobytes. */
const longLog = 4_096;

/** The file is of another desk, older or newer. Copying and changing it may take seconds: not where somebody waits for the screen. */
export class NeedsUpgrade extends Error {}

export type Opening = {
  /** It was open before in this run, which says nothing of the next start: a backup stays. */
  readonly again?: boolean;
  /** False: a file that must be upgraded first is left as it is, and `NeedsUpgrade` thrown. */
  readonly upgrade?: boolean;
  /** For tests. */
  readonly steps?: readonly Migration[];
};

/**
 * Opens the encrypted cache file, whatever state it is in: one that cannot be used is put aside, what was
 * not sent is taken over, and the hub fills the rest again. Fails only when the disk does.
 * `key`: 32 bytes as 64 hex digits.
 */
export function openDatabase(
  path: string,
  key: string,
  { steps = migrations, again = false, upgrade = true }: Opening = {},
): OpenedDatabase {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // Killed between taking the file away and putting the copy there: the copy is whole.
  if (!existsSync(path) && existsSync(backupOf(path))) putBackupBack(path);
  const existed = existsSync(path);
  try {
    const db = openFile(path, key, { steps, again, upgrade });
    return { db, how: existed ? 'opened' : 'created', loss: null };
  } catch (error) {
    const why = asideFor(error);
    if (!existed || why === null) throw error;
    return (why === 'newer' && rolledBack(path, key, steps)) || replaceDatabase(path, key, why, steps);
  }
}

/** The copy of before a newer desk's migration in the place of what that has made of it; null: there is none that this desk can use. */
function rolledBack(path: string, key: string, steps: readonly Migration[]): OpenedDatabase | null {
  const backup = backupOf(path);
  if (!existsSync(backup)) return null;
  let db: Db | null = null;
  try {
    let cipher: Cipher;
    [db, cipher] = unlocked(backup, key);
    const applied = Number(db.pragma('user_version', { simple: true }));
    if (applied === 0 || applied > steps.length) return null;
    const rescued = rescueFrom(path, key);
    if (!isOfToday(db, cipher)) {
      writeAnew(db, backup, key);
      [db] = unlocked(backup, key);
    }
    prepare(db);
    migrate(db, steps);
    bringUpToDate(db, rescued);
    // Closed it is one file again, with nothing beside it.
    db.close();
    takeBackupsPlace(path);
    const loss = rescued.complete ? null : lossOf('newer', rescued);
    return { db: openFile(path, key, { steps, again: true, upgrade: true }), how: 'rolledBack', loss };
  } catch (error) {
    // A full disk may have room tomorrow; a copy that cannot be used is none.
    if (isOfTheDisk(error)) throw error;
    return null;
  } finally {
    if (db?.open === true) db.close();
  }
}

/** Puts the file aside and makes a new one that holds what was not sent. */
export function replaceDatabase(
  path: string,
  key: string,
  why: Aside,
  steps: readonly Migration[] = migrations,
): OpenedDatabase {
  const rescued = rescueFrom(path, key);
  setAside(path, why);
  const db = openFile(path, key, { steps, again: true, upgrade: true });
  putBack(db, rescued);
  return { db, how: 'recreated', loss: lossOf(why, rescued) };
}

/** A database in memory: nothing of it is ever on a disk. `image`: what another thread had in its own. */
export function openInMemory(image: Uint8Array | null): Db {
  const db = image === null ? new Database(':memory:') : new Database(Buffer.from(image));
  db.pragma('foreign_keys = ON');
  // Nothing spills into a file of its own either.
  db.pragma('temp_store = MEMORY');
  migrate(db, migrations);
  return db;
}

function lossOf(why: Aside, { messages, drafts, complete }: Rescued): CacheLoss {
  return { why, messages: messages.length, drafts: drafts.length, complete };
}

/** Whether an error means that this file will never be readable again. */
export function isDamage(error: unknown): boolean {
  return asideFor(error) !== null;
}

function asideFor(error: unknown): Aside | null {
  if (error instanceof Unusable) return error.why;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' ? 'damaged' : null;
}

class Unusable extends Error {
  readonly why: Aside;

  constructor(why: Aside, cause?: unknown) {
    super(`the cache file is ${why}`, { cause });
    this.why = why;
  }
}

function openFile(path: string, key: string, { steps, again, upgrade }: Required<Opening>): Db {
  if (!/^[0-9a-f]{64}$/.test(key)) throw new Error('the cache key must be 64 hex digits');
  // SQLite takes an empty file for a new database: it would come up as if nothing had ever been in it.
  if (statSync(path, { throwIfNoEntry: false })?.size === 0) throw new Unusable('damaged');
  const [db, cipher] = unlocked(path, key);
  try {
    const applied = Number(db.pragma('user_version', { simple: true }));
    // What a newer desk has written cannot be read by this one, and is not this one's to destroy.
    if (applied > steps.length) {
      if (!upgrade) throw new NeedsUpgrade();
      throw new Unusable('newer');
    }
    const isOld = applied < steps.length || !isOfToday(db, cipher);
    // Version 0: it was just made, there is nothing in it to be kept.
    if (isOld && applied > 0) {
      if (!upgrade) throw new NeedsUpgrade();
      return upgraded(db, path, key, cipher, steps);
    }
    prepare(db);
    if (isOld) migrate(db, steps);
    else if (!again) removeOldBackup(path, Date.now());
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The handle and the cipher the file was written with: what the desk wrote first had another. */
function unlocked(path: string, key: string): [Db, Cipher] {
  if (!existsSync(path)) return [createFile(path, key), ciphers[0]];
  let failure: unknown;
  for (const cipher of ciphers) {
    const db = new Database(path);
    try {
      unlock(db, cipher, key);
      return [db, cipher];
    } catch (error) {
      db.close();
      failure ??= error;
      if (!isDamage(error)) break;
    }
  }
  throw failure;
}

function prepare(db: Db): void {
  db.pragma('journal_mode = WAL');
  db.pragma('foreign_keys = ON');
  db.pragma(`cache_size = -${pageCache}`);
  db.pragma(`wal_autocheckpoint = ${(longLog * 1024) / pageSize}`);
  // The first use of a handle in WAL mode falls back to NORMAL: set it after that, and look (P4, P6).
  db.pragma('synchronous = FULL');
  if (db.pragma('synchronous', { simple: true }) !== 2) throw new Error('synchronous=FULL was not taken');
}

/** Whether pages are as they are written today. */
function isOfToday(db: Db, cipher: Cipher): boolean {
  return cipher === ciphers[0] && pageSizeOf(db) === pageSize;
}

/** A copy first; if anything fails the copy takes the file's place again, as it was. */
function upgraded(old: Db, path: string, key: string, cipher: Cipher, steps: readonly Migration[]): Db {
  keepBackup(old, path, key, cipher);
  let db = old;
  try {
    if (!isOfToday(db, cipher)) {
      writeAnew(db, path, key);
      [db] = unlocked(path, key);
    }
    prepare(db);
    migrate(db, steps);
    return db;
  } catch (error) {
    db.close();
    putBackupBack(path);
    // A disk that is full may have room tomorrow; a migration that does not fit this file never will.
    throw isOfTheDisk(error) ? error : new Unusable('unmigrated', error);
  }
}

function isOfTheDisk(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|NOMEM|BUSY)|^E[A-Z]+$/.test(code);
}

function migrate(db: Db, steps: readonly Migration[]): void {
  const applied = Number(db.pragma('user_version', { simple: true }));
  for (const [at, migration] of steps.entries()) {
    if (at < applied) continue;
    db.transaction(() => {
      db.exec(migration.sql);
      db.pragma(`user_version = ${at + 1}`);
    })();
  }
}
