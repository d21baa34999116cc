import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { deskClient, say, startTestHub, type TestHub, testPeople, visitorClient } from '../support/hub.ts';

let hub: TestHub;

beforeEach(async () => {
  hub = await startTestHub();
});
afterEach(() => hub.stop());

const oneTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

test('[P1] [P2] [P5] 20 visitors write 50 messages each at once: all there, in order, once, for everybody', async () => {
  const [ann, ben, sue] = await Promise.all([
    deskClient(hub.url, testPeople.ann),
    deskClient(hub.url, testPeople.ben),
    deskClient(hub.url, testPeople.sue),
  ]);
  const visitors = await Promise.all(oneTo(20).map(() => visitorClient(hub.url)));

  // Nobody waits for an answer: order is the hub's to keep.
  const acks = await Promise.all(
    visitors.map((visitor, v) => Promise.all(oneTo(50).map((n) => say(visitor, `${v}: message ${n}`)))),
  );

  // Routing comes after the messages, in its own time.
  await sue.until('entry', ({ entry }) => entry.feedSeq === 20 * 53);
  for (const [v, visitor] of visitors.entries()) {
    const [first] = acks[v] ?? [];
    const conversationId = first?.conversationId ?? '';
    const { entries } = await visitor.get('transcript.pull', { conversationId, after: 0, limit: 200 });
    expect(entries.map((e) => e.publicSeq)).toEqual(oneTo(entries.length));
    const texts = entries.flatMap((e) => (e.body.kind === 'message' ? [e.body.text] : []));
    expect(texts).toEqual(oneTo(50).map((n) => `${v}: message ${n}`));
    expect(entries.flatMap((e) => (e.body.kind === 'message' ? [e.id] : []))).toEqual(
      acks[v]?.map((a) => a.id),
    );

    const pulled = await sue.get('conversation.pull', { conversationId, after: 0, before: null, limit: 500 });
    expect(pulled.entries.map((e) => e.seq)).toEqual(oneTo(pulled.conversation.lastSeq));
    // Its transcript: opened, fifty messages, routed, assigned. Nothing else, nothing twice.
    expect(pulled.entries).toHaveLength(53);
  }

  // What was told live is the whole feed, in its order.
  expect(sue.news('entry').map(({ entry }) => entry.feedSeq)).toEqual(oneTo(20 * 53));
  // Shared out evenly, and each agent heard of all that is theirs.
  for (const agent of [ann, ben]) {
    const mine = sue
      .news('entry')
      .filter(({ entry }) => entry.body.kind === 'assigned' && entry.body.to?.id === agent.ready.me.id)
      .map(({ entry }) => entry.conversationId);
    expect(mine).toHaveLength(10);
    for (const id of mine) {
      const seqs = agent
        .news('entry')
        .filter(({ entry }) => entry.conversationId === id)
        .map(({ entry }) => entry.seq);
      expect(seqs).toEqual(oneTo(53));
    }
  }
});

test('[P3] a key sent 100 times at once, and again after the hub was restarted: one entry, the same ack', async () => {
  const visitor = await visitorClient(hub.url);
  const key = newId();
  const acks = await Promise.all(oneTo(50).map(() => say(visitor, 'only once', key)));
  await hub.restart();
  const again = await visitorClient(hub.url, visitor);
  acks.push(...(await Promise.all(oneTo(50).map(() => say(again, 'only once', key)))));
  for (const ack of acks) expect(ack).toEqual(acks[0]);

  const conversationId = again.ready.conversation?.id ?? '';
  const { entries } = await again.get('transcript.pull', { conversationId, after: 0, limit: 200 });
  expect(entries.map((e) => e.body.kind)).toEqual(['opened', 'message']);

  const other = await again.ask('message.send', { key, text: 'something else', page: null });
  expect(other).toEqual({ ok: false, error: { code: 'conflict' } });
});

test('[P8] a desk that was away pages from its cursor to the head and has all, without a gap to the live entries', async () => {
  const before = await deskClient(hub.url, testPeople.sue);
  const visitor = await visitorClient(hub.url);
  await say(visitor, 'message 1');
  const { entry } = await before.until('entry', (n) => n.entry.body.kind === 'routed');
  const cursor = entry.feedSeq;
  before.close();
  for (const n of oneTo(30)) await say(visitor, `while away ${n}`);

  const after = await deskClient(hub.url, testPeople.sue);
  expect(after.ready).toMatchObject({ epoch: before.ready.epoch, oldest: 0, head: cursor + 30 });
  await say(visitor, 'live');
  const seen: number[] = [];
  let since = cursor;
  while (since < after.ready.head) {
    const page = await after.get('feed.pull', { since, limit: 8 });
    seen.push(...page.entries.map((e) => e.feedSeq));
    since = page.next;
  }
  const live = await after.until(
    'entry',
    (n) => n.entry.body.kind === 'message' && n.entry.body.text === 'live',
  );
  expect([...new Set([...seen, live.entry.feedSeq])]).toEqual(oneTo(31).map((n) => cursor + n));
});

test('[P8] a visitor who comes again is told of their conversation and gets what they missed', async () => {
  const sue = await deskClient(hub.url, testPeople.sue);
  const visitor = await visitorClient(hub.url);
  const { conversationId, publicSeq } = await say(visitor, 'hello');
  visitor.close();
  await sue.until('entry', (n) => n.entry.body.kind === 'routed');
  const { conversation } = await sue.get('conversation.pull', {
    ...{ conversationId, after: 0, before: null, limit: 1 },
  });
  const { version } = conversation;
  await sue.get('conversation.take', { conversationId, key: newId(), version });
  await sue.get('message.send', { conversationId, key: newId(), text: 'are you there?' });
  await hub.restart();

  const again = await visitorClient(hub.url, visitor);
  expect(again.ready.conversation).toEqual({
    id: conversationId,
    status: 'active',
    kind: 'live',
    agent: 'Sue',
    publicSeq: publicSeq + 2,
  });
  const { entries } = await again.get('transcript.pull', { conversationId, after: publicSeq, limit: 50 });
  expect(entries).toMatchObject([
    { body: { kind: 'assigned', agent: 'Sue' } },
    { body: { kind: 'message', text: 'are you there?' } },
  ]);
});

test('[P10] every tab of the visitor and every device of the agent gets the entry, with the author’s key', async () => {
  const devices = await Promise.all([
    deskClient(hub.url, testPeople.ann),
    deskClient(hub.url, testPeople.ann),
  ]);
  const tab = await visitorClient(hub.url);
  const tabs = [tab, await visitorClient(hub.url, tab)];
  const key = newId();
  const { conversationId } = await say(tab, 'hello', key);
  for (const one of tabs)
    expect((await one.until('entry', (n) => n.entry.key === key)).entry.publicSeq).toBe(2);
  await devices[0]?.until('entry', (n) => n.entry.body.kind === 'assigned');
  const reply = newId();
  await devices[0]?.get('message.send', { conversationId, key: reply, text: 'hi' });
  for (const one of devices)
    expect((await one.until('entry', (n) => n.entry.key === reply)).entry.seq).toBe(5);

  const next = newId();
  const ack = await say(tab, 'are you there?', next);
  expect((await tabs[1]?.until('entry', (n) => n.entry.key === next))?.entry).toMatchObject({
    ...ack,
    publicSeq: 5,
  });
  await devices[0]?.get('message.send', { conversationId, key: newId(), text: 'I am' });
  // By then it would be here: who wrote has the ack, and all that others say.
  await tab.until('entry', (n) => n.entry.publicSeq === 6);
  expect(tab.news('entry').map((n) => n.entry.publicSeq)).toEqual([1, 2, 3, 4, 6]);
});

test('[P10] whoever has an ack has heard of all that is in front of it', async () => {
  const all = await Promise.all(oneTo(40).map(() => visitorClient(hub.url)));
  const heard = await Promise.all(
    all.map(async (one) => {
      await say(one, 'hello');
      return one.news('entry').map((n) => n.entry.publicSeq);
    }),
  );
  for (const seen of heard) expect(seen.slice(0, 2)).toEqual([1, 2]);
});

test('[P12] two agents take at once: one has it, the other is told who', async () => {
  const visitor = await visitorClient(hub.url);
  const { conversationId } = await say(visitor, 'hello');
  // Supervisors are given nothing by themselves, so it waits; two of them at once.
  const sue = await deskClient(hub.url, testPeople.sue);
  await hub.hub.people.create({
    name: 'Sam',
    email: 'sam@example.test',
    password: 'correct horse sam',
    role: 'supervisor',
  });
  const sam = await deskClient(hub.url, { email: 'sam@example.test', password: 'correct horse sam' });
  const { conversation } = await sue.get('conversation.pull', {
    conversationId,
    after: 0,
    before: null,
    limit: 1,
  });
  const take = { conversationId, version: conversation.version };
  const answers = await Promise.all([
    sue.ask('conversation.take', { ...take, key: newId() }),
    sam.ask('conversation.take', { ...take, key: newId() }),
  ]);
  const winner = answers[0]?.ok ? 'Sue' : 'Sam';
  expect(answers.filter((a) => a.ok)).toHaveLength(1);
  expect(answers.find((a) => !a.ok)).toEqual({ ok: false, error: { code: 'taken', owner: winner } });
});

test('[P12] who comes later than the assignment is told who has it, though they may no longer see it', async () => {
  const visitor = await visitorClient(hub.url);
  const { conversationId } = await say(visitor, 'hello');
  const ann = await deskClient(hub.url, testPeople.ann);
  await ann.until('entry', (n) => n.entry.body.kind === 'assigned');
  const ben = await deskClient(hub.url, testPeople.ben);
  const answer = await ben.ask('conversation.take', { conversationId, key: newId(), version: 1 });
  expect(answer).toEqual({ ok: false, error: { code: 'taken', owner: 'Ann' } });
});

test('conversations that wait are given, oldest first, when an agent comes; to the least loaded after that', async () => {
  const early = await Promise.all(oneTo(3).map(() => visitorClient(hub.url)));
  const waiting: string[] = [];
  for (const visitor of early) waiting.push((await say(visitor, 'anybody there?')).conversationId);

  const ann = await deskClient(hub.url, testPeople.ann);
  await ann.until('entry', (n) => n.entry.body.kind === 'assigned' && n.entry.conversationId === waiting[2]);
  const given = ann.news('entry').filter((n) => n.entry.body.kind === 'assigned');
  expect(given.map((n) => n.entry.conversationId)).toEqual(waiting);
  expect(given[0]?.entry).toMatchObject({
    author: { kind: 'system' },
    body: { from: null, reason: 'least_loaded' },
  });

  // Ben has nothing: the next three are his.
  const ben = await deskClient(hub.url, testPeople.ben);
  for (const _ of oneTo(3)) {
    const { conversationId } = await say(await visitorClient(hub.url), 'hello');
    await ben.until(
      'entry',
      (n) =>
        n.entry.conversationId === conversationId &&
        n.entry.body.kind === 'assigned' &&
        n.entry.body.to?.name === 'Ben',
    );
  }
  // Even now: the one who was given something longest ago.
  const { conversationId } = await say(await visitorClient(hub.url), 'hello');
  await ann.until(
    'entry',
    (n) =>
      n.entry.conversationId === conversationId &&
      n.entry.body.kind === 'assigned' &&
      n.entry.body.to?.name === 'Ann',
  );
});

test('an agent hears of the queue and of their own, and of no word said to another', async () => {
  const ann = await deskClient(hub.url, testPeople.ann);
  const visitor = await visitorClient(hub.url);
  const { conversationId } = await say(visitor, 'hello');
  await ann.until('entry', (n) => n.entry.body.kind === 'assigned');
  const ben = await deskClient(hub.url, testPeople.ben);
  const sue = await deskClient(hub.url, testPeople.sue);
  await say(visitor, 'for ann alone');
  await sue.until('entry', (n) => n.entry.body.kind === 'message');
  // Something that ben does hear, after it: what was to come before has come.
  const other = await say(await visitorClient(hub.url), 'for ben');
  await ben.until('entry', (n) => n.entry.conversationId === other.conversationId);
  expect(ben.news('entry').filter((n) => n.entry.conversationId === conversationId)).toEqual([]);
});
