import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { BackupFault } from './fault.ts';
import { isContent, type Manifest, names, readManifest } from './manifest.ts';
import { headSize, magic, opened, type Sink } from './sealing.ts';
import { blockSize, paddingAfter, readTarHeader, tarHeader } from './tar.ts';

/**
 * A backup is a tar: the manifest, what is backed up, `sha256sums` over that (as `sha256sum -c` reads it), and `seal`, a hash over every byte
 * before it. What has no seal that fits is cut off or changed.
 */

const sumLine = (hash: Hash, name: string): string => `${hash.digest('hex')}  ${name}\n`;
const maxManifest = 64 * 1024;

export function archiveInto(sink: Sink, at: number) {
  const all = createHash('sha256');
  const sums: string[] = [];
  const put = async (bytes: Buffer) => {
    all.update(bytes);
    await sink.write(bytes);
  };
  const add = async (name: string, size: number, content: AsyncIterable<Buffer> | readonly Buffer[]) => {
    const own = createHash('sha256');
    await put(tarHeader({ name, size }, at));
    let length = 0;
    for await (const bytes of content) {
      own.update(bytes);
      length += bytes.length;
      await put(bytes);
    }
    if (length !== size) throw new Error(`${name} was changed while it was read`);
    await put(Buffer.alloc(paddingAfter(size)));
    return own;
  };
  const addBytes = async (name: string, bytes: Buffer) => {
    sums.push(sumLine(await add(name, bytes.length, [bytes]), name));
  };
  return {
    addBytes,
    addFile: async (name: string, size: number, content: AsyncIterable<Buffer>) => {
      sums.push(sumLine(await add(name, size, content), name));
    },
    end: async () => {
      const list = Buffer.from(sums.join(''));
      await add(names.sums, list.length, [list]);
      const seal = Buffer.from(`${all.copy().digest('hex')}\n`);
      await add(names.seal, seal.length, [seal]);
      await put(Buffer.alloc(2 * blockSize));
      await sink.end();
    },
  };
}

/** Called for each file of a backup, in order; it has to read all of `content`. */
export type OnFile = (name: string, size: number, content: AsyncIterable<Buffer>) => Promise<void>;

/**
 * Reads a backup to its end and sees that it is whole. Throws a `BackupFault`, of whatever follows too: nothing that `onFile` was handed
 * counts until this resolves.
 */
export async function readArchive(
  path: string,
  passphrase: string | null,
  onManifest: (manifest: Manifest) => Promise<void> | void,
  onFile: OnFile,
): Promise<Manifest> {
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  await once(file, 'open');
  try {
    const raw = takerOf(file);
    const start = await raw.upTo(magic.length);
    if (!start.equals(magic)) return await readTar(takerOf(after(start, raw.rest())), onManifest, onFile);
    if (passphrase === null) throw new BackupFault('sealed');
    const head = Buffer.concat([start, await raw.exactly(headSize - magic.length)]);
    return await readTar(takerOf(opened(head, raw.rest(), passphrase)), onManifest, onFile);
  } finally {
    file.destroy();
  }
}

async function readTar(
  from: Taker,
  onManifest: (manifest: Manifest) => Promise<void> | void,
  onFile: OnFile,
): Promise<Manifest> {
  const all = createHash('sha256');
  const sums = createHash('sha256');
  let manifest: Manifest | null = null;
  let listed = false;
  for (;;) {
    const before = all.copy().digest('hex');
    const block = await from.exactly(blockSize);
    all.update(block);
    const entry = headerIn(block, manifest === null);
    // The seal is before the end.
    if (entry === null) throw new BackupFault('damaged');
    const { name, size } = entry;
    const content = async function* () {
      for await (const bytes of from.stream(size)) {
        all.update(bytes);
        yield bytes;
      }
    };
    if (manifest === null) {
      if (name !== names.manifest || size > maxManifest) throw new BackupFault('foreign');
      const bytes = await gathered(content());
      manifest = readManifest(bytes);
      sums.update(sumLine(createHash('sha256').update(bytes), name));
      await onManifest(manifest);
    } else if (name === names.sums) {
      const own = createHash('sha256');
      for await (const bytes of content()) own.update(bytes);
      if (own.digest('hex') !== sums.digest('hex')) throw new BackupFault('damaged');
      listed = true;
    } else if (name === names.seal) {
      const seal = await gathered(content());
      const padding = await from.exactly(paddingAfter(size));
      if (!listed || seal.toString() !== `${before}\n` || padding.some(Boolean))
        throw new BackupFault('damaged');
      const end = await from.exactly(2 * blockSize);
      if (end.some(Boolean) || !(await from.isAtEnd())) throw new BackupFault('damaged');
      return manifest;
    } else {
      if (listed || !isContent(name)) throw new BackupFault('damaged');
      const own = createHash('sha256');
      const watched = async function* () {
        for await (const bytes of content()) {
          own.update(bytes);
          yield bytes;
        }
      };
      await onFile(name, size, watched());
      sums.update(sumLine(own, name));
    }
    all.update(await from.exactly(paddingAfter(size)));
  }
}

/** The first block says whether it is one of ours at all. */
function headerIn(block: Buffer, isFirst: boolean) {
  try {
    return readTarHeader(block);
  } catch {
    throw new BackupFault(isFirst ? 'foreign' : 'damaged');
  }
}

async function gathered(content: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const bytes of content) parts.push(bytes);
  return Buffer.concat(parts);
}

async function* after(start: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield start;
  yield* rest;
}

type Taker = ReturnType<typeof takerOf>;

/** So many bytes at a time of what comes in pieces. */
function takerOf(source: AsyncIterable<Buffer>) {
  const pieces = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const { done, value } = await pieces.next();
    if (done === true) return false;
    held = held.length === 0 ? value : Buffer.concat([held, value]);
    return true;
  };
  const upTo = async (size: number): Promise<Buffer> => {
    while (held.length < size && (await more()));
    const taken = held.subarray(0, size);
    held = held.subarray(taken.length);
    return taken;
  };
  return {
    upTo,
    /** Throws where there are not so many. */
    exactly: async (size: number): Promise<Buffer> => {
      const taken = await upTo(size);
      if (taken.length < size) throw new BackupFault('cut');
      return taken;
    },
    stream: async function* (size: number): AsyncGenerator<Buffer> {
      for (let left = size; left > 0; ) {
        if (held.length === 0 && !(await more())) throw new BackupFault('cut');
        const taken = held.subarray(0, left);
        held = held.subarray(taken.length);
        left -= taken.length;
        if (taken.length > 0) yield taken;
      }
    },
    rest: async function* (): AsyncGenerator<Buffer> {
      while (held.length > 0 || (await more())) {
        const taken = held;
        held = Buffer.alloc(0);
        if (taken.length > 0) yield taken;
      }
    },
    isAtEnd: async (): Promise<boolean> => held.length === 0 && !(await more()),
  };
}
