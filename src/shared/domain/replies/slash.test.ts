import { expect, test } from 'vitest';
import { slashAt } from './slash.ts';

/** The bar is the cursor. */
const at = (text: string) => slashAt(text.replace('|', ''), text.indexOf('|'));

test.each([
  ['/|', 0, ''],
  ['/nh|', 0, 'nh'],
  ['hello /nh|', 6, 'nh'],
  ['hello\n/nh| rest', 6, 'nh'],
  ['王女士，/tk|', 4, 'tk'],
  ['王女士/tk|', 3, 'tk'],
  ['好。/退款|', 2, '退款'],
  ['/a /b|', 3, 'b'],
  ['、nh|', 0, 'nh'],
  ['hi 、nh|', 3, 'nh'],
  ['/n|h', 0, 'n'],
])('%s', (text, from, query) => {
  expect(at(text)).toEqual({ from, to: text.indexOf('|'), query });
});

test.each([
  ['|'],
  ['nh|'],
  ['1/2|'],
  ['and/or|'],
  ['https://example.com/a|'],
  ['https:/|'],
  ['//|'],
  ['苹果、梨|'],
  ['/nh there|'],
  ['/nh |'],
  ['|/nh'],
  [`/${'a'.repeat(33)}|`],
])('nothing in %s', (text) => {
  expect(at(text)).toBeNull();
});
