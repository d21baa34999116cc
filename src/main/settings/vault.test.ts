import { expect, test } from 'vitest';
import { openVault, type SafeStorage } from './vault.ts';

/** What Electron has, by version and system; encryption here is the words backwards. */

const turned = (text: string) => [...text].reverse().join('');
const buffer = (text: string) => Buffer.from(turned(text));

const sync: SafeStorage = {
  isEncryptionAvailable: () => true,
  encryptString: buffer,
  decryptString: (bytes) => turned(bytes.toString()),
};

const async: SafeStorage = {
  ...sync,
  isAsyncEncryptionAvailable: async () => true,
  encryptStringAsync: async (text) => Buffer.from(`async ${turned(text)}`),
  decryptStringAsync: async (bytes) => {
    const text = bytes.toString();
    return { result: turned(text.replace(/^async /, '')) };
  },
};

const locked: SafeStorage = {
  isEncryptionAvailable: () => false,
  encryptString: () => {
    throw new Error('no keychain');
  },
  decryptString: () => {
    throw new Error('no keychain');
  },
};

test('where there are only the calls that answer at once, they answer at once', async () => {
  const vault = await openVault(sync, 'win32');
  expect(vault.protection).toBe('keychain');
  expect(vault.wrap('key')).toMatch(/^safe:/);
  expect(vault.unwrap(vault.wrap('key') as string)).toBe('key');
});

test('a newer Electron is asked asynchronously, and what the older one wrapped is read', async () => {
  const older = await openVault(sync, 'darwin');
  const vault = await openVault(async, 'darwin');
  expect(vault.protection).toBe('keychain');
  expect(await vault.wrap('key')).toMatch(/^async:/);
  expect(await vault.unwrap(await vault.wrap('key'))).toBe('key');
  expect(await vault.unwrap(await older.wrap('key'))).toBe('key');
  // The other way round it cannot be read: that is no secret, but also no end.
  expect(await older.unwrap(await vault.wrap('key'))).toBeNull();
});

test('an asynchronous keychain that is not there leaves the other calls', async () => {
  const vault = await openVault({ ...async, isAsyncEncryptionAvailable: async () => false }, 'win32');
  expect(vault.wrap('key')).toMatch(/^safe:/);
});

test.each(['basic_text', 'unknown'])('on Linux %s is no keychain, and used all the same', async (backend) => {
  let isPlain = false;
  const safe: SafeStorage = {
    ...sync,
    isEncryptionAvailable: () => isPlain,
    setUsePlainTextEncryption: (use) => {
      isPlain = use;
    },
    getSelectedStorageBackend: () => backend,
  };
  const vault = await openVault(safe, 'linux');
  expect(vault.protection).toBe('basic');
  expect(vault.unwrap(vault.wrap('key') as string)).toBe('key');
});

test('on Linux a real keychain is one', async () => {
  const vault = await openVault({ ...sync, getSelectedStorageBackend: () => 'gnome_libsecret' }, 'linux');
  expect(vault.protection).toBe('keychain');
});

test('a keychain that stays locked gives nothing, and throws nothing', async () => {
  const before = await openVault(sync, 'win32');
  const vault = await openVault(locked, 'win32');
  expect(vault.protection).toBe('basic');
  expect(vault.unwrap(await before.wrap('key'))).toBeNull();
  expect(vault.unwrap('nonsense')).toBeNull();
  expect(vault.unwrap(await vault.wrap('key'))).toBe('key');
});
