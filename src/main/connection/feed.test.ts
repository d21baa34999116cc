import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { afterEntry } from '#shared/domain/after-entry.ts';
import type { Entry } from '#shared/domain/entry.ts';
import { newId } from '#shared/domain/key.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { conversationOf, entryOf, meId } from '../../../test/support/desk-entries.ts';
import { virtualClock } from '../../../test/support/virtual-clock.ts';
import { type Db, openDatabase } from '../cache/database.ts';
import { type Store, storeOf } from '../cache/store.ts';
import { silentLog } from '../log.ts';
import { createFeed } from './feed.ts';
import { type Ask, Unanswered } from './requests.ts';

let dir: string;
let db: Db;
let store: Store;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'yingke-feed-'));
  ({ db } = openDatabase(join(dir, 'x.db'), 'ab'.repeat(32)));
  store = storeOf(db);
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true, force: true });
});

const workspace = { id: newId(), name: 'W' };
const me = { id: meId, name: 'Ann', email: 'ann@example.test', role: 'agent' as const };

/** A hub reduced to its feed: what it holds, who may see it, and how it answers. */
function hubModel() {
  const feed: Entry[] = [];
  const hidden = new Set<string>();
  const epoch = { id: newId(), oldest: 0 };
  let failures = 0;
  const asked: string[] = [];
  const of = (id: string) => feed.filter((e) => e.conversationId === id);
  const rowOf = (id: string, upTo = Number.MAX_SAFE_INTEGER) =>
    of(id)
      .filter((e) => e.seq <= upTo)
      .reduce(afterEntry, conversationOf(id, 0));
  const visible = () => feed.filter((e) => !hidden.has(e.conversationId));
  const rowsOf = (entries: readonly Entry[]) => [...new Set(entries.map((e) => e.conversationId))].map(rowOf);

  const answers: Record<string, (input: never) => unknown> = {
    'feed.pull': ({ since, limit }: { since: number; limit: number }) => {
      const entries = visible()
        .filter((e) => e.feedSeq > since)
        .slice(0, Math.min(limit, 7));
      const next = entries.length === Math.min(limit, 7) ? entries.at(-1)!.feedSeq : feed.length;
      return { entries, conversations: rowsOf(entries), next: Math.max(next, since), head: feed.length };
    },
    'conversations.page': ({ after }: { after: string | null }) => {
      const ids = [...new Set(visible().map((e) => e.conversationId))]
        .sort()
        .filter((id) => after === null || id > after);
      return { conversations: ids.slice(0, 2).map(rowOf), marks: [], complete: ids.length <= 2 };
    },
    'conversation.pull': (input: {
      conversationId: string;
      after: number;
      before: number | null;
      limit: number;
    }) => {
      if (hidden.has(input.conversationId)) throw new RefusalError('not_found');
      const entries = of(input.conversationId)
        .filter((e) => e.seq > input.after && e.seq < (input.before ?? Number.MAX_SAFE_INTEGER))
        .slice(-Math.min(input.limit, 5));
      return { conversation: rowOf(input.conversationId), entries };
    },
  };
  const ask = (async (event: string, input: never) => {
    asked.push(event);
    if (failures > 0) {
      failures -= 1;
      throw new Unanswered();
    }
    return structuredClone(answers[event]!(input));
  }) as unknown as Ask;
  return {
    feed,
    hidden,
    epoch,
    asked,
    ask,
    fail: (times: number) => {
      failures = times;
    },
    write: (id: string): Entry => {
      const entry = entryOf(id, of(id).length + 1, { feedSeq: feed.length + 1 });
      feed.push(entry);
      return entry;
    },
    rowOf,
    // Only the first of a conversation brings its row: the others are messages.
    news: (entry: Entry) => ({
      entries: [{ entry, ...(entry.seq === 1 && { conversation: rowOf(entry.conversationId, 1) }) }],
    }),
    ready: () => ({
      head: feed.length,
      epoch: epoch.id,
      oldest: epoch.oldest,
      me,
      workspace,
      status: { status: 'online' as const, reason: null, since: 0 },
      settings: { awayReasons: [], awayAfter: null },
    }),
    visible,
  };
}

function stage(hub = hubModel()) {
  const clock = virtualClock();
  const shown: Entry[] = [];
  let replaced = 0;
  const feed = createFeed({
    ask: hub.ask,
    cache: {
      cursor: async () => store.cursor(),
      apply: async (batch) => store.apply(structuredClone(batch)),
      replaceAll: async (snapshot) => store.replaceAll(structuredClone(snapshot)),
    },
    clock,
    random: () => 0.5,
    log: silentLog,
    onArrived: ({ added }) => void shown.push(...added),
    onReplaced: async () => {
      replaced += 1;
    },
    onCaughtUp: () => {},
  });
  return { hub, clock, feed, shown, replaced: () => replaced };
}

const held = (id: string) => store.open(id, 10_000).entries.map((e) => e.seq);
const upTo = (last: number, from = 1) => Array.from({ length: last - from + 1 }, (_, n) => n + from);
const [a, b] = [newId(), newId()];

test('[P8] entries that come while the pages are read wait, and everything is there once', async () => {
  const { hub, clock, feed, shown } = stage();
  feed.ready(hub.ready(), meId);
  await clock.settle();
  feed.down();
  for (let n = 0; n < 20; n += 1) hub.write(a);
  feed.ready(hub.ready(), meId);
  feed.live(hub.news(hub.write(a)));
  feed.live(hub.news(hub.write(a)));
  await clock.settle();
  expect(held(a)).toEqual(upTo(22));
  expect(shown.map((e) => e.seq)).toEqual(upTo(22));
  expect(store.cursor().cursor).toBe(22);
});

test('[P9] a broadcast that was lost heals with the next beat, though later ones came', async () => {
  const { hub, clock, feed } = stage();
  feed.ready(hub.ready(), meId);
  await clock.settle();
  feed.live(hub.news(hub.write(a)));
  hub.write(b);
  feed.live(hub.news(hub.write(a)));
  await clock.settle();
  expect(held(a)).toEqual([1, 2]);
  expect(store.row(b)).toBeNull();
  // The cursor must not have passed what was lost.
  expect(store.cursor().cursor).toBe(1);
  feed.head(hub.feed.length);
  await clock.settle();
  expect(held(b)).toEqual([1]);
  expect(store.cursor().cursor).toBe(3);
});

test('[P7] a gap in one conversation is fetched at once', async () => {
  const { hub, clock, feed } = stage();
  feed.ready(hub.ready(), meId);
  await clock.settle();
  feed.live(hub.news(hub.write(a)));
  for (let n = 0; n < 13; n += 1) hub.write(a);
  feed.live(hub.news(hub.write(a)));
  await clock.settle();
  expect(held(a)).toEqual(upTo(15));
  expect(hub.asked).toContain('conversation.pull');
});

test('a gap that could not be fetched is fetched again soon, without waiting for a beat', async () => {
  const { hub, clock, feed } = stage();
  feed.ready(hub.ready(), meId);
  await clock.settle();
  feed.live(hub.news(hub.write(a)));
  hub.write(a);
  hub.fail(1);
  feed.live(hub.news(hub.write(a)));
  await clock.pass(5_000);
  expect(held(a)).toEqual([1, 2, 3]);
});

test('a gap in what is not ours to read does not hold up the rest', async () => {
  const { hub, clock, feed } = stage();
  feed.ready(hub.ready(), meId);
  await clock.settle();
  feed.live(hub.news(hub.write(a)));
  hub.write(a);
  const last = hub.write(a);
  hub.hidden.add(a);
  feed.live(hub.news(last));
  feed.live(hub.news(hub.write(b)));
  await clock.settle();
  expect(held(b)).toEqual([1]);
  expect(held(a)).toEqual([3]);
});

type Hub = ReturnType<typeof hubModel>;

const changes: Readonly<Record<string, (hub: Hub) => void>> = {
  'another database': (hub) => {
    hub.epoch.id = newId();
  },
  'a cursor that is too old': (hub) => {
    hub.epoch.oldest = 1_000;
  },
  'a database put back to an older state': (hub) => {
    hub.feed.splice(3);
  },
};

test.each(Object.entries(changes))('[P8] %s: the list is taken anew', async (_name, change) => {
  const { hub, clock, feed, replaced } = stage();
  feed.ready(hub.ready(), meId);
  for (let n = 0; n < 6; n += 1) feed.live(hub.news(hub.write(n % 2 === 0 ? a : b)));
  await clock.settle();
  feed.down();
  const before = replaced();
  change(hub);
  feed.ready(hub.ready(), meId);
  await clock.settle();
  expect(replaced()).toBe(before + 1);
  expect(store.cursor()).toEqual({ cursor: hub.feed.length, epoch: hub.epoch.id });
  expect(store.list(10)).toHaveLength(2);
});

test('[P7] [P8] [P9] whatever is lost, doubled, late or cut off, in the end nothing is missing', async () => {
  const step = fc.record({
    to: fc.constantFrom(0, 1, 2),
    fate: fc.constantFrom('comes', 'lost', 'twice', 'late', 'late'),
    next: fc.constantFrom('go on', 'go on', 'go on', 'settle', 'cut', 'beat', 'fail'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
      const ids = [newId(), newId(), newId()];
      const { hub, clock, feed, shown } = stage();
      hub.epoch.id = newId();
      feed.ready(hub.ready(), meId);
      await clock.settle();
      let late: ReturnType<typeof hub.news>[] = [];
      for (const { to, fate, next } of steps) {
        const news = hub.news(hub.write(ids[to]!));
        if (fate === 'late') late.push(news);
        else if (fate !== 'lost') {
          feed.live(news);
          if (fate === 'twice') feed.live(news);
          for (const each of late) feed.live(each);
          late = [];
        }
        if (next === 'settle') await clock.settle();
        if (next === 'beat') feed.head(hub.feed.length);
        if (next === 'fail') hub.fail(2);
        if (next === 'cut') {
          feed.down();
          await clock.settle();
          feed.ready(hub.ready(), meId);
        }
      }
      await clock.pass(60_000);
      feed.head(hub.feed.length);
      await clock.pass(60_000);
      for (const id of ids) {
        const wanted = hub.feed.filter((e) => e.conversationId === id).map((e) => e.seq);
        if (wanted.length === 0) continue;
        expect(held(id)).toEqual(wanted);
        expect(store.row(id)?.conversation).toEqual(hub.rowOf(id));
      }
      expect(new Set(shown.map((e) => e.id)).size).toBe(shown.length);
      expect(store.cursor().cursor).toBe(hub.feed.length);
    }),
    { numRuns: 40 },
  );
}, 30_000);
