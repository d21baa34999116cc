import { expect, test } from 'vitest';
import { hubAddress, isSameHub } from './hub-address.ts';

test.each([
  ['hub.example.test', 'https://hub.example.test'],
  [' hub.example.test:8443/ ', 'https://hub.example.test:8443'],
  ['http://intranet', 'http://intranet'],
  ['127.0.0.1:4000', 'http://127.0.0.1:4000'],
  ['localhost:4000', 'http://localhost:4000'],
  ['[::1]:4000', 'http://[::1]:4000'],
  ['HTTPS://Hub.Example.Test', 'https://hub.example.test'],
])('the hub %j is %s', (typed, origin) => {
  expect(hubAddress(typed)).toBe(origin);
});

test.each([
  '',
  '   ',
  'file:///x',
  'ws://x',
  'https://a:b@x',
  'https://x/path',
  'x?y',
  'x#y',
  'http://',
  'a b',
])('the hub %j is refused, with the field that is wrong', (typed) => {
  expect(() => hubAddress(typed)).toThrow(
    expect.objectContaining({ refusal: { code: 'bad_request', field: 'hub' } }),
  );
});

test('this computer has several names for itself', () => {
  expect(isSameHub('http://localhost:4000', 'http://127.0.0.1:4000')).toBe(true);
  expect(isSameHub('http://localhost:4001', 'http://127.0.0.1:4000')).toBe(false);
  expect(isSameHub('https://a.test', 'https://b.test')).toBe(false);
  expect(isSameHub('https://a.test', 'https://a.test')).toBe(true);
});
