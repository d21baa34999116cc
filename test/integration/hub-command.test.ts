import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { emptyHandbook } from '#shared/domain/customer/handbook.ts';
import type { OrdersAnswer } from '#shared/protocol/orders.ts';
import { adminAs } from '../support/admin.ts';
import { deskClient, register, say, signIn, visitorClient } from '../support/hub.ts';

/** The hub as a program, started and stopped as an operator does. */

const program = resolve(import.meta.dirname, '../../src/hub/index.ts');

let data: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'yingke-command-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }
  await rm(data, { recursive: true, force: true });
});

type Said = {
  event: string;
  hub: string;
  shop: string | null;
  accounts: string | null;
  code: string;
  message: string;
};

function start(...args: string[]) {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  const ended = once(child, 'exit').then(([code]) => code as number);
  let output = '';
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  const said = new Promise<Said>((found) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      output += `${line}\n`;
      if (line.startsWith('YINGKE ')) found(JSON.parse(line.slice(7)) as Said);
    });
  });
  return { child, said, ended, output: () => output, errors: () => errors };
}

const startDemo = (...args: string[]) => start('--data', data, '--demo', ...args);

test('--demo makes people who can sign in and a shop that embeds the widget from another origin', async () => {
  const hub = startDemo();
  const ready = await hub.said;
  expect(ready).toMatchObject({ event: 'ready', accounts: join(data, 'hub/demo-accounts.json') });
  const file = await stat(ready.accounts ?? '');
  expect(file.mode & 0o777).toBe(0o600);
  const { hub: address, accounts } = JSON.parse(await readFile(ready.accounts ?? '', 'utf8'));
  expect(address).toBe(ready.hub);
  expect(accounts.map((a: { role: string }) => a.role)).toEqual(['agent', 'agent', 'supervisor', 'admin']);
  const { workspace, me } = await signIn(ready.hub, accounts[0]);
  expect([workspace.name, me.name]).toEqual(['星河商城', '林悦']);

  const shop = await fetch(ready.shop ?? '');
  expect(shop.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(await shop.text()).toContain(`src="${ready.hub}/widget.js"`);
  const { origin } = new URL(ready.shop ?? '');
  expect(origin).not.toBe(ready.hub);
  await expect(register(ready.hub, origin)).resolves.toMatchObject({ visitorId: expect.any(String) });
  await expect(register(ready.hub, 'http://127.0.0.1:1')).rejects.toThrow('origin_refused');

  hub.child.kill('SIGTERM');
  expect(await hub.ended).toBe(0);
  // Nothing but the one line for whoever started it.
  expect(hub.output().split('\n')).toHaveLength(2);
});

test('--demo has a handbook and time for wrap-up; what an admin makes of them stands after the next start', async () => {
  const asAdmin = async ({ hub, accounts }: Said) => {
    const { accounts: all } = JSON.parse(await readFile(accounts ?? '', 'utf8'));
    const { token } = await signIn(hub, all[3]);
    return adminAs(hub, token);
  };
  const first = startDemo();
  const admin = await asAdmin(await first.said);
  const kept = await admin('handbook.read', null);
  expect(kept).toMatchObject({ version: 1, by: '何静' });
  expect(kept.handbook.checklists).toHaveLength(3);
  const { version, plan } = await admin('plan.read', null);
  expect(plan.groups.map(({ wrapUpFor }) => wrapUpFor)).toEqual([120_000]);
  await admin('handbook.save', { version: 1, handbook: emptyHandbook });
  await admin('plan.save', { version, plan: { ...plan, groups: [{ ...plan.groups[0]!, wrapUpFor: 0 }] } });
  first.child.kill('SIGTERM');
  await first.ended;

  const again = await asAdmin(await startDemo().said);
  expect(await again('handbook.read', null)).toMatchObject({ version: 2, handbook: emptyHandbook });
  expect((await again('plan.read', null)).plan.groups[0]?.wrapUpFor).toBe(0);
});

test('--demo has a back office, and its customers’ orders are seen by who serves them, also after the next start', async () => {
  const ordersOf = async ({ hub, shop, accounts }: Said): Promise<OrdersAnswer> => {
    const { accounts: all } = JSON.parse(await readFile(accounts ?? '', 'utf8'));
    const { origin } = new URL(shop ?? '');
    expect((await fetch(`${origin}/back-office/orders?customer=demo-fang`)).status).toBe(401);
    const known = await register(hub, origin);
    const { token: customer } = (await (await fetch(`${origin}/customer/fang`)).json()) as { token: string };
    const visitor = await visitorClient(hub, known, origin, { customer });
    const { conversationId } = await say(visitor, 'hello');
    const boss = await deskClient(hub, all[2]);
    const answer = await boss.get('orders.pull', { conversationId });
    boss.close();
    visitor.close();
    return answer;
  };
  for (const _ of ['first', 'second']) {
    const hub = startDemo();
    expect(await ordersOf(await hub.said)).toMatchObject({
      state: 'found',
      by: ['sub'],
      orders: [{ id: '20261114-0312', amount: 468, currency: 'CNY' }, {}, {}, {}],
    });
    hub.child.kill('SIGTERM');
    await hub.ended;
  }
});

test('without the demo: people and a site are made by flags, and remembered', async () => {
  const first = start(
    '--data',
    data,
    '--admin',
    'boss@example.test',
    '--allow-origin',
    'https://shop.example.test',
  );
  const { hub, accounts } = await first.said;
  expect(accounts).toBe(join(data, 'hub/accounts.json'));
  const { accounts: made } = JSON.parse(await readFile(accounts ?? '', 'utf8'));
  await expect(signIn(hub, made[0])).resolves.toMatchObject({ me: { role: 'admin', name: 'boss' } });
  first.child.kill('SIGTERM');
  await first.ended;

  const second = start('--data', data, '--admin', 'boss@example.test');
  // Nobody is made, and nobody's password is changed.
  expect(await second.said).toMatchObject({ hub, accounts: null });
  await expect(signIn(hub, made[0])).resolves.toMatchObject({ me: { name: 'boss' } });
  await expect(register(hub, 'https://shop.example.test')).resolves.toBeDefined();
  second.child.kill('SIGTERM');
  await second.ended;

  const third = start('--data', data, '--agent', 'wang@example.test');
  await third.said;
  const { accounts: both } = JSON.parse(await readFile(accounts ?? '', 'utf8'));
  expect(both.map((a: { email: string }) => a.email)).toEqual(['boss@example.test', 'wang@example.test']);
  await expect(signIn(hub, both[1])).resolves.toMatchObject({ me: { role: 'agent', name: 'wang' } });
  await expect(signIn(hub, both[0])).resolves.toMatchObject({ me: { role: 'admin' } });
});

test('started again it listens where it did, with the same passwords; a lost file gets new ones', async () => {
  const first = startDemo();
  const { hub, shop, accounts } = await first.said;
  const passwords = await readFile(accounts ?? '', 'utf8');
  first.child.kill('SIGINT');
  await first.ended;

  const second = startDemo();
  expect(await second.said).toMatchObject({ hub, shop });
  expect(await readFile(accounts ?? '', 'utf8')).toBe(passwords);
  second.child.kill('SIGTERM');
  await second.ended;

  await rm(accounts ?? '');
  const third = startDemo();
  await third.said;
  const { accounts: fresh } = JSON.parse(await readFile(accounts ?? '', 'utf8'));
  await expect(signIn(hub, fresh[0])).resolves.toMatchObject({ me: { email: 'lin@demo.yingke.test' } });
});

test('its last port in use, it takes another; one that was asked for and is in use is a clear error', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  const { port } = blocker.address() as { port: number };
  try {
    const asked = start('--data', data, '--port', String(port));
    expect(await asked.said).toMatchObject({ event: 'failed', code: 'port_in_use' });
    expect(await asked.ended).toBe(1);
    expect(asked.errors()).toBe(`Port ${port} is in use. Choose another with --port, or leave it out.\n`);

    await writeFile(join(data, 'hub/ports.json'), JSON.stringify({ hub: port, shop: null }));
    const another = start('--data', data);
    const ready = await another.said;
    expect(ready).toMatchObject({ event: 'ready', shop: null, accounts: null });
    expect(ready.hub).not.toContain(String(port));
  } finally {
    blocker.close();
  }
});

test('a second hub on the same folder is refused; after a kill the folder is free', async () => {
  const first = startDemo();
  await first.said;
  const second = startDemo();
  expect(await second.said).toMatchObject({ event: 'failed', code: 'data_in_use' });
  expect(await second.ended).toBe(1);
  first.child.kill('SIGKILL');
  await first.ended;
  expect(await startDemo().said).toMatchObject({ event: 'ready' });
});

test('what cannot be is said in one sentence, without a stack', async () => {
  const blocked = join(data, 'file');
  await writeFile(blocked, 'no folder');
  await writeFile(join(data, 'hub'), 'in the way');
  const cases: [string[], string][] = [
    [['--nonsense'], 'bad_flag'],
    [['--data', blocked], 'data_unusable'],
    [['--data', data], 'data_unusable'],
  ];
  await Promise.all(
    cases.map(async ([args, code]) => {
      const hub = start(...args);
      expect([args, (await hub.said).code]).toEqual([args, code]);
      expect(await hub.ended).toBe(1);
      expect(hub.errors().trim().split('\n')).toHaveLength(1);
    }),
  );
});

test('a file that is no database is said to be damaged', async () => {
  const first = start('--data', data);
  await first.said;
  first.child.kill('SIGTERM');
  await first.ended;
  await writeFile(join(data, 'hub/hub.sqlite'), 'this is no database, however long one looks at it');
  expect(await start('--data', data).said).toMatchObject({ event: 'failed', code: 'data_damaged' });
});

test('--help says how to use it', async () => {
  const hub = start('--help');
  expect(await hub.ended).toBe(0);
  expect(hub.output()).toContain('--data DIR');
});
