import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '#shared/domain/clock.ts';
import { type CrashMode, maxCrashBytes } from '#shared/domain/diagnostics/crashes.ts';
import { type RefusalCode, RefusalError } from '#shared/protocol/errors.ts';
import { hubName } from '../../src/main/desk.ts';
import { createCrashKeeper } from '../../src/main/diagnostics/crash-keeper.ts';
import type { CrashDoor, CrashSent } from '../../src/main/diagnostics/crash-sender.ts';
import { silentLog } from '../../src/main/log.ts';
import { type SettingsData, settingsFrom } from '../../src/main/settings/settings.ts';
import { adminAs } from '../support/admin.ts';
import { startTestHub, type TestHub, testPeople } from '../support/hub.ts';
import { minidump } from '../support/minidump.ts';
import { startLine } from '../support/tcp-line.ts';
import { virtualClock } from '../support/virtual-clock.ts';
import { newFolder, removeFolder, startTestDesk, type TestDesk } from './desk-support.ts';

/** What a desk does with reports of crashes: to whom they go, when, and that they do not go otherwise. */

const operator = 'O'.repeat(43);
const hour = 3600_000;
let folder: string;
beforeEach(async () => {
  folder = await newFolder();
});
afterEach(() => removeFolder(folder));

/** A crash at this moment, in a folder of Crashpad. */
function crash(at: number, bytes: Buffer = minidump('renderer')): string {
  const id = randomUUID();
  const path = join(folder, 'pending', `${id}.dmp`);
  mkdirSync(join(folder, 'pending'), { recursive: true });
  writeFileSync(path, bytes);
  utimesSync(path, at / 1000, at / 1000);
  return id;
}
const lying = () => readdirSync(join(folder, 'pending')).sort();

/** The program that has these accounts. */
function keeperOf(options: {
  readonly clock: Clock;
  readonly hubs: () => readonly string[];
  readonly doors: () => readonly CrashDoor[];
}) {
  let settings: SettingsData = settingsFrom({});
  return createCrashKeeper({
    ...{ folder, first: 'off' as CrashMode, keepOn: () => {}, version: '1.2.0', platform: 'linux x64' },
    ...{ random: () => 0, log: silentLog },
    settings: {
      get: () => settings,
      update: (change) => {
        settings = { ...settings, ...change };
      },
    },
    ...options,
  });
}
type Keeper = ReturnType<typeof keeperOf>;
const states = (keeper: Keeper) =>
  Object.fromEntries(keeper.look().reports.map(({ id, state }) => [id, state]));

describe('with a real hub', () => {
  let hub: TestHub;
  let desk: TestDesk;
  let keeper: Keeper;
  let line: Awaited<ReturnType<typeof startLine>>;
  const passed: Buffer[] = [];
  const clock = virtualClock(Date.now());

  beforeEach(async () => {
    passed.length = 0;
    hub = await startTestHub({ secretsKey: randomBytes(32), operatorToken: operator });
    line = await startLine(Number(new URL(hub.url).port), undefined, (chunk) => passed.push(chunk));
    const dir = join(folder, 'desk');
    mkdirSync(dir);
    desk = startTestDesk(dir);
    const { email, password } = testPeople.ann;
    await desk.desk.signIn({ hub: line.url, email, password });
    keeper = keeperOf({
      clock,
      hubs: () => [hubName(desk.desk.whose() ?? { hub: '', hosted: false })],
      doors: () => [desk.desk.crashDoor() ?? []].flat(),
    });
  });
  afterEach(async () => {
    keeper.stop();
    await desk.stop();
    await line.stop();
    await hub.stop();
  });
  const atHub = async () => (await adminAs(hub.url, operator)('crashes.list', null)).reports;
  const wire = () => Buffer.concat(passed);

  test('a report goes to the hub as it is, with nothing said but what is on the list, and is gone here', async () => {
    keeper.follow('hub');
    const at = Math.round(clock.now()) + 1000;
    await clock.pass(2000);
    const canary = 'canary in the memory of a desk';
    const id = crash(at, minidump('gpu-process', Buffer.from(canary)));
    expect(states(keeper)).toEqual({ [id]: 'waiting' });
    keeper.accountsChanged();
    await expect.poll(() => states(keeper)).toEqual({ [id]: 'sent' });
    expect(lying()).toEqual([]);
    expect(await atHub()).toMatchObject([
      { id, version: '1.2.0', platform: 'linux x64', process: 'gpu-process', at },
    ]);
    const { content } = await adminAs(hub.url, operator)('crashes.read', { id });
    expect(Buffer.from(content, 'base64').includes(canary)).toBe(true);
    const request = /PUT (\S*crashes\S*) HTTP/u.exec(wire().toString('latin1'))?.[1] ?? '';
    expect([...new URL(request, hub.url).searchParams.keys()].sort()).toEqual([
      ...['at', 'platform', 'process', 'version'],
    ]);
  });

  test('where they are kept here only, no byte of one goes: not now, and not once others do', async () => {
    keeper.follow('local');
    const canary = 'canary that stays on this computer';
    const stays = crash(clock.now() + 1000, minidump('renderer', Buffer.from(canary)));
    await clock.pass(3 * hour);
    keeper.accountsChanged();
    await clock.settle();
    expect(wire().includes('crashes')).toBe(false);

    keeper.follow('hub');
    await clock.pass(1000);
    const goes = crash(clock.now());
    keeper.accountsChanged();
    await expect.poll(() => states(keeper)).toEqual({ [stays]: 'kept', [goes]: 'sent' });
    await clock.pass(3 * hour);
    // The wire was watched all the while, and it is one on which reports can be seen.
    expect(
      wire()
        .toString('latin1')
        .match(/PUT \S*crashes/gu),
    ).toHaveLength(1);
    expect(wire().includes(canary)).toBe(false);
    expect(await atHub()).toHaveLength(1);
  });

  test('a hub that does not answer has it later, once, though its answer was lost', async () => {
    keeper.follow('hub');
    await clock.pass(1000);
    const id = crash(clock.now());
    line.deafen();
    keeper.accountsChanged();
    await expect.poll(atHub).toHaveLength(1);
    expect(states(keeper)).toEqual({ [id]: 'waiting' });
    line.hear();
    line.cut();
    line.mend();
    await expect
      .poll(async () => {
        await clock.pass(60_000);
        return states(keeper);
      })
      .toEqual({ [id]: 'sent' });
    expect(await atHub()).toHaveLength(1);
  });
});

describe('with a hub that answers as it likes', () => {
  const a = 'https://a.example.com';
  let asked: CrashSent[];
  let answers: (RefusalCode | { readonly code: RefusalCode; readonly retryAfter: number } | 'taken')[];
  let clock: ReturnType<typeof virtualClock>;
  let keeper: Keeper;
  let others: readonly string[];
  beforeEach(() => {
    [asked, answers, others] = [[], [], []];
    clock = virtualClock(1_000_000_000);
    keeper = keeperOf({
      clock,
      hubs: () => [a, ...others],
      doors: () => [
        {
          hub: a,
          send: async (report) => {
            asked.push(report);
            const answer = answers.shift() ?? 'taken';
            if (answer !== 'taken') throw new RefusalError(answer);
          },
        },
      ],
    });
    keeper.follow('hub');
  });
  afterEach(() => keeper.stop());
  /** Loading what sends them takes real time, once. */
  const until = (count: number) =>
    expect
      .poll(async () => {
        await clock.settle();
        return asked.length;
      })
      .toBe(count);

  test('one at a time, the oldest first', async () => {
    const [first, second] = [crash(clock.now() + 1000), crash(clock.now() + 2000)];
    await clock.pass(3000);
    keeper.accountsChanged();
    keeper.accountsChanged();
    await until(2);
    expect(asked.map(({ id }) => id)).toEqual([first, second]);
  });

  test('one that is away, or says when, is asked again as late as that; then not before the next occasion', async () => {
    answers = ['unavailable', { code: 'slow_down', retryAfter: 700_000 }, 'internal', 'taken'];
    const id = crash(clock.now());
    keeper.accountsChanged();
    await until(1);
    await clock.pass(9_999);
    expect(asked).toHaveLength(1);
    await clock.pass(1);
    expect(asked).toHaveLength(2);
    await clock.pass(699_999);
    expect(asked).toHaveLength(2);
    await clock.pass(1);
    expect(asked).toHaveLength(3);
    await clock.pass(40_000);
    expect(states(keeper)).toEqual({ [id]: 'sent' });

    answers = Array(20).fill('unavailable');
    crash(clock.now());
    keeper.accountsChanged();
    await until(5);
    await clock.pass(40 * 60_000);
    expect(asked).toHaveLength(4 + 8);
    // An hour is an occasion.
    await clock.pass(hour);
    expect(asked.length).toBeGreaterThan(4 + 8);
  });

  test('what it will not have it is not asked about again, and the next goes', async () => {
    answers = ['file_type', 'taken'];
    const [bad, good] = [crash(clock.now() + 1000), crash(clock.now() + 2000)];
    await clock.pass(3000);
    keeper.accountsChanged();
    await until(2);
    expect(states(keeper)).toEqual({ [bad]: 'refused', [good]: 'sent' });
    await clock.pass(3 * hour);
    expect(asked).toHaveLength(2);
    expect(lying()).toEqual([`${bad}.dmp`]);
  });

  test('what is too large is not even sent', async () => {
    const big = Buffer.alloc(maxCrashBytes + 1);
    minidump('renderer').copy(big);
    const id = crash(clock.now(), big);
    keeper.accountsChanged();
    await expect
      .poll(() => keeper.look().reports)
      .toMatchObject([{ id, state: 'refused', code: 'too_large' }]);
    expect(asked).toEqual([]);
  });

  test('as many as it takes a day; an older hub, or an ended session, ends it until the next occasion', async () => {
    answers = ['file_quota'];
    crash(clock.now());
    keeper.accountsChanged();
    await until(1);
    await clock.pass(5 * hour);
    keeper.accountsChanged();
    await clock.settle();
    expect(asked).toHaveLength(1);
    await clock.pass(2 * hour);
    expect(asked).toHaveLength(2);
    for (const code of ['not_found', 'unauthenticated'] as const) {
      const before = asked.length;
      answers = [code];
      crash(clock.now());
      keeper.accountsChanged();
      await until(before + 1);
      await clock.pass(600_000);
      expect(asked).toHaveLength(before + 1);
      keeper.accountsChanged();
      await until(before + 2);
    }
  });

  test('a hub that will have none today, or is away, keeps none from another', async () => {
    const b = 'https://b.example.com';
    const refusing: readonly RefusalCode[] = ['not_found', 'file_quota', 'unavailable'];
    const ofA = crash(clock.now());
    keeper.stop();
    await clock.pass(1000);
    const went: string[] = [];
    let code: RefusalCode = 'not_found';
    const next = keeperOf({
      clock,
      hubs: () => [b],
      doors: () => [
        { hub: a, send: () => Promise.reject(new RefusalError(code)) },
        { hub: b, send: async ({ id }) => void went.push(id) },
      ],
    });
    next.follow('hub');
    for (code of refusing) {
      const ofB = crash(clock.now());
      next.accountsChanged();
      await expect
        .poll(async () => {
          await clock.pass(hour);
          return states(next);
        })
        .toMatchObject({ [ofA]: 'waiting', [ofB]: 'sent' });
      expect(went.at(-1)).toBe(ofB);
    }
    next.stop();
  });

  test('once it is no longer ruled so, what waits between two tries does not go', async () => {
    answers = ['unavailable'];
    crash(clock.now());
    keeper.accountsChanged();
    await until(1);
    await clock.pass(1000);
    keeper.follow('local');
    await clock.pass(3 * hour);
    expect(asked).toHaveLength(1);
    keeper.follow('off');
    expect(lying()).toEqual([]);
  });

  test('memory that two hubs share goes to neither', async () => {
    others = ['https://b.example.com'];
    keeper.accountsChanged();
    await clock.pass(1000);
    const id = crash(clock.now());
    await clock.pass(3 * hour);
    expect(states(keeper)).toEqual({ [id]: 'several-hubs' });
    expect(asked).toEqual([]);
  });

  test('where none were ever to be sent, nothing is written beside them', async () => {
    keeper.stop();
    rmSync(join(folder, 'reports.json'), { force: true });
    const doors: CrashDoor[] = [];
    const local = keeperOf({ clock, hubs: () => [a], doors: () => doors });
    local.follow('local');
    crash(clock.now());
    await clock.pass(3 * hour);
    expect(clock.waiting()).toBeGreaterThan(0);
    expect(readdirSync(folder)).toEqual(['pending']);
    local.stop();
  });
});
