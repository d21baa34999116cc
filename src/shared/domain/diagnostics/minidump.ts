import { type CrashProcess, crashProcesses } from './crashes.ts';

const headSize = 32;
const signature = 'MDMP';
const formatVersion = 0xa793;
const directoryEntry = 12;
const longestNote = 64;
const mostStreams = 1000;

type Stream = { readonly type: number; readonly size: number; readonly at: number };

/** What stands in the directory of a minidump; null: it is none, whatever it is called. */
export function minidumpStreams(bytes: Uint8Array): readonly Stream[] | null {
  if (bytes.length < headSize) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const name = String.fromCharCode(...bytes.subarray(0, signature.length));
  if (name !== signature || (view.getUint32(4, true) & 0xffff) !== formatVersion) return null;
  const count = view.getUint32(8, true);
  const directory = view.getUint32(12, true);
  if (count === 0 || count > mostStreams || directory < headSize) return null;
  if (directory + count * directoryEntry > bytes.length) return null;
  const streams = Array.from({ length: count }, (_, i): Stream => {
    const entry = directory + i * directoryEntry;
    return {
      type: view.getUint32(entry, true),
      size: view.getUint32(entry + 4, true),
      at: view.getUint32(entry + 8, true),
    };
  });
  return streams.every(({ at, size }) => at + size <= bytes.length) ? streams : null;
}

const crashpadInfo = 0x43500001;
/** As Chromium and Electron note it. */
const processKeys = ['ptype', 'process_type'];

/** Which process it is of, by what Crashpad has noted in it. What is damaged tells nothing, and that is no fault. */
export function processIn(bytes: Uint8Array): CrashProcess {
  try {
    const value = noteIn(bytes, processKeys);
    return crashProcesses.find((one) => one === value) ?? 'other';
  } catch (error) {
    if (error instanceof RangeError) return 'other';
    throw error;
  }
}

/** The first note of such a name among those of all modules. Throws a `RangeError` where one points out of the file. */
function noteIn(bytes: Uint8Array, names: readonly string[]): string | null {
  const info = minidumpStreams(bytes)?.find(({ type }) => type === crashpadInfo);
  if (info === undefined) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number) => view.getUint32(at, true);
  const text = (at: number) => {
    const length = word(at);
    if (at + 4 + length > bytes.length) throw new RangeError('a text beyond the end');
    // Ours are plain letters; more than that is none of them.
    return String.fromCharCode(...bytes.subarray(at + 4, at + 4 + Math.min(length, longestNote)));
  };
  const many = (at: number) => Math.min(word(at), mostStreams);
  const simple = (at: number, size: number): string | null => {
    for (let i = 0; size > 0 && i < many(at); i += 1)
      if (names.includes(text(word(at + 4 + 8 * i)))) return text(word(at + 8 + 8 * i));
    return null;
  };
  const own = simple(word(info.at + 40), word(info.at + 36));
  if (own !== null || word(info.at + 44) === 0) return own;
  const modules = word(info.at + 48);
  for (let i = 0; i < many(modules); i += 1) {
    const module = word(modules + 4 + 12 * i + 8);
    const found = simple(word(module + 16), word(module + 12));
    if (found !== null) return found;
    const [size, objects] = [word(module + 20), word(module + 24)];
    for (let k = 0; size > 0 && k < many(objects); k += 1) {
      const note = objects + 4 + 12 * k;
      if (names.includes(text(word(note)))) return text(word(note + 8));
    }
  }
  return null;
}
