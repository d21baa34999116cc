import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '../platform/sync-folder.ts';
import { archiveInto } from './archive.ts';
import { describe } from './describe.ts';
import { type Manifest, names } from './manifest.ts';
import { type Sink, sealInto } from './sealing.ts';
import { makeSideFolder } from './side-folder.ts';
import type { Snapshot } from './snapshot.ts';

export type Made = {
  readonly path: string;
  readonly bytes: number;
  readonly manifest: Manifest;
  /** Ids of files that records name and that are not in the folder: removed while it was made, or lost before. */
  readonly missing: readonly string[];
};

export type Told = (what: 'database' | 'files', percent: number) => void;

/**
 * Writes a backup to `path`, which is there only once it is whole and on the disk. First the records, then the files: what a record names
 * is on the disk before the record says so, and is never written again.
 */
export async function createBackup(options: {
  readonly snapshot: Snapshot;
  /** `hub` in the data folder. */
  readonly folder: string;
  readonly path: string;
  /** Null: it can be read by whoever has it, and the key of the secrets is not in it. */
  readonly passphrase: string | null;
  readonly key: Buffer;
  readonly told: Told;
}): Promise<Made> {
  const { snapshot, folder, path, passphrase, key, told } = options;
  const side = await makeSideFolder(folder, 'backup');
  const part = `${path}.part`;
  const file = await open(part, 'w', 0o600);
  try {
    const copy = join(side, 'records');
    const records = await snapshot.save(copy, (percent) => told('database', percent));
    const manifest = await describe(snapshot, passphrase !== null);
    const archive = archiveInto(await sinkOf(file, passphrase), manifest.at);
    await archive.addBytes(names.manifest, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
    await archive.addFile(records, (await stat(copy)).size, createReadStream(copy));
    // It is in the archive: no twice as much room as need be.
    await rm(copy);
    const missing = await addFiles(archive, snapshot, join(folder, 'files'), (percent) =>
      told('files', percent),
    );
    const ports = await contentOf(join(folder, names.ports));
    if (ports !== null) await archive.addBytes(names.ports, ports);
    if (passphrase !== null) await archive.addBytes(names.key, Buffer.from(`${key.toString('base64')}\n`));
    await archive.end();
    await file.sync();
    const { size } = await file.stat();
    await rename(part, path);
    await syncFolder(dirname(path));
    return { path, bytes: size, manifest, missing };
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  } finally {
    await file.close();
    await rm(side, { recursive: true, force: true });
  }
}

async function sinkOf(file: FileHandle, passphrase: string | null): Promise<Sink> {
  const plain: Sink = {
    write: async (bytes) => void (await file.writeFile(bytes)),
    end: async () => undefined,
  };
  return passphrase === null ? plain : sealInto(plain, passphrase, randomBytes(16));
}

/** Those that were taken; what still comes in is sent again by whoever sends it. */
async function addFiles(
  archive: ReturnType<typeof archiveInto>,
  snapshot: Snapshot,
  folder: string,
  told: (percent: number) => void,
): Promise<string[]> {
  const rows = await snapshot.rows('select id, has_thumb from file where type is not null order by id');
  const missing: string[] = [];
  for (const [i, { id, has_thumb: hasThumb }] of rows.entries()) {
    const name = `${String(id).slice(-2)}/${id}`;
    for (const each of Number(hasThumb) === 1 ? [name, `${name}.thumb`] : [name]) {
      const there = await addFile(archive, `files/${each}`, join(folder, each));
      if (!there) missing.push(String(id));
    }
    told(Math.floor((100 * (i + 1)) / rows.length));
  }
  return missing;
}

async function addFile(
  archive: ReturnType<typeof archiveInto>,
  name: string,
  path: string,
): Promise<boolean> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return null;
  });
  if (file === null) return false;
  try {
    await archive.addFile(name, (await file.stat()).size, file.createReadStream({ autoClose: false }));
    return true;
  } finally {
    await file.close();
  }
}

const contentOf = (path: string): Promise<Buffer | null> =>
  readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return null;
  });
