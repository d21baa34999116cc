import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { DeskRequirement } from '#shared/domain/update/required.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { say, testPeople, visitorClient } from '../support/hub.ts';
import { type RoutingHouse, routingHouse } from '../support/routing-house.ts';
import {
  eventually,
  hastyClock,
  newFolder,
  removeFolder,
  startTestDesk,
  type TestDesk,
  transcriptOf,
} from './desk-support.ts';

/** A hub that wants newer desks (decision 47), and desks of several versions at it, over real sockets. */

const second = 1000;
const day = 24 * 60 * 60_000;

let house: RoutingHouse;
let folders: string[];
let desks: TestDesk[];

beforeEach(async () => {
  house = await routingHouse();
  // A hub that has just started takes everybody for being here until they have had the time to come back.
  house.clock.leap(30_000);
  folders = [];
  desks = [];
});
afterEach(async () => {
  for (const desk of desks) await desk.stop();
  await house.stop();
  for (const folder of folders) await removeFolder(folder);
});

async function deskOf(appVersion: string, dir?: string, clock = hastyClock): Promise<TestDesk> {
  const folder = dir ?? (await newFolder());
  if (dir === undefined) folders.push(folder);
  const desk = startTestDesk(folder, { appVersion, clock });
  desks.push(desk);
  return desk;
}

async function signedIn(appVersion: string, clock = hastyClock): Promise<TestDesk> {
  const desk = await deskOf(appVersion, undefined, clock);
  const { email, password } = testPeople.ann;
  await desk.desk.signIn({ hub: house.url, email, password });
  await desk.until('app.connection', (c) => c.state === 'connected');
  await desk.until('status.changed', ({ own }) => own !== null);
  return desk;
}

async function want(desk: DeskRequirement | null): Promise<void> {
  const { version, rules } = await house.ask('policy.read', null);
  const { locked, recommended } = rules;
  await house.ask('policy.save', { version, rules: { locked, recommended, desk } });
}
const wanted = (change: Partial<DeskRequirement> = {}): DeskRequirement => ({
  ...{ minimum: '1.1.0', until: house.clock.now() + day, refused: null },
  ...change,
});

const write = async (text: string) => say(await visitorClient(house.url), text);
async function rowThat(desk: TestDesk, id: string, fits: (agent: string | null) => boolean) {
  await eventually(desk, async () => {
    const rows = await desk.desk.conversations['conversations.list']({});
    const row = rows.find(({ conversation }) => conversation.id === id);
    return row !== undefined && fits(row.conversation.agent?.name ?? null);
  });
}
const statusOf = (desk: TestDesk, reason: string | null, from: number) =>
  desk.until('status.changed', ({ own }) => (own?.reason?.is ?? null) === reason, from);
const refusal = (asked: Promise<unknown>) =>
  asked.then(
    () => null,
    (error: unknown) => (error instanceof RefusalError ? error.refusal.code : 'another error'),
  );

test('an old desk is told, works on until the date, and after it finishes what it has and is given nothing new', async () => {
  const old = await signedIn('1.0.0');
  const first = await write('before it was wanted');
  await rowThat(old, first.conversationId, (agent) => agent === 'Ann');

  const required = wanted();
  await want(required);
  expect(await old.until('app.required')).toBeNull();
  expect(await old.until('app.required', (one) => one !== null)).toEqual(required);
  const second1 = await write('there is still time');
  await rowThat(old, second1.conversationId, (agent) => agent === 'Ann');

  const from = old.mark();
  house.clock.leap(day + second);
  await statusOf(old, 'outdated', from);
  const third = await write('too late for it');
  await rowThat(old, third.conversationId, (agent) => agent === null);
  expect(
    await refusal(
      old.desk.routing['conversations.take']({ conversationId: third.conversationId, version: 1 }),
    ),
  ).toBe('upgrade_required');
  // What is open is finished: written, sent, closed.
  const { conversationId } = second1;
  await old.desk.conversations['conversations.send']({ conversationId, key: newId(), text: 'I finish this' });
  await eventually(old, async () =>
    (await transcriptOf(old, conversationId)).some(
      ({ body }) => body.kind === 'message' && body.text === 'I finish this',
    ),
  );
  // Whatever they say of themselves.
  const again = old.mark();
  await old.desk.routing['status.set']({ status: 'online', reason: null });
  await statusOf(old, 'outdated', again);
  await rowThat(old, third.conversationId, (agent) => agent === null);
});

test('with the new version they are online again, and what waited comes to them', async () => {
  const old = await signedIn('1.0.0');
  const from = old.mark();
  await want(wanted({ until: house.clock.now() }));
  house.clock.leap(second);
  await statusOf(old, 'outdated', from);
  const { conversationId } = await write('who takes me?');
  await rowThat(old, conversationId, (agent) => agent === null);
  await old.stop();

  const updated = await deskOf('1.1.0', folders[0]);
  await updated.until('app.connection', (c) => c.state === 'connected');
  house.clock.leap(second);
  await updated.until('status.changed', ({ own }) => own?.status === 'online');
  await rowThat(updated, conversationId, (agent) => agent === 'Ann');
});

test('what is wanted no more is over at once; another desk of the same person that is new enough counts', async () => {
  const old = await signedIn('1.0.0');
  const away = old.mark();
  await want(wanted({ until: house.clock.now() }));
  house.clock.leap(second);
  await statusOf(old, 'outdated', away);
  const back = old.mark();
  await want(null);
  house.clock.leap(second);
  await old.until('status.changed', ({ own }) => own?.status === 'online', back);
  expect(await old.until('app.required', (one) => one === null, back)).toBeNull();

  await signedIn('1.1.0');
  const unmoved = old.mark();
  await want(wanted({ until: house.clock.now() }));
  await old.until('app.required', (one) => one !== null, unmoved);
  house.clock.leap(second);
  const { conversationId } = await write('for her at her new desk');
  await rowThat(old, conversationId, (agent) => agent === 'Ann');
});

test('below the hard minimum it is not let in: what was written stays and arrives once with the new version', async () => {
  const old = await signedIn('1.0.0');
  const { conversationId } = await write('hello');
  await rowThat(old, conversationId, (agent) => agent === 'Ann');
  const from = old.mark();
  await want(wanted({ refused: '1.1.0' }));
  const line = await old.until('app.connection', (c) => c.state === 'refused', from);
  expect(line.code).toBe('upgrade_required');
  expect(old.desk.account().state).toBe('signed-in');
  await old.desk.conversations['conversations.send']({
    conversationId,
    key: newId(),
    text: 'kept for later',
  });
  await old.desk.conversations['conversations.setDraft']({ conversationId, text: 'half of a' });
  await old.stop();

  const another = await deskOf('1.0.0');
  const { email, password } = testPeople.ann;
  expect(await refusal(another.desk.signIn({ hub: house.url, email, password }))).toBe('upgrade_required');

  const updated = await deskOf('1.1.0', folders[0]);
  await updated.until('app.connection', (c) => c.state === 'connected' && c.pending === 0);
  await eventually(updated, async () =>
    (await transcriptOf(updated, conversationId)).some(
      ({ body }) => body.kind === 'message' && body.text === 'kept for later',
    ),
  );
  const written = await transcriptOf(updated, conversationId);
  expect(
    written.filter(({ body }) => body.kind === 'message' && body.text === 'kept for later'),
  ).toHaveLength(1);
  const opened = await updated.desk.conversations['conversations.open']({ conversationId, limit: 50 });
  expect(opened.row.draft).toBe('half of a');
});

test('shut out by a slip: it asks again by itself, and says nothing of it until it is let in', async () => {
  const later: { wait: number; run: () => void }[] = [];
  const old = await signedIn('1.0.0', {
    now: hastyClock.now,
    after: (wait, run) => {
      later.push({ wait, run });
      return hastyClock.after(wait, run);
    },
  });
  const from = old.mark();
  await want(wanted({ refused: '1.1.0' }));
  await old.until('app.connection', (c) => c.state === 'refused', from);
  await want(null);
  const back = old.mark();
  const again = later.filter(({ wait }) => wait === 5 * 60_000);
  expect(again).toHaveLength(1);
  again[0]?.run();
  expect((await old.until('app.connection', undefined, back)).state).toBe('connected');
});

test('a desk that was away hears it with its sign-in and with its line; who changes other rules leaves it', async () => {
  const required = wanted();
  await want(required);
  const { version } = await house.ask('policy.read', null);
  await house.ask('policy.save', { version, rules: { locked: { RetentionDays: 7 }, recommended: {} } });
  expect((await house.ask('policy.read', null)).rules).toEqual({
    ...{ locked: { RetentionDays: 7 }, recommended: {} },
    desk: required,
  });
  const old = await signedIn('1.0.0');
  expect(old.desk.required()).toEqual(required);
  await old.stop();
  await house.stop();
  // Also where the hub is away.
  const later = await deskOf('1.0.0', folders[0]);
  await expect.poll(() => later.desk.required()).toEqual(required);
  house = await routingHouse();
});

test('what is no requirement is not taken, and is on the trail where it is', async () => {
  const { version } = await house.ask('policy.read', null);
  const save = (desk: unknown) =>
    house.ask('policy.save', { version, rules: { locked: {}, recommended: {}, desk } as never });
  await expect(save(wanted({ minimum: 'newest' }))).rejects.toThrow('bad_request');
  await expect(save(wanted({ refused: '1.2.0' }))).rejects.toThrow('desk.refused');
  await want(wanted());
  const { lines } = await house.ask('audit.page', { after: null, from: null, to: null });
  expect(lines.some(({ event }) => event === 'admin.policy.save')).toBe(true);
});
