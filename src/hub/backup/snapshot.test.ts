import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { sqliteSnapshot } from './snapshot.ts';

test('records of one moment, however much is written between the steps of copying them; nobody waits for it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'yingke-snapshot-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [path, copy] = [join(folder, 'a.sqlite'), join(folder, 'b.sqlite')];
  const writer = new Sqlite(path, { timeout: 0 });
  writer.pragma('journal_mode = WAL');
  writer.exec('create table t (n integer primary key, text text)');
  const insert = writer.prepare('insert into t (text) values (?)');
  const write = writer.transaction((rows: number) => {
    for (let i = 0; i < rows; i += 1) insert.run('x'.repeat(1000));
  });
  // Four steps' worth.
  write(14_000);

  const snapshot = sqliteSnapshot(path);
  write(10);
  let steps = 0;
  await snapshot.save(copy, () => {
    steps += 1;
    write(10);
  });
  expect(await snapshot.rows('select count(*) as n from t')).toEqual([{ n: 14_000 }]);
  await snapshot.close();
  expect(steps).toBeGreaterThan(2);
  expect(writer.prepare('select count(*) as n from t').get()).toEqual({ n: 14_010 + 10 * steps });
  writer.close();

  const there = new Sqlite(copy, { readonly: true });
  onTestFinished(() => void there.close());
  expect(there.prepare('select count(*) as n, max(n) as last from t').get()).toEqual({
    n: 14_000,
    last: 14_000,
  });
  expect(there.pragma('journal_mode', { simple: true })).toBe('delete');
});
