import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { type Cipher, unlock } from './cipher.ts';
import { backupOf, syncFolderOf } from './database-files.ts';
import { Database } from './sqlite.ts';

const chunk = 1 << 20;
/** Bytes that a disk is left with. */
const spare = 32 << 20;

/**
 * Copies the file before it is changed for good, encrypted as it is. The copy is compared byte by byte
 * and opened with the key before it counts.
 */
export function keepBackup(db: Sqlite.Database, path: string, key: string, cipher: Cipher): void {
  const backup = backupOf(path);
  const next = `${backup}.next`;
  // What is in the log only goes into the file first: then the file alone is the whole.
  const [{ busy } = { busy: 1 }] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  if (busy !== 0) throw new Error('the log could not be written back before the backup');
  rmSync(next, { force: true });
  needRoom(path);
  copyFileSync(path, next, constants.COPYFILE_EXCL);
  flush(next);
  if (digestOf(next) !== digestOf(path)) throw new Error('the backup is not what was copied');
  const version = db.pragma('user_version', { simple: true });
  const copy = new Database(next, { readonly: true });
  try {
    unlock(copy, cipher, key);
    if (copy.pragma('user_version', { simple: true }) !== version) throw new Error('the backup is another');
  } finally {
    copy.close();
    for (const end of ['-wal', '-shm']) rmSync(next + end, { force: true });
  }
  renameSync(next, backup);
  syncFolderOf(path);
}

/** The copy becomes the file again. The file must be closed. */
export function putBackupBack(path: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
  renameSync(backupOf(path), path);
  syncFolderOf(path);
}

/** Refuses, as a full disk would, where the copy and as much again for what is to be changed have no room. */
function needRoom(path: string): void {
  const { size } = statSync(path);
  const { bavail, bsize, blocks } = statfsSync(dirname(path));
  // Some file systems do not say how large they are: those are tried.
  if (blocks === 0 || bavail * bsize >= 2 * size + spare) return;
  throw Object.assign(new Error('no room for a copy before the upgrade'), { code: 'ENOSPC' });
}

function flush(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function digestOf(path: string): string {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(chunk);
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const read = readSync(file, buffer, 0, chunk, null);
      if (read === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, read));
    }
  } finally {
    closeSync(file);
  }
}
