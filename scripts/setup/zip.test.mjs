import { mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listZip, unzip } from './zip.mjs';

/** @type {string} */
let folder;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'yingke-zip-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/**
 * A zip file with these entries.
 * @param {readonly { name: string, text?: string, mode?: number, stored?: boolean, cut?: number }[]} entries
 */
function zipOf(entries) {
  const locals = [];
  const central = [];
  let offset = 0;
  for (const { name, text = '', mode = 0o100644, stored = false, cut = 0 } of entries) {
    const raw = Buffer.from(text);
    const data = stored ? raw : deflateRawSync(raw);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    // An extra field of four bytes in the local header only: its length differs from the directory's.
    local.writeUInt16LE(4, 28);
    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE(stored ? 0 : 8, 10);
    record.writeUInt32LE(data.length, 20);
    record.writeUInt32LE(raw.length + cut, 24);
    record.writeUInt16LE(name.length, 28);
    record.writeUInt32LE((mode << 16) >>> 0, 38);
    record.writeUInt32LE(offset, 42);
    const piece = Buffer.concat([local, Buffer.from(name), Buffer.alloc(4), data]);
    locals.push(piece);
    central.push(record, Buffer.from(name));
    offset += piece.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  const file = path.join(folder, 'x.zip');
  writeFileSync(file, Buffer.concat([...locals, directory, end]));
  return file;
}

describe('unzip', () => {
  it('unpacks packed and stored files, folders, links, and what may be run', async () => {
    const long = 'stock electron '.repeat(5000);
    const file = zipOf([
      { name: 'a/', mode: 0o40755 },
      { name: 'a/long.bin', text: long, mode: 0o100755 },
      { name: 'a/plain.txt', text: 'plain', stored: true, mode: 0o100600 },
      { name: 'a/empty', text: '', stored: true },
      { name: 'a/link', text: 'plain.txt', mode: 0o120777 },
    ]);
    const to = path.join(folder, 'to');
    const seen = [];
    await unzip(
      file,
      to,
      (name) => name,
      (done) => void seen.push(done),
    );
    expect(readFileSync(path.join(to, 'a/long.bin'), 'utf8')).toBe(long);
    expect(statSync(path.join(to, 'a/long.bin')).mode & 0o777).toBe(0o755);
    expect(readFileSync(path.join(to, 'a/plain.txt'), 'utf8')).toBe('plain');
    expect(statSync(path.join(to, 'a/plain.txt')).mode & 0o777).toBe(0o644);
    expect(statSync(path.join(to, 'a/empty')).size).toBe(0);
    expect(readlinkSync(path.join(to, 'a/link'))).toBe('plain.txt');
    expect(seen.at(-1)).toBe(1);
  });

  it('takes only what is chosen, under the chosen name', async () => {
    const file = zipOf([
      { name: 'x/one', text: '1' },
      { name: 'x/two', text: '2' },
    ]);
    await unzip(file, folder, (name) => (name === 'x/two' ? 'other' : undefined));
    expect(readFileSync(path.join(folder, 'other'), 'utf8')).toBe('2');
    expect(() => statSync(path.join(folder, 'x/one'))).toThrow();
    expect((await listZip(file)).map((entry) => entry.name)).toEqual(['x/one', 'x/two']);
  });

  it('does not leave its folder', async () => {
    const file = zipOf([{ name: '../escaped', text: '1' }]);
    await expect(unzip(file, path.join(folder, 'to'), (name) => name)).rejects.toThrow('outside its folder');
  });

  it('notices a file that is not whole, and one that is no zip', async () => {
    const short = zipOf([{ name: 'a', text: 'abc', cut: 5 }]);
    await expect(unzip(short, path.join(folder, 'to'), (name) => name)).rejects.toThrow('not whole');
    const other = path.join(folder, 'other');
    writeFileSync(other, 'no zip at all, but long enough to look at');
    await expect(listZip(other)).rejects.toThrow('no zip file');
  });
});
