import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { conversationOf, entryOf, meId } from '../../../test/support/desk-entries.ts';
import { openDatabase } from './database.ts';
import { removeDatabase } from './database-files.ts';
import { createEngine } from './engine.ts';
import { type Migration, migrations } from './migrations/index.ts';
import { type Store, storeOf } from './store.ts';

/** Back to the version before, over a migration: with what was typed since then, and what came before. */

const key = 'ab'.repeat(32);
let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'yingke-back-'));
  path = join(dir, 'cache', 'x.db');
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(dir, { recursive: true, force: true });
});

/** What the next version does to the file: tables and columns that this one knows nothing of, and one that it needs is gone. */
const next: Migration = {
  name: 'next',
  sql: `ALTER TABLE entry RENAME TO line;
    CREATE TABLE more (id TEXT PRIMARY KEY) STRICT;
    ALTER TABLE outgoing ADD COLUMN colour TEXT NOT NULL DEFAULT 'red';`,
};
/** The same, and the words of a message elsewhere: even what was not sent can no longer be read. */
const unreadable: Migration = { name: 'unreadable', sql: 'ALTER TABLE outgoing RENAME COLUMN text TO words' };
const newer = [...migrations, next];

const [open, other] = [newId(), newId()];
const [sent, taken, waits] = [newId(), newId(), newId()];

function within<T>(steps: readonly Migration[], act: (store: Store, how: string) => T): T {
  const { db, how } = openDatabase(path, key, { steps });
  try {
    return act(storeOf(db), how);
  } finally {
    db.close();
  }
}

/** As the version of now leaves it. */
function workedWith(): void {
  within(migrations, (store) => {
    const entries = [entryOf(open, 1), entryOf(open, 2), entryOf(other, 1)];
    const conversations = [conversationOf(open, 2), conversationOf(other, 1)];
    store.apply({ entries, conversations, cursor: 12, startAnew: [], me: meId });
    store.send(sent, open, 'sent by the newer one', 3);
    store.send(taken, open, 'taken back at the newer one', 4);
    store.setDraft(open, 'half of it');
    store.setDraft(other, 'cleared later');
  });
}

/** And the newer one, by the tables that it shares with this one. */
function workedWithNewer(steps = newer): void {
  const { db, how } = openDatabase(path, key, { steps });
  expect(how).toBe('opened');
  db.prepare('DELETE FROM outgoing WHERE key IN (?, ?)').run(sent, taken);
  const words = steps.includes(unreadable) ? 'words' : 'text';
  db.prepare(
    `INSERT INTO outgoing (key, conversation_id, ${words}, at) VALUES (?, ?, 'of the newer one', 5)`,
  ).run(waits, open);
  db.prepare("INSERT INTO outbox (key, conversation_id, state) VALUES (?, ?, 'queued')").run(waits, open);
  db.prepare("UPDATE draft SET text = 'half of it, and more' WHERE conversation_id = ?").run(open);
  db.prepare('DELETE FROM draft WHERE conversation_id = ?').run(other);
  db.prepare("INSERT INTO wrap_up VALUES (?, 'half filed')").run(open);
  db.prepare("INSERT INTO meta VALUES ('review 7', 'half reviewed')").run();
  db.prepare("UPDATE meta SET value = '40' WHERE name = 'cursor'").run();
  db.close();
}

const names = () => readdirSync(dirname(path)).sort();
const texts = (store: Store) => store.jobs().map(({ text, state }) => [text, state]);

function expectRolledBack(store: Store): void {
  // Entries as they were, and the cursor that fetches what came since then.
  expect(store.open(open, 10)?.entries.map(({ seq }) => seq)).toEqual([1, 2]);
  expect(store.cursor().cursor).toBe(12);
  // What only this computer has, as it was last: nothing of before that was sent or taken back meanwhile.
  expect(texts(store)).toEqual([['of the newer one', 'queued']]);
  expect(store.jobs()[0]?.key).toBe(waits);
  expect(store.row(open)?.draft).toBe('half of it, and more');
  expect(store.row(other)?.draft ?? '').toBe('');
}

test('back over a migration: entries of before, the outbox and drafts of now, and the hub fills the rest', () => {
  workedWith();
  workedWithNewer();
  // Started some times since then.
  openDatabase(path, key, { steps: newer }).db.close();
  const { db, how, loss } = openDatabase(path, key);
  expect([how, loss]).toEqual(['rolledBack', null]);
  expect(db.pragma('user_version', { simple: true })).toBe(migrations.length);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(db.prepare('SELECT draft FROM wrap_up').pluck().all()).toEqual(['half filed']);
  expect(storeOf(db).reviewDraft('7')).toBe('half reviewed');
  expectRolledBack(storeOf(db));
  db.close();
  expect(names()).toEqual(['x.db', 'x.db.newer']);
  expect(readFileSync(path).includes('of the newer one')).toBe(false);
  within(migrations, (store, again) => {
    expect(again).toBe('opened');
    expectRolledBack(store);
    store.send(newId(), open, 'goes on', 6);
  });
  // And forward again, with a copy of its own.
  openDatabase(path, key, { steps: newer }).db.close();
  expect(names()).toContain('x.db.backup');
});

test('what was not sent cannot be read from the newer file: that of before is in sight and leaves with nobody’s word', () => {
  workedWith();
  workedWithNewer([...newer, unreadable]);
  const { db, how, loss } = openDatabase(path, key);
  expect([how, loss]).toEqual(['rolledBack', { why: 'newer', messages: 0, drafts: 1, complete: false }]);
  const store = storeOf(db);
  expect(texts(store)).toEqual([
    ['sent by the newer one', 'refused'],
    ['taken back at the newer one', 'refused'],
  ]);
  expect(store.row(open)?.draft).toBe('half of it, and more');
  expect(store.row(other)?.draft).toBe('cleared later');
  db.close();
});

test('killed at any moment of it, the next start has it all', () => {
  workedWith();
  workedWithNewer();
  // Between the newer file’s going and the copy’s coming.
  const { db } = openDatabase(path, key);
  db.close();
  renameSync(path, `${path}.backup`);
  expect(names()).toEqual(['x.db.backup', 'x.db.newer']);
  within(migrations, (store, how) => {
    expect(how).toBe('opened');
    expectRolledBack(store);
  });

  // The copy was brought up to date, and the newer file is still there: once more, and the same.
  renameSync(path, `${path}.backup`);
  renameSync(`${path}.newer`, path);
  within(migrations, (store, how) => {
    expect(how).toBe('rolledBack');
    expectRolledBack(store);
  });
});

test('a copy of another key, a broken one, one that is newer too, and none: as without', () => {
  workedWith();
  workedWithNewer();
  const whole = `${dir}/whole`;
  copyFileSync(path, whole);
  const broken = { 'of another key': 'cd'.repeat(32), broken: null };
  for (const [, otherKey] of Object.entries(broken)) {
    rmSync(`${path}.backup`, { force: true });
    if (otherKey === null) copyFileSync(import.meta.filename, `${path}.backup`);
    else openDatabase(`${path}.backup`, otherKey).db.close();
    const { db, how, loss } = openDatabase(path, key);
    expect([how, loss?.why]).toEqual(['recreated', 'newer']);
    expect(texts(storeOf(db))).toEqual([['of the newer one', 'queued']]);
    db.close();
    expect(existsSync(`${path}.backup`)).toBe(false);
    removeDatabase(path);
    copyFileSync(whole, path);
  }
  openDatabase(`${path}.backup`, key, { steps: newer }).db.close();
  const { db, how } = openDatabase(path, key);
  expect(how).toBe('recreated');
  db.close();
});

test('not where somebody waits for the screen: the file is left as it is until the thread has it', () => {
  workedWith();
  workedWithNewer();
  const before = names();
  const file = { path, key };
  const asked = { id: 1, kind: 'open', file } as const;
  const quiet = { onRecreated: () => {}, onSlow: () => {} };
  const here = createEngine({ ...quiet, mayUpgrade: () => false });
  expect(here.answer(asked)).toMatchObject({ ok: false, code: 'upgrade' });
  expect(names()).toEqual(before);
  const thread = createEngine(quiet);
  expect(thread.answer(asked)).toMatchObject({ ok: true, value: { how: 'rolledBack', loss: null } });
  thread.answer({ id: 2, kind: 'close' });
});

test('removing a cache takes the copy along, first', () => {
  workedWith();
  workedWithNewer();
  expect(names()).toEqual(['x.db', 'x.db.backup']);
  removeDatabase(path);
  expect(names()).toEqual([]);
});
