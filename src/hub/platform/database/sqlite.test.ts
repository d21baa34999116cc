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
    .values({ person_id: 'x', conversation_id: 'y', seq: 1, at: 1 });
  await expect(orphan.execute()).rejects.toThrow('FOREIGN KEY');
  await database.close();
});

test('a file that cannot be opened is the database’s own error, and leaves no lock', async () => {
  const path = join(folder, 'd.sqlite');
  const other = new Sqlite(path);
  other.exec('create table person (id text)');
  other.close();
  await expect(openDatabase(path)).rejects.toThrow('already exists');
  await expect(openDatabase(path)).rejects.toThrow('already exists');
});
