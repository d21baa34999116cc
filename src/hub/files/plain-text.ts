import { createReadStream } from 'node:fs';

/** What begins like a page, a drawing or a program is none, whatever its name says. */
const markup = /^\s*(<[!?a-z/]|#!|@echo\b|%!)/iu;

/**
 * True for a file of characters: no control characters but those of text, in UTF-8, UTF-16 with its mark, or an older
 * encoding of more than one byte (spreadsheets in China still write GB 18030).
 */
export async function looksLikeText(path: string): Promise<boolean> {
  let isFirst = true;
  let wide = false;
  for await (const part of createReadStream(path, { highWaterMark: 64 * 1024 }) as AsyncIterable<Buffer>) {
    if (isFirst) {
      wide = isWide(part);
      if (markup.test(beginning(part, wide))) return false;
    }
    if (!wide && part.some(isControl)) return false;
    isFirst = false;
  }
  return !isFirst;
}

/** It begins with the mark of UTF-16. */
export function isWide(start: Uint8Array): boolean {
  return (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff);
}

function isControl(byte: number): boolean {
  return byte === 0x7f || (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d);
}

function beginning(part: Buffer, wide: boolean): string {
  if (!wide)
    return part
      .subarray(0, 1024)
      .toString('utf8')
      .replace(/^\uFEFF/u, '');
  const even = part.subarray(2, 1024 - (1024 % 2));
  const little = part[0] === 0xff ? even : Buffer.from(even.subarray(0, even.length & ~1)).swap16();
  return little.toString('utf16le');
}
