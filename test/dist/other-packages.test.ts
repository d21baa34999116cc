import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsOf } from '../../scripts/dist/package.mjs';
import { product } from '../../scripts/dist/product.mjs';
import { type HubProcess, launchHub } from '../support/app-hub.ts';
import {
  answer,
  connected,
  conversationWith,
  entries,
  openConversation,
  sent,
  signIn,
} from '../support/app-page.ts';
import { openBrowser, visitShop } from '../support/browser.ts';
import { openStage, type Stage } from '../support/launch.ts';
import { command, folder, startInstalled } from './installed-desk.ts';
import { expectSandbox, packageIn } from './packages.ts';
import { difference, filesOfSystem } from './trace.ts';

/** The packages beside the deb: put on this machine by their own tool, and the main job done in each. */
let stage: Stage;
let hub: HubProcess;
let browser: Browser;
/** Of the desk as the rpm has it; null while it is not installed. */
let installed: string | null = null;

beforeAll(async () => {
  if (existsSync(command)) throw new Error(`${product.package} is installed already: remove it first`);
  stage = await openStage();
  hub = await launchHub(stage.undo);
  browser = await openBrowser(stage);
});

afterAll(async () => {
  if (installed !== null) take(installed);
  await stage?.close();
});

const rpm = (...args: string[]) => execFileSync('rpm', args, { encoding: 'utf8' });
/** On a Debian rpm's database knows nothing of what is there, so what the package needs is not asked of it. */
const put = (file: string) => rpm('--force-debian', '--nodeps', '-i', file);
const take = (name: string) => rpm('--force-debian', '--nodeps', '-e', name);

/** Signs in, a customer writes, the agent answers, the customer reads it. */
async function mainJob(unpacked?: string): Promise<void> {
  const [account] = hub.accounts;
  if (account === undefined) throw new Error('no account');
  const from = unpacked === undefined ? 'rpm' : 'archive';
  const asked = `Where is my parcel? ${from} ${process.pid}`;
  const answered = `It comes tomorrow. ${from} ${process.pid}`;
  const desk = await startInstalled(stage, {
    ...(unpacked === undefined ? {} : { unpacked }),
    data: stage.folder('data'),
    args: [`--hub=${hub.hub}`, '--lang=en'],
  });
  await signIn(desk.page, hub.hub, account);
  await connected(desk.page);
  expectSandbox(desk);
  const customer = await visitShop(browser, hub.shop, { locale: 'en' });
  await customer.open();
  await customer.write(asked);
  await openConversation(desk.page, await conversationWith(desk.page, asked));
  await entries(desk.page, asked).waitFor();
  await answer(desk.page, answered);
  await sent(desk.page, answered);
  await customer.message(answered, 'agent').waitFor();
  await desk.quit();
}

test('the archive, unpacked in a folder of nobody in particular, does the main job', async () => {
  const into = stage.folder('unpacked');
  execFileSync('tar', ['-xzf', packageIn('.tar.gz'), '-C', into, '--no-same-owner']);
  const [name, ...more] = readdirSync(into);
  expect(more).toEqual([]);
  const unpacked = join(into, name ?? '');
  expect(await faultsOf(unpacked)).toEqual([]);
  await mainJob(unpacked);
});

test('the rpm, installed by rpm, is whole, does the main job, and leaves nothing', async () => {
  const file = packageIn('.rpm');
  // What every system of rpm has: its database, and the folder of the licences, which belongs to its package `filesystem`.
  rpm('-qa');
  mkdirSync('/usr/share/licenses', { recursive: true });
  const before = filesOfSystem();
  installed = rpm('-qp', '--qf', '%{NAME}', file);
  put(file);
  expect(rpm('--nodeps', '-V', installed)).toBe('');
  expect(await faultsOf(folder)).toEqual([]);
  await mainJob();
  take(installed);
  installed = null;
  expect(difference(before, filesOfSystem())).toEqual({ left: [], lost: [] });
});
