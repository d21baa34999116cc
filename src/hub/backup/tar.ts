/** Headers of a tar archive, as far as a backup needs them: files by name and size. Whoever has lost this program can still take one apart with `tar`. */

export const blockSize = 512;

/** Longer ones would need another kind of header. */
const nameLimit = 100;
/** What eleven octal digits say at most; above, the size is binary, as GNU tar has it. */
const octalLimit = 8 ** 11;

export type TarEntry = { readonly name: string; readonly size: number };

/** What follows a file up to the next block. */
export const paddingAfter = (size: number): number => (blockSize - (size % blockSize)) % blockSize;

export function tarHeader({ name, size }: TarEntry, at: number): Buffer {
  if (Buffer.byteLength(name) > nameLimit) throw new Error(`a name is longer than ${nameLimit} bytes`);
  const header = Buffer.alloc(blockSize);
  header.write(name, 0);
  header.write('0000600\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  if (size < octalLimit) header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  else {
    header[124] = 0x80;
    header.writeBigUInt64BE(BigInt(size), 128);
  }
  header.write(
    `${Math.floor(at / 1000)
      .toString(8)
      .padStart(11, '0')}\0`,
    136,
  );
  header.write('0', 156);
  header.write('ustar\x0000', 257);
  header.write(sumText(header), 148);
  return header;
}

/** Null for the blocks of zeros at the end. Throws for what none of our headers looks like. */
export function readTarHeader(header: Buffer): TarEntry | null {
  if (header.every((byte) => byte === 0)) return null;
  const text = (from: number, to: number) => header.toString('utf8', from, to).split('\0')[0] ?? '';
  const kind = String.fromCharCode(header[156] ?? 0);
  if (header.toString('latin1', 148, 156) !== sumText(header) || kind !== '0') throw new Error('no header');
  const isBinary = header[124] === 0x80;
  const size = isBinary ? Number(header.readBigUInt64BE(128)) : Number.parseInt(text(124, 136), 8);
  if (!Number.isSafeInteger(size) || size < 0) throw new Error('no header');
  return { name: text(0, nameLimit), size };
}

/** Its own place counts as spaces. */
function sumText(header: Buffer): string {
  let sum = 0;
  for (let i = 0; i < blockSize; i += 1) sum += i >= 148 && i < 156 ? 0x20 : (header[i] ?? 0);
  return `${sum.toString(8).padStart(6, '0')}\0 `;
}
