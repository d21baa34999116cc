import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { text as textOf } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { emptyHandbook, type KeptHandbook } from '#shared/domain/customer/handbook.ts';
import { newId } from '#shared/domain/key.ts';
import type { KeptPlan } from '#shared/domain/routing/plan.ts';
import type { RoutingProfile } from '#shared/domain/routing/profile.ts';
import { runAdminCommand } from '../../src/hub/admin-command/index.ts';
import { type Database, openDatabase } from '../../src/hub/platform/database/index.ts';
import { secretColumns } from '../../src/hub/platform/secrets.ts';
import { deskClient, register, signIn } from '../support/hub.ts';
import { startPostgres } from '../support/postgres.ts';

/** `hub admin …` as the real program, against a hub that runs and against the records of one that does not. */

/** Each command that is a process of its own takes seconds where the machine has other work. */
vi.setConfig({ testTimeout: 120_000 });

const program = resolve(import.meta.dirname, '../../src/hub/index.ts');
const children: ChildProcess[] = [];
let data: string;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'yingke-admin-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'close');
    }
  }
  await rm(data, { recursive: true, force: true });
});

/** A hub on the data folder, listening. */
async function startHub(
  ...more: string[]
): Promise<{ url: string; child: ChildProcess; stop: () => Promise<void> }> {
  const child = spawn(process.execPath, [program, '--data', data, ...more], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(child);
  const url = await new Promise<string>((found) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      if (line.startsWith('YINGKE ')) found((JSON.parse(line.slice(7)) as { hub: string }).hub);
    });
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await once(child, 'close');
  };
  return { url, child, stop };
}

/** One command as its own process: how it ended and what it said. */
async function spawned(words: string, ...more: string[]) {
  const args = ['admin', ...words.split(' '), ...more, '--data', data];
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  const said = { out: '', error: '' };
  child.stdout?.on('data', (chunk) => {
    said.out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    said.error += chunk;
  });
  const [code] = (await once(child, 'close')) as [number];
  return { code, ...said };
}

/** The same in this process, which is quicker: all but reading `process.argv` is what the program runs. */
async function admin(words: string, ...more: string[]) {
  const said = { out: '', error: '' };
  const code = await runAdminCommand([...words.split(' '), ...more, '--data', data], process.env, {
    out: (text) => {
      said.out += text;
    },
    error: (text) => {
      said.error += text;
    },
  });
  return { code, ...said };
}

/** The value that a command answers; it has to succeed. */
async function json<T>(words: string, ...more: string[]): Promise<T> {
  const { code, out, error } = await admin(words, ...more, '--json');
  expect([error, code]).toEqual(['', 0]);
  return JSON.parse(out) as T;
}

/** The records themselves, while no hub has them. */
async function inRecords<T>(what: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(join(data, 'hub/hub.sqlite'));
  try {
    return await what(database);
  } finally {
    await database.close();
  }
}
const secretsAtRest = () =>
  inRecords(({ kysely }) =>
    kysely
      .selectFrom('workspace')
      .select([...secretColumns])
      .executeTakeFirstOrThrow(),
  );
/** A hub's first identity secret; no hub is left running. */
async function firstSecret(): Promise<{ secret: string }> {
  await (await startHub()).stop();
  return json<{ secret: string }>('identity new');
}

const lines = (text: string) => text.trimEnd().split('\n');
const operatorFile = () => join(data, 'hub/operator.json');

test('people: made, changed, disabled and enabled in a hub that runs; it knows at once', async () => {
  const hub = await startHub();
  expect((await stat(operatorFile())).mode & 0o777).toBe(0o600);

  const added = await spawned(
    'people add cai@example.test --role agent',
    '--name',
    '蔡明',
    '--capacity',
    '5',
  );
  expect([added.code, added.error]).toEqual([0, '']);
  const password = added.out.trimEnd().split(' ').at(-1) ?? '';
  const desk = await deskClient(hub.url, { email: 'cai@example.test', password });
  expect(desk.ready.me).toMatchObject({ name: '蔡明', role: 'agent' });
  await admin('people add boss@example.test --role admin');

  expect(lines((await spawned('people list')).out)).toEqual([
    'NAME  E-MAIL             ROLE   STATE    CAPACITY  GROUPS  SKILLS',
    'boss  boss@example.test  admin  enabled  20        all',
    '蔡明  cai@example.test   agent  enabled  5         all',
  ]);
  const set = await json<{ role: string; profile: object }>(
    'people set CAI@example.test --role supervisor --group general --listed yes --product 手机 --language zh-CN',
  );
  expect(set).toMatchObject({
    role: 'supervisor',
    profile: {
      capacity: 5,
      listed: true,
      product: '手机',
      languages: ['zh-CN'],
      groups: [expect.any(String)],
    },
  });
  expect(await spawned('people disable cai@example.test')).toMatchObject({ code: 0 });
  await expect(signIn(hub.url, { email: 'cai@example.test', password })).rejects.toThrow('forbidden');
  await admin('people enable cai@example.test');
  const fresh = await json<{ password: string }>('people password cai@example.test');
  await expect(signIn(hub.url, { email: 'cai@example.test', password })).rejects.toThrow('wrong_credentials');
  await signIn(hub.url, { email: 'cai@example.test', password: fresh.password });

  for (const [words, sentence] of [
    ['people add CAI@example.test --role agent', 'Somebody has the address CAI@example.test already.'],
    ['people disable boss@example.test', 'boss is the only admin: make another one first.'],
    ['people set boss@example.test --role agent', 'boss is the only admin: make another one first.'],
    ['people enable nobody@example.test', 'Nobody has the address nobody@example.test.'],
    ['people set cai@example.test --group Sales', 'There is no group “Sales”: see “groups list”.'],
    ['people add no-address --role agent', 'The hub does not take what is given for email.'],
  ] as const)
    expect(await admin(words)).toEqual({ code: 1, out: '', error: `${sentence}\n` });

  await hub.stop();
  await expect(stat(operatorFile())).rejects.toThrow('ENOENT');
});

test('people: what customers and routing are told of them, by flags', async () => {
  // Records without a hub: an empty database is enough.
  await mkdir(join(data, 'hub'));
  await (await openDatabase(join(data, 'hub/hub.sqlite'))).close();
  const file = join(data, 'plan.json');
  await admin('plan export', file);
  const kept = JSON.parse(await readFile(file, 'utf8')) as KeptPlan;
  const skills = [
    { id: newId(), name: 'Returns' },
    { id: newId(), name: 'A = B' },
  ];
  await writeFile(file, JSON.stringify({ ...kept, plan: { ...kept.plan, skills } }));
  await admin('plan import', file);

  type Person = { profile: RoutingProfile };
  await admin('people add ann@example.test --role agent --skill returns=40');
  const set = async (...flags: string[]) =>
    (await json<Person>('people set ann@example.test', ...flags)).profile;
  const [returns, odd] = skills.map(({ id }) => id);
  expect((await set('--skill', 'A = B=7', '--skill', 'RETURNS=100', '--capacity', '3')).skills).toEqual([
    { skill: odd, level: 7 },
    { skill: returns, level: 100 },
  ]);
  expect(await set('--no-skill', 'returns', '--capacity', 'usual', '--group', 'General')).toMatchObject({
    skills: [{ skill: odd, level: 7 }],
    capacity: null,
    groups: [kept.plan.settings.defaultGroup],
  });
  // The skill goes out of the plan; whoever had it can still be rid of it.
  await writeFile(file, JSON.stringify(kept.plan));
  const { out } = await admin('plan import', file);
  expect(out).toMatch(/Warning in people\..*: ann has a skill that there is not\.\n$/u);
  expect(await set('--no-skill', odd ?? '', '--all-groups')).toMatchObject({ skills: [], groups: null });

  const picture = join(data, 'ann.png');
  await writeFile(picture, Buffer.from('89504e470d0a1a0a', 'hex'));
  expect((await set('--picture', picture)).picture).toBe('data:image/png;base64,iVBORw0KGgo=');
  expect((await set('--picture', '')).picture).toBeNull();
  await writeFile(picture, '<svg/>');
  expect((await admin('people set ann@example.test --picture', picture)).error).toBe(
    `${picture} is no PNG, JPEG or WebP.\n`,
  );
  for (const flags of [
    '--skill returns',
    '--capacity 0',
    '--capacity 201',
    '--listed maybe',
    '--language de',
    '--role boss',
    '',
  ])
    expect([flags, (await admin(`people set ann@example.test ${flags}`.trim())).code]).toEqual([flags, 2]);
});

test('the plan: exported, changed, checked, taken, and taken back; by a hub and without one', async () => {
  const hub = await startHub();
  const file = join(data, 'plan.json');
  await admin('plan export', file);
  const kept = JSON.parse(await readFile(file, 'utf8')) as KeptPlan;
  expect(kept).toMatchObject({ version: 1, by: 'Yingke' });

  const office = newId();
  const returns = newId();
  const [general] = kept.plan.groups;
  if (general === undefined) throw new Error('no group');
  const week = Array.from({ length: 7 }, (_, i) => (i < 5 ? [{ from: 540, to: 1080 }] : []));
  const changed = {
    ...kept,
    plan: {
      ...kept.plan,
      hours: [{ id: office, name: 'Office', timeZone: 'Asia/Shanghai', week, exceptions: [] }],
      skills: [{ id: returns, name: '退货' }],
      groups: [{ ...general, hours: office, offerFor: 30_000, wrapUpFor: 120_000 }],
      rules: [
        {
          id: newId(),
          name: 'Returns',
          conditions: [{ on: 'field', name: 'topic', value: 'returns' }],
          group: general.id,
          needs: [{ skill: returns, level: 60 }],
          priority: 2,
        },
      ],
    },
  };
  await writeFile(file, JSON.stringify({ ...changed, plan: { ...changed.plan, settings: { capacity: 1 } } }));
  const odd = await admin('plan check', file);
  expect(odd).toMatchObject({ code: 1, out: '' });
  expect(odd.error).toMatch(/ is no plan: settings\.defaultGroup: /u);

  const bad = {
    ...changed.plan,
    groups: [
      { ...general, hours: newId() },
      { ...general, id: newId(), overflowTo: general.id },
    ],
  };
  await writeFile(file, JSON.stringify(bad));
  for (const verb of ['check', 'import'])
    expect(await admin(`plan ${verb}`, file)).toEqual({
      code: 1,
      error: '',
      out: [
        'Error in groups.1.name: There is another one called “General”.',
        'Error in groups.0.hours: “General” goes by hours that there are not.',
        'Error in groups.1.overflowAfter: “General” has a group to overflow to, but no time after which.',
        'Warning in groups.0: “General” has no agent in it.',
        'Warning in groups.1: “General” has no agent in it.',
        '',
      ].join('\n'),
    });

  await writeFile(file, JSON.stringify(changed));
  await admin('people add ann@example.test --role agent', '--name', 'Ann');
  const taken = await spawned('plan import', file);
  expect([taken.code, taken.error]).toEqual([0, '']);
  expect(lines(taken.out)[0]).toMatch(
    /^In force: version 2, since 20\d\d-\d\d-\d\d \d\d:\d\d, by operator$/u,
  );
  expect(lines(taken.out)[1]).toBe(
    'Warning in rules.0.needs.0: “Returns” asks for 退货 at 60, which nobody has who could be asked.',
  );
  await admin('people set ann@example.test --skill', '退货=80');
  expect(await admin('plan check', file)).toMatchObject({ code: 0, out: 'Nothing is wrong with it.\n' });

  // From version 1, which is no longer in force.
  const late = await admin('plan import', file);
  expect(late).toMatchObject({ code: 1, out: '' });
  expect(late.error).toMatch(/^The plan was changed meanwhile: in force is version 2, .*--force\.\n$/u);
  await hub.stop();

  expect(lines((await spawned('rules list')).out)[1]).toBe(
    '1  Returns  field topic is “returns”  General  退货 60  2',
  );
  expect(lines((await admin('hours list')).out)[1]).toBe('Office  Asia/Shanghai  Mon–Fri 09:00–18:00  none');
  expect(lines((await admin('skills list')).out)[1]).toBe('退货  Ann 80');
  expect(lines((await admin('groups list')).out)[1]).toBe(
    'General *  1       least_loaded  30 s         24 h        never     2 min    80 % in 1 min  Office',
  );
  expect(await admin('plan import', file, '--force')).toMatchObject({ code: 0 });
  const restored = await admin('plan restore 1');
  expect([restored.code, restored.out]).toEqual([
    0,
    expect.stringMatching(/version 4, .* which is version 1 again\n$/u),
  ]);
  expect(await spawned('plan restore 9')).toMatchObject({
    code: 1,
    error: 'There was no version 9 of the plan: see “plan history”.\n',
  });
  const history = await json<{ version: number; by: string }[]>('plan history');
  expect(history.map(({ version, by }) => `${version} ${by}`)).toEqual([
    '4 operator',
    '3 operator',
    '2 operator',
    '1 Yingke',
  ]);
  expect(await json<KeptPlan>('plan export - --version 1')).toEqual(kept);
  expect((await json<KeptPlan>('plan show')).plan).toEqual(kept.plan);
  expect((await admin('plan show')).out).toContain('ENTRY RULES');
});

test('the handbook: exported, changed, checked, taken, and taken back; by a hub and without one', async () => {
  const hub = await startHub();
  const file = join(data, 'handbook.json');
  await admin('handbook export', file);
  const kept = JSON.parse(await readFile(file, 'utf8')) as KeptHandbook;
  expect(kept).toMatchObject({ version: 0, handbook: emptyHandbook });
  expect((await admin('handbook show')).out).toContain('The handbook: nobody has written it yet');

  const node = (code: string, parent: string | null, more: object = {}) => ({
    code,
    parent,
    name: { zh: '退货', en: 'Return' },
    groups: [],
    ...more,
  });
  const book = {
    ...emptyHandbook,
    fields: [
      {
        key: 'size',
        label: { zh: '尺码', en: 'Size' },
        kind: 'choice',
        options: ['S', 'L'],
        editable: true,
        required: true,
      },
    ],
    dispositions: [node('return', null), node('broken', 'return', { retired: true })],
    checklists: [
      {
        id: newId(),
        name: { zh: '流程', en: 'How' },
        dispositions: ['return'],
        groups: [],
        steps: [{ id: newId(), text: { zh: '看', en: 'Look' } }],
      },
    ],
  };
  await writeFile(file, JSON.stringify({ ...kept, handbook: { ...book, fields: 'none' } }));
  const odd = await admin('handbook check', file);
  expect(odd).toMatchObject({ code: 1, out: '' });
  expect(odd.error).toMatch(/ is no handbook: fields: /u);

  await writeFile(file, JSON.stringify({ ...book, dispositions: [node('return', 'none')] }));
  for (const verb of ['check', 'import'])
    expect(await admin(`handbook ${verb}`, file)).toEqual({
      code: 1,
      error: '',
      out: 'Error in dispositions.0.parent: It stands under one that there is not.\n',
    });

  await writeFile(file, JSON.stringify({ ...kept, handbook: book }));
  const taken = await spawned('handbook import', file);
  expect([taken.code, taken.error]).toEqual([0, '']);
  expect(taken.out).toMatch(/^In force: version 1, since .*, by operator\n$/u);
  const late = await admin('handbook import', file);
  expect(late.error).toMatch(/^The handbook was changed meanwhile: in force is version 1, .*--force\.\n$/u);
  await hub.stop();

  const shown = lines((await spawned('handbook show')).out);
  expect(shown).toContain('size  尺码 / Size  choice, required  agents      S, L');
  expect(shown).toContain('  broken  退货 / Return  retired  all');
  expect(shown).toContain('No wrap-up has to name a disposition.');
  expect(shown.at(-1)).toBe('流程 / How  1      return         all');
  await writeFile(file, JSON.stringify(emptyHandbook));
  const emptied = await admin('handbook import', file);
  expect(lines(emptied.out).slice(1)).toEqual([
    'Kept, but retired, because records may name them: return. Without them once more they are deleted.',
    'Deleted: broken. Conversations that were filed under them name the code only.',
  ]);
  const now = (await json<KeptHandbook>('handbook show')).handbook;
  expect(now).toEqual({ ...emptyHandbook, dispositions: [node('return', null, { retired: true })] });
  const restored = await json<KeptHandbook>('handbook restore 1');
  expect(restored).toMatchObject({ version: 3, handbook: book });
  expect(await admin('handbook restore 9')).toMatchObject({
    code: 1,
    error: 'There was no version 9 of the handbook: see “handbook history”.\n',
  });
  const history = await json<{ version: number }[]>('handbook history');
  expect(history.map(({ version }) => version)).toEqual([3, 2, 1]);
});

test('[F1] where orders are is set, tried and taken away; its secret is read from a file, and lies sealed in the records', async () => {
  const hub = await startHub();
  expect((await admin('orders show')).out).toBe('Orders are asked for nowhere.\n');
  expect(await admin('orders test')).toMatchObject({
    code: 1,
    error: expect.stringContaining('“orders set”'),
  });
  const asked: (string | undefined)[] = [];
  const office = createServer((request, response) => {
    asked.push(request.url, request.headers['x-key'] as string);
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({ orders: [{ id: 'A-1', title: '蓄电池', amount: '468.00', currency: 'CNY' }] }),
    );
  });
  await new Promise<void>((done) => office.listen(0, '127.0.0.1', done));
  onTestFinished(() => void office.close());
  const origin = `http://127.0.0.1:${(office.address() as AddressInfo).port}`;
  const secretFile = join(data, 'secret');
  await writeFile(secretFile, 'Bearer of the house\n');

  const address = `${origin}/orders?customer={sub}`;
  const refused = async (says: string, ...flags: string[]) =>
    expect(await admin('orders set', ...flags)).toMatchObject({
      code: 2,
      error: expect.stringContaining(says),
    });
  await refused('is not https', address);
  await refused('has no place for the customer', `${origin}/orders`, '--internal', 'yes');
  await refused('--internal takes yes or no', address, '--internal', 'maybe');
  await refused('--secret goes with --header', address, '--internal', 'yes', '--secret', secretFile);
  const set = await spawned(
    'orders set',
    address,
    '--internal',
    'yes',
    '--header',
    'X-Key',
    '--secret',
    secretFile,
  );
  expect([set.code, set.error]).toEqual([0, '']);
  expect(lines(set.out)).toEqual([
    `Orders are asked for at ${address}`,
    '  own network  yes',
    '  header       X-Key',
    '  patience     5 s',
  ]);
  expect(set.out).not.toContain('Bearer');
  const found = await admin('orders test', '--sub', 'shop-7');
  expect(lines(found.out)[1]).toBe('A-1    蓄电池          468 CNY');
  expect(asked).toEqual(['/orders?customer=shop-7', 'Bearer of the house']);
  expect(await admin('orders test', '--phone', '138')).toMatchObject({
    code: 1,
    out: 'It asks for --sub: give one.\n',
  });
  // What is not given stays; the secret does not go to another host.
  expect((await admin('orders set', `${address}&v=2`, '--patience', '3')).out).toContain(
    'X-Key\n  patience     3 s',
  );
  expect(await admin('orders set', 'https://elsewhere.example/?c={sub}')).toMatchObject({
    code: 1,
    error: expect.stringContaining(`The secret was given for ${origin}`),
  });
  await hub.stop();

  const kept = await secretsAtRest();
  expect(kept.orders_secret).toMatch(/^sealed:1:/u);
  expect((await stat(join(data, 'hub/secrets.key'))).mode & 0o777).toBe(0o600);
  // Without a hub the same key opens it.
  await admin('orders test', '--sub', 'shop-8');
  expect(asked.at(-1)).toBe('Bearer of the house');
  expect((await admin('orders remove')).out).toContain('the secret is gone');
  expect((await secretsAtRest()).orders_secret).toBe(null);
  office.close();
});

test('[F1] secrets that were in the clear are sealed at the next start; without their key the hub does not start, unless they are given up', async () => {
  const { secret } = await firstSecret();
  await inRecords((database) =>
    database.kysely.updateTable('workspace').set({ identity_secret: secret }).execute(),
  );
  await (await startHub()).stop();
  expect((await secretsAtRest()).identity_secret).toMatch(/^sealed:1:/u);
  expect((await admin('identity show')).out).toBe(`${secret}\n`);

  await rm(join(data, 'hub/secrets.key'));
  const says = 'The secrets in the database were sealed with another key.';
  expect(await admin('identity show')).toMatchObject({ code: 1, error: expect.stringContaining(says) });
  const child = spawn(process.execPath, [program, '--data', data], { stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  expect(await textOf(child.stdout)).toContain(`"code":"secrets_key","message":"${says}`);
  await (await startHub('--forget-secrets')).stop();
  expect((await admin('identity show')).out).toMatch(/^There is no secret yet/u);
});

test('sites and the identity secret: in the records first, then known to the hub that starts on them', async () => {
  const first = await startHub();
  first.child.kill('SIGKILL');
  await once(first.child, 'close');
  // Killed, it left its file; whoever listens there now, if anybody, is not it.
  await stat(operatorFile());
  const site = 'https://shop.example.test';
  expect(await admin('origins allow', site)).toMatchObject({ code: 0, error: '' });
  expect((await admin('identity show')).out).toMatch(/^There is no secret yet/u);
  const { secret } = await json<{ secret: string }>('identity new');
  const hub = await startHub();
  await register(hub.url, site);
  expect((await admin('identity show')).out).toBe(`${secret}\n`);
  await admin('origins withdraw', site);
  await expect(register(hub.url, site)).rejects.toThrow('origin_refused');
  expect(await json('origins list')).toEqual([]);
});

test('the audit trail: said to be whole, exported, and where it is broken; by a hub and without one', async () => {
  const site = 'https://shop.example.test';
  const hub = await startHub();
  await admin('origins allow', site);
  await admin('origins withdraw', site);
  const whole = /^OK: 2 lines, the last one’s hash is [0-9a-f]{64}\n$/u;
  const first = await spawned('audit verify');
  expect(first).toMatchObject({ code: 0, error: '', out: expect.stringMatching(whole) });

  const csv = await spawned('audit export');
  const [head, ...cells] = csv.out.split('\r\n');
  expect([csv.code, head]).toEqual([
    0,
    '\ufeffnumber,time,code,event,actor_kind,actor_id,address,subject,id,prev_hash,hash',
  ]);
  expect(
    cells.map((line) =>
      line
        .split(',')
        .filter((_, n) => n !== 1 && n !== 6)
        .slice(0, 6),
    ),
  ).toEqual([
    ['1', 'changed', 'admin.origins.allow', 'operator', '', site],
    ['2', 'changed', 'admin.origins.withdraw', 'operator', '', site],
    [''],
  ]);
  const of = async (...more: string[]) => {
    const { out } = await admin('audit export', '--format', 'jsonl', ...more);
    return (out === '' ? [] : lines(out)).map(
      (line) => JSON.parse(line) as { number: number; at: number; prevHash: string; hash: string },
    );
  };
  const all = await of();
  expect(all.map(({ number }) => number)).toEqual([1, 2]);
  // As docs/operations.md tells others to reckon it.
  const { prevHash, hash, ...says } = all[1] ?? { prevHash: '', hash: '' };
  expect(
    createHash('sha256')
      .update(`${prevHash}\n${JSON.stringify(says)}`)
      .digest('hex'),
  ).toBe(hash);
  expect(prevHash).toBe(all[0]?.hash);
  expect(first.out).toContain(hash);
  const second = new Date(all[1]?.at ?? 0).toISOString();
  expect((await of('--from', second)).map(({ number }) => number)).toContain(2);
  expect((await of('--to', second)).map(({ number }) => number)).not.toContain(2);
  expect(await of('--from', '2026-01-01', '--to', '2026-01-01')).toEqual([]);
  expect(await of('--from', '2000-01-01', '--to', '2999-12-31')).toHaveLength(2);
  for (const [wrong, ...flags] of [
    ['--from takes 2026-11-30 or 2026-11-30T08:00:00Z, not “2026-02-31”.', '--from', '2026-02-31'],
    ['--to is before --from.', '--from', '2026-02-02', '--to', '2026-02-01'],
    ['--format takes csv or jsonl, not “xml”.', '--format', 'xml'],
    ['--json is not for “audit export”: --format jsonl is.', '--json'],
  ])
    expect(await admin('audit export', ...flags)).toEqual({
      ...{ code: 2, out: '' },
      error: `${wrong} --help says what there is.\n`,
    });
  await hub.stop();

  expect((await admin('audit verify')).out).toBe(first.out);
  await inRecords(async ({ kysely }) => {
    await sql`drop trigger audit_no_update`.execute(kysely);
    await sql`update audit set actor_kind = 'nobody' where seq = 1`.execute(kysely);
  });
  const broken = { code: 1, out: 'The audit trail is broken at line 1: it was changed.\n', error: '' };
  expect(await spawned('audit verify')).toEqual(broken);
  const again = await startHub();
  expect(await admin('audit verify')).toEqual(broken);
  expect(JSON.parse((await admin('audit verify', '--json')).out)).toEqual({
    ...{ whole: false, number: 1, what: 'changed' },
  });
  await again.stop();
});

test('a data folder without records is not filled; a hub that does not let itself be asked is said', async () => {
  expect(await admin('people list')).toEqual({
    code: 1,
    out: '',
    error: `There are no records of a hub in ${data}. Say where they are with --data, or start the hub once.\n`,
  });
  await expect(stat(join(data, 'hub'))).rejects.toThrow('ENOENT');
  await startHub();
  await rm(operatorFile());
  expect(await admin('people list')).toMatchObject({
    code: 1,
    error: `Another hub is running on the data folder ${join(data, 'hub')}.\n`,
  });
});

test('records in PostgreSQL are administered where no hub runs on this machine', async () => {
  const postgres = await startPostgres();
  const before = process.env.YINGKE_DATABASE_URL;
  try {
    process.env.YINGKE_DATABASE_URL = await postgres.newDatabase();
    await admin('people add boss@example.test --role admin');
    expect(lines((await admin('people list')).out)).toHaveLength(2);
  } finally {
    if (before === undefined) delete process.env.YINGKE_DATABASE_URL;
    else process.env.YINGKE_DATABASE_URL = before;
    await postgres.stop();
  }
});

test('devices: who is signed in where, and a wipe of one, of a person, and of what there is not', async () => {
  const { url, stop } = await startHub();
  const made = await json<{ password: string }>('people add ann@example.test --role agent');
  const { password } = made;
  const client = await deskClient(url, { email: 'ann@example.test', password });
  const [line] = await json<{ device: string }[]>('devices list');
  const device = line?.device ?? '';
  expect(line).toMatchObject({ isSignedIn: true, wipe: null, person: { email: 'ann@example.test' } });
  expect(await admin('devices wipe')).toMatchObject({ code: 2 });
  expect(await admin('devices wipe', 'laptop')).toMatchObject({ code: 2 });
  expect(await admin('devices wipe', newId())).toMatchObject({
    code: 1,
    error: 'Nobody was ever signed in there.\n',
  });
  expect(await admin('devices wipe', device, 'more')).toMatchObject({ code: 2 });
  const done = await admin('devices wipe', device, '--person', 'ann@example.test');
  expect(done.out).toMatch(/told .*, not confirmed/u);
  expect(await client.until('revoked')).toEqual({ code: 'wiped' });
  await stop();
  const [after] = await json<unknown[]>('devices wipe', '--person', 'ann@example.test');
  expect(after).toMatchObject({ isSignedIn: false, wipe: { wipedAt: null } });
});

test('devices keep and sessions: an order is taken back in time, a sign-in is ended, and what there is not is said', async () => {
  const { url, stop } = await startHub();
  const { password } = await json<{ password: string }>('people add ann@example.test --role agent');
  const ann = { email: 'ann@example.test', password };
  const client = await deskClient(url, ann);
  const { device } = (await json<{ device: string }[]>('devices list'))[0] ?? { device: '' };
  expect(await admin('devices keep')).toMatchObject({ code: 2 });
  expect(await admin('devices keep', device)).toMatchObject({
    ...{ code: 1, error: 'Nothing there is waiting to be wiped.\n' },
  });
  const [one] = await json<{ id: string }[]>('sessions list ann@example.test');
  expect((await admin('sessions list ann@example.test')).out).toContain(one?.id ?? 'none');
  expect(await admin('sessions end ann@example.test', 'laptop')).toMatchObject({ code: 2 });
  expect(await admin('sessions end ann@example.test', newId())).toMatchObject({
    ...{ code: 1, error: 'There is no such sign-in of theirs, or it is over.\n' },
  });
  expect(await json('sessions end ann@example.test', one?.id ?? '')).toEqual({ ended: 1 });
  expect(await client.until('revoked')).toEqual({ code: 'unauthenticated', by: 'admin' });
  expect(await json('sessions list ann@example.test')).toEqual([]);
  await stop();
  // Without a hub: of a desk that is away anyhow.
  expect(await json('devices wipe', device)).toMatchObject([{ wipe: { toldAt: null } }]);
  expect(await json('devices keep', device)).toMatchObject([{ wipe: null }]);
  expect(await json('sessions end ann@example.test')).toEqual({ ended: 0 });
});

test('policy: what desks are ruled is set, locked, refused where it is not a hub’s to say, and put back', async () => {
  const { stop } = await startHub();
  type Kept = { version: number; rules: { locked: object; recommended: object } };
  expect(await json<Kept>('policy set', 'RetentionDays', '14')).toMatchObject({
    rules: { locked: {}, recommended: { RetentionDays: 14 } },
  });
  expect((await json<Kept>('policy set', 'RetentionDays', '7', '--lock')).rules).toEqual({
    locked: { RetentionDays: 7 },
    recommended: {},
  });
  expect(await admin('policy set', 'HubAddresses', '["https://a.example.com"]')).toMatchObject({ code: 2 });
  expect(await admin('policy set', 'RetentionDays', '0')).toMatchObject({ code: 1 });
  expect((await json<Kept>('policy set', 'Theme', 'dark')).rules.recommended).toEqual({ Theme: 'dark' });
  expect((await json<Kept>('policy remove', 'RetentionDays')).rules.locked).toEqual({});
  expect(await json<Kept>('policy restore', '2')).toMatchObject({
    version: 5,
    rules: { locked: { RetentionDays: 7 } },
  });
  await stop();
  expect((await admin('policy show')).out).toMatch(/RetentionDays +7 +locked/u);
});

test('policy require: newer desks are asked for, with a term; what is no version is refused, other rules keep it', async () => {
  const { stop } = await startHub();
  type Kept = {
    rules: { locked: object; desk?: { minimum: string; until: number; refused: string | null } };
  };
  const before = Date.now();
  const { rules } = await json<Kept>('policy require', '1.2.0', '--days', '3', '--refuse', '1.0.0');
  expect(rules.desk).toMatchObject({ minimum: '1.2.0', refused: '1.0.0' });
  expect(rules.desk?.until).toBeGreaterThanOrEqual(before + 3 * 86_400_000);
  expect((await json<Kept>('policy set', 'RetentionDays', '7', '--lock')).rules).toMatchObject({
    locked: { RetentionDays: 7 },
    desk: rules.desk,
  });
  for (const words of [
    ['newest'],
    ['1.2.0', '--refuse', '1.3.0'],
    ['none', '--days', '3'],
    ['1.2.0', '--days', '999'],
  ])
    expect(await admin('policy require', ...words)).toMatchObject({ code: 2 });
  expect((await admin('policy show')).out).toMatch(
    /below 1\.2\.0 are asked to update; .*\nDesks below 1\.0\.0/u,
  );
  expect((await json<Kept>('policy require', 'none')).rules.desk).toBeUndefined();
  expect((await json<Kept>('policy restore', '1')).rules.desk).toEqual(rules.desk);
  await stop();
});
