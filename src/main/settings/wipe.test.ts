import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newPlace } from './places.ts';
import { wipeData } from './wipe.ts';

let base: string;
let dir: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'yingke-wipe-'));
  dir = join(base, 'data');
  mkdirSync(dir);
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const put = (at: string, text = 'canary') => {
  mkdirSync(join(at, '..'), { recursive: true });
  writeFileSync(at, text);
};

test('of every account everything goes, also what a broken write left, and settings with names in them', () => {
  const second = newPlace(dir).dir;
  const third = newPlace(dir).dir;
  for (const place of [dir, second, third]) {
    for (const name of [
      'account.json',
      'account.json.next',
      'cache/a.db',
      'cache/a.db-wal',
      'cache/a.db.backup',
    ])
      put(join(place, name));
  }
  for (const name of [
    'settings.json',
    'settings.json.next',
    'updates.json',
    'crashes/reports.json',
    'logs/desk.log',
    'sounds/a.wav',
    'browser/Cache/1',
  ])
    put(join(dir, name));
  expect(wipeData(dir)).toEqual({
    removed: [
      ...['account.json', 'account.json.next', 'accounts', 'browser', 'cache', 'crashes', 'logs'],
      ...['settings.json', 'settings.json.next', 'sounds', 'updates.json'],
    ],
    kept: [],
    failed: [],
  });
  expect(readdirSync(dir)).toEqual([]);
});

test('the keys are written over, not only taken out of the folder', () => {
  const second = newPlace(dir).dir;
  for (const [at, place] of [dir, second].entries()) {
    put(join(place, 'account.json'), 'a key of a cache');
    // Another name of the same bytes on the disk.
    linkSync(join(place, 'account.json'), join(base, `found-${at}`));
  }
  wipeData(dir);
  expect(readFileSync(join(base, 'found-0'))).toEqual(Buffer.alloc(16));
  expect(readFileSync(join(base, 'found-1'))).toEqual(Buffer.alloc(16));
});

test('what is not the desk’s stays and is said: a hub on this computer, and anything in a folder that was named by mistake', () => {
  put(join(dir, 'account.json'));
  put(join(dir, 'hub/hub.sqlite'));
  put(join(dir, 'thesis.odt'));
  expect(wipeData(dir)).toEqual({ removed: ['account.json'], kept: ['hub', 'thesis.odt'], failed: [] });
  expect(readdirSync(dir).sort()).toEqual(['hub', 'thesis.odt']);
});

test('what cannot be removed is said and keeps nothing else: a key that is none, a cache behind a link', () => {
  put(join(base, 'elsewhere/a.db'));
  symlinkSync(join(base, 'elsewhere'), join(dir, 'cache'));
  mkdirSync(join(dir, 'account.json'));
  const second = newPlace(dir).dir;
  put(join(second, 'account.json'));
  put(join(dir, 'settings.json'));
  const { removed, failed } = wipeData(dir);
  expect(failed).toEqual([
    { name: 'account.json', code: expect.stringMatching(/^E/) },
    { name: 'cache', code: 'link' },
  ]);
  expect(removed).toEqual(['accounts', 'settings.json']);
  expect(existsSync(second)).toBe(false);
});

test('a folder that is not there holds nothing', () => {
  expect(wipeData(join(dir, 'none'))).toEqual({ removed: [], kept: [], failed: [] });
});
