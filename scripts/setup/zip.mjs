import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, open, symlink } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

/**
 * A reader for plain zip files (stored or deflated, no zip64, no encryption), because a fresh machine has no
 * unzip and Node has none built in. The caller has checked the file's integrity.
 */

/** @typedef {{ name: string, method: number, packed: number, size: number, mode: number, offset: number }} Entry */

/**
 * @param {string} file
 * @returns {Promise<Entry[]>}
 */
export async function listZip(file) {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const tailSize = Math.min(size, 65_557);
    const end = Buffer.alloc(tailSize);
    await handle.read(end, 0, tailSize, size - tailSize);
    const at = end.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
    if (at < 0) throw new Error(`${file} is no zip file`);
    const count = end.readUInt16LE(at + 10);
    const length = end.readUInt32LE(at + 12);
    const start = end.readUInt32LE(at + 16);
    if (count === 0xffff || start === 0xffffffff) throw new Error(`${file} is a zip64 file`);
    const directory = Buffer.alloc(length);
    await handle.read(directory, 0, length, start);
    return readDirectory(directory, count);
  } finally {
    await handle.close();
  }
}

/** @param {Buffer} directory @param {number} count */
function readDirectory(directory, count) {
  const entries = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    const nameLength = directory.readUInt16LE(at + 28);
    const after = at + 46 + nameLength;
    entries.push({
      name: directory.toString('utf8', at + 46, after),
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      offset: directory.readUInt32LE(at + 42),
    });
    at = after + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * Unpacks what `choose` gives a name for (a path relative to `to`).
 * @param {string} file
 * @param {string} to
 * @param {(name: string) => string | undefined} choose
 * @param {(done: number) => void} [onProgress] 0 to 1, by packed bytes
 */
export async function unzip(file, to, choose, onProgress = () => {}) {
  const chosen = [];
  for (const entry of await listZip(file)) {
    const name = choose(entry.name);
    if (name) chosen.push({ entry, target: inside(to, name) });
  }
  const all = chosen.reduce((sum, { entry }) => sum + entry.packed, 0) || 1;
  let done = 0;
  const handle = await open(file, 'r');
  try {
    for (const { entry, target } of chosen) {
      await unpack(file, handle, entry, target);
      done += entry.packed;
      onProgress(done / all);
    }
  } finally {
    await handle.close();
  }
}

/** A name like ../../etc/passwd must not leave the folder. @param {string} to @param {string} name */
function inside(to, name) {
  const target = path.resolve(to, name);
  if (target !== path.resolve(to) && !target.startsWith(path.resolve(to) + path.sep)) {
    throw new Error(`the zip file names a place outside its folder: ${name}`);
  }
  return target;
}

/**
 * @param {string} file
 * @param {import('node:fs/promises').FileHandle} handle
 * @param {Entry} entry
 * @param {string} target
 */
async function unpack(file, handle, entry, target) {
  if (entry.name.endsWith('/')) {
    await mkdir(target, { recursive: true });
    return;
  }
  await mkdir(path.dirname(target), { recursive: true });
  const header = Buffer.alloc(30);
  await handle.read(header, 0, 30, entry.offset);
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (entry.packed === 0) {
    await (await open(target, 'w')).close();
  } else {
    const source = createReadStream(file, { start, end: start + entry.packed - 1, highWaterMark: 1 << 20 });
    if ((entry.mode & 0o170000) === 0o120000) {
      const chunks = [];
      for await (const chunk of entry.method === 0 ? source : source.pipe(createInflateRaw()))
        chunks.push(chunk);
      await symlink(Buffer.concat(chunks).toString('utf8'), target);
      return;
    }
    const sink = createWriteStream(target);
    if (entry.method === 0) await pipeline(source, sink);
    else if (entry.method === 8) await pipeline(source, createInflateRaw({ chunkSize: 1 << 18 }), sink);
    else throw new Error(`${entry.name} is packed in an unknown way (${entry.method})`);
    if (sink.bytesWritten !== entry.size) throw new Error(`${entry.name} is not whole in ${file}`);
  }
  // Readable by everybody: the app runs as another user than the one who set it up.
  await chmod(target, entry.mode & 0o111 ? 0o755 : 0o644);
}
