import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { runAdminCommand } from '../../src/hub/admin-command/index.ts';
import { openDatabase } from '../../src/hub/platform/database/index.ts';
import { download, png, uploaded } from '../support/files.ts';
import { deskClient, say, shopOrigin, signIn, visitorClient } from '../support/hub.ts';
import { startPostgres } from '../support/postgres.ts';

/** Backup beside a hub that runs and is written to, and restore, with the program as it is; and what is refused. */

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const run = promisify(execFile);
const program = resolve(import.meta.dirname, '../../src/hub/index.ts');
const children: ChildProcess[] = [];
let folder: string;
let data: string;
let target: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yingke-backup-'));
  data = join(folder, 'first');
  target = join(folder, 'second');
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'close');
    }
  }
  await rm(folder, { recursive: true, force: true });
});

type Env = Readonly<Record<string, string>>;

async function startHub(where: string, env: Env = {}, ...more: string[]) {
  const args = [program, '--data', where, '--allow-origin', shopOrigin, ...more];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  children.push(child);
  let log = '';
  child.stderr?.on('data', (chunk) => {
    log += chunk;
  });
  const url = await new Promise<string>((found, failed) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      const said = line.startsWith('YINGKE ') ? JSON.parse(line.slice(7)) : {};
      if (said.event === 'ready') found(said.hub);
      if (said.event === 'failed') failed(new Error(said.message));
    });
    child.once('close', () => failed(new Error(log)));
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await once(child, 'close');
  };
  return { url, stop };
}

async function admin(where: string, env: Env, ...args: string[]) {
  const said = { out: '', error: '' };
  const code = await runAdminCommand([...args, '--data', where], env, {
    out: (text) => {
      said.out += text;
    },
    error: (text) => {
      said.error += text;
    },
  });
  return { code, ...said };
}

async function done(where: string, ...args: string[]): Promise<string> {
  const { code, out, error } = await admin(where, {}, ...args);
  expect([error, code]).toEqual(['', 0]);
  return out;
}

/** Two who work here, by the command line. */
async function people(where: string, env: Env = {}) {
  const made = async (email: string, role: string) => {
    const { out } = await admin(where, env, 'people', 'add', email, '--role', role, '--json');
    return { email, password: (JSON.parse(out) as { password: string }).password };
  };
  return { ann: await made('ann@example.test', 'agent'), sue: await made('sue@example.test', 'supervisor') };
}

/** Visitors who write without a pause until they are told to stop; what was acknowledged, and when. */
async function writers(url: string, count: number) {
  const acks: { key: string; text: string; at: number }[] = [];
  let over = false;
  const one = async (n: number) => {
    const visitor = await visitorClient(url);
    // As many as one visitor may in ten seconds, less a few.
    for (let i = 0; i < 50 && !over; i += 1) {
      const key = newId();
      const text = `line ${i} of ${n}`;
      await say(visitor, text, key);
      acks.push({ key, text, at: Date.now() });
    }
    visitor.close();
  };
  const all = Promise.all(Array.from({ length: count }, (_, n) => one(n)));
  return {
    acks,
    stop: async () => {
      over = true;
      await all;
    },
  };
}

/** Texts by key, as the records of a folder have them. */
async function textsIn(location: string): Promise<ReadonlyMap<string, string>> {
  const database = await openDatabase(location);
  try {
    const rows = await database.kysely
      .selectFrom('entry')
      .select(['key', 'body'])
      .where('key', 'is not', null)
      .execute();
    return new Map(rows.map(({ key, body }) => [String(key), (JSON.parse(body) as { text: string }).text]));
  } finally {
    await database.close();
  }
}

const inDatabase = async <T>(
  location: string,
  what: (query: (text: string) => Promise<unknown[]>) => Promise<T>,
) => {
  const database = await openDatabase(location);
  try {
    return await what(async (text) => (await sql.raw(text).execute(database.kysely)).rows);
  } finally {
    await database.close();
  }
};

test('a backup beside a hub that is written to; a hub on what was restored has all of it', async () => {
  const hub = await startHub(data);
  const { ann, sue } = await people(data);
  const secret = (JSON.parse(await done(data, 'identity', 'new', '--json')) as { secret: string }).secret;
  const agent = await deskClient(hub.url, ann);
  const { token } = await signIn(hub.url, ann);
  const picture = await uploaded(hub.url, { as: 'desk', token }, 'receipt.png', await png(800, 600));
  const customer = await visitorClient(hub.url);
  await say(customer, 'canary of the history');
  // Given to whoever is there.
  const { conversation: given } = await agent.until(
    'entry',
    ({ conversation }) => conversation.agent?.name === 'ann',
  );
  const conversationId = given.id;
  await agent.get('message.send', { key: newId(), conversationId, text: 'with a file', files: [picture.id] });
  const bytes = Buffer.from(await (await download(hub.url, token, picture.id)).arrayBuffer());

  const writing = await writers(hub.url, 8);
  await vi.waitFor(() => expect(writing.acks.length).toBeGreaterThan(20), { timeout: 20_000 });
  const file = join(folder, 'hub.tar');
  const made = JSON.parse(await done(data, 'backup', 'create', file, '--json'));
  await writing.stop();
  await say(customer, 'after it');
  expect(made).toMatchObject({
    path: file,
    missing: [],
    manifest: { database: 'sqlite', hasKey: false, counts: { people: 2, files: 1 } },
  });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  // What nobody may have who has the backup, and what belongs to this start alone.
  const whole = await readFile(file);
  expect(whole.includes('canary of the history')).toBe(true);
  const key = (await readFile(join(data, 'hub/secrets.key'), 'utf8')).trim();
  const operator = JSON.parse(await readFile(join(data, 'hub/operator.json'), 'utf8')).token as string;
  for (const other of [key, secret, operator, ann.password]) expect(whole.includes(other)).toBe(false);
  expect(await readdir(join(data, 'hub'))).not.toContainEqual(expect.stringMatching(/^backup-/u));

  expect(await done(data, 'backup', 'verify', file)).toMatch(
    /^OK: “Yingke” as it was at .* 2 people, .* 1 files, without/u,
  );

  // Who has lost this program takes it apart with others.
  const apart = join(folder, 'apart');
  await mkdir(apart);
  await run('tar', ['-xf', file, '-C', apart]);
  expect((await run('sha256sum', ['-c', 'sha256sums'], { cwd: apart })).stdout).toContain('hub.sqlite: OK');

  // The hub that was goes on, and both are there at once: what was restored is another hub's.
  const restored = await done(target, 'backup', 'restore', file, '--key', join(data, 'hub/secrets.key'));
  expect(restored).toContain(`Restored into ${target}`);
  const database = join(target, 'hub/hub.sqlite');
  const kept = await textsIn(database);
  const before = writing.acks.filter(({ at }) => at < made.manifest.at);
  expect(before.length).toBeGreaterThan(20);
  for (const { key: each, text } of before) expect(kept.get(each), text).toBe(text);
  expect([...kept.values()]).not.toContain('after it');
  expect(await readdir(target)).toEqual(['hub']);

  const second = await startHub(target);
  expect(await done(target, 'audit', 'verify')).toMatch(/^OK: /u);
  const events = (await admin(target, {}, 'audit', 'export')).out;
  for (const event of ['admin.backup.begin', 'admin.backup.restore']) expect(events).toContain(event);
  // Who was signed in when it was made is not any more; who knows the password is.
  await expect(deskClient(second.url, { token })).rejects.toThrow('unauthenticated');
  const back = await deskClient(second.url, ann);
  const { conversation, entries } = await back.get('conversation.pull', {
    conversationId,
    after: 0,
    before: null,
    limit: 50,
  });
  expect(conversation.visitor.id).toBe(customer.visitorId);
  const said = entries.flatMap(({ body }) => (body.kind === 'message' ? [body.text] : []));
  expect(said).toEqual(['canary of the history', 'with a file']);
  const again = await download(second.url, (await signIn(second.url, ann)).token, picture.id);
  expect(Buffer.from(await again.arrayBuffer()).equals(bytes)).toBe(true);
  expect(JSON.parse(await done(target, 'identity', 'show', '--json'))).toEqual({ secret });
  // Desks that know more than this hub take their list anew (P8).
  const over = await deskClient(hub.url, sue);
  expect((await deskClient(second.url, sue)).ready.epoch).not.toBe(over.ready.epoch);
  // And it goes on: the customer, too, is who they were.
  const same = await visitorClient(second.url, { token: customer.token, visitorId: customer.visitorId });
  await say(same, 'and on we go');
  await back.until(
    'entry',
    ({ entry }) => entry.body.kind === 'message' && entry.body.text === 'and on we go',
  );
});

test('sealed: without the passphrase nothing is to be had; with it the key of the secrets comes back too', async () => {
  const hub = await startHub(data);
  const { ann } = await people(data);
  const { secret } = JSON.parse(await done(data, 'identity', 'new', '--json')) as { secret: string };
  await say(await visitorClient(hub.url), 'canary');
  const [right, wrong, short] = ['right', 'wrong', 'short'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await writeFile(right, 'correct horse battery\n');
  await writeFile(wrong, 'correct horse batterie\n');
  await writeFile(short, 'horse\n');
  const file = join(folder, 'sealed');
  expect(await admin(data, {}, 'backup', 'create', file, '--passphrase', short)).toMatchObject({ code: 2 });
  await done(data, 'backup', 'create', file, '--passphrase', right);
  const whole = await readFile(file);
  for (const word of ['canary', 'ann@example.test', 'manifest', 'SQLite format 3'])
    expect(whole.includes(word), word).toBe(false);

  const refused = async (sentence: string, path: string, ...flags: string[]) => {
    const { code, error } = await admin(target, {}, 'backup', 'restore', path, ...flags);
    expect([code, error]).toEqual([1, expect.stringContaining(sentence)]);
    expect(await readdir(target).catch(() => [])).toEqual([]);
  };
  await refused('is under a passphrase', file);
  await refused('does not open with this passphrase', file, '--passphrase', wrong);
  const bad = join(folder, 'bad');
  for (const at of [40, 100, Math.floor(whole.length / 2), whole.length - 1]) {
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] ?? 0) ^ 1;
    await writeFile(bad, changed);
    await refused(at === 40 ? 'does not open' : 'is damaged', bad, '--passphrase', right);
  }
  for (const end of [30, whole.length - 1, 42 + 256 * 1024 + 16]) {
    await writeFile(bad, whole.subarray(0, end));
    await refused(end === 30 ? 'is cut off' : 'is', bad, '--passphrase', right);
  }

  await hub.stop();
  await done(target, 'backup', 'restore', file, '--passphrase', right);
  const second = await startHub(target);
  await signIn(second.url, ann);
  expect(JSON.parse(await done(target, 'identity', 'show', '--json'))).toEqual({ secret });
});

describe('what is refused', () => {
  /** A backup of a small hub that has stopped. */
  async function small(): Promise<{ file: string; whole: Buffer }> {
    const hub = await startHub(data);
    await people(data);
    await say(await visitorClient(hub.url), 'canary');
    await hub.stop();
    const file = join(folder, 'hub.tar');
    await done(data, 'backup', 'create', file);
    return { file, whole: await readFile(file) };
  }
  const nothing = async () => expect(await readdir(target).catch(() => [])).toEqual([]);

  test('a flipped bit, wherever it is, and an end that is missing, wherever it was cut', async () => {
    const { whole } = await small();
    const bad = join(folder, 'bad');
    const places = [
      0,
      100,
      156,
      300,
      511,
      600,
      2000,
      whole.length - 1,
      whole.length - 1024,
      whole.length - 1500,
    ];
    // And a thousand steps through all of it, verified only: a restore reads by the same function.
    const step = Math.floor(whole.length / 150);
    for (let at = 0; at < whole.length; at += step) places.push(at);
    for (const [i, at] of places.entries()) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ (1 << (i % 8));
      await writeFile(bad, changed);
      const { code, error } = await admin(target, {}, 'backup', i < 12 ? 'restore' : 'verify', bad);
      expect([at, code, error]).toEqual([
        at,
        1,
        expect.stringMatching(/is (damaged|no backup of a hub|cut off|of a later hub)/u),
      ]);
      await nothing();
    }
    for (const end of [
      0,
      10,
      511,
      512,
      5000,
      Math.floor(whole.length / 2),
      whole.length - 1024,
      whole.length - 1,
    ]) {
      await writeFile(bad, whole.subarray(0, end));
      const { code, error } = await admin(target, {}, 'backup', 'restore', bad);
      expect([end, code, error]).toEqual([end, 1, expect.stringMatching(/is (cut off|no backup)/u)]);
      await nothing();
    }
    await writeFile(bad, Buffer.concat([whole, Buffer.from('x')]));
    expect((await admin(target, {}, 'backup', 'restore', bad)).error).toContain('is damaged');
    await writeFile(bad, 'no backup at all');
    expect((await admin(target, {}, 'backup', 'restore', bad)).error).toContain('is cut off');
    expect((await admin(target, {}, 'backup', 'restore', join(folder, 'nowhere'))).error).toContain(
      'cannot be read (ENOENT)',
    );
    await nothing();
  });

  test('a schema that this program does not know', async () => {
    await small();
    await inDatabase(join(data, 'hub/hub.sqlite'), async (query) => {
      await query("insert into kysely_migration (name, timestamp) values ('9999-tomorrow', '2030-01-01')");
    });
    // The command that makes it would not open such records: as the hub of tomorrow makes it.
    const { createBackup, sqliteSnapshot } = await import('../../src/hub/backup/index.ts');
    const snapshot = sqliteSnapshot(join(data, 'hub/hub.sqlite'));
    const path = join(folder, 'tomorrow.tar');
    const options = { snapshot, folder: join(data, 'hub'), path, passphrase: null, key: Buffer.alloc(32) };
    await createBackup({ ...options, told: () => undefined });
    await snapshot.close();
    const { code, error } = await admin(target, {}, 'backup', 'restore', path);
    expect([code, error]).toEqual([1, expect.stringContaining('is of a later hub')]);
    await nothing();
  });

  test('a folder that holds a hub, unless it is to be replaced; one on which a hub runs, in any case', async () => {
    const { file } = await small();
    const before = await textsIn(join(data, 'hub/hub.sqlite'));
    const { code, error } = await admin(data, {}, 'backup', 'restore', file);
    expect([code, error]).toEqual([1, expect.stringContaining('holds the data of a hub')]);
    const hub = await startHub(data);
    await say(await visitorClient(hub.url), 'later');
    for (const flags of [[], ['--replace']]) {
      const said = await admin(data, {}, 'backup', 'restore', file, ...flags);
      expect([said.code, said.error]).toEqual([1, expect.stringMatching(/holds the data|A hub is running/u)]);
    }
    await hub.stop();
    // One that was killed has left word of itself, and nobody answers there.
    const text = await done(data, 'backup', 'restore', file, '--replace');
    const kept = /What was there before is in (.*)\.\n/u.exec(text)?.[1] ?? '';
    expect([...(await textsIn(join(kept, 'hub.sqlite'))).values()]).toEqual(['canary', 'later']);
    expect(await textsIn(join(data, 'hub/hub.sqlite'))).toEqual(before);
    // Its key was there, and is there still.
    expect(text).not.toContain('no key');
    await (await startHub(data)).stop();
  });

  test('what cannot be done is not half done: no room beside it, no right to write', async () => {
    const { file } = await small();
    expect((await admin(data, {}, 'backup', 'create', file)).error).toContain('is there already');
    expect((await admin(data, {}, 'backup', 'create', join(folder, 'no/such/folder'))).error).toContain(
      'cannot be written (ENOENT)',
    );
    expect((await admin(join(folder, 'none'), {}, 'backup', 'create', join(folder, 'x'))).error).toContain(
      'There are no records',
    );
    expect(await readdir(folder)).toEqual(['first', 'hub.tar']);
    // What was cut off by a power cut before the last step lies beside, and is no hub's.
    await mkdir(join(target, 'hub.restoring-999999999'), { recursive: true });
    await done(target, 'backup', 'restore', file);
    expect(await readdir(target)).toEqual(['hub']);
  });
});

test('in a folder each has a name of its own, and the oldest go', async () => {
  await (await startHub(data)).stop();
  const shelf = join(folder, 'shelf');
  await mkdir(shelf);
  for (const name of ['yingke-hub-20200101-000000.tar', 'yingke-hub-20200102-000000.sealed', 'mine.tar'])
    await writeFile(join(shelf, name), '');
  const { path, removed } = JSON.parse(await done(data, 'backup', 'create', shelf, '--keep', '2', '--json'));
  expect(removed).toEqual(['yingke-hub-20200101-000000.tar']);
  expect(await readdir(shelf)).toEqual([
    'mine.tar',
    'yingke-hub-20200102-000000.sealed',
    path.split('/').at(-1),
  ]);
  await done(data, 'backup', 'verify', path);
});

test('a file that is lost is said, and keeps nothing else from being backed up', async () => {
  const hub = await startHub(data);
  const { ann } = await people(data);
  const { token } = await signIn(hub.url, ann);
  const lost = await uploaded(hub.url, { as: 'desk', token }, 'a.txt', Buffer.from('lost'));
  await uploaded(hub.url, { as: 'desk', token }, 'b.txt', Buffer.from('kept'));
  await rm(join(data, 'hub/files', lost.id.slice(-2), lost.id));
  const file = join(folder, 'hub.tar');
  expect(await done(data, 'backup', 'create', file)).toContain('1 files that records name are not in it');
  await done(target, 'backup', 'restore', file);
});

test('PostgreSQL: a restore that is killed when the tables are there leaves a database that no hub starts on; one before that is begun anew', async () => {
  const postgres = await startPostgres();
  try {
    const here = { YINGKE_DATABASE_URL: await postgres.newDatabase() };
    const there = { YINGKE_DATABASE_URL: await postgres.newDatabase() };
    const hub = await startHub(data, here);
    await say(await visitorClient(hub.url), 'canary');
    await hub.stop();
    const file = join(folder, 'hub.tar');
    expect((await admin(data, here, 'backup', 'create', file)).code).toBe(0);
    const bin = join(folder, 'bin');
    await mkdir(bin);
    /** The program dies around PostgreSQL's own, as with a power cut. */
    const cutOff = async (script: string) => {
      await writeFile(join(bin, 'pg_restore'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      const flags = ['--data', target, '--key', join(data, 'hub/secrets.key')];
      const child = spawn(process.execPath, [program, 'admin', 'backup', 'restore', file, ...flags], {
        env: { ...process.env, ...there, PATH: `${bin}:${process.env.PATH}`, LATER_PATH: process.env.PATH },
        stdio: 'ignore',
      });
      expect((await once(child, 'exit'))[1]).toBe('SIGKILL');
    };
    await cutOff('kill -9 $PPID');
    // One that fails takes away no mark but its own: the other may be at work.
    await writeFile(join(bin, 'pg_restore'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    vi.stubEnv('PATH', `${bin}:${process.env.PATH}`);
    expect((await admin(target, there, 'backup', 'restore', file)).code).toBe(1);
    vi.unstubAllEnvs();
    await expect(openDatabase(there.YINGKE_DATABASE_URL)).rejects.toMatchObject({ code: 'RESTORE_CUT' });
    await cutOff(`PATH="$LATER_PATH" pg_restore "$@" && kill -9 $PPID`);
    await expect(openDatabase(there.YINGKE_DATABASE_URL)).rejects.toMatchObject({ code: 'RESTORE_CUT' });
    const start = run(process.execPath, [program, '--data', target], { env: { ...process.env, ...there } });
    await expect(start).rejects.toMatchObject({ stderr: expect.stringContaining('was cut off') });
    expect((await admin(target, there, 'people', 'list')).error).toContain('was cut off');
    expect((await admin(target, there, 'backup', 'restore', file)).error).toContain('is not empty');

    const third = { YINGKE_DATABASE_URL: await postgres.newDatabase() };
    const key = join(data, 'hub/secrets.key');
    expect((await admin(target, third, 'backup', 'restore', file, '--key', key)).code).toBe(0);
    expect([...(await textsIn(third.YINGKE_DATABASE_URL)).values()]).toEqual(['canary']);
  } finally {
    await postgres.stop();
  }
});

test('PostgreSQL: by its own programs, with what was acknowledged; into an empty database alone', async () => {
  const postgres = await startPostgres();
  try {
    const [from, to] = [await postgres.newDatabase(), await postgres.newDatabase()];
    const [here, there] = [{ YINGKE_DATABASE_URL: from }, { YINGKE_DATABASE_URL: to }];
    const hub = await startHub(data, here);
    const { ann } = await people(data, here);
    const writing = await writers(hub.url, 4);
    await vi.waitFor(() => expect(writing.acks.length).toBeGreaterThan(10), { timeout: 20_000 });
    const file = join(folder, 'hub.tar');
    // Without the address it would be another's records, or none.
    expect((await admin(data, {}, 'backup', 'create', file)).error).toContain('say in YINGKE_DATABASE_URL');
    const made = JSON.parse((await admin(data, here, 'backup', 'create', file, '--json')).out);
    await writing.stop();
    await hub.stop();
    expect(made.manifest.database).toBe('postgres');
    expect((await admin(target, {}, 'backup', 'restore', file)).error).toContain('were in PostgreSQL');
    expect((await admin(target, here, 'backup', 'restore', file)).error).toContain('is not empty');
    const bad = join(folder, 'bad');
    await copyFile(file, bad);
    const whole = await readFile(bad);
    whole[whole.length - 2000] = (whole[whole.length - 2000] ?? 0) ^ 1;
    await writeFile(bad, whole);
    expect((await admin(target, there, 'backup', 'restore', bad)).code).toBe(1);

    const restored = await admin(
      target,
      there,
      'backup',
      'restore',
      file,
      '--key',
      join(data, 'hub/secrets.key'),
    );
    expect([restored.error, restored.code]).toEqual(['', 0]);
    expect(await readdir(join(target, 'hub'))).not.toContain('hub.pgdump');
    const kept = await textsIn(to);
    const before = writing.acks.filter(({ at }) => at < made.manifest.at);
    expect(before.length).toBeGreaterThan(10);
    for (const { key, text } of before) expect(kept.get(key)).toBe(text);
    const second = await startHub(target, there);
    await signIn(second.url, ann);
    expect((await admin(target, there, 'audit', 'verify')).out).toMatch(/^OK/u);
    await say(await visitorClient(second.url), 'on we go');
    // Without the program it says what to install, and leaves nothing.
    vi.stubEnv('PATH', folder);
    const without = await admin(data, here, 'backup', 'create', join(folder, 'x'));
    vi.unstubAllEnvs();
    expect(without.error).toContain('pg_dump is not on this machine');
    expect(await readdir(folder)).not.toContain('x.part');
  } finally {
    await postgres.stop();
  }
});
