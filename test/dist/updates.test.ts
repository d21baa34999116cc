import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { UpdateState } from '#shared/ipc/updates.ts';
import { product } from '../../scripts/dist/product.mjs';
import { release } from '../../scripts/release/command.ts';
import { type HubProcess, launchHub } from '../support/app-hub.ts';
import {
  answer,
  call,
  connected,
  conversationWith,
  entries,
  openConversation,
  outgoing,
  sent,
  signIn,
} from '../support/app-page.ts';
import { type Customer, openBrowser, visitShop } from '../support/browser.ts';
import { openStage, type Stage } from '../support/launch.ts';
import { command, processesOf, startInstalled } from './installed-desk.ts';

/**
 * Two versions of the package, as `npm run dist:updates` makes them: the installed desk of an ordinary user goes from one to the other,
 * and back. The cases go in this order.
 */
const folder = must('YINGKE_PROOF_PACKAGES');
const key = must('YINGKE_UPDATE_KEY');
const address = new URL(must('YINGKE_UPDATE_FEED'));
const rule = '/etc/sudoers.d/yingke-proof';
/** A hub that was away for minutes is asked for again after half a minute at most, by the customer's page too. Milliseconds. */
const comesBack = 60_000;
const said = (text: string) => `${text} ${process.pid}`;

let stage: Stage;
let hub: HubProcess;
let browser: Browser;
let customer: Customer;
let server: Server;
let page: Page;
let data: string;
let feed: string;
let conversation: string;

const packageOf = (version: string) => `yingke-desk-${version}-linux-amd64-trial-unsigned.deb`;

function apt(...args: string[]): void {
  execFileSync('apt-get', ['-y', '-q', '--no-install-recommends', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

const publish = (...argv: string[]) =>
  release([...argv, '--feed', feed, '--trial'], {
    ...{ env: { YINGKE_UPDATE_KEY: key }, now: Date.now(), say: () => {} },
  });

async function make(version: string): Promise<void> {
  const one = stage.folder(`dist-${version}`);
  execFileSync('cp', [join(folder, packageOf(version)), one]);
  await publish('make', '--dist', one);
}

const installedVersion = () =>
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own
  execFileSync('dpkg-query', ['-W', '-f', '${Version}', product.package], { encoding: 'utf8' });

const main = () =>
  processesOf(`/opt/${product.name}/`).filter(({ args }) => !args.some((one) => one.startsWith('--type=')));

/**
 * The desk that started itself again: its page, by the door that Chromium notes in the data folder. Who knocks while it starts may get no
 * answer, so it is knocked at again.
 */
async function startedAgain(): Promise<Page> {
  const note = join(data, 'browser', 'DevToolsActivePort');
  const end = Date.now() + 100_000;
  for (;;) {
    try {
      const [port] = readFileSync(note, 'utf8').split('\n');
      const door = `http://127.0.0.1:${port}`;
      const shown = (await (await fetch(`${door}/json/list`)).json()) as { type: string }[];
      if (!shown.some(({ type }) => type === 'page')) throw new Error('there is no page yet');
      const next = await chromium.connectOverCDP(door, { timeout: 8_000 });
      const found = next.contexts()[0]?.pages()[0];
      if (found === undefined) throw new Error('the desk that started again has no page');
      found.setDefaultTimeout(20_000);
      return found;
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

async function installNow(): Promise<void> {
  const before = main().map(({ pid }) => pid);
  rmSync(join(data, 'browser', 'DevToolsActivePort'), { force: true });
  // The page ends before it could be answered.
  void call(page, 'updates.install', { when: 'now' }).catch(() => undefined);
  await expect
    .poll(() => main().filter(({ pid }) => before.includes(pid)).length, { timeout: 100_000 })
    .toBe(0);
  page = await startedAgain();
  expect((await state('updates.now')).code, logOf()).toBeNull();
}

const logOf = () =>
  readdirSync(join(data, 'logs'))
    .map((name) => readFileSync(join(data, 'logs', name), 'utf8').slice(-3_000))
    .join('\n');

/** Files of the cache of that ending. */
const kept = (ending: string) =>
  readdirSync(join(data, 'cache')).filter((name) => name.endsWith(ending)).length;

const state = async (name: 'updates.now' | 'updates.check') =>
  ((await call(page, name, {})) as { value: UpdateState }).value;

beforeAll(async () => {
  if (existsSync(command)) throw new Error(`${product.package} is installed already: remove it first`);
  apt('install', 'sudo', join(folder, packageOf('1.0.0')));
  stage = await openStage();
  data = stage.folder('data');
  feed = stage.folder('feed');
  // What a house gives to people who may update their desks; pkexec would ask for a password, on a screen.
  writeFileSync(rule, 'yingke-dev ALL=(root) NOPASSWD: /bin/bash -c dpkg -i *\n', { mode: 0o440 });
  server = createServer(({ url = '' }, response) => {
    const file = join(feed, new URL(url, address).pathname);
    if (existsSync(file)) response.end(readFileSync(file));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(Number(address.port), address.hostname, resolve));
  // What another run fetched would be taken as fetched: it is right, and no proof.
  rmSync('/var/lib/yingke-dev/.cache/yingke-updater', { recursive: true, force: true });
  hub = await launchHub(stage.undo);
  browser = await openBrowser(stage);
});

afterAll(async () => {
  for (const { pid } of main()) process.kill(pid, 'SIGTERM');
  await stage?.close();
  await new Promise((resolve) => server.close(resolve));
  rmSync(rule, { force: true });
  if (existsSync(command)) apt('purge', product.package);
});

test('a desk at work, with a conversation open, and messages that its hub has not got', async () => {
  const desk = await startInstalled(stage, { data, args: [`--hub=${hub.hub}`, '--lang=en'] });
  page = desk.page;
  await signIn(page, hub.hub, hub.accounts[0] ?? raise('no account'));
  await connected(page);
  customer = await visitShop(browser, hub.shop, { locale: 'en' });
  await customer.open();
  await customer.write(said('Where is my parcel?'));
  conversation = await conversationWith(page, said('Where is my parcel?'));
  await openConversation(page, conversation);
  await answer(page, said('I look for it.'));
  await sent(page, said('I look for it.'));
  await hub.kill();
  for (const text of ['First that waits', 'Second that waits']) {
    await answer(page, said(text));
    await outgoing(page, said(text)).waitFor();
  }
});

test('a flipped byte in the update is refused and said', async () => {
  await make('1.1.0');
  const file = join(feed, 'packages', packageOf('1.1.0'));
  const bytes = readFileSync(file);
  const at = bytes.length >> 1;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  expect(await state('updates.check')).toMatchObject({ stage: 'refused', code: 'bad_hash' });
  await call(page, 'updates.install', { when: 'now' });
  expect(installedVersion()).toBe('1.0.0');
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
});

test('updated under way: another version, and nothing lost', async () => {
  expect(await state('updates.check')).toMatchObject({ stage: 'ready', update: { version: '1.1.0' } });
  await installNow();
  expect(installedVersion()).toBe('1.1.0');
  expect(await state('updates.now')).toMatchObject({
    version: '1.1.0',
    last: { from: '1.0.0', to: '1.1.0' },
  });
  await openConversation(page, conversation);
  await entries(page, said('Where is my parcel?')).waitFor();
  for (const text of ['First that waits', 'Second that waits']) await outgoing(page, said(text)).waitFor();
  hub = await launchHub(stage.undo, { data: hub.data, port: Number(new URL(hub.hub).port) });
  for (const text of ['First that waits', 'Second that waits']) {
    await customer.message(said(text), 'agent').waitFor({ timeout: comesBack });
    await sent(page, said(text));
    expect(await customer.message(said(text), 'agent').count()).toBe(1);
  }
});

test('withdrawn, it goes back over the migration: the cache can be read without the hub, and nothing is lost', async () => {
  expect(kept('.backup')).toBe(1);
  // The feed has it still, as it had before 1.1.0 came.
  execFileSync('cp', [join(folder, packageOf('1.0.0')), join(feed, 'packages')]);
  await publish('withdraw', '--version', '1.1.0', '--to', '1.0.0');
  expect(await state('updates.check')).toMatchObject({
    stage: 'ready',
    update: { version: '1.0.0', back: true },
  });
  await hub.kill();
  await answer(page, said('Third that waits'));
  await outgoing(page, said('Third that waits')).waitFor();
  await installNow();
  expect(installedVersion()).toBe('1.0.0');
  await openConversation(page, conversation);
  for (const text of ['Where is my parcel?', 'I look for it.']) await entries(page, said(text)).waitFor();
  await outgoing(page, said('Third that waits')).waitFor();
  // What is in use is the copy of before the newer version, not a new cache.
  expect([kept('.backup'), kept('.newer')]).toEqual([0, 1]);
  expect(logOf()).toContain('rolledBack');
  hub = await launchHub(stage.undo, { data: hub.data, port: Number(new URL(hub.hub).port) });
  for (const text of ['First that waits', 'Second that waits', 'Third that waits']) {
    await customer.message(said(text), 'agent').waitFor({ timeout: comesBack });
    await entries(page, said(text)).waitFor({ timeout: comesBack });
    expect(await customer.message(said(text), 'agent').count()).toBe(1);
  }
  // The same feed that took it back is now current: nothing moves it again.
  expect(await state('updates.check')).toMatchObject({ stage: 'current', version: '1.0.0' });
});

function must(name: string): string {
  return process.env[name] ?? raise(`${name} is not set: npm run dist:updates runs this`);
}

function raise(message: string): never {
  throw new Error(message);
}
