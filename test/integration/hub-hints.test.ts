import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { namespaces } from '#shared/protocol/handshake.ts';
import { heldClock } from '../support/held-clock.ts';
import {
  type DeskClient,
  deskClient,
  door,
  say,
  startTestHub,
  type TestHub,
  testPeople,
  visitorClient,
} from '../support/hub.ts';

let hub: TestHub;
afterEach(() => hub.stop());

/** By these answers, what the hub began before them has been told. */
async function settle(desk: DeskClient) {
  for (const _ of [1, 2, 3]) await desk.get('feed.pull', { since: 0, limit: 1 });
}

/** What waits is theirs, once routing has seen it. */
async function take(desk: DeskClient, conversationId: string) {
  const row = () => desk.get('conversation.pull', { conversationId, after: 0, before: null, limit: 1 });
  await expect.poll(async () => (await row()).conversation.group !== null).toBe(true);
  const { version } = (await row()).conversation;
  await desk.get('conversation.take', { conversationId, key: newId(), version });
}

test('[P9] within 2 s after writes all whom they concern hear how far it is, once in 2 s', async () => {
  const clock = heldClock();
  hub = await startTestHub({ clock });
  const sue = await deskClient(hub.url, testPeople.sue);
  const [visitor, other] = [await visitorClient(hub.url), await visitorClient(hub.url)];
  const secondTab = await visitorClient(hub.url, visitor);
  const heads = () => sue.news('head').map((n) => n.head);
  clock.leap(1000);
  await settle(sue);
  expect(heads()).toEqual([]);

  const { conversationId, publicSeq } = await say(visitor, 'hello');
  await sue.until('entry', (n) => n.entry.body.kind === 'routed');
  clock.leap(1000);
  expect(await sue.until('head')).toEqual({ head: 3 });
  const told = {
    conversation: { id: conversationId, status: 'queued', kind: 'live', agent: null, publicSeq },
  };
  for (const tab of [visitor, secondTab]) expect(await tab.until('head')).toEqual(told);

  await say(visitor, 'are you there?');
  clock.leap(1000);
  await settle(sue);
  expect(heads()).toEqual([3]);
  clock.leap(1000);
  await sue.until('head', (n) => n.head === 4);
  clock.leap(5000);
  await settle(sue);
  expect(heads()).toEqual([3, 4]);
  expect(other.news('head')).toEqual([]);
});

test('[P15] staff write so much in one conversation and no more; others do not notice, the line stays', async () => {
  const clock = heldClock();
  hub = await startTestHub({ clock, limits: { conversationWrites: { points: 5, duration: 10_000 } } });
  const [first, second] = [await visitorClient(hub.url), await visitorClient(hub.url)];
  const one = (await say(first, 'hello')).conversationId;
  const two = (await say(second, 'hello')).conversationId;
  const sue = await deskClient(hub.url, testPeople.sue);
  const tell = (conversationId: string) =>
    sue.ask('message.send', { conversationId, key: newId(), text: 'an answer' });
  for (const conversationId of [one, two]) await take(sue, conversationId);
  clock.leap(10_000);

  const answers = await Promise.all(Array.from({ length: 8 }, () => tell(one)));
  expect(answers.map((a) => a.ok)).toEqual([true, true, true, true, true, false, false, false]);
  expect(answers.at(-1)).toEqual({ ok: false, error: { code: 'slow_down', retryAfter: 10_000 } });
  expect(await tell(two)).toMatchObject({ ok: true });
  expect(await sue.ask('mark.set', { conversationId: one, seq: 1 })).toMatchObject({ ok: true });
  clock.leap(10_000);
  expect(await tell(one)).toMatchObject({ ok: true });
  expect(sue.socket.connected).toBe(true);
});

test('[P15] who may not write in a conversation does not use up what others may', async () => {
  hub = await startTestHub({ limits: { conversationWrites: { points: 2, duration: 60_000 } } });
  const ann = await deskClient(hub.url, testPeople.ann);
  const { conversationId } = await say(await visitorClient(hub.url), 'hello');
  await ann.until('entry', (n) => n.entry.body.kind === 'assigned');
  const ben = await deskClient(hub.url, testPeople.ben);
  const message = () => ({ conversationId, key: newId(), text: 'mine?' });
  for (const _ of [1, 2, 3]) {
    expect(await ben.ask('message.send', message())).toEqual({ ok: false, error: { code: 'not_found' } });
  }
  expect(await ann.ask('message.send', message())).toMatchObject({ ok: true });
});

test('[P17] a hub that is going down lets nobody in any more, also on a connection that stands', async () => {
  hub = await startTestHub();
  const visitor = await visitorClient(hub.url);
  await say(visitor, 'hello');
  let free: () => void = () => undefined;
  let held: Promise<void> = Promise.resolve();
  // It has begun: what routing writes of the first message may have been in front of it.
  await new Promise<void>((begun) => {
    held = hub.hub.database.transaction(
      () =>
        new Promise<void>((resolve) => {
          free = resolve;
          begun();
        }),
    );
  });
  const last = visitor.ask('message.send', { key: newId(), text: 'last', page: null });
  await visitor.socket.timeout(5000).emitWithAck('no.such.event', {});
  const stopped = hub.hub.stop();

  const another = visitor.socket.io.socket(namespaces.desk, { auth: { ...door(), token: 'A'.repeat(43) } });
  another.connect();
  const [error] = (await once(another as never, 'connect_error')) as [{ data?: Refusal }];
  expect(error.data).toEqual({ code: 'unavailable', retryAfter: 1000 });
  await expect(deskClient(hub.url, testPeople.ann)).rejects.toThrow();

  free();
  await held;
  expect(await last).toMatchObject({ ok: true });
  expect(await visitor.until('draining')).toEqual({ retryAfter: 1000 });
  await stopped;
});

test('[P11] who is writing is told to the other side of that conversation alone, unacknowledged and not for ever', async () => {
  const clock = heldClock();
  hub = await startTestHub({ clock });
  const ann = await deskClient(hub.url, testPeople.ann);
  const visitor = await visitorClient(hub.url);
  const { conversationId } = await say(visitor, 'hello');
  await ann.until('entry', (n) => n.entry.body.kind === 'assigned');
  const ben = await deskClient(hub.url, testPeople.ben);
  const stranger = await visitorClient(hub.url);
  const hints = (client: { socket: DeskClient['socket'] }) => {
    const heard: unknown[] = [];
    client.socket.on('typing', (hint: unknown) => heard.push(hint));
    return heard;
  };
  const [byAnn, byBen, byVisitor, byStranger] = [ann, ben, visitor, stranger].map(hints);

  visitor.socket.emit('typing', { conversationId });
  await expect.poll(() => byAnn).toEqual([{ conversationId }]);
  ann.socket.emit('typing', { conversationId });
  await expect.poll(() => byVisitor).toEqual([{ conversationId, name: 'Ann' }]);

  // Neither of these has anything to do with it.
  ben.socket.emit('typing', { conversationId });
  stranger.socket.emit('typing', { conversationId });
  const denied = () => hub.log.filter((l) => l.event === 'typing').map((l) => [l.code, l.subject]);
  await expect.poll(() => denied().length).toBe(2);
  expect(denied()).toEqual([
    ['not_found', conversationId],
    ['not_found', conversationId],
  ]);

  // Twenty in ten seconds are enough for everybody; the rest is dropped, and nobody is refused a message for it.
  let answered = 0;
  for (let i = 0; i < 50; i++) visitor.socket.emit('typing', { conversationId });
  visitor.socket.emit('typing', { conversationId }, () => {
    answered += 1;
  });
  await say(visitor, 'a real message');
  await ann.until('entry', (n) => n.entry.body.kind === 'message' && n.entry.body.text === 'a real message');
  await settle(ann);
  expect(byAnn).toHaveLength(20);
  expect([answered, byBen, byStranger, byVisitor?.length]).toEqual([0, [], [], 1]);
  clock.leap(10_000);
  visitor.socket.emit('typing', { conversationId });
  await expect.poll(() => byAnn).toHaveLength(21);
});
