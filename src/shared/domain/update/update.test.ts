import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Here, manifestPath, stageOf } from './here.ts';
import { type JudgeOptions, judge, judgeFile } from './judge.ts';
import { canonical, type Manifest, type SignedManifest, signedText } from './manifest.ts';
import { hoursFrom, isWithin, lastDateOf, type MomentOptions, waitsFor } from './moment.ts';
import { compareVersions, isVersion } from './version.ts';

const day = 24 * 60 * 60_000;
const now = Date.UTC(2026, 10, 30, 12);
const ours = generateKeyPairSync('ed25519');
const theirs = generateKeyPairSync('ed25519');

const here: Here = {
  ...{ version: '1.0.0', channel: 'stable', platform: 'linux', arch: 'x64', kind: 'deb' },
  device: '5f0c7c0e-4a51-4a0e-9f2a-1d2c3b4a5968',
};
const update: Manifest = {
  ...{ format: 1, product: 'yingke-desk', channel: 'stable', version: '1.1.0' },
  ...{ platform: 'linux', arch: 'x64', kind: 'deb', file: 'yingke-desk-1.1.0-linux-x64.deb', size: 5 },
  sha256: createHash('sha256').update('hello').digest('hex'),
  sha512: createHash('sha512').update('hello').digest('base64'),
  ...{ released: now - day, expires: now + day, from: null, percentage: 100, lastDate: null, withdraws: [] },
  notes: { 'zh-CN': '更快', en: 'Faster' },
};

function signed(change: Partial<Manifest> = {}, by = ours): SignedManifest {
  const text = canonical({ ...update, ...change });
  const signature = sign(null, Buffer.from(signedText(text)), by.privateKey).toString('base64');
  return { manifest: text, signatures: [{ key: 'a', signature }] };
}

const options: JudgeOptions = {
  ...{ here, now, newestSeen: 0 },
  isSigned: (text, signature) =>
    verify(null, Buffer.from(text), ours.publicKey, Buffer.from(signature, 'base64')),
};
const judged = (given: unknown, change: Partial<JudgeOptions> = {}) =>
  judge(given, { ...options, ...change });
const refused = (code: string) => ({ is: 'refused', code });

test('versions follow one another as SemVer has it', () => {
  const order = [
    '0.9.9',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0',
    '1.0.1',
    '1.10.0',
  ];
  for (const [at, one] of order.entries()) {
    for (const [other, two] of order.entries()) {
      expect(Math.sign(compareVersions(one, two)), `${one} ${two}`).toBe(Math.sign(at - other));
    }
  }
  for (const text of ['1.0', 'v1.0.0', '1.0.0+5', '1.0.0-', '01.0.0.0', '', `1.0.0-${'a'.repeat(60)}`]) {
    expect(isVersion(text), text).toBe(false);
  }
});

test('what is signed, meant for this desk and newer is taken', () => {
  expect(judged(signed())).toEqual({ is: 'update', manifest: update, back: false });
  expect(judged(signed({ version: '1.0.0' }))).toMatchObject({ is: 'current', staged: false });
});

test.each<[string, unknown]>([
  ['bad_feed', null],
  ['bad_feed', { ...signed(), more: 1 }],
  ['bad_feed', signed({ file: '../etc/passwd' })],
  ['bad_feed', signed({ file: 'a/b.deb' })],
  ['bad_feed', signed({ version: 'newest' })],
  ['bad_feed', signed({ percentage: 101 })],
  ['bad_signature', signed({}, theirs)],
  ['bad_signature', { ...signed(), signatures: [{ key: 'a', signature: '' }] }],
  // Another's signature, of a manifest that we did sign.
  ['bad_signature', { manifest: signed().manifest, signatures: signed({ version: '1.2.0' }).signatures }],
  ['wrong_platform', signed({ platform: 'win32' })],
  ['wrong_platform', signed({ arch: 'arm64' })],
  ['wrong_platform', signed({ kind: 'rpm' })],
  ['wrong_channel', signed({ channel: 'beta' })],
  ['expired', signed({ expires: now })],
  ['older', signed({ version: '0.9.0' })],
  ['older', signed({ version: '1.0.0-beta.1' })],
  ['older', signed({ version: '0.9.0', withdraws: ['1.0.1'] })],
  ['too_old_for_it', signed({ from: '1.0.1' })],
])('refused: %s', (code, given) => {
  expect(judged(given)).toEqual(refused(code));
});

test('one changed letter of what was signed is a wrong signature, wherever it stands', () => {
  const whole = signed();
  for (let at = 0; at < whole.manifest.length; at += 7) {
    const other = whole.manifest[at] === 'x' ? 'y' : 'x';
    const text = whole.manifest.slice(0, at) + other + whole.manifest.slice(at + 1);
    expect(judged({ ...whole, manifest: text }), `${at}`).toEqual(refused('bad_signature'));
  }
});

test('a manifest that is older than one that was seen is refused, even if it is a newer version than this', () => {
  expect(judged(signed(), { newestSeen: update.released })).toMatchObject({ is: 'update' });
  expect(judged(signed(), { newestSeen: update.released + 1 })).toEqual(refused('replayed'));
});

test('a withdrawn version goes back, whatever the percentage; another one does not', () => {
  const back = signed({ version: '0.9.0', withdraws: ['1.0.0'], percentage: 0, from: '0.9.5' });
  expect(judged(back)).toMatchObject({ is: 'update', back: true });
  expect(judged(back, { here: { ...here, version: '1.0.1' } })).toEqual(refused('older'));
});

test('a staged release reaches so many, always the same, and more of them when there are to be more', () => {
  const devices = Array.from({ length: 2000 }, (_, at) => `device-${at}`);
  const who = (percentage: number, version = '1.1.0') =>
    devices.filter(
      (device) => judged(signed({ percentage, version }), { here: { ...here, device } }).is === 'update',
    );
  const [few, many] = [who(10), who(40)];
  expect(who(10)).toEqual(few);
  expect(few.length).toBeGreaterThan(140);
  expect(few.length).toBeLessThan(260);
  expect(many.length).toBeGreaterThan(700);
  expect(many.length).toBeLessThan(900);
  expect(few.filter((device) => !many.includes(device))).toEqual([]);
  expect(who(0)).toEqual([]);
  expect(who(100)).toHaveLength(devices.length);
  // Not the same people are first each time.
  const again = who(10, '1.2.0').filter((device) => few.includes(device));
  expect(again.length).toBeLessThan(few.length / 2);
  const device = devices[0] ?? '';
  expect(stageOf(device, '1.1.0')).toBe(stageOf(device, '1.1.0'));
});

test('what was fetched must be what was signed', () => {
  expect(judgeFile(update, { size: 5, sha256: update.sha256 })).toBeNull();
  expect(judgeFile(update, { size: 6, sha256: update.sha256 })).toBe('bad_size');
  expect(judgeFile(update, { size: 5, sha256: '0'.repeat(64) })).toBe('bad_hash');
});

test('one manifest has one text', () => {
  const shuffled = Object.fromEntries(Object.entries(update).reverse()) as unknown as Manifest;
  expect(canonical(shuffled)).toBe(canonical(update));
  expect(manifestPath(here)).toBe('stable/linux-x64-deb.json');
});

const moment: MomentOptions = {
  ...{ mode: 'automatic', now, minute: 3 * 60, hours: { from: 120, to: 300 }, later: null },
  ...{ lastDate: now + day, conversations: 0, idle: 10 * 60_000 },
};

test('it is put in place by itself in its hours, with nobody at the keyboard and in no conversation', () => {
  expect(waitsFor(moment)).toBeNull();
  expect(waitsFor({ ...moment, conversations: 1 })).toBe('conversation');
  expect(waitsFor({ ...moment, idle: 1000 })).toBe('hands');
  expect(waitsFor({ ...moment, minute: 12 * 60 })).toBe('hours');
  expect(waitsFor({ ...moment, later: now + 1 })).toBe('later');
  expect(waitsFor({ ...moment, later: now })).toBeNull();
  expect(waitsFor({ ...moment, mode: 'ask' })).toBe('person');
});

test('after the last date it waits for the end of the conversations and a short rest of the hands, and no longer', () => {
  const late: MomentOptions = { ...moment, mode: 'ask', now: now + day, later: now + 2 * day, minute: 720 };
  expect(waitsFor(late)).toBeNull();
  expect(waitsFor({ ...late, idle: 30_000 })).toBeNull();
  expect(waitsFor({ ...late, idle: 29_999 })).toBe('hands');
  expect(waitsFor({ ...late, conversations: 1 })).toBe('conversation');
});

test('the last date is the earlier of the feed’s and the desk’s own, and never before it was there', () => {
  const ready = { readySince: now, days: 7 };
  expect(lastDateOf({ lastDate: null }, ready)).toBe(now + 7 * day);
  expect(lastDateOf({ lastDate: now + day }, ready)).toBe(now + day);
  expect(lastDateOf({ lastDate: now + 30 * day }, ready)).toBe(now + 7 * day);
  expect(lastDateOf({ lastDate: now - day }, ready)).toBe(now);
});

test('hours may go over midnight', () => {
  const night = hoursFrom('22:30-05:00') ?? { from: 0, to: 0 };
  expect([22 * 60 + 29, 22 * 60 + 30, 0, 299, 300].map((minute) => isWithin(night, minute))).toEqual([
    ...[false, true, true, true, false],
  ]);
  for (const text of ['24:00-05:00', '2:00-5:00', '02:00', '']) expect(hoursFrom(text)).toBeNull();
});
