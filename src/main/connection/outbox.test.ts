import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { Written } from '#shared/protocol/desk.ts';
import { type RefusalCode, RefusalError } from '#shared/protocol/errors.ts';
import { conversationOf, entryOf, meId } from '../../../test/support/desk-entries.ts';
import { virtualClock } from '../../../test/support/virtual-clock.ts';
import { type Db, openDatabase } from '../cache/database.ts';
import { type OutboxJob, plainMessage } from '../cache/outbox.ts';
import { type Store, storeOf } from '../cache/store.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { type Ask, Unanswered } from './requests.ts';

let dir: string;
let db: Db;
let store: Store;
const [a, b] = [newId(), newId()];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'yingke-outbox-'));
  ({ db } = openDatabase(join(dir, 'x.db'), 'ab'.repeat(32)));
  store = storeOf(db);
  for (const id of [a, b]) {
    store.apply({
      entries: [entryOf(id, 1)],
      conversations: [conversationOf(id, 1)],
      cursor: null,
      startAnew: [],
      me: meId,
    });
  }
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true, force: true });
});

const day = 24 * 3_600_000;

type Asked = { readonly key: string; readonly conversationId: string };
type Reaction = 'ack' | 'lost' | RefusalCode;

/** An outbox over a real store; `react` says what the hub makes of each question. */
function stage(react: (asked: Asked, attempt: number) => Reaction | Promise<Reaction>) {
  const clock = virtualClock();
  const asked: (Asked & { readonly at: number })[] = [];
  const states: string[] = [];
  const sent: number[] = [];
  const gone: string[] = [];
  let underWay = new Map<string, number>();
  let most = 0;
  const ask = (async (_event: string, { key, conversationId }: Asked): Promise<Written> => {
    asked.push({ key, conversationId, at: clock.now() });
    underWay = new Map(underWay).set(conversationId, (underWay.get(conversationId) ?? 0) + 1);
    most = Math.max(most, ...underWay.values());
    const attempt = asked.filter((each) => each.key === key).length;
    const reaction = await react({ key, conversationId }, attempt);
    underWay.set(conversationId, (underWay.get(conversationId) ?? 1) - 1);
    if (reaction === 'lost') throw new Unanswered();
    if (reaction !== 'ack')
      throw new RefusalError({ code: reaction, ...(reaction === 'slow_down' ? { retryAfter: 45_000 } : {}) });
    return { id: newId(), conversationId, seq: 2, feedSeq: asked.length, at: clock.now() };
  }) as unknown as Ask;
  const outbox = createOutbox({
    ask,
    upload: async () => [],
    cache: {
      setJob: async (...args) => store.setJob(...args),
      acknowledge: async (...args) => store.acknowledge(...args),
      filesAreGone: async (...args) => store.filesAreGone(...args),
    },
    clock,
    random: () => 1,
    onChanged: (job: OutboxJob) =>
      void states.push(`${job.text} ${job.state}${job.code === null ? '' : ` ${job.code}`}`),
    onGone: (job) => void gone.push(job.text),
    onSent: (feedSeq) => void sent.push(feedSeq),
  });
  const write = (outboxOf: Outbox, conversationId: string, text: string) => {
    const job = store.send(newId(), conversationId, text, clock.now());
    outboxOf.add(job);
    return job.key;
  };
  const hold = (conversationId: string, text: string, span: number, now = clock.now()) => {
    const content = { ...plainMessage, heldUntil: now + span };
    const job = store.send(newId(), conversationId, text, now, [], content);
    outbox.add(job);
    return job.key;
  };
  return { clock, outbox, asked, states, sent, gone, write, hold, mostUnderWay: () => most };
}

test('[P6] a message goes queued, sending, sent', async () => {
  const { clock, outbox, states, sent, write } = stage(() => 'ack');
  write(outbox, a, 'one');
  await clock.settle();
  expect(states).toEqual(['one queued']);
  expect(outbox.pending()).toBe(1);
  outbox.online();
  await clock.settle();
  expect(states).toEqual(['one queued', 'one sending', 'one sent']);
  expect([outbox.pending(), sent.length]).toEqual([0, 1]);
  expect(store.jobs()).toMatchObject([{ state: 'sent', uncertain: false }]);
});

test('[P6] without an answer it is sent again under the same key, after 2, 4, 8 … 30 s, for ever', async () => {
  const { clock, outbox, asked, write } = stage((_asked, attempt) => (attempt <= 8 ? 'lost' : 'ack'));
  const key = write(outbox, a, 'one');
  outbox.online();
  await clock.pass(200_000);
  expect(new Set(asked.map((each) => each.key))).toEqual(new Set([key]));
  const waits = asked.slice(1).map((each, n) => each.at - asked[n]!.at);
  expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 30_000]);
  expect(store.jobs()).toMatchObject([{ state: 'sent' }]);
});

test('[P6] one in flight per conversation, each in its order, conversations beside each other', async () => {
  const { clock, outbox, asked, write, mostUnderWay } = stage(async (): Promise<Reaction> => {
    await new Promise((resolve) => setImmediate(resolve));
    return 'ack';
  });
  outbox.online();
  const keys = { [a]: [] as string[], [b]: [] as string[] };
  for (let n = 0; n < 5; n += 1) for (const id of [a, b]) keys[id]!.push(write(outbox, id, `${n}`));
  await clock.settle();
  await clock.settle();
  for (const id of [a, b])
    expect(asked.filter((x) => x.conversationId === id).map((x) => x.key)).toEqual(keys[id]);
  expect(mostUnderWay()).toBe(1);
  // Beside each other: the first of both left before the second of either.
  expect(new Set(asked.slice(0, 2).map((x) => x.conversationId)).size).toBe(2);
});

test('a definite refusal is kept with its code and lets the next one go; retried by hand under its key', async () => {
  let isClosed = true;
  const { clock, outbox, asked, states, write } = stage(() => (isClosed ? 'conversation_closed' : 'ack'));
  outbox.online();
  const key = write(outbox, a, 'one');
  await clock.settle();
  expect(states.at(-1)).toBe('one refused conversation_closed');
  await clock.pass(100_000);
  expect(asked).toHaveLength(1);
  expect([outbox.pending(), store.row(a)?.refused]).toEqual([0, true]);

  isClosed = false;
  outbox.add(store.setJob(key, 'queued', null, false)!);
  await clock.settle();
  expect(asked.map((each) => each.key)).toEqual([key, key]);
  expect(store.jobs()).toMatchObject([{ key, state: 'sent' }]);
});

test('slow_down is obeyed, also by what is written meanwhile', async () => {
  const { clock, outbox, asked, write } = stage((_asked, attempt) => (attempt === 1 ? 'slow_down' : 'ack'));
  outbox.online();
  write(outbox, a, 'one');
  await clock.settle();
  write(outbox, a, 'two');
  await clock.pass(44_000);
  expect(asked).toHaveLength(1);
  await clock.pass(2_000);
  expect(asked).toHaveLength(3);
});

test('a session that ended is no fault of the message: it waits', async () => {
  const { clock, outbox, write } = stage(() => 'unauthenticated');
  outbox.online();
  write(outbox, a, 'one');
  await clock.settle();
  expect(store.jobs()).toMatchObject([{ state: 'queued', code: null }]);
});

test('offline nothing is asked; the next line sends at once', async () => {
  const { clock, outbox, asked, write } = stage((_asked, attempt) => (attempt === 1 ? 'lost' : 'ack'));
  outbox.online();
  write(outbox, a, 'one');
  await clock.settle();
  outbox.offline();
  await clock.pass(600_000);
  expect(asked).toHaveLength(1);
  outbox.online();
  await clock.settle();
  expect(asked).toHaveLength(2);
});

test('an entry that comes before its acknowledgement ends the job', async () => {
  const { clock, outbox, states, write } = stage(() => {
    const [job] = store.jobs();
    const own = entryOf(a, 2, { key: job!.key, author: { kind: 'agent', id: meId, name: 'Ann' } });
    store.apply({
      entries: [own],
      conversations: [conversationOf(a, 2)],
      cursor: null,
      startAnew: [],
      me: meId,
    });
    outbox.remove(job!.key);
    return 'ack';
  });
  outbox.online();
  write(outbox, a, 'one');
  await clock.settle();
  expect(states).toEqual(['one queued', 'one sending']);
  expect([outbox.pending(), store.jobs()]).toEqual([0, []]);
});

test('[P3] [P6] whatever the hub and the line do, every message ends up there once and in order', async () => {
  const reaction = fc.constantFrom<Reaction>('ack', 'lost', 'slow_down', 'unavailable', 'internal');
  await fc.assert(
    fc.asyncProperty(
      fc.array(reaction, { maxLength: 30 }),
      fc.array(fc.boolean(), { maxLength: 8 }),
      async (script, cuts) => {
        const written: string[] = [];
        let turn = 0;
        const { clock, outbox, write } = stage(({ key }) => {
          const now = script[turn++] ?? 'ack';
          // Lost is lost on the way back as often as on the way there.
          const arrives = now === 'ack' || (now === 'lost' && turn % 2 === 0);
          if (arrives && !written.includes(key)) written.push(key);
          return now;
        });
        const keys: string[] = [];
        for (const cut of cuts) {
          keys.push(write(outbox, a, 'x'));
          if (cut) outbox.offline();
          else outbox.online();
          await clock.pass(700);
        }
        outbox.online();
        await clock.pass(3_000_000);
        expect(written).toEqual(keys);
        expect(outbox.pending()).toBe(0);
        for (const key of keys) store.setJob(key, 'refused', null, false);
        for (const key of keys) store.discard(key);
      },
    ),
    { numRuns: 12 },
  );
});

/** The list is taken anew from another database, or from the same one when `epoch` is given. */
function takeAnew(outbox: Outbox, lastSeq = 1, epoch = newId()): void {
  const cursor = store.cursor().cursor + 10;
  const conversations = [conversationOf(a, lastSeq), conversationOf(b, lastSeq)];
  store.replaceAll({ conversations, marks: [], cursor, epoch });
  outbox.load(store.jobs());
}

test('[P6] [P8] a list that is taken anew leaves what is with the hub alone: one in flight, in order', async () => {
  let answer: (reaction: Reaction) => void = () => {};
  const { clock, outbox, asked, write, mostUnderWay } = stage((_asked, attempt) => {
    if (asked.length > 1 || attempt > 1) return 'ack';
    return new Promise((resolve) => {
      answer = resolve;
    });
  });
  outbox.online();
  const keys = [write(outbox, a, 'one'), write(outbox, a, 'two')];
  await clock.settle();
  takeAnew(outbox);
  await clock.settle();
  expect(asked.map((each) => each.key)).toEqual([keys[0]]);
  answer('lost');
  await clock.pass(60_000);
  expect(asked.map((each) => each.key)).toEqual([keys[0], keys[0], keys[1]]);
  expect(mostUnderWay()).toBe(1);
  expect(outbox.pending()).toBe(0);
});

test('[P3] [P8] what one database acknowledged and another lost is asked for again, before what follows', async () => {
  const { clock, outbox, asked, write } = stage(() => 'ack');
  outbox.online();
  const first = write(outbox, a, 'acknowledged, and lost');
  await clock.settle();
  expect(store.jobs()).toMatchObject([{ key: first, state: 'sent' }]);
  outbox.offline();
  const second = write(outbox, a, 'behind it');
  takeAnew(outbox);
  outbox.online();
  await clock.settle();
  expect(asked.map((each) => each.key)).toEqual([first, first, second]);
});

test('[P8] in a database that goes on, what it acknowledged is not asked for again', async () => {
  const { clock, outbox, asked, write } = stage(() => 'ack');
  takeAnew(outbox);
  outbox.online();
  write(outbox, a, 'acknowledged');
  await clock.settle();
  takeAnew(outbox, 1, store.cursor().epoch!);
  await clock.settle();
  expect(asked).toHaveLength(1);
  expect(store.jobs()).toEqual([]);
});

test('[P10] acknowledged as a line that the history holds already, it is no longer on its way', async () => {
  const { clock, outbox, gone, write } = stage(() => 'ack');
  // Line 2, says the hub; the list says that the conversation has five.
  takeAnew(outbox, 5);
  write(outbox, a, 'one');
  outbox.online();
  await clock.settle();
  expect(gone).toEqual(['one']);
  expect([store.jobs(), outbox.pending()]).toEqual([[], 0]);
});

test('a message that is gone from the cache is let go, not asked for without end', async () => {
  const { clock, outbox, asked, gone, write } = stage(() => 'ack');
  const key = write(outbox, a, 'one');
  write(outbox, a, 'two');
  store.discard(key);
  outbox.online();
  await clock.settle();
  expect(gone).toEqual(['one']);
  expect(asked).toHaveLength(1);
});

test('what is held leaves when its time is over, and nothing of the conversation before it', async () => {
  const { clock, outbox, asked, write, hold } = stage(() => 'ack');
  outbox.online();
  const keys = [hold(a, 'held', 5_000), write(outbox, a, 'behind it')];
  const other = write(outbox, b, 'elsewhere');
  await clock.pass(4_900);
  expect(asked.map((each) => each.key)).toEqual([other]);
  await clock.pass(200);
  expect(asked.map((each) => each.key)).toEqual([other, ...keys]);
});

test('what is taken back is never sent, and what waited behind it leaves at once', async () => {
  const { clock, outbox, asked, write, hold } = stage(() => 'ack');
  outbox.online();
  const held = hold(a, 'held', 5_000);
  const next = write(outbox, a, 'behind it');
  await clock.pass(1_000);
  store.takeBack(held);
  outbox.remove(held);
  await clock.settle();
  expect(asked.map((each) => each.key)).toEqual([next]);
  await clock.pass(20_000);
  expect(asked).toHaveLength(1);
});

test('what is held leaves after a restart too, and is not held for ever by a clock that was set back', async () => {
  const { clock, asked, hold } = stage(() => 'ack');
  const held = hold(a, 'held', 5_000, clock.now() + day);
  const again = stage(() => 'ack');
  again.outbox.load(store.jobs());
  again.outbox.online();
  await again.clock.settle();
  expect([asked.length, again.asked.map((each) => each.key)]).toEqual([0, [held]]);
});

test('[P6] a week without the hub costs nothing but the messages, and then they go in their order', async () => {
  let isBack = false;
  const { clock, outbox, asked, write } = stage(() => (isBack ? 'ack' : 'lost'));
  const keys = { [a]: [] as string[], [b]: [] as string[] };
  for (let n = 0; n < 100; n += 1) for (const id of [a, b]) keys[id]!.push(write(outbox, id, `${n}`));
  await clock.pass(7 * day);
  expect([asked.length, clock.waiting()]).toEqual([0, 0]);

  // Hours in which the line stands and nothing is answered: never more than one timer a conversation.
  outbox.online();
  for (let hour = 0; hour < 6; hour += 1) {
    await clock.pass(day / 24);
    expect(clock.waiting()).toBeLessThanOrEqual(2);
  }
  const waits = asked
    .filter((each) => each.conversationId === a)
    .map((each, n, all) => each.at - (all[n - 1]?.at ?? each.at))
    .slice(1);
  expect(Math.max(...waits)).toBe(30_000);
  expect(new Set(asked.map((each) => each.key))).toEqual(new Set([keys[a]?.[0], keys[b]?.[0]]));

  asked.length = 0;
  isBack = true;
  await clock.pass(60_000);
  for (const id of [a, b])
    expect(asked.filter((x) => x.conversationId === id).map((x) => x.key)).toEqual(keys[id]);
  expect([outbox.pending(), clock.waiting()]).toEqual([0, 0]);
}, 60_000);

test('[P3] [P8] acknowledged on an earlier line and not here when all is: it is asked for again', async () => {
  const { clock, outbox, asked, write } = stage(() => 'ack');
  outbox.online();
  const first = write(outbox, a, 'acknowledged, and lost');
  await clock.settle();
  // The same line: its entry may still be on its way.
  outbox.caughtUp();
  await clock.settle();
  expect(asked).toHaveLength(1);
  outbox.offline();
  outbox.online();
  const second = write(outbox, a, 'behind it');
  await clock.settle();
  expect(asked.map((each) => each.key)).toEqual([first, second]);
  outbox.caughtUp();
  await clock.settle();
  expect(asked.map((each) => each.key)).toEqual([first, second, first]);
});
