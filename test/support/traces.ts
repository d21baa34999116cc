import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Every file under this folder. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile())
    .sort();
}

/** Files in which one of these words stands: as it is, in two bytes a letter, in base64 at whatever place, or as the file's name. */
export function filesWith(folder: string, words: readonly string[]): string[] {
  const looks = words.flatMap(looksOf);
  return filesIn(folder).filter((name) => {
    const bytes = readFileSync(join(folder, name));
    return words.some((word) => name.includes(word)) || looks.some((look) => bytes.includes(look));
  });
}

function looksOf(word: string): readonly Buffer[] {
  const plain = Buffer.from(word);
  const wide = Buffer.from(word, 'utf16le');
  return [plain, wide, ...[plain, wide].flatMap(inBase64)];
}

/** Base64 turns three bytes into four letters: what stands after one or two others looks different. Only whole letters count. */
function inBase64(bytes: Buffer): readonly Buffer[] {
  return [0, 1, 2].map((before) => {
    const letters = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const first = Math.ceil((before * 8) / 6);
    const last = Math.floor(((before + bytes.length) * 8) / 6);
    return Buffer.from(letters.slice(first, last));
  });
}
