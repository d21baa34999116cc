import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { maxCrashBytes } from '#shared/domain/diagnostics/crashes.ts';
import { newId } from '#shared/domain/key.ts';
import { crashPath } from '#shared/protocol/crashes.ts';
import type { Answer } from '#shared/protocol/errors.ts';
import { httpPaths } from '#shared/protocol/handshake.ts';
import { crashKey } from '../../src/hub/crashes/index.ts';
import { sealReport } from '../../src/hub/crashes/sealing.ts';
import { adminAs, callAdmin } from '../support/admin.ts';
import {
  door,
  post,
  register,
  shopOrigin,
  signIn,
  startTestHub,
  type TestHub,
  testPeople,
} from '../support/hub.ts';
import { minidump } from '../support/minidump.ts';

/** Reports of crashes at a hub: who may send what, how they lie there, who may read them, and when they go. */

const day = 24 * 3600_000;
const operator = 'O'.repeat(43);
const boss = {
  name: 'Boss',
  email: 'boss@example.test',
  password: 'correct horse boss',
  role: 'admin',
} as const;
const secretsKey = randomBytes(32);
let now = Date.now();
const ticks: (() => void)[] = [];
const clock = {
  now: () => now,
  every: (_: number, run: () => void) => {
    ticks.push(run);
    return () => undefined;
  },
};
let hub: TestHub;
let token: string;
beforeAll(async () => {
  hub = await startTestHub({
    ...{ secretsKey, operatorToken: operator, clock },
    crashLimits: { perDevice: 3, perPerson: 4, most: 5, keptFor: 30 * day },
  });
  await hub.hub.people.create(boss);
});
afterAll(() => hub?.stop());
beforeEach(async () => {
  now += 2 * day;
  for (const name of readdirSync(hub.folder))
    if (name === 'crashes') rmSync(join(hub.folder, name), { recursive: true });
  token = (await signIn(hub.url, testPeople.ann)).token;
});

const usual = { version: '1.2.0', platform: 'linux x64', process: 'renderer', at: '1764500000000' };
type Sent = {
  readonly id?: string;
  readonly as?: string | null;
  readonly said?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
};
async function send(
  bytes: Uint8Array<ArrayBuffer>,
  { id = randomUUID(), as = token, said = usual, headers }: Sent = {},
) {
  const response = await fetch(`${hub.url}${crashPath}/${id}?${new URLSearchParams(said)}`, {
    method: 'PUT',
    headers: {
      'content-type': 'application/octet-stream',
      ...(as !== null && { authorization: `Bearer ${as}` }),
      ...headers,
    },
    body: bytes,
  });
  const answer = (await response.json()) as Answer<unknown>;
  return { status: response.status, code: answer.ok ? 'taken' : answer.error.code };
}
/** Begins, and never ends by itself: what is answered is answered before the report was read. */
async function sendWithoutEnd(signal: AbortSignal) {
  const response = await fetch(`${hub.url}${crashPath}/${randomUUID()}?${new URLSearchParams(usual)}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream', authorization: `Bearer ${token}` },
    body: new ReadableStream<Uint8Array>({ start: (to) => to.enqueue(dump()) }),
    ...{ duplex: 'half', signal },
  } as RequestInit);
  const answer = (await response.json()) as Answer<unknown>;
  return answer.ok ? { code: 'taken' } : answer.error;
}
const dump = (memory?: string) =>
  new Uint8Array(minidump('renderer', memory === undefined ? undefined : Buffer.from(memory)));
const asOperator = () => adminAs(hub.url, operator);
const list = async () => (await asOperator()('crashes.list', null)).reports;
const files = () => readdirSync(join(hub.folder, 'crashes'), { withFileTypes: true }).map(({ name }) => name);

test('a report is taken, kept once however often it comes, and read by the operator as it was sent', async () => {
  const id = randomUUID();
  const canary = 'canary that a customer wrote';
  const report = dump(canary);
  expect(await send(report, { id })).toEqual({ status: 200, code: 'taken' });
  expect(await send(report, { id })).toEqual({ status: 200, code: 'taken' });
  const { me } = await signIn(hub.url, testPeople.ann);
  expect(await list()).toEqual([
    {
      ...{ id, version: '1.2.0', platform: 'linux x64', process: 'renderer', at: 1_764_500_000_000 },
      ...{ receivedAt: now, bytes: report.length, personId: me.id, device: expect.any(String) },
    },
  ]);
  const { content } = await asOperator()('crashes.read', { id });
  expect(Buffer.from(content, 'base64').equals(report)).toBe(true);

  // What lies there says nothing, and is for its owner alone.
  const [name = ''] = files();
  const lying = readFileSync(join(hub.folder, 'crashes', name));
  for (const word of [canary, 'MDMP', 'renderer', me.id, 'linux'])
    expect(lying.includes(word), word).toBe(false);

  const rows = await hub.hub.database.kysely
    .selectFrom('audit')
    .select(['event', 'code', 'actor_kind', 'actor_id', 'subject'])
    .where('subject', '=', id)
    .orderBy('seq')
    .execute();
  expect(rows).toEqual([
    { event: 'desk.crash', code: 'changed', actor_kind: 'person', actor_id: me.id, subject: id },
    { event: 'admin.crashes.read', code: 'changed', actor_kind: 'operator', actor_id: null, subject: id },
  ]);
  expect(JSON.stringify(hub.log)).not.toContain(canary);
});

describe('what is hostile is refused, with why', () => {
  test('no minidump, whatever it says that it is', async () => {
    const cut = dump().subarray(0, 60);
    const renamed = new Uint8Array(Buffer.concat([Buffer.from('MDMP'), Buffer.alloc(4000)]));
    const archive = new Uint8Array(Buffer.concat([Buffer.from('PK\x03\x04'), dump()]));
    for (const bytes of [cut, renamed, archive, new Uint8Array(Buffer.from('<script>'))])
      expect(await send(bytes)).toEqual({ status: 415, code: 'file_type' });
    expect(await list()).toEqual([]);
  });

  test('too much: said to be, or coming without an end', async () => {
    const big = new Uint8Array(maxCrashBytes + 1);
    big.set(dump());
    expect(await send(big)).toEqual({ status: 413, code: 'too_large' });
    const endless = new ReadableStream<Uint8Array>({
      pull: (to) => to.enqueue(new Uint8Array(1024 * 1024)),
    });
    const asked = fetch(`${hub.url}${crashPath}/${randomUUID()}?${new URLSearchParams(usual)}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream', authorization: `Bearer ${token}` },
      body: endless,
      duplex: 'half',
    } as RequestInit).then(
      ({ status }) => status,
      () => 'cut',
    );
    expect([413, 'cut']).toContain(await asked);
    expect(await list()).toEqual([]);
  });

  test('said of it what is not on the list, or no id', async () => {
    const odd: Sent[] = [
      { said: { ...usual, computer: 'lin-laptop' } },
      { said: { ...usual, process: 'Lin Yue' } },
      { said: { ...usual, version: 'a b' } },
      { said: { ...usual, platform: '../../etc' } },
      { said: { ...usual, at: '-1' } },
      { said: {} },
      { id: '..%2F..%2Fhub.sqlite' },
    ];
    for (const one of odd) expect(await send(dump(), one)).toEqual({ status: 400, code: 'bad_request' });
    expect(await send(dump(), { headers: { 'content-type': 'application/json' } })).toMatchObject({
      status: 400,
    });
    expect(await list()).toEqual([]);
  });

  test('nobody, a visitor, who has signed out, a page of a website', async () => {
    const visitor = await register(hub.url);
    const gone = (await signIn(hub.url, testPeople.ben)).token;
    await post(hub.url + httpPaths.signOut, {}, { authorization: `Bearer ${gone}` });
    for (const as of [null, 'A'.repeat(43), visitor.token, gone, operator])
      expect(await send(dump(), { as })).toEqual({ status: 401, code: 'unauthenticated' });
    expect(await send(dump(), { headers: { origin: shopOrigin } })).toEqual({
      status: 403,
      code: 'origin_refused',
    });
    expect(await list()).toEqual([]);
  });

  test('a report of somebody else is not written over, nor is it told what it is', async () => {
    const id = randomUUID();
    const mine = dump('mine');
    await send(mine, { id });
    const other = (await signIn(hub.url, testPeople.ben)).token;
    expect(await send(dump('theirs'), { id, as: other })).toEqual({ status: 409, code: 'conflict' });
    const { content } = await asOperator()('crashes.read', { id });
    expect(Buffer.from(content, 'base64').equals(mine)).toBe(true);
  });

  test('a flood: so many of one device and of one person a day, at once or one by one, and the next day again', async () => {
    const at = async () => {
      const answer = await post(hub.url + httpPaths.signIn, { ...door(), ...credentials });
      return (answer.answer as unknown as { value: { token: string } }).value.token;
    };
    const { email, password } = testPeople.ann;
    const credentials = { email, password };
    const codes = (await Promise.all(Array.from({ length: 8 }, () => send(dump())))).map(({ code }) => code);
    expect(['file_quota', 'slow_down', 'taken']).toEqual(expect.arrayContaining(codes));
    const taken = codes.filter((code) => code === 'taken').length;
    expect(taken).toBeGreaterThan(0);
    for (let i = taken; i < 3; i += 1) expect(await send(dump())).toMatchObject({ code: 'taken' });
    expect(await send(dump())).toEqual({ status: 429, code: 'file_quota' });
    const second = await at();
    expect(await send(dump(), { as: second })).toMatchObject({ code: 'taken' });
    expect(await send(dump(), { as: second })).toEqual({ status: 429, code: 'file_quota' });
    expect(await list()).toHaveLength(4);
    now += day + 1;
    expect(await send(dump(), { as: second })).toMatchObject({ code: 'taken' });
  });

  test('many at once: one of a person is read at a time, also after one that was cut off', async () => {
    const end = new AbortController();
    const answers = [sendWithoutEnd(end.signal), sendWithoutEnd(end.signal)];
    expect(await Promise.race(answers)).toMatchObject({ code: 'slow_down', retryAfter: 10_000 });
    // Whose reports come is its own affair.
    const ben = (await signIn(hub.url, testPeople.ben)).token;
    expect(await send(dump(), { as: ben })).toMatchObject({ code: 'taken' });
    end.abort();
    expect((await Promise.allSettled(answers)).map(({ status }) => status).sort()).toEqual([
      ...['fulfilled', 'rejected'],
    ]);
    await expect.poll(() => send(dump())).toMatchObject({ code: 'taken' });
  });

  test('more than so many a day is refused before it is read; one that is known already is none more', async () => {
    const first = randomUUID();
    for (const id of [first, randomUUID(), randomUUID()]) await send(dump(), { id });
    const end = new AbortController();
    expect(await sendWithoutEnd(end.signal)).toEqual({ code: 'file_quota' });
    end.abort();
    expect(await send(dump(), { id: first })).toMatchObject({ code: 'taken' });
  });

  test('an id in capitals is the same id: counted, listed, read and removed as any other', async () => {
    const id = randomUUID();
    for (const each of [id.toUpperCase(), id])
      expect(await send(dump(), { id: each })).toMatchObject({ code: 'taken' });
    expect((await list()).map((one) => one.id)).toEqual([id]);
    const more = () => send(dump(), { id: randomUUID().toUpperCase() });
    for (const code of ['taken', 'taken', 'file_quota']) expect(await more()).toMatchObject({ code });
    const { content } = await asOperator()('crashes.read', { id: id.toUpperCase() });
    expect(Buffer.from(content, 'base64').equals(dump())).toBe(true);
    await asOperator()('crashes.remove', { id: id.toUpperCase() });
    expect(await list()).toHaveLength(2);
    now += 31 * day;
    for (const run of ticks) run();
    await expect.poll(files).toEqual([]);
  });

  test('a flood of what is none is not even read', async () => {
    const codes: string[] = [];
    for (let i = 0; i < 41; i += 1) codes.push((await send(new Uint8Array(10))).code);
    expect(codes.slice(0, 40)).toEqual(Array(40).fill('file_type'));
    expect(codes.at(-1)).toBe('slow_down');
  });
});

describe('who has the data folder, and nobody else', () => {
  test('an admin’s desk may neither list, read nor remove, nor write that a backup was made', async () => {
    const id = randomUUID();
    await send(dump(), { id });
    const admin = (await signIn(hub.url, boss)).token;
    for (const [name, request] of [
      ['crashes.list', null],
      ['crashes.read', { id }],
      ['crashes.remove', { id }],
      ['backup.begin', {}],
    ] as const) {
      const { status, answer } = await callAdmin(hub.url, admin, name, request);
      expect([status, answer]).toEqual([403, { ok: false, error: { code: 'forbidden' } }]);
    }
    const events = async () =>
      (await hub.hub.database.kysely.selectFrom('audit').select(['event', 'code']).execute()).map(
        ({ event, code }) => `${event} ${code}`,
      );
    expect(await events()).not.toContain('admin.backup.begin changed');
    await asOperator()('backup.begin', {});
    expect(await events()).toContain('admin.backup.begin changed');
  });

  test('one that is removed is gone, and none is removed twice', async () => {
    const id = randomUUID();
    await send(dump(), { id });
    await asOperator()('crashes.remove', { id });
    expect(await list()).toEqual([]);
    await expect(asOperator()('crashes.remove', { id })).rejects.toThrow('not_found');
    await expect(asOperator()('crashes.read', { id: newId() })).rejects.toThrow('not_found');
  });

  test('one of which a later hub says what this one does not know is counted, and the others are shown', async () => {
    const [known, later] = [randomUUID(), randomUUID()];
    await send(dump(), { id: known });
    const { me } = await signIn(hub.url, testPeople.ann);
    const key = crashKey(secretsKey, hub.hub.workspace.id);
    const head = { id: later, personId: me.id, process: 'of a later version' };
    writeFileSync(
      join(hub.folder, 'crashes', `${now}.${later}.crash`),
      sealReport(key, later, head, dump('later')),
    );
    expect(await asOperator()('crashes.list', null)).toMatchObject({
      ...{ reports: [{ id: known }], unreadable: 1 },
    });
    expect(await send(dump())).toMatchObject({ code: 'taken' });
    await asOperator()('crashes.remove', { id: later });
  });

  test('what was changed on the disk, or sealed for another, does not open and says so', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    await send(dump('first'), { id: first });
    now += 1;
    await send(dump('second'), { id: second });
    const path = (id: string) => join(hub.folder, 'crashes', files().find((name) => name.includes(id)) ?? '');
    const bytes = readFileSync(path(first));
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(path(first), bytes);
    await expect(asOperator()('crashes.read', { id: first })).rejects.toThrow('file_broken');
    // One under the name of another.
    writeFileSync(path(first), readFileSync(path(second)));
    expect(await asOperator()('crashes.list', null)).toMatchObject({
      reports: [{ id: second }],
      unreadable: 1,
    });
    await asOperator()('crashes.remove', { id: first });
    expect(files()).toHaveLength(1);
  });
});

test('the hub’s keeper removes what is old, and what is too much, the oldest first', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 6; i += 1) {
    const id = randomUUID();
    ids.push(id);
    expect((await send(dump(), { id })).code).toBe('taken');
    now += day + 1;
  }
  expect((await list()).map(({ id }) => id)).toEqual(ids.slice(1).reverse());
  now += 26 * day;
  for (const run of ticks) run();
  await expect.poll(async () => (await list()).map(({ id }) => id)).toEqual([ids[5], ids[4], ids[3]]);
  now += 30 * day;
  for (const run of ticks) run();
  await expect.poll(files).toEqual([]);
});

test('a hub without a key takes none: memory of desks does not lie open', async () => {
  const other = await startTestHub();
  const mine = (await signIn(other.url, testPeople.ann)).token;
  const response = await fetch(`${other.url}${crashPath}/${randomUUID()}?${new URLSearchParams(usual)}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream', authorization: `Bearer ${mine}` },
    body: dump(),
  });
  expect(response.status).toBe(503);
  expect(readdirSync(other.folder)).not.toContain('crashes');
  await other.stop();
});

test('the folder of a hub is the only place: nothing of a report is in the database', async () => {
  const canary = 'canary in a report of a crash';
  await send(dump(canary));
  for (const name of readdirSync(hub.folder).filter((one) => one.startsWith('hub.sqlite')))
    expect(readFileSync(join(hub.folder, name)).includes(canary), name).toBe(false);
});
