import { expect, test } from 'vitest';
import { cleanAddress } from './address.ts';

test.each([
  ['https://u:p@shop.test/a?x=1#top', 'https://shop.test/a?x=1'],
  ['https://shop.test/a?access_token=abc&x=1', 'https://shop.test/a?x=1'],
  ['https://shop.test/a?Password=abc&session-id=1&sid=2', 'https://shop.test/a?session-id=1'],
  ['https://shop.test/back?code=abc&state=def', 'https://shop.test/back?state=def'],
  ['https://shop.test/product?code=A-17', 'https://shop.test/product?code=A-17'],
  ['https://shop.test/?author=Lu+Xun', 'https://shop.test/?author=Lu+Xun'],
])('[A8] %s is kept as %s', (address, kept) => {
  expect(cleanAddress(address)?.href).toBe(kept);
});

test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'shop', '', 'https://'])(
  '[A8] %s is no page',
  (address) => expect(cleanAddress(address)).toBeNull(),
);
