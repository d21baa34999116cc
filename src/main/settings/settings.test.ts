import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { accountFile, cachePath } from './account-file.ts';
import { readJson, writeJson } from './json-file.ts';
import { localeFor, openSettings, settingsFrom } from './settings.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'yingke-settings-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('what is kept is there again, and the device keeps its name', () => {
  const first = openSettings(dir);
  first.update({ theme: 'dark', locale: 'en' });
  const again = openSettings(dir).get();
  expect(again).toEqual({ ...first.get(), theme: 'dark', locale: 'en' });
});

test('settings that are broken in any way become defaults, never a failed start', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const settings = settingsFrom(value);
      expect(settingsFrom(settings)).toEqual(settings);
    }),
  );
  writeFileSync(join(dir, 'settings.json'), '{"theme": "dark", ');
  expect(openSettings(dir).get().theme).toBe('system');
  expect(settingsFrom({ window: { width: 1e9, height: -4, x: 'left' }, locale: 'xx' })).toMatchObject({
    window: { width: 1280, height: 800, x: null },
    locale: null,
  });
});

test('what is ignored is named, and nothing else is', () => {
  writeFileSync(
    join(dir, 'settings.json'),
    '{"theme": "pink", "retentionDays": 0, "alerts": {"volume": 900, "preview": false}, "look": {"fontSize": 400}, "keys": {"search": "Mod+E", "next": "E"}}',
  );
  const settings = openSettings(dir);
  expect(settings.strange).toEqual(['theme', 'retentionDays', 'alerts.volume', 'look.fontSize', 'keys.next']);
  expect(settings.get()).toMatchObject({
    theme: 'system',
    retentionDays: 30,
    alerts: { preview: false },
    keys: { search: 'Mod+E' },
  });
  settings.update({ theme: 'dark' });
  expect(openSettings(dir).strange).toEqual([]);
});

test('of the accounts what is strange is left out, and each is there once', () => {
  const one = { id: 'first', name: 'North', hue: 3, hub: 'https://a.example', workspace: 'A', person: 'Ann' };
  const odd = { id: '0123456789abcdef', name: 7, hue: 99 };
  const names: string[] = [];
  const { accounts } = settingsFrom(
    { accounts: { inView: '../up', known: [one, odd, { ...one, name: 'again' }, { id: '../../x' }, null] } },
    (name) => names.push(name),
  );
  expect(accounts).toEqual({
    inView: 'first',
    known: [one, { id: odd.id, name: '', hue: 1, hub: '', workspace: '', person: '' }],
  });
  expect(names).toEqual(['accounts']);
  expect(settingsFrom({}).accounts).toEqual({ inView: 'first', known: [] });
});

test('files are for this user only, and are written whole', () => {
  const path = join(dir, 'deep', 'file.json');
  writeJson(path, { a: 1 });
  writeJson(path, { a: 2 });
  expect(readJson(path)).toEqual({ a: 2 });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(dir, 'deep'))).toEqual(['file.json']);
  // What an interrupted write left behind is in nobody's way.
  writeFileSync(`${path}.next`, 'half');
  writeJson(path, { a: 3 });
  expect(readJson(path)).toEqual({ a: 3 });
});

test('every Chinese system begins in Chinese, the others in English', () => {
  expect(['zh-CN', 'zh-TW', 'zh', 'ZH-hans'].map(localeFor)).toEqual(Array(4).fill('zh-CN'));
  expect(['en-US', 'de', '', 'zhx'].map(localeFor)).toEqual(Array(4).fill('en'));
});

const account = {
  hub: 'https://hub.example.test',
  hosted: false,
  me: { id: '0190a000-0000-7000-8000-000000000001', name: 'Ann', email: 'a@b.test', role: 'agent' as const },
  workspace: { id: '0190a000-0000-7000-8000-000000000002', name: 'W' },
  token: 'x'.repeat(43),
  cacheKey: '0123456789abcdef'.repeat(4),
  lock: null,
  rules: null,
};

test('an account whose secrets cannot be unwrapped any more is lost, not nobody', async () => {
  let isKnown = true;
  const vault = {
    protection: 'basic' as const,
    wrap: (secret: string) => [...secret].reverse().join(''),
    unwrap: (wrapped: string) => (isKnown ? [...wrapped].reverse().join('') : null),
  };
  const file = accountFile(dir, vault);
  expect(file.read()).toEqual({ kind: 'none' });
  await file.write(account);
  expect(file.read()).toEqual({ kind: 'open', account });
  expect(readFileSync(join(dir, 'account.json'), 'utf8')).not.toContain(account.cacheKey);
  isKnown = false;
  expect(file.read()).toEqual({ kind: 'lost' });
  isKnown = true;
  file.remove();
  expect(file.read()).toEqual({ kind: 'none' });
  writeFileSync(join(dir, 'account.json'), '{"hub": ');
  expect(file.read()).toEqual({ kind: 'lost' });
});

test('a keychain that takes its time is waited for', async () => {
  const vault = {
    protection: 'keychain' as const,
    wrap: async (secret: string) => [...secret].reverse().join(''),
    unwrap: async (wrapped: string) => [...wrapped].reverse().join(''),
  };
  const file = accountFile(dir, vault);
  await file.write(account);
  await expect(file.read()).resolves.toEqual({ kind: 'open', account });
});

test('an account in memory leaves nothing behind', async () => {
  const vault = {
    protection: 'basic' as const,
    wrap: (text: string) => text,
    unwrap: (text: string) => text,
  };
  const file = accountFile(dir, vault);
  await file.write(account);
  await file.write({ ...account, cacheKey: null });
  expect(readdirSync(dir)).toEqual([]);
});

test('a cache belongs to one person at one hub; inside this app the port may change', () => {
  const of = (change: object) => cachePath(dir, { ...account, ...change });
  expect(of({})).toBe(of({}));
  expect(of({ hub: 'https://other.test' })).not.toBe(of({}));
  expect(of({ me: { ...account.me, id: '0190a000-0000-7000-8000-000000000009' } })).not.toBe(of({}));
  expect(of({ hosted: true, hub: 'http://127.0.0.1:1' })).toBe(
    of({ hosted: true, hub: 'http://127.0.0.1:2' }),
  );
  expect(of({})).not.toContain('Ann');
});
