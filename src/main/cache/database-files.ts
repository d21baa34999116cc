import { renameSync, rmSync } from 'node:fs';

/** Moves the file out of the way; only the latest damaged one is kept, for whoever looks into it. */
export function setAside(path: string): void {
  renameSync(path, `${path}.damaged`);
  for (const end of ['-wal', '-shm']) rmSync(path + end, { force: true });
}

/** Removes the cache file and everything that belongs to it. */
export function removeDatabase(path: string): void {
  for (const end of ['', '-wal', '-shm', '.damaged']) rmSync(path + end, { force: true });
}
