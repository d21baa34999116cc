import { inflateRawSync } from 'node:zlib';

/** The files of a zip that has nothing uncommon about it, unpacked. */
export function unzipped(bytes: Buffer): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50; ) {
    const packed = bytes.readUInt32LE(at + 18);
    const name = bytes.readUInt16LE(at + 26);
    const from = at + 30 + name + bytes.readUInt16LE(at + 28);
    files.set(
      bytes.toString('utf8', at + 30, at + 30 + name),
      inflateRawSync(bytes.subarray(from, from + packed)),
    );
    at = from + packed;
  }
  return files;
}
