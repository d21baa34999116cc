import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoff } from './backoff.ts';
import { hubAddress, isSameHub } from './hub-address.ts';

test('[P6] waits double from half a second to 30 s and are never all the same', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 60].map((n) => backoff(n, () => 1))).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
  ]);
  fc.assert(
    fc.property(fc.nat(1_000), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, chance) => {
      const wait = backoff(attempt, () => chance);
      const full = backoff(attempt, () => 1);
      expect(wait).toBeGreaterThanOrEqual(full / 2);
      expect(wait).toBeLessThanOrEqual(30_000);
    }),
  );
});

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
