import { expect, test } from 'vitest';
import { hashPassword, passwordFits } from './passwords.ts';
import { hashToken, mintToken } from './tokens.ts';

test('passwords are kept as argon2id with the cost that was agreed', async () => {
  const hash = await hashPassword('correct horse');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/u);
  expect(await passwordFits(hash, 'correct horse')).toBe(true);
  expect(await passwordFits(hash, 'correct horsE')).toBe(false);
  expect(await passwordFits(null, 'correct horse')).toBe(false);
});

test('an address that nobody has costs as much time as a wrong password', async () => {
  const hash = await hashPassword('correct horse');
  await passwordFits(null, 'warm');
  const timeOf = async (kept: string | null) => {
    const times: number[] = [];
    for (let i = 0; i < 7; i++) {
      const start = performance.now();
      await passwordFits(kept, 'wrong');
      times.push(performance.now() - start);
    }
    return Math.min(...times);
  };
  const [known, unknown] = [await timeOf(hash), await timeOf(null)];
  // Without the work it would be a thousandth.
  expect(unknown).toBeGreaterThan(known / 3);
});

test('tokens are 256 random bits, kept as a hash', () => {
  const token = mintToken();
  expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/u);
  expect(mintToken()).not.toBe(token);
  expect(hashToken(token)).toMatch(/^[0-9a-f]{64}$/u);
});
