import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Conversation, conversation, unrouted } from '#shared/domain/conversation.ts';
import { newId } from '#shared/domain/key.ts';
import { conversationOf, entryOf, meId } from '../../../test/support/desk-entries.ts';
import { type Cipher, ciphers, unlock } from './cipher.ts';
import { openDatabase } from './database.ts';
import { removeOldAsides } from './database-files.ts';
import type { Db } from './db.ts';
import { type Migration, migrations } from './migrations/index.ts';
import { pageSize } from './rewrite.ts';
import { storeOf } from './store.ts';

/** From every version before this one, with data; and what happens when it does not go well. */

const key = 'ab'.repeat(32);
let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'yingke-upgrade-'));
  path = join(dir, 'cache', 'x.db');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const [open, closed, waiting, message] = [newId(), newId(), newId(), newId()];
/** What all versions had before pages became larger. */
const smallPage = 4096;
const backup = () => `${path}.backup`;
const names = () => readdirSync(dirname(path)).sort();

/** A file as a desk of that version left it, after SIGKILL: the last lines are in the log only. */
function leftBy(version: number, cipher: Cipher, bytes = smallPage): void {
  mkdirSync(dirname(path), { recursive: true });
  const db = new Database(path);
  db.pragma(`page_size = ${bytes}`);
  unlock(db, cipher, key);
  db.pragma('journal_mode = WAL');
  for (const { sql } of migrations.slice(0, version)) db.exec(sql);
  db.pragma(`user_version = ${version}`);
  fillFirst(db, version < 3 ? withoutRouting : (row) => row);
  // Each version as its own code filled it.
  if (version >= 2) db.prepare('UPDATE conversation SET closed_at = 77 WHERE closed = 1').run();
  if (version >= 8) {
    db.prepare('INSERT INTO customer VALUES (?, \'{"name":"Li"}\', NULL)').run(newId());
    db.prepare("INSERT INTO wrap_up VALUES (?, 'half filed')").run(open);
  }
  if (version >= 9)
    db.prepare(
      "INSERT INTO attachment (key, conversation_id, name, type, size, copy_of, bytes) VALUES (?, ?, 'a.pdf', 'application/pdf', 9, ?, x'')",
    ).run(newId(), open, newId());
  const [file, log] = [readFileSync(path), readFileSync(`${path}-wal`)];
  db.close();
  writeFileSync(path, file);
  writeFileSync(`${path}-wal`, log);
}

/** As protocol 2 had it: of groups and offers nothing is said. */
function withoutRouting(row: Conversation): object {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !(name in unrouted)));
}

/** Rows in the columns that the first version had. */
function fillFirst(db: Db, asThen: (row: Conversation) => object): void {
  const rows = [
    conversationOf(open, 2),
    conversationOf(closed, 1, { status: 'closed', closedAt: 77, openedAt: 5 }),
    conversationOf(waiting, 1, { status: 'queued', agent: null, openedAt: 6, queuedAt: 6 }),
  ];
  const row = db.prepare(
    `INSERT INTO conversation (id, row, row_seq, closed, last_at, floor_seq, last_seq, read_seq, unread)
     VALUES (?, ?, ?, ?, ?, 1, ?, 0, 2)`,
  );
  const line = db.prepare(
    'INSERT INTO entry (conversation_id, seq, from_customer, entry) VALUES (?, ?, 1, ?)',
  );
  for (const each of rows) {
    row.run(
      each.id,
      JSON.stringify(asThen(each)),
      each.lastSeq,
      each.status === 'closed' ? 1 : 0,
      9,
      each.lastSeq,
    );
    for (let seq = 1; seq <= each.lastSeq; seq += 1)
      line.run(each.id, seq, JSON.stringify(entryOf(each.id, seq)));
  }
  db.prepare("INSERT INTO outgoing (key, conversation_id, text, at) VALUES (?, ?, 'on its way', 3)").run(
    message,
    open,
  );
  db.prepare("INSERT INTO outbox (key, conversation_id, state, uncertain) VALUES (?, ?, 'sending', 1)").run(
    message,
    open,
  );
  db.prepare("INSERT INTO draft (conversation_id, text) VALUES (?, 'half')").run(closed);
  db.prepare('INSERT INTO mark VALUES (?, 1)').run(open);
  db.prepare("INSERT INTO meta VALUES ('cursor', '12'), ('epoch', 'e')").run();
}

/** Everything that is to be there afterwards, and that the newest code works with it. */
function expectAll(db: Db): void {
  const store = storeOf(db);
  expect(store.cursor()).toEqual({ cursor: 12, epoch: 'e' });
  expect(store.open(open, 10)).toMatchObject({
    row: { unread: 2, pending: 1 },
    entries: [{ seq: 1 }, { seq: 2 }],
    outgoing: [
      { key: message, kind: 'message', text: 'on its way', quote: null, heldUntil: null, state: 'queued' },
    ],
  });
  expect(store.row(closed)).toMatchObject({
    draft: 'half',
    noteDraft: '',
    seen: 0,
    conversation: { closedAt: 77 },
  });
  const rows = store.list(9).map((row) => row.conversation);
  expect(rows.map((row) => conversation.parse(row))).toEqual(rows);
  expect(store.row(waiting)?.conversation).toEqual(
    conversationOf(waiting, 1, { status: 'queued', agent: null, openedAt: 6, queuedAt: 6 }),
  );
  expect(store.marksToSend()).toEqual([{ conversationId: open, seq: 1 }]);
  expect(store.prune({ closedBefore: 78, except: [], most: 9 }).removed).toEqual([]);
  store.setDraft(closed, '');
  expect(store.prune({ closedBefore: 77, except: [], most: 9 }).removed).toEqual([]);
  expect(store.prune({ closedBefore: 78, except: [], most: 9 }).removed).toEqual([closed]);
  expect(store.replies()).toMatchObject({ kept: [], uses: [], cursor: { since: 0, view: '' } });
  const entries = [entryOf(open, 3)];
  store.apply({ entries, conversations: [conversationOf(open, 3)], cursor: 13, startAnew: [], me: meId });
  expect(store.cursor().cursor).toBe(13);
}

const before = ciphers.flatMap((cipher) =>
  [smallPage, pageSize].flatMap((bytes) =>
    migrations.map((_, at) => [cipher.name, at + 1, bytes, cipher] as const),
  ),
);

test.each(before)('a file of %s, version %i, pages of %i is taken over with all that is in it', (...of) => {
  const [, version, bytes, cipher] = of;
  leftBy(version, cipher, bytes);
  const { db, how, loss } = openDatabase(path, key);
  expect([how, loss]).toEqual(['opened', null]);
  expect(db.pragma('page_size', { simple: true })).toBe(pageSize);
  expect(db.pragma('cipher', { simple: true })).toBe(ciphers[0].name);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(readFileSync(path).includes('on its way')).toBe(false);
  expect(db.pragma('synchronous', { simple: true })).toBe(2);
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
  expectAll(db);
  db.close();
});

test('what a row says of routing already stays as it is said', () => {
  leftBy(2, ciphers[0]);
  const old = new Database(path);
  unlock(old, ciphers[0], key);
  const guests = [{ id: meId, name: 'Ann' }];
  const row = conversationOf(open, 2, { priority: 7, guests, kind: 'message' });
  old.prepare('UPDATE conversation SET row = ? WHERE id = ?').run(JSON.stringify(row), open);
  old.close();
  const { db } = openDatabase(path, key);
  expect(storeOf(db).row(open)?.conversation).toEqual(row);
  db.close();
});

test('a copy is kept, encrypted as it was, for two weeks, or as long as closed conversations are', () => {
  leftBy(1, ciphers[1]);
  openDatabase(path, key).db.close();
  expect(names()).toEqual(['x.db', 'x.db.backup']);
  expect(readFileSync(backup()).includes('on its way')).toBe(false);
  const copy = new Database(backup(), { readonly: true });
  unlock(copy, ciphers[1], key);
  expect(copy.pragma('user_version', { simple: true })).toBe(1);
  expect(copy.prepare('SELECT text FROM outgoing').pluck().get()).toBe('on its way');
  copy.close();
  // In the same run it is opened once more, by the thread: that is no other start.
  openDatabase(path, key, { again: true }).db.close();
  expect(existsSync(backup())).toBe(true);
  // Nor is the next one: there may be reasons to go back later than that.
  const again = openDatabase(path, key);
  expectAll(again.db);
  again.db.close();
  expect(existsSync(backup())).toBe(true);
  removeOldAsides(path, Date.now() - 60_000);
  expect(existsSync(backup())).toBe(true);
  removeOldAsides(path, Date.now() + 60_000);
  expect(existsSync(backup())).toBe(false);
  openDatabase(path, key).db.close();
  writeFileSync(backup(), 'of two weeks ago');
  const then = Date.now() / 1000 - 15 * 86_400;
  utimesSync(backup(), then, then);
  openDatabase(path, key).db.close();
  expect(existsSync(backup())).toBe(false);
});

const broken: Migration = { name: 'does not', sql: 'CREATE TABLE half (a); INSERT INTO nowhere VALUES (1)' };

test('a migration that fails: the file is put back as it was, aside, and what was not sent goes on', () => {
  leftBy(1, ciphers[1]);
  openDatabase(path, key).db.close();
  openDatabase(path, key).db.close();
  const whole = readFileSync(path);
  // The first of two works, so the file has changed when the second fails; and the new file is not to need it.
  const works: Migration = { name: 'works', sql: 'ALTER TABLE draft ADD COLUMN x TEXT' };
  let isFirst = true;
  const steps = [
    ...migrations,
    works,
    {
      ...broken,
      get sql() {
        return failOnce();
      },
    },
  ];
  const failOnce = () => {
    const sql = isFirst ? broken.sql : 'SELECT 1';
    isFirst = false;
    return sql;
  };
  const { db, how, loss } = openDatabase(path, key, { steps });
  expect([how, loss]).toEqual(['recreated', { why: 'unmigrated', messages: 1, drafts: 1, complete: true }]);
  expect(storeOf(db).jobs()).toMatchObject([{ key: message, text: 'on its way', state: 'queued' }]);
  db.close();
  expect(names()).toEqual(['x.db', 'x.db.unmigrated']);
  expect(readFileSync(`${path}.unmigrated`).equals(whole)).toBe(true);
  const aside = new Database(`${path}.unmigrated`);
  unlock(aside, ciphers[0], key);
  expect(aside.pragma('user_version', { simple: true })).toBe(migrations.length);
  aside.close();
});

test('no room for the copy: nothing is changed and nothing is put aside', () => {
  leftBy(1, ciphers[1]);
  // A folder where the copy should be is refused as a full disk would be.
  mkdirSync(`${backup()}.next`);
  expect(() => openDatabase(path, key)).toThrow(
    expect.objectContaining({ code: expect.stringMatching(/^E/) }),
  );
  rmSync(`${backup()}.next`, { recursive: true });
  const { db, how } = openDatabase(path, key);
  expect(how).toBe('opened');
  expectAll(db);
  db.close();
});

test('writing anew keeps every table and index, and where numbers go on', () => {
  leftBy(migrations.length, ciphers[0]);
  const old = new Database(path);
  unlock(old, ciphers[0], key);
  const schema = 'SELECT type, name, sql FROM sqlite_schema ORDER BY name';
  const parts = old.prepare(schema).all();
  // A job that was numbered and is gone: its number is not given again.
  old.prepare("INSERT INTO outgoing (key, conversation_id, text, at) VALUES ('gone', ?, 'x', 4)").run(open);
  old
    .prepare("INSERT INTO outbox (position, key, conversation_id, state) VALUES (70, 'gone', ?, 'queued')")
    .run(open);
  old.prepare("DELETE FROM outgoing WHERE key = 'gone'").run();
  old.close();
  const { db } = openDatabase(path, key);
  expect(db.prepare(schema).all()).toEqual(parts);
  const next = newId();
  storeOf(db).send(next, open, 'next', 5);
  expect(db.prepare('SELECT position FROM outbox WHERE key = ?').pluck().get(next)).toBe(71);
  db.close();
  expect(names()).toEqual(['x.db', 'x.db.backup']);
});

test('what a broken-off rewriting left behind does not matter', () => {
  leftBy(migrations.length, ciphers[0]);
  openDatabase(`${path}.anew`, key).db.close();
  writeFileSync(`${path}.anew-journal`, 'half of one');
  const { db, how } = openDatabase(path, key);
  expect(how).toBe('opened');
  expectAll(db);
  db.close();
  expect(names()).toEqual(['x.db', 'x.db.backup']);
});
