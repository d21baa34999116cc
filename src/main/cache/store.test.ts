import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { conversationOf, entryOf, meId } from '../../../test/support/desk-entries.ts';
import type { Batch } from './apply.ts';
import { type Db, openDatabase } from './database.ts';
import { removeDatabase } from './database-files.ts';
import { gapsIn, step } from './gaps.ts';
import { migrations } from './migrations/index.ts';
import { plainMessage } from './outbox.ts';
import { type Store, storeOf } from './store.ts';

const key = 'ab'.repeat(32);
let dir: string;
let path: string;
let db: Db;
let store: Store;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'yingke-cache-'));
  path = join(dir, 'cache', 'x.db');
  open();
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true, force: true });
});

function open() {
  ({ db } = openDatabase(path, key));
  store = storeOf(db);
}

const a = newId();
const batchOf = (change: Partial<Batch>): Batch => ({
  entries: [],
  conversations: [conversationOf(a, 99)],
  cursor: null,
  startAnew: [],
  me: meId,
  ...change,
});
const seqs = (id = a) => store.open(id, 200).entries.map((e) => e.seq);

test('[P7] known entries are ignored, the next is applied, a gap stops the whole batch', () => {
  expect([step(4, 3), step(4, 4), step(4, 5), step(4, 6)]).toEqual(['known', 'known', 'next', 'gap']);
  store.apply(batchOf({ entries: [entryOf(a, 1), entryOf(a, 2)], cursor: 2 }));
  const again = store.apply(batchOf({ entries: [entryOf(a, 2), entryOf(a, 3)], cursor: 3 }));
  expect(again.added.map((e) => e.seq)).toEqual([3]);
  const gap = store.apply(batchOf({ entries: [entryOf(a, 7)], cursor: 7 }));
  expect(gap.gaps).toEqual([{ conversationId: a, after: 3, before: 7, unknown: false }]);
  expect(seqs()).toEqual([1, 2, 3]);
  // Entry and cursor are one transaction: neither moved.
  expect(store.cursor().cursor).toBe(3);
});

test('[P7] an entry that cannot be written takes the cursor and its fellows back with it', () => {
  store.apply(batchOf({ entries: [entryOf(a, 1)], cursor: 1 }));
  const unwritable = entryOf(a, 3, { at: 1n as never });
  expect(() => store.apply(batchOf({ entries: [entryOf(a, 2), unwritable], cursor: 9 }))).toThrow();
  expect(seqs()).toEqual([1]);
  expect(store.cursor().cursor).toBe(1);
});

test('the cursor never goes back', () => {
  store.apply(batchOf({ entries: [entryOf(a, 1)], cursor: 5 }));
  store.apply(batchOf({ entries: [entryOf(a, 2)], cursor: 4 }));
  expect(store.cursor().cursor).toBe(5);
});

test('[P7] whatever order entries come in, what is held is a run without a gap, each once', () => {
  const order = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 60 });
  fc.assert(
    fc.property(order, fc.integer({ min: 1, max: 7 }), (numbers, size) => {
      const id = newId();
      for (let at = 0; at < numbers.length; at += size) {
        const entries = numbers.slice(at, at + size).map((n) => entryOf(id, n));
        let batch = batchOf({ entries, conversations: [conversationOf(id, 30)] });
        let applied = store.apply(batch);
        while (applied.gaps.length > 0) {
          const missing = applied.gaps.flatMap((gap) =>
            Array.from({ length: gap.before - gap.after - 1 }, (_, i) => entryOf(id, gap.after + 1 + i)),
          );
          batch = { ...batch, entries: [...batch.entries, ...missing] };
          applied = store.apply(batch);
        }
      }
      const highest = Math.max(0, ...numbers);
      const held = highest === 0 ? [] : seqs(id);
      expect(held).toEqual(Array.from({ length: highest }, (_, i) => i + 1));
    }),
    { numRuns: 60 },
  );
});

test('gaps are named for each conversation, also inside one batch', () => {
  const b = newId();
  const entries = [entryOf(a, 9), entryOf(a, 6), entryOf(b, 3), entryOf(a, 5)];
  const lastOf = (id: string) => (id === a ? 4 : null);
  expect(gapsIn(entries, lastOf, new Set())).toEqual([
    { conversationId: a, after: 6, before: 9, unknown: false },
    { conversationId: b, after: 0, before: 3, unknown: true },
  ]);
  expect(gapsIn([entryOf(b, 3), entryOf(b, 4)], lastOf, new Set([b]))).toEqual([]);
});

test('a row alone changes what is known and brings nothing new; the newer of two wins', () => {
  expect(store.apply(batchOf({})).rows).toEqual([]);
  store.apply(batchOf({ entries: [entryOf(a, 1)] }));
  store.apply(batchOf({ conversations: [conversationOf(a, 120, { status: 'queued' })] }));
  store.apply(batchOf({ conversations: [conversationOf(a, 110, { status: 'closed' })] }));
  expect(store.row(a)?.conversation).toMatchObject({ status: 'queued', lastSeq: 120 });
});

test('older lines join those held only where they reach them', () => {
  const id = newId();
  store.apply(
    batchOf({ entries: [entryOf(id, 20)], conversations: [conversationOf(id, 20)], startAnew: [id] }),
  );
  const row = conversationOf(id, 20);
  expect(store.backfill(row, [entryOf(id, 10), entryOf(id, 11)], meId).added).toEqual([]);
  const older = [entryOf(id, 17), entryOf(id, 19), entryOf(id, 18), entryOf(id, 20)];
  const { added } = store.backfill(row, older, meId);
  expect(added.map((e) => e.seq)).toEqual([17, 18, 19]);
  expect(store.open(id, 50)).toMatchObject({ floor: 17 });
  expect(store.older(id, 19, 1).entries.map((e) => e.seq)).toEqual([18]);
});

test('unread counts the customer’s messages after the mark, which only rises [P11]', () => {
  const mine = { kind: 'agent' as const, id: meId, name: 'Ann' };
  store.apply(batchOf({ entries: [entryOf(a, 1), entryOf(a, 2, { author: mine }), entryOf(a, 3)] }));
  expect(store.row(a)?.unread).toBe(2);
  expect(store.markRead({ conversationId: a, seq: 2 })).toBe(true);
  expect(store.markRead({ conversationId: a, seq: 1 })).toBe(false);
  expect(store.row(a)).toMatchObject({ unread: 1, readSeq: 2 });
  expect(store.marksToSend()).toEqual([{ conversationId: a, seq: 2 }]);
  store.confirmMark({ conversationId: a, seq: 2 });
  expect(store.marksToSend()).toEqual([]);
  store.markRead({ conversationId: a, seq: 1e9 });
  expect(store.row(a)?.readSeq).toBe(99);
});

test('[P6] message and job are one transaction; an own entry ends both [P10]', () => {
  store.apply(batchOf({ entries: [entryOf(a, 1)] }));
  store.setDraft(a, 'hel');
  const k = newId();
  store.send(k, a, 'hello', 5);
  expect(store.row(a)).toMatchObject({ pending: 1, draft: '' });
  expect(() => store.send(k, a, 'other', 5)).toThrow(
    expect.objectContaining({ refusal: { code: 'conflict' } }),
  );
  expect(() => store.send(newId(), newId(), 'x', 5)).toThrow();
  expect(db.prepare('SELECT count(*) AS n FROM outgoing').get()).toEqual({ n: 1 });

  const foreign = entryOf(a, 2, { key: k });
  expect(store.apply(batchOf({ entries: [foreign] })).confirmed).toEqual([]);
  const own = entryOf(a, 3, { key: k, author: { kind: 'agent', id: meId, name: 'Ann' } });
  expect(store.apply(batchOf({ entries: [own] })).confirmed).toMatchObject([{ key: k }]);
  expect(store.jobs()).toEqual([]);
  expect(db.prepare('SELECT count(*) AS n FROM outbox').get()).toEqual({ n: 0 });
});

test('[P6] after a restart what was under way is queued again under its key', () => {
  store.apply(batchOf({ entries: [entryOf(a, 1)] }));
  const [first, second, third] = [newId(), newId(), newId()];
  for (const k of [first, second, third]) store.send(k, a, k, 5);
  store.setJob(first, 'sent', null, false);
  store.setJob(second, 'sending', null, true);
  db.close();
  open();
  expect(store.jobs().map((j) => [j.key, j.state, j.uncertain])).toEqual([
    [first, 'sent', false],
    [second, 'queued', true],
    [third, 'queued', false],
  ]);
  // It may have arrived: it cannot be taken back. The one that never left can.
  expect(() => store.discard(second)).toThrow(expect.objectContaining({ refusal: { code: 'conflict' } }));
  expect(store.discard(third).text).toBe(third);
});

test('what is taken back is above the draft in the same step, with its files; what may be at the hub is not', () => {
  store.apply(batchOf({ entries: [entryOf(a, 1)] }));
  const [first, second, note, file] = [newId(), newId(), newId(), newId()];
  store.addFile(a, { key: file, name: 'a.png', type: 'image/png', size: 3 }, new Uint8Array(3));
  store.send(first, a, 'first', 5, [file], { ...plainMessage, heldUntil: 5_005 });
  store.send(note, a, 'for staff', 5, [], { ...plainMessage, kind: 'note' });
  store.send(second, a, 'second', 6);
  store.setJob(second, 'sending', null, true);
  store.setDraft(a, 'next');
  expect(store.takeBack(first)).toMatchObject({ text: 'first' });
  store.takeBack(note);
  for (const k of [second, first])
    expect(() => store.takeBack(k)).toThrow(expect.objectContaining({ refusal: { code: 'too_late' } }));
  db.close();
  open();
  expect(store.jobs().map((job) => job.key)).toEqual([second]);
  expect(store.row(a)).toMatchObject({ draft: 'first\nnext', noteDraft: 'for staff' });
  expect(store.tray(a)).toMatchObject([{ key: file }]);
});

test('[P8] a new list takes the place of the old, what was typed stays in sight', () => {
  const [b, c] = [newId(), newId()];
  store.apply(batchOf({ entries: [entryOf(a, 1)] }));
  for (const id of [b, c])
    store.apply(batchOf({ entries: [entryOf(id, 1)], conversations: [conversationOf(id, 1)] }));
  const k = newId();
  store.send(k, b, 'not sent yet', 5);
  store.setJob(k, 'sent', null, false);
  store.replaceAll({
    conversations: [conversationOf(a, 40)],
    marks: [{ conversationId: a, seq: 7 }],
    cursor: 500,
    epoch: newId(),
  });
  expect(
    store
      .list(10)
      .map((r) => r.conversation.id)
      .sort(),
  ).toEqual([a, b].sort());
  expect(store.open(a, 10)).toMatchObject({ entries: [], floor: 41, row: { readSeq: 7 } });
  expect(store.cursor().cursor).toBe(500);
  // Another database does not have what the last one acknowledged.
  expect(store.jobs()).toMatchObject([{ key: k, state: 'queued', uncertain: true }]);
  expect(store.apply(batchOf({ entries: [entryOf(a, 41)] })).added).toHaveLength(1);
});

test('what is not ours to read is forgotten, except what was typed into it', () => {
  store.apply(batchOf({ entries: [entryOf(a, 1)] }));
  store.setDraft(a, 'half');
  store.forget(a);
  expect(store.open(a, 10)).toMatchObject({ entries: [], row: { draft: 'half' } });
  store.setDraft(a, '');
  store.forget(a);
  expect(store.row(a)).toBeNull();
});

test('what is kept for what was typed into it says so, and goes with the last of that', () => {
  store.apply(batchOf({ entries: [entryOf(a, 1)] }));
  const k = newId();
  store.send(k, a, 'not sent', 5);
  store.setJob(k, 'refused', 'not_found', false);
  store.setDraft(a, 'half');
  expect(store.row(a)?.gone).toBe(false);
  store.forget(a);
  expect(store.row(a)).toMatchObject({ gone: true, draft: 'half', refused: true, unread: 0 });
  store.setDraft(a, '');
  expect(store.row(a)?.gone).toBe(true);
  store.discard(k);
  expect(store.row(a)).toBeNull();
});

test('what the hub has of a conversation that is not ours any more is named: its entry will not come', () => {
  store.apply(batchOf({ entries: [entryOf(a, 1)] }));
  const [had, waits] = [newId(), newId()];
  for (const key of [had, waits]) store.send(key, a, 'hello', 5);
  store.setJob(had, 'sent', null, false);
  expect(store.forget(a)).toMatchObject([{ key: had, conversationId: a }]);
  expect(store.open(a, 10).outgoing.map(({ key }) => key)).toEqual([waits]);
});

test('a conversation that is ours again begins with its latest lines, what was typed still there [P7]', () => {
  store.apply(batchOf({ entries: [entryOf(a, 1)] }));
  store.setDraft(a, 'half');
  store.forget(a);
  const back = batchOf({ entries: [entryOf(a, 7)], conversations: [conversationOf(a, 7)] });
  expect(store.apply(back).gaps).toEqual([{ conversationId: a, after: 0, before: 7, unknown: true }]);
  store.apply({ ...back, startAnew: [a] });
  expect(store.open(a, 10)).toMatchObject({ floor: 7, row: { gone: false, draft: 'half' } });
});

test('[P10] an own message that is found in the history is no longer on its way', () => {
  store.apply(batchOf({ entries: [entryOf(a, 1)], conversations: [conversationOf(a, 1)] }));
  const k = newId();
  store.send(k, a, 'acknowledged', 5);
  const list = { conversations: [conversationOf(a, 3)], marks: [], cursor: 9, epoch: newId() };
  store.replaceAll(list);
  const author = { kind: 'agent', id: meId, name: 'Ann' } as const;
  const lines = [entryOf(a, 2, { key: k, author }), entryOf(a, 3)];
  expect(store.backfill(conversationOf(a, 3), lines, meId).confirmed).toMatchObject([{ key: k }]);
  expect([store.jobs(), store.row(a)?.pending]).toEqual([[], 0]);
});

test('what the hub has is nothing that keeps a conversation in sight', () => {
  store.apply(batchOf({ entries: [entryOf(a, 1)] }));
  const [first, second] = [newId(), newId()];
  for (const k of [first, second]) store.send(k, a, k, 5);
  store.setJob(first, 'sent', null, false);
  store.forget(a);
  expect(store.jobs().map((job) => job.key)).toEqual([second]);
  // Its acknowledgement crossed the news that the conversation is not ours any more.
  expect(store.acknowledge(second, 120)).toBeNull();
  expect(store.row(a)).toBeNull();
});

test('damaged files, other keys and newer versions are set aside, never a dead end', () => {
  db.close();
  expect(openAndClose(key)).toBe('opened');
  expect(openAndClose('cd'.repeat(32))).toBe('recreated');
  writeFileSync(path, 'this is no database, but it is long enough to be looked at as one'.repeat(100));
  expect(openAndClose(key)).toBe('recreated');
  const newer = openDatabase(path, key).db;
  newer.pragma(`user_version = ${migrations.length + 1}`);
  newer.close();
  expect(openAndClose(key)).toBe('recreated');
  removeDatabase(path);
  expect(openAndClose(key)).toBe('created');
  open();
});

function openAndClose(withKey: string) {
  const opened = openDatabase(path, withKey);
  expect(opened.db.pragma('synchronous', { simple: true })).toBe(2);
  expect(opened.db.pragma('journal_mode', { simple: true })).toBe('wal');
  opened.db.close();
  return opened.how;
}

test('without the key the file is no database', () => {
  const plain = new Database(path);
  expect(() => plain.prepare('SELECT * FROM entry').all()).toThrow(
    expect.objectContaining({ code: 'SQLITE_NOTADB' }),
  );
  plain.close();
});
