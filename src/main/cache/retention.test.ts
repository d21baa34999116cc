import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { conversationOf, entryOf, meId } from '../../../test/support/desk-entries.ts';
import { virtualClock } from '../../../test/support/virtual-clock.ts';
import { type LogFields, silentLog } from '../log.ts';
import { openDatabase } from './database.ts';
import type { Db } from './db.ts';
import { type Pruning, prune } from './prune.ts';
import { repositoriesOf } from './repositories.ts';
import { startRetention } from './retention.ts';
import { type Store, storeOf } from './store.ts';

const day = 24 * 60 * 60_000;
const now = 100 * day;
let dir: string;
let db: Db;
let store: Store;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'yingke-retention-'));
  ({ db } = openDatabase(join(dir, 'x.db'), 'ab'.repeat(32)));
  store = storeOf(db);
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true, force: true });
});

/** A conversation of so many lines; closed so many days ago, or not at all. */
function talk(lines: number, closedAgo: number | null): string {
  const id = newId();
  const closing = closedAgo === null ? {} : ({ status: 'closed', closedAt: now - closedAgo * day } as const);
  store.apply({
    entries: Array.from({ length: lines }, (_, n) => entryOf(id, n + 1)),
    conversations: [conversationOf(id, lines, closing)],
    cursor: null,
    startAnew: [],
    me: meId,
  });
  return id;
}

const ids = () => store.list(500).map((row) => row.conversation.id);
const pruning = (change: Partial<Pruning> = {}): Pruning => ({
  closedBefore: now - 30 * day,
  except: [],
  most: 500,
  ...change,
});

test('only what was closed long enough ago goes, oldest first, with its lines', () => {
  const [open, yesterday, old, older] = [talk(3, null), talk(3, 1), talk(3, 31), talk(3, 90)];
  expect(store.prune(pruning({ most: 1 }))).toEqual({ removed: [], more: true });
  expect(store.prune(pruning())).toEqual({ removed: [older, old], more: false });
  expect(ids().sort()).toEqual([open, yesterday].sort());
  expect(store.countEntries()).toBe(6);
  expect(store.prune(pruning())).toEqual({ removed: [], more: false });
});

test('never one with a draft, an unsent message, an untold mark, or that somebody looks at', () => {
  const [draft, unsent, mark, looked, other] = [1, 2, 3, 4, 5].map(() => talk(2, 60));
  store.setDraft(draft ?? '', 'half');
  const key = newId();
  store.send(key, unsent ?? '', 'later', 1);
  store.markRead({ conversationId: mark ?? '', seq: 2 });
  expect(store.prune(pruning({ except: [looked ?? ''] })).removed).toEqual([other]);
  // A message that was refused is not sent either.
  store.setJob(key, 'refused', 'conversation_closed', false);
  expect(store.prune(pruning({ except: [looked ?? ''] })).removed).toEqual([]);
  store.discard(key);
  store.setDraft(draft ?? '', '');
  expect([...store.prune(pruning()).removed].sort()).toEqual([draft, unsent, looked].sort());
});

test('a long one goes bit by bit; what stays of it is its end, without a gap', () => {
  const id = talk(1000, 60);
  expect(store.prune(pruning({ most: 300 }))).toEqual({ removed: [], more: true });
  const { entries, floor } = store.open(id, 2000);
  expect([entries.length, entries[0]?.seq, floor]).toEqual([700, 301, 301]);
  expect(store.prune(pruning({ most: 300 })).more).toBe(true);
  expect(store.prune(pruning({ most: 300 })).more).toBe(true);
  expect(store.prune(pruning({ most: 300 }))).toEqual({ removed: [id], more: false });
  expect(store.countEntries()).toBe(0);
});

test('one that was removed comes back from the hub, to its end', () => {
  const id = talk(4, 60);
  store.prune(pruning());
  expect(() => store.open(id, 10)).toThrow(expect.objectContaining({ refusal: { code: 'not_found' } }));
  const row = conversationOf(id, 4, { status: 'closed', closedAt: now - 60 * day });
  store.backfill(row, [entryOf(id, 3), entryOf(id, 4)], meId);
  expect(store.open(id, 10)).toMatchObject({ floor: 3, entries: [{ seq: 3 }, { seq: 4 }] });
});

test('a batch that cannot be finished changes nothing', () => {
  const id = talk(3, 60);
  const repos = repositoriesOf(db);
  const failing = {
    ...repos,
    conversations: {
      ...repos.conversations,
      remove: () => {
        throw new Error('power cut');
      },
    },
  };
  expect(() => prune(db, failing, pruning())).toThrow('power cut');
  expect(store.open(id, 10).entries).toHaveLength(3);
});

test('looks an hour apart, batches with a breath between, and ends when it is told', async () => {
  const clock = virtualClock(now);
  for (let n = 0; n < 3; n += 1) talk(400, 60);
  const kept = talk(1, 60);
  const removed: string[][] = [];
  let calls = 0;
  const retention = startRetention({
    cache: {
      prune: async (asked) => {
        calls += 1;
        return store.prune(asked);
      },
    },
    clock,
    log: silentLog,
    days: () => 30,
    onRemoved: (gone) => removed.push([...gone]),
  });
  retention.opened(kept);
  await clock.pass(59_000);
  expect(calls).toBe(0);
  await clock.pass(1_000);
  expect(calls).toBe(1);
  await clock.pass(1_000);
  expect(calls).toBe(3);
  expect(removed.flat()).toHaveLength(3);
  expect(ids()).toEqual([kept]);
  talk(1, 60);
  await clock.pass(60 * 60_000);
  expect(calls).toBe(4);
  expect(ids()).toEqual([kept]);
  retention.stop();
  expect(clock.waiting()).toBe(0);
});

test('a cache that is closed puts it off', async () => {
  const clock = virtualClock(now);
  const said: [string, LogFields | undefined][] = [];
  let calls = 0;
  const retention = startRetention({
    cache: {
      prune: async () => {
        calls += 1;
        throw new Error('closed');
      },
    },
    clock,
    log: { ...silentLog, warn: (event, fields) => said.push([event, fields]) },
    days: () => 30,
    onRemoved: () => {},
  });
  await clock.pass(60_000 + 60 * 60_000);
  expect(calls).toBe(2);
  expect(said).toHaveLength(2);
  retention.stop();
});
