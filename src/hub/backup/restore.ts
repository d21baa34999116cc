import { createWriteStream } from 'node:fs';
import { chmod, mkdir, open, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Complaint } from '../command-line.ts';
import { clearRestoring, knowsSchema, markRestoring } from '../platform/database/index.ts';
import { syncFolder } from '../platform/sync-folder.ts';
import { readArchive } from './archive.ts';
import { BackupFault } from './fault.ts';
import { type Manifest, names } from './manifest.ts';
import { undump } from './postgres-programs.ts';
import { checkEmpty, checkRecords, takeOver } from './records.ts';
import { makeSideFolder } from './side-folder.ts';
import { type Place, tidied } from './target.ts';

export type Restored = {
  readonly manifest: Manifest;
  /** Whether a key of the secrets is there, and opens them. */
  readonly key: 'fits' | 'other' | 'none';
  /** Where what was there before lies now; null: there was nothing. */
  readonly before: string | null;
};

/** Reads it to its end, and sees that it is whole. */
export async function verifyBackup(path: string, passphrase: string | null): Promise<Manifest> {
  return readArchive(path, passphrase, checkSchema, async (_name, _size, content) => {
    for await (const _ of content);
  });
}

function checkSchema({ schema }: Manifest): void {
  if (!knowsSchema(schema)) throw new BackupFault('newer', schema);
}

/**
 * All of it is written into a folder beside, looked at, and only then called what it is: whatever goes wrong before, or whenever the machine
 * stops, the data folder is as it was.
 */
export async function restoreBackup(options: {
  readonly path: string;
  readonly passphrase: string | null;
  readonly place: Place;
  /** Where its records go that were in PostgreSQL: an empty database. */
  readonly databaseUrl: string | undefined;
  /** Of the secrets, where the backup has none: as somebody gives it. */
  readonly key: Buffer | null;
  readonly keepSessions: boolean;
  readonly told: (percent: number) => void;
}): Promise<Restored> {
  const { path, passphrase, place, databaseUrl, keepSessions, told } = options;
  await mkdir(dirname(place.folder), { recursive: true, mode: 0o700 });
  const side = await makeSideFolder(dirname(place.folder), 'hub.restoring');
  try {
    const written = new Set<string>();
    const whole = (await open(path).then((file) => file.stat().finally(() => file.close()))).size;
    let done = 0;
    const manifest = await readArchive(
      path,
      passphrase,
      (found) => {
        checkSchema(found);
        checkDatabase(found, databaseUrl);
      },
      async (name, size, content) => {
        const target = join(side, name);
        await makeFolder(dirname(target), written);
        await pipeline(content, createWriteStream(target, { mode: 0o600, flags: 'wx', flush: true }));
        done += size;
        told(Math.floor((100 * done) / whole));
      },
    );
    const location = await recordsAt(side, manifest, databaseUrl);
    const key = options.key ?? (await keyIn(side)) ?? (await keyIn(place.folder));
    if (key !== null) await keepKey(side, key);
    const fits = await takeOver(location, manifest, key, keepSessions);
    for (const folder of written) await syncFolder(folder);
    await syncFolder(side);
    const before = await putInPlace(side, place);
    // Last of all: until here no hub starts on it.
    if (databaseUrl !== undefined) await clearRestoring(databaseUrl);
    return { manifest, key: fits, before };
  } catch (error) {
    await rm(side, { recursive: true, force: true });
    throw error;
  }
}

async function makeFolder(folder: string, made: Set<string>): Promise<void> {
  if (made.has(folder)) return;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  made.add(folder);
}

function checkDatabase({ database }: Manifest, databaseUrl: string | undefined): void {
  if (database === 'postgres' && databaseUrl === undefined)
    throw new Complaint(
      'database_wanted',
      'The records of this backup were in PostgreSQL: say in YINGKE_DATABASE_URL which empty database they go to.',
    );
  if (database === 'sqlite' && databaseUrl !== undefined)
    throw new Complaint(
      'database_unwanted',
      'The records of this backup were in a file, and come back as one: leave YINGKE_DATABASE_URL out.',
    );
}

/** Where the records are by now, checked against what the manifest says of them. */
async function recordsAt(side: string, manifest: Manifest, databaseUrl: string | undefined): Promise<string> {
  if (databaseUrl === undefined) {
    const file = join(side, names.sqlite);
    await checkRecords(file, manifest);
    return file;
  }
  const dumped = join(side, names.postgres);
  await checkEmpty(databaseUrl);
  const isMine = await markRestoring(databaseUrl);
  await undump(databaseUrl, dumped).catch(async (error: unknown) => {
    // All or nothing: it is as empty as it was. A mark of another, who may be at work, stays.
    if (isMine) await clearRestoring(databaseUrl);
    throw error;
  });
  await rm(dumped);
  await checkRecords(databaseUrl, manifest);
  return databaseUrl;
}

async function keyIn(folder: string): Promise<Buffer | null> {
  const text = await readFile(join(folder, names.key), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return null;
  });
  return text === null ? null : Buffer.from(text.trim(), 'base64');
}

async function keepKey(side: string, key: Buffer): Promise<void> {
  const path = join(side, names.key);
  await writeFile(path, `${key.toString('base64')}\n`, { mode: 0o600, flush: true });
  await chmod(path, 0o600);
}

/** Two names change, and nothing is removed: a machine that stops between them has both folders under names that say what they are. */
async function putInPlace(side: string, { folder, occupied, release }: Place): Promise<string | null> {
  const parent = dirname(folder);
  // A folder with a file in use cannot be renamed everywhere.
  release();
  let before: string | null = null;
  if (occupied) {
    before = `${folder}.before-${tidied(new Date())}`;
    await rename(folder, before);
  } else {
    // What belongs to no records stays: logs, keys that were put here.
    for (const name of await readdir(folder).catch(() => [])) {
      const isNew = name === names.key || name.startsWith('backup-') || name.startsWith('hub.sqlite');
      if (isNew) await rm(join(folder, name), { recursive: true, force: true });
      else await rename(join(folder, name), join(side, name));
    }
    await rmdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }
  try {
    await rename(side, folder);
  } catch (error) {
    if (before !== null) await rename(before, folder);
    throw error;
  }
  await syncFolder(parent);
  return before;
}
