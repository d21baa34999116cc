import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Why a cache file was put aside; the copy's name says it. Of each kind only the latest is kept. */
export type Aside = 'damaged' | 'newer' | 'unmigrated';

const asides: readonly Aside[] = ['damaged', 'newer', 'unmigrated'];

/** Files of SQLite that belong to a database: the log holds what is not in the file yet. */
const parts = ['', '-wal', '-shm', '-journal'] as const;

export const backupOf = (path: string): string => `${path}.backup`;

/** What is being written to take the file's place; left over where that was broken off. */
export const anewOf = (path: string): string => `${path}.anew`;

/** A copy of before a migration is of no use to anybody later than that. Milliseconds. */
const backupTerm = 14 * 24 * 60 * 60_000;

/** The same, for good: what it was before it was changed last goes too, and never takes the place of what comes next. */
export function setAside(path: string, why: Aside): void {
  rmSync(backupOf(path), { force: true });
  moveAside(path, why);
}

/** Moves the file out of the way, with its log: the last messages written may be in there only. */
export function moveAside(path: string, why: Aside): void {
  const aside = `${path}.${why}`;
  for (const end of parts) rmSync(aside + end, { force: true });
  for (const end of parts) if (existsSync(path + end)) renameSync(path + end, aside + end);
}

/** Removes the cache file and everything that belongs to it, also what was put aside. */
export function removeDatabase(path: string): void {
  // The file last: as long as it is there, nothing takes its place.
  for (const name of [
    backupOf(path),
    `${backupOf(path)}.next`,
    anewOf(backupOf(path)),
    anewOf(path),
    ...asides.map((why) => `${path}.${why}`),
    path,
  ])
    for (const end of parts) rmSync(name + end, { force: true });
}

/** Removes every other cache in its folder: of people whose keys are gone. */
export function removeOtherCaches(path: string): void {
  const folder = dirname(path);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(basename(path))) rmSync(join(folder, name), { force: true });
  }
}

/** The copy of before the last migration, once nobody will go back over it any more. */
export function removeOldBackup(path: string, now: number): void {
  removeOlder(backupOf(path), now - backupTerm);
}

function removeOlder(name: string, time: number): void {
  const stat = statSync(name, { throwIfNoEntry: false });
  if (stat === undefined || stat.mtimeMs >= time) return;
  for (const end of parts) rmSync(name + end, { force: true });
}

/** Copies made or put aside longer ago than `time` (epoch ms) are removed: the customers' data in them has its term too. */
export function removeOldAsides(path: string, time: number): void {
  removeOlder(backupOf(path), time);
  for (const why of asides) {
    removeOlder(`${path}.${why}`, time);
  }
}

/** Makes the names in a folder last through a power cut. */
export function syncFolderOf(path: string): void {
  // Windows cannot open folders; there a rename is on the disk by itself.
  if (process.platform === 'win32') return;
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
