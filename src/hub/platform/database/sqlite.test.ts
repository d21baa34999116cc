import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from './open.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yingke-sqlite-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const synchronous = async (database: Awaited<ReturnType<typeof openDatabase>>) =>
  (await sql<{ synchronous: number }>`pragma synchronous`.execute(database.kysely)).rows[0]?.synchronous;

test('[P4] synchronous is FULL from the first to the last, also where something set it back', async () => {
  const path = join(folder, 'a.sqlite');
  // A file that is in WAL mode already is where the library falls back.
  for (const _ of [1, 2]) {
    const database = await openDatabase(path);
    expect(await synchronous(database)).toBe(2);
    await sql`pragma synchronous = NORMAL`.execute(database.kysely);
    await database.verifyDurability();
    expect(await synchronous(database)).toBe(2);
    await database.close();
  }
});

test('a second hub on the file is refused, and the file is free when the first is closed', async () => {
  const path = join(folder, 'b.sqlite');
  const first = await openDatabase(path);
  await expect(openDatabase(path)).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
  await first.close();
  const second = await openDatabase(path);
  await second.close();
});

test('what refers to nothing is refused by the database itself', async () => {
  const database = await openDatabase(join(folder, 'c.sqlite'));
  const orphan = database.kysely
    .insertInto('mark')
    .values({ person_id: 'x', conversation_id: 'y', seq: 1, served_seq: 1, at: 1 });
  await expect(orphan.execute()).rejects.toThrow('FOREIGN KEY');
  await database.close();
});

test('what is committed together is there as a whole or not at all, one after the other, and before the end', async () => {
  const path = join(folder, 'e.sqlite');
  const database = await openDatabase(path);
  const columns = { id: 'text', name: 'text', feed_head: 'bigint', epoch: 'text' } as const;
  const more = { ...columns, feed_oldest: 'bigint', created_at: 'bigint' } as const;
  const add = (...ids: string[]) =>
    database.transaction((bulk) =>
      bulk.insert(
        'workspace',
        more,
        ids.map((id) => [id, id, 0, id, 0, 0]),
      ),
    );
  const names = async () =>
    (await database.kysely.selectFrom('workspace').select('id').execute()).map((w) => w.id);

  const all = [add('a', 'b'), add('c', 'a'), add('d')];
  await expect(all[1]).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_PRIMARYKEY' });
  await Promise.all([all[0], all[2]]);
  expect(await names()).toEqual(['a', 'b', 'd']);

  const last = add('e');
  await database.close();
  await last;
  const again = await openDatabase(path);
  expect(await again.kysely.selectFrom('workspace').select('id').execute()).toHaveLength(4);
  await again.close();
});

test('a file that cannot be opened is the database’s own error, and leaves no lock', async () => {
  const path = join(folder, 'd.sqlite');
  const other = new Sqlite(path);
  other.exec('create table person (id text)');
  other.close();
  await expect(openDatabase(path)).rejects.toThrow('already exists');
  await expect(openDatabase(path)).rejects.toThrow('already exists');
});
