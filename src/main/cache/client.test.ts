import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLog } from '../log.ts';
import { type Cache, startCache } from './client.ts';
import { openDatabase } from './database.ts';
import { migrations } from './migrations/index.ts';

/** Which thread does the work; with the thread as it is. */

const file = { key: 'ab'.repeat(32) };
const works = 'cache thread works';
const never = new Promise<void>(() => {});
let dir: string;
let path: string;
let said: string[];
let cache: Cache | null = null;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'yingke-thread-'));
  path = join(dir, 'x.db');
  said = [];
});
afterEach(async () => {
  await cache?.stop();
  rmSync(dir, { recursive: true, force: true });
});

function start(script = './worker.ts'): Cache {
  const say = (event: string): void => void said.push(event);
  cache = startCache({
    script: new URL(script, import.meta.url),
    threadAfter: never,
    log: { ...silentLog, info: say, error: say },
    onRecreated: () => say('recreated'),
  });
  return cache;
}

/** A file as the first desk left it. */
function leaveOld(): void {
  const { db } = openDatabase(path, file.key, { steps: migrations.slice(0, 1) });
  db.prepare("INSERT INTO meta VALUES ('cursor', '12')").run();
  db.close();
}

test('a file of an older desk is upgraded by the thread, and calls that follow are answered after it', async () => {
  leaveOld();
  const { openFile, cursor, setDraft } = start();
  const answered: string[] = [];
  const all = [
    openFile({ path, ...file }).then(({ how }) => answered.push(how)),
    cursor().then((found) => answered.push(`cursor ${found.cursor}`)),
    setDraft('none', 'x').catch(() => answered.push('refused')),
  ];
  // Here it was left alone: no copy was made, nothing was changed.
  expect(said).toEqual([]);
  await Promise.all(all);
  expect(said).toEqual([works]);
  expect(answered).toEqual(['opened', 'cursor 12', 'refused']);
});

test('a file of today is opened without the thread', async () => {
  openDatabase(path, file.key).db.close();
  const { openFile, cursor } = start();
  expect(await openFile({ path, ...file })).toEqual({ how: 'opened', loss: null, inMemory: false });
  expect(await cursor()).toEqual({ cursor: 0, epoch: null });
  expect(said).toEqual([]);
});

test('a thread that dies of it: its calls are refused, and the next ones find the file upgraded here', async () => {
  leaveOld();
  const { openFile, cursor } = start('./no-such-worker.ts');
  await expect(openFile({ path, ...file })).rejects.toThrow('internal');
  expect(await cursor()).toEqual({ cursor: 12, epoch: null });
  expect(said.at(-1)).toBe('cache thread ended');
});
