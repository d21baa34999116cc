import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Here } from '#shared/domain/update/here.ts';
import { judge } from '#shared/domain/update/judge.ts';
import { release } from './command.ts';
import { checkerFrom, newKeys } from './keys.ts';
import { readName } from './names.ts';

const run = promisify(execFile);
const keys = newKeys();
const env = { YINGKE_UPDATE_KEY: keys.secret, YINGKE_UPDATE_PUBLIC_KEYS: keys.publicKey };
const day = 24 * 60 * 60_000;

let folder: string;
let now: number;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'yingke-feed-'));
  now = Date.UTC(2026, 10, 30);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const feed = () => path.join(folder, 'feed');

function packages(version: string): string {
  const dist = path.join(folder, `dist-${version}`);
  mkdirSync(dist, { recursive: true });
  for (const end of [
    'linux-amd64.deb',
    'linux-x86_64.rpm',
    'win-x64.exe',
    'mac-arm64.zip',
    'mac-arm64.dmg',
  ]) {
    writeFileSync(path.join(dist, `yingke-desk-${version}-${end}`), `${version} ${end}`);
  }
  writeFileSync(path.join(dist, 'SHA256SUMS'), 'not a package');
  return dist;
}

async function yingkeRelease(...argv: string[]): Promise<string[]> {
  const said: string[] = [];
  await release(argv, { env, now, say: (line) => said.push(line) });
  return said;
}

const make = (version: string, ...more: string[]) =>
  yingkeRelease('make', '--feed', feed(), '--dist', packages(version), ...more);

const here = (version: string, change: Partial<Here> = {}): Here => ({
  ...{ version, channel: 'stable', platform: 'linux', arch: 'x64', kind: 'deb', device: 'one' },
  ...change,
});

/** As the desk has it. */
function asDesk(desk: Here, place = 'stable/linux-x64-deb.json') {
  const given: unknown = JSON.parse(readFileSync(path.join(feed(), place), 'utf8'));
  return judge(given, { here: desk, now, newestSeen: 0, isSigned: checkerFrom(env) });
}

test('names of packages say what is in them', () => {
  expect(readName('yingke-desk-1.2.0-beta.1-linux-aarch64-trial-unsigned.rpm')).toEqual({
    file: 'yingke-desk-1.2.0-beta.1-linux-aarch64-trial-unsigned.rpm',
    ...{ version: '1.2.0-beta.1', platform: 'linux', arch: 'arm64', kind: 'rpm', isTrial: true },
  });
  expect(readName('yingke-desk-1.2.0-mac-x64.zip')).toMatchObject({ kind: 'zip', isTrial: false });
  for (const name of ['yingke-desk-1.2.0-mac-x64.dmg', 'yingke-desk-1.2-linux-amd64.deb', 'other.deb']) {
    expect(readName(name)).toBeNull();
  }
});

test('a feed is made of what is in dist, and a desk takes it', async () => {
  expect(await make('1.1.0')).toEqual([
    ...['stable/linux-x64-deb.json', 'stable/linux-x64-rpm.json'],
    ...['stable/darwin-arm64-zip.json', 'stable/win32-x64-nsis.json'],
  ]);
  expect(asDesk(here('1.0.0'))).toMatchObject({
    is: 'update',
    manifest: { version: '1.1.0', file: 'yingke-desk-1.1.0-linux-amd64.deb', size: 21 },
  });
  expect(
    readdirSync(path.join(feed(), 'packages')).filter((name) => !name.startsWith('yingke-desk-')),
  ).toEqual([]);
  expect(await yingkeRelease('verify', '--feed', feed())).toHaveLength(4);
});

test('a byte that was changed in the feed, a file that is missing and a foreign key are found', async () => {
  await make('1.1.0');
  const file = path.join(feed(), 'packages', 'yingke-desk-1.1.0-linux-amd64.deb');
  const bytes = readFileSync(file);
  bytes[3] = (bytes[3] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  rmSync(path.join(feed(), 'packages', 'yingke-desk-1.1.0-win-x64.exe'));
  const verified = yingkeRelease('verify', '--feed', feed());
  await expect(verified).rejects.toMatchObject({
    details:
      'stable/linux-x64-deb.json: bad_hash\nstable/win32-x64-nsis.json: yingke-desk-1.1.0-win-x64.exe is not there',
  });
  const foreign = { YINGKE_UPDATE_PUBLIC_KEYS: newKeys().publicKey };
  const all = release(['verify', '--feed', feed()], { env: foreign, now, say: () => {} });
  await expect(all).rejects.toMatchObject({ details: expect.stringMatching(/(.*: bad_signature\n?){4}/) });
});

test('what is for trying goes into a feed only when that is said', async () => {
  const dist = path.join(folder, 'trial');
  mkdirSync(dist);
  writeFileSync(path.join(dist, 'yingke-desk-1.1.0-linux-amd64-trial.deb'), 'x');
  const args = ['make', '--feed', feed(), '--dist', dist];
  await expect(yingkeRelease(...args)).rejects.toThrow('for trying');
  expect(await yingkeRelease(...args, '--trial')).toHaveLength(1);
});

test('staged: a percentage is said, and raised without the packages', async () => {
  await make('1.1.0', '--percentage', '0');
  expect(asDesk(here('1.0.0'))).toMatchObject({ is: 'current', staged: true });
  now += day;
  await yingkeRelease('stage', '--feed', feed(), '--percentage', '100');
  expect(asDesk(here('1.0.0'))).toMatchObject({ is: 'update', manifest: { released: now } });
  await expect(yingkeRelease('stage', '--feed', feed())).rejects.toThrow('--percentage is missing');
});

test('an older version is not put over a newer one; withdrawn, it goes back to the one before', async () => {
  await make('1.0.0');
  now += day;
  await make('1.1.0');
  await expect(make('1.0.0')).rejects.toThrow('newer than 1.0.0');
  // Within the same millisecond too, what is said later is newer.
  await yingkeRelease('withdraw', '--feed', feed(), '--version', '1.1.0', '--to', '1.0.0');
  expect(asDesk(here('1.1.0'))).toMatchObject({ is: 'update', back: true, manifest: { released: now + 1 } });
  expect(asDesk(here('1.2.0'))).toEqual({ is: 'refused', code: 'older' });
  await expect(
    yingkeRelease('withdraw', '--feed', feed(), '--version', '1.1.0', '--to', '1.1.0'),
  ).rejects.toThrow('older one');
});

test('last date, oldest version, term and notes are as they were given; what cannot be is said', async () => {
  const notes = path.join(folder, 'notes.json');
  writeFileSync(notes, JSON.stringify({ 'zh-CN': '更快', en: 'Faster' }));
  await make('1.1.0', '--last-date', '2026-12-24', '--from', '1.0.0', '--days', '2', '--notes', notes);
  expect(asDesk(here('1.0.0'))).toMatchObject({
    manifest: {
      lastDate: Date.UTC(2026, 11, 24, 23, 59, 59),
      ...{ from: '1.0.0', expires: now + 2 * day, notes: { 'zh-CN': '更快', en: 'Faster' } },
    },
  });
  now += 2 * day;
  expect(asDesk(here('1.0.0'))).toEqual({ is: 'refused', code: 'expired' });
  for (const bad of [
    ['--percentage', '101'],
    ['--from', 'one'],
    ['--last-date', 'soon'],
    ['--days', '0'],
    ['--channel', 'nightly'],
  ]) {
    await expect(make('1.2.0', ...bad), bad.join(' ')).rejects.toThrow(/cannot be/);
  }
});

test('no key, a broken key: said, and the key is in no message', async () => {
  const dist = packages('1.1.0');
  const attempt = (key: string | undefined) =>
    release(['make', '--feed', feed(), '--dist', dist], {
      env: { YINGKE_UPDATE_KEY: key },
      ...{ now, say: () => {} },
    });
  await expect(attempt(undefined)).rejects.toThrow('no key to sign');
  const error = await attempt('c2VjcmV0').catch((reason: Error) => reason);
  expect(String(error)).toContain('no Ed25519 key');
  expect(JSON.stringify(error)).not.toContain('c2VjcmV0');
});

test('as a program: keys are made, a feed is made with them, a key in the arguments is refused', async () => {
  const main = path.join(import.meta.dirname, 'main.ts');
  const { stdout } = await run(process.execPath, [main, 'keygen']);
  const made = Object.fromEntries(
    stdout.split('\n').flatMap((line) => {
      const [, name, value] = /^(YINGKE_\w+)=(\S+)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, value]];
    }),
  );
  const args = [main, 'make', '--feed', feed(), '--dist', packages('1.1.0')];
  await run(process.execPath, args, { env: { ...process.env, ...made } });
  await run(process.execPath, [main, 'verify', '--feed', feed()], { env: { ...process.env, ...made } });
  await expect(run(process.execPath, [...args, '--key', 'x'], { env: process.env })).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('“--key” is not understood'),
  });
});
