import { expect, test } from 'vitest';
import { paddingAfter, readTarHeader, tarHeader } from './tar.ts';

test('what is written is read again, also where it is larger than octal digits can say', () => {
  for (const entry of [
    { name: 'manifest.json', size: 0 },
    { name: `files/ab/${'0'.repeat(36)}.thumb`, size: 8 ** 11 - 1 },
    { name: 'hub.sqlite', size: 8 ** 11 },
    { name: 'hub.sqlite', size: 2 ** 45 + 3 },
  ])
    expect(readTarHeader(tarHeader(entry, 1_700_000_000_000))).toEqual(entry);
  expect(readTarHeader(Buffer.alloc(512))).toBeNull();
  expect([0, 1, 511, 512, 513].map(paddingAfter)).toEqual([0, 511, 1, 0, 511]);
});

test('a header with any bit changed is none, or another that its hash would not fit', () => {
  const header = tarHeader({ name: 'hub.sqlite', size: 4096 }, 1_700_000_000_000);
  for (let at = 0; at < header.length; at += 1) {
    const changed = Buffer.from(header);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => readTarHeader(changed), String(at)).toThrow('no header');
  }
  expect(() => tarHeader({ name: 'x'.repeat(101), size: 0 }, 0)).toThrow('longer');
});
