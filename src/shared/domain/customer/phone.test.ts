import { expect, test } from 'vitest';
import { isSameNumber, phoneTail } from './phone.ts';

test('one number is found however it was written', () => {
  const ways = [
    '13800138000',
    '+8613800138000',
    '+86 138-0013-8000',
    '008613800138000',
    '（86）138 0013 8000',
    '１３８００１３８０００',
  ];
  for (const a of ways) for (const b of ways) expect([a, b, isSameNumber(a, b)]).toEqual([a, b, true]);
  expect(new Set(ways.map(phoneTail))).toEqual(new Set(['0138000']));
  expect(isSameNumber('010 6234 5678', '62345678')).toBe(true);
  expect(isSameNumber('+44 (0)20 7183 8750', '020 7183 8750')).toBe(true);
  expect(isSameNumber('+44 20 7183 8750', '020 7183 8750')).toBe(true);
});

test('another number is another, also where the end is alike', () => {
  expect(isSameNumber('13800138000', '13900138000')).toBe(false);
  expect(phoneTail('13800138000')).toBe(phoneTail('13900138000'));
  // An extension is the end of many numbers.
  expect(isSameNumber('8000', '13800138000')).toBe(false);
  expect(isSameNumber('8000', '8000')).toBe(true);
  expect(phoneTail('8000')).toBe('8000');
});

test('what is no number is found by none', () => {
  for (const none of [null, '', 'ask the neighbour', '12', '-']) expect(phoneTail(none)).toBe(null);
});
