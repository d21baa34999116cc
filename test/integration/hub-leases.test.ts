import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { type HeldClock, heldClock } from '../support/held-clock.ts';
import {
  type DeskClient,
  deskClient,
  say,
  startTestHub,
  type TestHub,
  testPeople,
  type VisitorClient,
  visitorClient,
} from '../support/hub.ts';

/** Who is away too long does not keep customers waiting (P13). Time passes only where the tests say so. */

let hub: TestHub;
let clock: HeldClock;
let sue: DeskClient;

beforeEach(async () => {
  clock = heldClock();
  hub = await startTestHub({ clock });
  sue = await deskClient(hub.url, testPeople.sue);
});
afterEach(() => hub.stop());

const assignedTo = (name: string | null) => (n: { entry: { body: object } }) =>
  'to' in n.entry.body && ((n.entry.body.to as { name: string } | null)?.name ?? null) === name;

async function rowOf(conversationId: string) {
  const pulled = await sue.get('conversation.pull', { conversationId, after: 0, before: null, limit: 1 });
  return pulled.conversation;
}

/** By the answer to the second, what the hub began before the first is committed. */
async function settle(visitor: VisitorClient) {
  await say(visitor, 'still there?');
  await say(visitor, 'hello?');
}

/** A customer whom Ann serves, and Ben, who is there with nothing to do. */
async function served() {
  const ann = await deskClient(hub.url, testPeople.ann);
  const visitor = await visitorClient(hub.url);
  const { conversationId } = await say(visitor, 'hello');
  await ann.until('entry', assignedTo('Ann'));
  const ben = await deskClient(hub.url, testPeople.ben);
  return { ann, ben, visitor, conversationId };
}

async function leave(desk: DeskClient) {
  const before = hub.hub.online().length;
  desk.close();
  await expect.poll(() => hub.hub.online().length).toBe(before - 1);
}

test('[P13] [P3] 90 s after the last desk of an agent is gone, the customer is told and served by another', async () => {
  const { ann, ben, visitor, conversationId } = await served();
  const sent = { conversationId, key: newId(), text: 'one moment, please' };
  const ack = await ann.get('message.send', sent);
  const second = await deskClient(hub.url, testPeople.ann);
  ann.close();
  clock.leap(200_000);
  await settle(visitor);
  expect(await rowOf(conversationId)).toMatchObject({ agent: { name: 'Ann' } });

  await leave(second);
  clock.leap(89_000);
  await settle(visitor);
  expect(await rowOf(conversationId)).toMatchObject({ agent: { name: 'Ann' }, status: 'active' });

  clock.leap(1000);
  const gone = await sue.until('entry', assignedTo(null));
  expect(gone.entry).toMatchObject({
    conversationId,
    audience: 'everyone',
    author: { kind: 'system' },
    body: { kind: 'assigned', from: { name: 'Ann' }, to: null, reason: 'agent_gone' },
  });
  expect(gone.conversation).toMatchObject({ status: 'queued', agent: null });
  const told = (agent: string | null) =>
    visitor.until('entry', ({ entry: { body } }) => body.kind === 'assigned' && body.agent === agent);
  await told(null);
  await told('Ben');
  await ben.until('entry', assignedTo('Ben'));
  expect(visitor.news('entry').at(-1)?.conversation).toMatchObject({ status: 'active', agent: 'Ben' });

  // What she wrote meanwhile is refused with the name of whom it went to.
  const back = await deskClient(hub.url, testPeople.ann);
  const late = await back.ask('message.send', { conversationId, key: newId(), text: 'as I was saying' });
  expect(late).toEqual({ ok: false, error: { code: 'taken', owner: 'Ben' } });
  // What had been sent before is answered as it was then: its ack may have been lost (P3).
  expect(await back.ask('message.send', sent)).toEqual({ ok: true, value: ack });
});

test('[P13] an agent who comes back in time keeps everything', async () => {
  const { ann, visitor, conversationId } = await served();
  await leave(ann);
  clock.leap(89_000);
  await settle(visitor);
  const back = await deskClient(hub.url, testPeople.ann);
  for (const _ of [1, 2, 3]) {
    clock.leap(60_000);
    await settle(visitor);
  }
  expect(await rowOf(conversationId)).toMatchObject({ agent: { name: 'Ann' }, status: 'active', version: 3 });
  const message = { conversationId, key: newId(), text: 'here I am' };
  expect(await back.ask('message.send', message)).toMatchObject({ ok: true });
});

test('[P13] with nobody else there it waits in the queue, and for who comes first', async () => {
  const { ann, ben, conversationId } = await served();
  await leave(ben);
  await leave(ann);
  clock.leap(90_000);
  await sue.until('entry', assignedTo(null));
  expect(await rowOf(conversationId)).toMatchObject({ status: 'queued', agent: null });
  // Back, and the only one: it is given to her again.
  const back = await deskClient(hub.url, testPeople.ann);
  await back.until('entry', assignedTo('Ann'));
});

test('[P13] after a restart of the hub everybody has the whole time to come back; then it runs out', async () => {
  const { ann, conversationId } = await served();
  await leave(ann);
  clock.leap(80_000);
  await hub.restart();
  sue = await deskClient(hub.url, testPeople.sue);
  const ben = await deskClient(hub.url, testPeople.ben);
  const other = await visitorClient(hub.url);
  clock.leap(89_000);
  await settle(other);
  expect(await rowOf(conversationId)).toMatchObject({ agent: { name: 'Ann' } });
  clock.leap(1000);
  await sue.until('entry', assignedTo(null));
  await ben.until('entry', (n) => n.entry.conversationId === conversationId && assignedTo('Ben')(n));
});

test('[P13] a lease is on disk, for the whole time from when the last desk has gone', async () => {
  const { ann } = await served();
  clock.leap(7000);
  await leave(ann);
  const { kysely } = hub.hub.database;
  const leaseOf = async () =>
    (
      await kysely
        .selectFrom('lease')
        .select('until')
        .where('person_id', '=', ann.ready.me.id)
        .executeTakeFirstOrThrow()
    ).until;
  await expect.poll(leaseOf).toBe(clock.now() + 90_000);
});

test('[P13] who is connected but has no lease is given nothing, until it is renewed', async () => {
  const ann = await deskClient(hub.url, testPeople.ann);
  await hub.hub.database.kysely.updateTable('lease').set({ until: clock.now() }).execute();
  const visitor = await visitorClient(hub.url);
  const { conversationId } = await say(visitor, 'anybody?');
  await settle(visitor);
  expect(await rowOf(conversationId)).toMatchObject({ status: 'queued' });
  clock.leap(15_000);
  await ann.until('entry', assignedTo('Ann'));
});

test('[P13] [P16] what a disabled agent had goes back at once', async () => {
  const { ann, ben, conversationId } = await served();
  await hub.hub.disablePerson(ann.ready.me.id);
  clock.leap(1000);
  await ben.until('entry', (n) => n.entry.conversationId === conversationId && assignedTo('Ben')(n));
  await sue.until('entry', assignedTo('Ben'));
  const reasons = sue
    .news('entry')
    .flatMap(({ entry }) => ('reason' in entry.body ? [entry.body.reason] : []));
  expect(reasons).toEqual(['least_loaded', 'agent_gone', 'least_loaded']);
});

test('[P13] [P12] transferred to somebody who is away, it waits for them as long as for anybody', async () => {
  const { ann, ben, visitor, conversationId } = await served();
  const { id } = ben.ready.me;
  await leave(ben);
  clock.leap(200_000);
  const { version } = await rowOf(conversationId);
  await ann.get('conversation.transfer', {
    conversationId,
    key: newId(),
    version,
    to: { person: id, ask: false },
    note: null,
  });
  clock.leap(89_000);
  await settle(visitor);
  expect(await rowOf(conversationId)).toMatchObject({ agent: { name: 'Ben' } });
  clock.leap(1000);
  await sue.until('entry', assignedTo(null));
});
