import fc from 'fast-check';
import { expect, it } from 'vitest';
import { maxFileName } from '#shared/protocol/limits.ts';
import { cleanName, endingOf } from './names.ts';

it('whatever a file is called, its name can be shown and saved', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
      const name = cleanName(given, 'jpg', ['jpeg']);
      expect(name).toMatch(/^[^/\\<>:"|?*\p{Cc}\p{Cf}]+\.jpe?g$/u);
      expect(name).not.toMatch(/^[. ]/u);
      expect(name.length).toBeLessThanOrEqual(maxFileName);
      expect(name).toBe(Buffer.from(name).toString());
    }),
  );
});

it('keeps an ending that fits, and gives the right one to every other', () => {
  expect(cleanName('a.JPEG', 'jpg', ['jpeg'])).toBe('a.jpeg');
  expect(cleanName('a.png', 'jpg', ['jpeg'])).toBe('a.png.jpg');
  expect(cleanName('z\u0301\u0302\u0303\u0304\u0305\u0306.jpg', 'jpg', [])).toHaveLength(8);
  expect([endingOf('a.TXT'), endingOf('a'), endingOf('a.b.csv '), endingOf('.txt')]).toEqual([
    'txt',
    '',
    'csv',
    'txt',
  ]);
});
