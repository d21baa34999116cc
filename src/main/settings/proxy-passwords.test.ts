import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openProxyPasswords } from './proxy-passwords.ts';
import type { Vault } from './vault.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'yingke-proxies-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const vault = (protection: Vault['protection']): Vault => ({
  protection,
  wrap: async (secret) => Buffer.from(secret).reverse().toString('hex'),
  unwrap: async (wrapped) => Buffer.from(wrapped, 'hex').reverse().toString(),
});
const file = () => join(dir, 'proxies.json');

test('a password is for the proxy that it was given for, kept under the keychain, and forgotten when asked', async () => {
  const passwords = openProxyPasswords(dir, vault('keychain'));
  await passwords.set('a:3128', { user: 'lin', password: 's3cret' }, true);
  await passwords.set('https://a:3128', { user: 'lin', password: 'other' }, true);
  expect(readFileSync(file(), 'utf8')).not.toContain('s3cret');
  const later = openProxyPasswords(dir, vault('keychain'));
  expect(await later.get('a:3128')).toEqual({ user: 'lin', password: 's3cret' });
  expect(await later.get('a:3129')).toBeNull();
  expect(await later.list()).toMatchObject([{ proxy: 'a:3128', kept: true }, { proxy: 'https://a:3128' }]);
  await later.forget('a:3128');
  await later.forget('https://a:3128');
  expect(existsSync(file())).toBe(false);
});

test('one that nobody wants kept is for this run, and takes the place of one that was', async () => {
  const passwords = openProxyPasswords(dir, vault('keychain'));
  await passwords.set('a:3128', { user: 'lin', password: 's3cret' }, true);
  await passwords.set('a:3128', { user: 'lin', password: 'newer' }, false);
  expect(await passwords.get('a:3128')).toEqual({ user: 'lin', password: 'newer' });
  expect(await passwords.list()).toEqual([{ proxy: 'a:3128', user: 'lin', kept: false }]);
  expect(existsSync(file())).toBe(false);
});

test('without a keychain nothing of it is on the disk, and it counts until the end', async () => {
  const passwords = openProxyPasswords(dir, vault('basic'));
  await passwords.set('a:3128', { user: 'lin', password: 's3cret' }, true);
  expect(await passwords.get('a:3128')).toEqual({ user: 'lin', password: 's3cret' });
  expect(await passwords.list()).toEqual([{ proxy: 'a:3128', user: 'lin', kept: false }]);
  expect(existsSync(file())).toBe(false);
});
