import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { httpPaths } from '#shared/protocol/handshake.ts';
import { adminAs } from '../support/admin.ts';
import { heldClock } from '../support/held-clock.ts';
import {
  type DeskClient,
  deskClient,
  say,
  signIn,
  startTestHub,
  type TestHub,
  testPeople,
  visitorClient,
} from '../support/hub.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

/** Two nodes on one PostgreSQL, which know of each other by nothing but the database. */

const chief = {
  ...{ name: 'Chief', email: 'chief@example.test', password: 'correct horse chief' },
  role: 'admin',
} as const;
let postgres: TestPostgres;
let location: string;
const nodes: TestHub[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  location = await postgres.newDatabase();
});
afterEach(async () => {
  for (const node of nodes.splice(0)) await node.stop();
});

async function startNodes(options: Parameters<typeof startTestHub>[0] = {}): Promise<[TestHub, TestHub]> {
  const started = [
    await startTestHub({ ...options, database: location }),
    await startTestHub({ ...options, database: location }),
  ] as const;
  nodes.push(...started);
  return [...started];
}

/** Milliseconds until the socket is dead. Real time: what is promised is 2 s. */
async function timeToDie(desk: DeskClient, act: () => Promise<unknown>): Promise<number> {
  const gone = once(desk.socket as never, 'disconnect');
  const from = performance.now();
  await act();
  await gone;
  return performance.now() - from;
}

test('[P16] what one node ends is dead on the other within 2 s, and does not come back', async () => {
  const [here, there] = await startNodes();
  const times: Record<string, number> = {};

  const { token, me } = await signIn(here.url, testPeople.ann);
  const desk = await deskClient(there.url, { token });
  const second = await deskClient(there.url, testPeople.ann);
  times['signed out on the other'] = await timeToDie(desk, () =>
    fetch(here.url + httpPaths.signOut, { method: 'POST', headers: { authorization: `Bearer ${token}` } }),
  );
  expect(desk.news('revoked')).toEqual([{ code: 'unauthenticated' }]);
  await expect(deskClient(there.url, { token })).rejects.toMatchObject({ data: { code: 'unauthenticated' } });
  // Only that sign-in: another device of hers stays.
  expect(second.socket.connected).toBe(true);

  const atHome = await deskClient(here.url, testPeople.ann);
  let disabled: Promise<void> = Promise.resolve();
  times['disabled on the same'] = await timeToDie(atHome, () => {
    disabled = here.hub.disablePerson(me.id);
    return disabled;
  });
  times['disabled on the other'] = await timeToDie(second, () => disabled);
  expect(second.news('revoked')).toEqual([{ code: 'forbidden' }]);
  await expect(signIn(there.url, testPeople.ann)).rejects.toThrow('forbidden');

  const sue = await signIn(here.url, testPeople.sue);
  const supervisor = await deskClient(there.url, { token: sue.token });
  times['role changed on the other'] = await timeToDie(supervisor, () =>
    here.hub.setRole(sue.me.id, 'agent'),
  );
  // Not signed out: the same sign-in is let in again, as what she is now.
  expect(supervisor.news('revoked')).toEqual([]);
  const again = await deskClient(there.url, { token: sue.token });
  expect(again.ready.me.role).toBe('agent');

  for (const [what, time] of Object.entries(times)) {
    process.stdout.write(`[P16] ${what} node: dead after ${Math.round(time)} ms of 2000\n`);
    expect(time, what).toBeLessThan(2000);
  }
});

test('[P16] whose doing an end was, and a sign-in on a new computer, is told by the other node too', async () => {
  const clock = heldClock();
  const [here, there] = await startNodes({ clock });
  const office = await signIn(here.url, testPeople.ann);
  const [desk, far] = [
    await deskClient(here.url, { token: office.token }),
    await deskClient(there.url, testPeople.ann),
  ];
  // She was at `here` before: there it is told with the next look.
  expect(desk.news('sign_ins')).toEqual([]);
  clock.leap(1000);
  const { signIns } = await desk.until('sign_ins');
  expect(signIns).toHaveLength(1);
  expect(far.ready.signIns).toBeUndefined();
  await desk.get('sessions.end', { id: signIns[0]?.id ?? '' });
  clock.leap(1000);
  expect(await far.until('revoked')).toEqual({ code: 'unauthenticated', by: 'self' });

  const second = await deskClient(there.url, testPeople.ann);
  clock.leap(1000);
  const told = await desk.until(
    'sign_ins',
    (news) => news.signIns[0]?.id !== signIns[0]?.id && news.signIns.length > 0,
  );
  // Known at one node, it is asked at none.
  const again = await deskClient(there.url, { token: office.token });
  expect(again.ready.signIns).toEqual(told.signIns);
  await desk.get('sessions.known', { id: told.signIns[0]?.id ?? '' });
  clock.leap(1000);
  await again.until('sign_ins', (news) => news.signIns.length === 0);
  expect(second.news('revoked')).toEqual([]);

  await here.hub.people.create(chief);
  const admin = adminAs(here.url, (await signIn(here.url, chief)).token);
  await admin('sessions.end', { person: office.me.id });
  clock.leap(1000);
  expect(await second.until('revoked')).toEqual({ code: 'unauthenticated', by: 'admin' });
});

test('[P16] [P8] another role is another scope: nothing more of what others do, and the list anew', async () => {
  const clock = heldClock();
  const [here, there] = await startNodes({ clock });
  const { token, me } = await signIn(here.url, testPeople.sue);
  const sue = await deskClient(there.url, { token });
  const ann = await deskClient(there.url, testPeople.ann);
  const visitor = await visitorClient(there.url);
  const { conversationId } = await say(visitor, 'for Ann');
  await ann.until('entry', (n) => n.entry.body.kind === 'assigned');

  const gone = once(sue.socket as never, 'disconnect');
  await here.hub.setRole(me.id, 'agent');
  clock.leap(1000);
  await gone;
  const again = await deskClient(there.url, { token });
  // An epoch that her cache does not have: what it holds of others' conversations is thrown away (P8).
  expect(again.ready.epoch).not.toBe(sue.ready.epoch);
  expect(again.ready.epoch).toBe(ann.ready.epoch);
  const pull = { conversationId, after: 0, before: null, limit: 10 };
  expect(await again.ask('conversation.pull', pull)).toEqual({ ok: false, error: { code: 'not_found' } });

  const back = once(again.socket as never, 'disconnect');
  await here.hub.setRole(me.id, 'supervisor');
  clock.leap(1000);
  await back;
  const restored = await deskClient(there.url, { token });
  expect(restored.ready.epoch).toBe(sue.ready.epoch);
  expect(await restored.ask('conversation.pull', pull)).toMatchObject({ ok: true });
});

test('[P9] what is written on one node reaches desks and visitors on the other with its next look', async () => {
  const clock = heldClock();
  const [here, there] = await startNodes({ clock });
  const sue = await deskClient(there.url, testPeople.sue);
  const visitor = await visitorClient(here.url);
  const secondTab = await visitorClient(there.url, visitor);
  const { conversationId, publicSeq } = await say(visitor, 'hello from here');
  const feedHead = () => here.hub.database.kysely.selectFrom('workspace').select('feed_head').execute();
  await expect.poll(feedHead).toEqual([{ feed_head: 3 }]);
  expect(sue.news('entry')).toEqual([]);

  clock.leap(1000);
  const { head } = await sue.until('head');
  const { entries } = await sue.get('feed.pull', { since: sue.ready.head, limit: 10 });
  expect(entries.map((e) => e.body.kind)).toEqual(['opened', 'message', 'routed']);
  expect(head).toBe(entries.at(-1)?.feedSeq);
  expect(await secondTab.until('head')).toEqual({
    conversation: { id: conversationId, status: 'queued', kind: 'live', agent: null, publicSeq },
  });
});

test('[P9] [P2] both nodes write at once: neither overlooks what the other put in between', async () => {
  const clock = heldClock();
  const [here, there] = await startNodes({ clock });
  const [a, b] = [await visitorClient(here.url), await visitorClient(there.url)];
  const [sueHere, sueThere] = [
    await deskClient(here.url, testPeople.sue),
    await deskClient(there.url, testPeople.sue),
  ];
  await Promise.all(Array.from({ length: 20 }, (_, n) => [say(a, `a ${n}`), say(b, `b ${n}`)]).flat());
  for (const desk of [sueHere, sueThere]) await desk.until('entry', (n) => n.entry.body.kind === 'routed');
  clock.leap(1000);
  for (const desk of [sueHere, sueThere]) {
    await desk.until('head', (n) => n.head === 44);
    const { entries } = await desk.get('feed.pull', { since: 0, limit: 100 });
    expect(entries.map((e) => e.feedSeq)).toEqual(Array.from({ length: 44 }, (_, i) => i + 1));
  }

  // What the other wrote just before oneself concerns customers here all the same.
  const secondTab = await visitorClient(there.url, a);
  const { publicSeq } = await say(a, 'one more');
  await say(b, 'and one more');
  clock.leap(1000);
  await secondTab.until('head', (n) => n.conversation?.publicSeq === publicSeq);
});

test('[P13] a node that dies takes nobody’s customer with it: the other finds the lease run out', async () => {
  const clock = heldClock();
  const [here, there] = await startNodes({ clock });
  const ann = await deskClient(here.url, testPeople.ann);
  const visitor = await visitorClient(here.url);
  const { conversationId } = await say(visitor, 'hello');
  await ann.until('entry', (n) => n.entry.body.kind === 'assigned');
  const ben = await deskClient(there.url, testPeople.ben);
  // While Ann is connected to her node the other one leaves her in peace, however long it takes.
  for (const _ of [1, 2, 3]) {
    clock.leap(60_000);
    await ben.get('feed.pull', { since: 0, limit: 10 });
  }
  expect(ben.news('entry')).toEqual([]);

  await nodes.splice(0, 1)[0]?.stop();
  clock.leap(90_000);
  const { conversation } = await ben.until('entry', (n) => n.conversation.agent?.name === 'Ben');
  expect(conversation.id).toBe(conversationId);
});

test('[P12] two who take the same conversation on two nodes: one has it, the other is told who', async () => {
  const [here, there] = await startNodes();
  const sue = await deskClient(here.url, testPeople.sue);
  const { conversationId } = await say(await visitorClient(here.url), 'hello');
  // Once routing has put it into its queue it stays as it is.
  const { conversation } = await sue.until(
    'entry',
    ({ entry }) => entry.conversationId === conversationId && entry.body.kind === 'routed',
  );
  // Supervisors are given nothing by itself, so that both find it in the queue.
  const max = {
    name: 'Max',
    email: 'max@example.test',
    password: 'correct horse max',
    role: 'supervisor',
  } as const;
  await here.hub.people.create(max);
  const desks = [await deskClient(here.url, testPeople.sue), await deskClient(there.url, max)];
  const answers = await Promise.all(
    desks.map((desk) =>
      desk.ask('conversation.take', { conversationId, key: newId(), version: conversation.version }),
    ),
  );
  const winner = answers.findIndex((a) => a.ok);
  expect(answers.filter((a) => a.ok)).toHaveLength(1);
  expect(answers[1 - winner]).toEqual({
    ok: false,
    error: { code: 'taken', owner: desks[winner]?.ready.me.name },
  });
});
