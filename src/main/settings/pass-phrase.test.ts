import { expect, test, vi } from 'vitest';
import { lock, lockKey, openUnder, sealUnder, unlockKey } from './pass-phrase.ts';

// Each guess is made to take long.
vi.setConfig({ testTimeout: 30_000 });

const key = '0123456789abcdef'.repeat(4);

test('the key comes back with the pass phrase, and with no other', async () => {
  const locked = await lockKey('four words are better', key);
  expect(lock.safeParse(locked).success).toBe(true);
  expect(JSON.stringify(locked)).not.toContain(key);
  expect(await unlockKey('four words are better', locked)).toBe(key);
  expect(await unlockKey('Four words are better', locked)).toBeNull();
  expect(await unlockKey('', locked)).toBeNull();
  // What one guess costs: 128 MB.
  expect(128 * locked.n * locked.r).toBe(2 ** 27);
});

test('the same words typed on another keyboard are the same pass phrase', async () => {
  const locked = await lockKey('Caf\u00e9 \u2460 ok ok', key);
  expect(await unlockKey('Cafe\u0301 1 ok ok', locked)).toBe(key);
});

test('two locks of one key have nothing in common', async () => {
  const [one, two] = await Promise.all([lockKey('a pass phrase', key), lockKey('a pass phrase', key)]);
  expect(one.salt).not.toBe(two.salt);
  expect(one.sealed).not.toBe(two.sealed);
});

test('a lock that somebody changed does not open', async () => {
  const locked = await lockKey('a pass phrase', key);
  const turned = (locked.sealed[40] === '0' ? '1' : '0') as string;
  const sealed = locked.sealed.slice(0, 40) + turned + locked.sealed.slice(41);
  expect(await unlockKey('a pass phrase', { ...locked, sealed })).toBeNull();
  expect(await unlockKey('a pass phrase', { ...locked, sealed: '00' })).toBeNull();
});

test.each([
  ['cheap', { n: 2 }],
  ['beyond any memory', { n: 2 ** 30 }],
  ['no power of two', { n: 20_000 }],
  ['of other letters', { salt: 'xyz' }],
])('a lock that is %s is no lock', async (_, change) => {
  const locked = { n: 2 ** 14, r: 8, p: 1, salt: '00', sealed: '00', ...change };
  expect(lock.safeParse(locked).success).toBe(false);
});

test('what is sealed under the key opens with it alone', () => {
  const sealed = sealUnder(key, 'a token');
  expect(openUnder(key, sealed)).toBe('a token');
  expect(openUnder('f'.repeat(64), sealed)).toBeNull();
});
