import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Complaint } from '../command-line.ts';
import { holdSqlite } from '../platform/database/index.ts';

/** Where a backup is to go. */
export type Place = { readonly folder: string; readonly occupied: boolean; readonly release: () => void };

/** What may lie there before: it belongs to no records. */
const harmless = /^(logs|secrets\.key|metrics\.token|hub\.sqlite\.lock|backup-\d+)$/u;

/** Refuses a folder that a hub runs on, and, unless it is to be replaced, one that holds anything of a hub. */
export async function placeFor(
  folder: string,
  replace: boolean,
  runs: () => Promise<boolean>,
): Promise<Place> {
  const found: readonly string[] = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return [];
  });
  const occupied = found.some((name) => !harmless.test(name));
  if (occupied && !replace)
    throw new Complaint(
      'occupied',
      `${folder} holds the data of a hub. Restore into an empty data folder (--data DIR), or with --replace: what is there is then kept beside it, under another name.`,
    );
  if (await runs()) throw inUse(folder);
  return { folder, occupied, release: found.includes('hub.sqlite') ? held(folder) : () => undefined };
}

/** No hub begins on it meanwhile. */
function held(folder: string): () => void {
  try {
    return holdSqlite(join(folder, 'hub.sqlite'));
  } catch (error) {
    if ((error as { code?: string }).code === 'SQLITE_BUSY') throw inUse(folder);
    throw error;
  }
}

const inUse = (folder: string) =>
  new Complaint('data_in_use', `A hub is running on ${folder}. Stop it first.`);

/** "20261130-094012" */
export function tidied(at: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}`;
  return `${day}-${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;
}
