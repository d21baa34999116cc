import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { CacheLoss } from '#shared/ipc/app.ts';
import { conversationOf, entryOf, meId } from '../../../test/support/desk-entries.ts';
import { openDatabase } from './database.ts';
import { createEngine, type Engine } from './engine.ts';
import { migrations } from './migrations/index.ts';
import type { CacheFile, Opened, StoreCall } from './protocol.ts';
import { storeOf } from './store.ts';

/** Files that are really broken, in every way a disk or a hand can break them. */

const key = 'ab'.repeat(32);
let dir: string;
let path: string;
let engine: Engine;
let told: CacheLoss[];
const [conversation, message, draft] = [newId(), newId(), newId()];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'yingke-damage-'));
  path = join(dir, 'cache', 'x.db');
  start();
  fill();
});
afterEach(() => {
  ask('close');
  rmSync(dir, { recursive: true, force: true });
});

function start() {
  told = [];
  engine = createEngine({ onRecreated: (loss) => told.push(loss), onSlow: () => {} });
}

function ask(kind: 'close'): void {
  engine.answer({ id: 1, kind });
}

function open(file: CacheFile = { path, key }): Opened {
  const reply = engine.answer({ id: 1, kind: 'open', file });
  if (!reply.ok) throw new Error(reply.code);
  return reply.value as Opened;
}

function call(name: StoreCall, ...args: readonly unknown[]): unknown {
  const reply = engine.answer({ id: 1, kind: 'call', name, args });
  if (!reply.ok) throw new Error(reply.code);
  return reply.value;
}

/** Some thousand lines, one message that waits, one draft; all of it in the file, the log is empty. */
function fill() {
  const { db } = openDatabase(path, key);
  const store = storeOf(db);
  for (const id of [conversation, draft]) {
    store.apply({
      entries: Array.from({ length: 1500 }, (_, n) => entryOf(id, n + 1)),
      conversations: [conversationOf(id, 1500)],
      cursor: 3000,
      startAnew: [],
      me: meId,
    });
  }
  store.send(message, conversation, 'not sent yet', 5);
  store.setDraft(draft, 'half a thought');
  db.close();
}

/** Turns the bits of some bytes, as a disk does. */
function flip(...places: readonly number[]) {
  const bytes = readFileSync(path);
  for (const at of places) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  writeFileSync(path, bytes);
}

const size = () => readFileSync(path).length;
const files = () => readdirSync(dirname(path)).sort();
const saved = () => ({
  jobs: (call('jobs') as { key: string; text: string }[]).map((job) => [job.key, job.text]),
  drafts: (call('list', 10) as { draft: string }[]).map((row) => row.draft).filter((text) => text !== ''),
});
const everything = { jobs: [[message, 'not sent yet']], drafts: ['half a thought'] };
const nothing = { jobs: [], drafts: [] };
/** A cache that is filled again from the beginning. */
const isFresh = () => expect(call('cursor')).toEqual({ cursor: 0, epoch: null });

const unreadable: readonly (readonly [string, () => void])[] = [
  ['its first page changed', () => flip(60, 2000)],
  ['zero length', () => truncateSync(path, 0)],
  ['cut to less than a page', () => truncateSync(path, 1000)],
  ['something else in its place', () => writeFileSync(path, 'this is no database. '.repeat(500))],
  ['the key of another', () => copyFileSync(path, path)],
];

test.each(unreadable)('%s: put aside, told of, and a new one in its place', (what, damage) => {
  damage();
  const opened = open({ path, key: what === 'the key of another' ? 'cd'.repeat(32) : key });
  const loss = { why: 'damaged', messages: 0, drafts: 0, complete: false };
  expect(opened).toEqual({ how: 'recreated', loss, inMemory: false });
  expect(files()).toContain('x.db.damaged');
  isFresh();
  expect(saved()).toEqual(nothing);
});

test('what was lost is told until somebody has read it, also after another start', () => {
  truncateSync(path, 0);
  expect(open().loss).toMatchObject({ why: 'damaged' });
  ask('close');
  start();
  expect(open()).toMatchObject({ how: 'opened', loss: { why: 'damaged' } });
  call('forgetLoss');
  ask('close');
  start();
  expect(open()).toMatchObject({ how: 'opened', loss: null });
});

test('cut in the middle: what was not sent is found on the pages that are left, or said to be lost', () => {
  // Whatever page the cut leaves as the last one.
  const whole = readFileSync(path);
  for (let pages = 1; pages * 4096 < whole.length; pages += 23) {
    ask('close');
    rmSync(dirname(path), { recursive: true });
    fillWith(whole.subarray(0, pages * 4096));
    start();
    const { loss } = open();
    if (loss === null) expect(() => call('countEntries')).toThrow('damaged');
    const { jobs, drafts } = saved();
    const complete = jobs.length + drafts.length === 2;
    expect(loss ?? told[0]).toEqual({
      why: 'damaged',
      messages: jobs.length,
      drafts: drafts.length,
      complete,
    });
  }
}, 30_000);

function fillWith(bytes: Buffer) {
  const { db } = openDatabase(path, key);
  db.close();
  writeFileSync(path, bytes);
}

test('a page broken in the middle, met while it is used: what was not sent goes on under its key', () => {
  const half = Math.floor(size() / 2);
  flip(...Array.from({ length: 60 }, (_, n) => half - 30 * 4096 + n * 4096 + 100));
  expect(open()).toMatchObject({ how: 'opened', loss: null });
  expect(() => call('open', conversation, 2000)).toThrow('damaged');
  expect(told).toEqual([{ why: 'damaged', messages: 1, drafts: 1, complete: true }]);
  isFresh();
  expect(saved()).toEqual(everything);
  expect(call('jobs')).toMatchObject([{ key: message, state: 'queued' }]);
  expect(files()).toContain('x.db.damaged');
});

test('a message that is in the log only is saved too', () => {
  open();
  const later = newId();
  call('send', later, conversation, 'only in the log', 6);
  expect(readFileSync(`${path}-wal`).length).toBeGreaterThan(0);
  // As after SIGKILL: file and log as they are, and a page of the file broken.
  const [file, log] = [readFileSync(path), readFileSync(`${path}-wal`)];
  ask('close');
  const half = Math.floor(file.length / 2 / 4096) * 4096;
  for (let page = -20; page < 20; page += 1)
    file[half + page * 4096 + 9] = (file[half + page * 4096 + 9] ?? 0) ^ 1;
  writeFileSync(path, file);
  writeFileSync(`${path}-wal`, log);
  rmSync(`${path}-shm`, { force: true });
  open();
  expect(() => call('open', conversation, 2000)).toThrow('damaged');
  expect(saved().jobs.map(([id]) => id)).toEqual([message, later]);
});

test('a message whose conversation cannot be read is in sight, and the hub’s row takes its place', () => {
  const { db } = openDatabase(path, key);
  db.prepare('DELETE FROM conversation').run();
  db.close();
  flip(...Array.from({ length: 40 }, (_, n) => Math.floor(size() / 2) + n * 4096));
  open();
  expect(() => call('countEntries')).toThrow('damaged');
  const rows = call('list', 10) as { gone: boolean; conversation: { id: string } }[];
  expect(rows.map((row) => row.conversation.id).sort()).toEqual([conversation, draft].sort());
  expect(rows.every((row) => row.gone)).toBe(true);
  expect(saved()).toEqual(everything);
  call('apply', {
    entries: [entryOf(conversation, 1501)],
    conversations: [conversationOf(conversation, 1501)],
    cursor: 3001,
    startAnew: [conversation],
    me: meId,
  });
  expect(call('row', conversation)).toMatchObject({ conversation: { lastSeq: 1501 }, gone: false });
});

test('a newer desk’s cache is put aside as it is, and what was not sent is taken over', () => {
  const { db } = openDatabase(path, key);
  db.exec('ALTER TABLE entry ADD COLUMN of_tomorrow TEXT');
  db.pragma(`user_version = ${migrations.length + 1}`);
  db.close();
  const before = readFileSync(path);
  expect(open()).toEqual({
    how: 'recreated',
    loss: { why: 'newer', messages: 1, drafts: 1, complete: true },
    inMemory: false,
  });
  expect(saved()).toEqual(everything);
  expect(readFileSync(`${path}.newer`).equals(before)).toBe(true);
});

test('a disk that refuses: the file is left alone and one goes on in memory', () => {
  const inside = join(path, 'inside.db');
  const opened = open({ path: inside, key });
  expect(opened).toMatchObject({ how: 'created', loss: { why: 'disk', complete: true }, inMemory: true });
  expect(opened.fault).toBeTruthy();
  expect(saved()).toEqual(nothing);
  expect(open({ path, key })).toMatchObject({ how: 'opened', inMemory: false });
  expect(saved()).toEqual(everything);
});

test('in memory nothing is on the disk, and what another file had not sent is taken over', () => {
  const opened = open({ path: null, owner: 'ann', from: { path, key } });
  expect(opened).toMatchObject({ inMemory: true, loss: null });
  expect(saved()).toEqual(everything);
  expect(files()).toEqual([]);
  // The same person again: it is all still there. Another one: nothing is.
  open({ path: null, owner: 'ann', from: null });
  expect(saved()).toEqual(everything);
  const handed = engine.answer({ id: 1, kind: 'handOver' });
  const next = createEngine({ onRecreated: () => {}, onSlow: () => {} });
  next.answer({ id: 1, kind: 'open', file: (handed as { value: CacheFile }).value });
  expect(next.answer({ id: 2, kind: 'call', name: 'jobs', args: [] })).toMatchObject({
    value: [{ key: message }],
  });
  next.answer({ id: 3, kind: 'open', file: { path: null, owner: 'ben', from: null } });
  expect(next.answer({ id: 4, kind: 'call', name: 'jobs', args: [] })).toMatchObject({ value: [] });
  expect(readdirSync(dir)).toEqual([basename(dirname(path))]);
  expect(existsSync(path)).toBe(false);
});
