import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createSecrets, NoKey, SealedElsewhere, secretsKey } from './secrets.ts';

const key = randomBytes(32);
const secrets = createSecrets(key, 'w1');

test('[D8] what is sealed opens with its key, in its place alone, and never looks the same', () => {
  const sealed = secrets.seal('orders_secret', 'Bearer 秘密');
  expect(sealed).not.toContain('Bearer');
  expect(secrets.seal('orders_secret', 'Bearer 秘密')).not.toBe(sealed);
  expect(secrets.open('orders_secret', sealed)).toBe('Bearer 秘密');
  expect(() => secrets.open('watch_secret', sealed)).toThrow(SealedElsewhere);
  expect(() => createSecrets(key, 'w2').open('orders_secret', sealed)).toThrow(SealedElsewhere);
  expect(() => createSecrets(randomBytes(32), 'w1').open('orders_secret', sealed)).toThrow(SealedElsewhere);
  const meddled = `${sealed.slice(0, -6)}${sealed.at(-6) === 'A' ? 'B' : 'A'}${sealed.slice(-5)}`;
  for (const odd of [meddled, sealed.slice(0, 30), 'sealed:1:'])
    expect(() => secrets.open('orders_secret', odd)).toThrow(SealedElsewhere);
});

test('[D8] nothing stays nothing, and what was kept before there was a key is as it is', () => {
  expect(secrets.seal('orders_secret', null)).toBe(null);
  expect(secrets.open('orders_secret', null)).toBe(null);
  expect(secrets.open('orders_secret', 'whsec_old')).toBe('whsec_old');
});

test('[D8] the key lies in the folder, for its owner alone, once; what is no key is said', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'yingke-key-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const [one, two] = await Promise.all([secretsKey(folder, undefined), secretsKey(folder, undefined)]);
  expect(one.equals(two)).toBe(true);
  expect((await stat(join(folder, 'secrets.key'))).mode & 0o777).toBe(0o600);
  expect((await secretsKey(folder, key.toString('base64'))).equals(key)).toBe(true);
  await expect(secretsKey(folder, 'short')).rejects.toThrow(NoKey);
  await writeFile(join(folder, 'secrets.key'), 'gone');
  await expect(secretsKey(folder, undefined)).rejects.toThrow(NoKey);
});
