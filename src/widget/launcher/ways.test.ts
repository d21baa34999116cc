import { expect, it } from 'vitest';
import { lastWays } from './ways.ts';

it('offers what can be followed, the hub\u2019s word before the page\u2019s', () => {
  const hub = { hotline: '400-800-8800', email: null };
  const page = { hotline: '1', email: 'help@shop.example', form: 'https://shop.example/contact' };
  expect(lastWays(hub, page).map(({ link }) => link)).toEqual([
    'tel:400-800-8800',
    'mailto:help@shop.example',
    'https://shop.example/contact',
  ]);
});

it('leaves out what is no safe link', () => {
  for (const form of [
    'javascript:alert(1)',
    'http://shop.example',
    'https://a:b@shop.example',
    'data:text/html,x',
    7,
  ])
    expect(lastWays({}, { form })).toEqual([]);
  for (const email of ['a@b?cc=x@y', 'a@b,c@d', 'x', {}]) expect(lastWays({}, { email })).toEqual([]);
  for (const hotline of ['call me', '1;ext=2', []]) expect(lastWays({}, { hotline })).toEqual([]);
});
