import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
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
import { type Customer, openBrowser, visitShop } from '../support/browser.ts';
import { png } from '../support/files.ts';
import { openStage, type Stage } from '../support/launch.ts';
import { command, type InstalledDesk, runInstalled, startInstalled } from './installed-desk.ts';
import { expectSandbox, packageIn } from './packages.ts';
import { difference, filesOfSystem } from './trace.ts';

/** The package as IT has it: installed, worked with by an ordinary user, and removed. The cases go in this order. */
let stage: Stage;
let hub: HubProcess;
let browser: Browser;
let desk: InstalledDesk;
let customer: Customer;
let data: string;
let before: ReadonlySet<string>;

const deb = packageIn('.deb');
const said = (text: string) => `${text} ${process.pid}`;

function apt(...args: string[]): void {
  execFileSync('apt-get', ['-y', '-q', '--no-install-recommends', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

beforeAll(async () => {
  if (existsSync(command)) throw new Error(`${product.package} is installed already: remove it first`);
  // What it needs comes first, so that what is compared in the end is the package alone.
  const depends = execFileSync('dpkg-deb', ['-f', deb, 'Depends'], { encoding: 'utf8' }).trim();
  apt('satisfy', depends);
  before = filesOfSystem();
  apt('install', deb);
  stage = await openStage();
  data = stage.folder('data');
  hub = await launchHub(stage.undo);
  browser = await openBrowser(stage);
});

afterAll(async () => {
  await stage?.close();
  // Only where a case failed before the last one.
  if (existsSync(command)) apt('purge', product.package);
});

test('is there: program, entry in the menu, icons, description, all as their own tools want them', async () => {
  expect(readFileSync(`/opt/${product.name}/resources/app.asar`).length).toBeGreaterThan(1_000_000);
  expect(await faultsOf(`/opt/${product.name}`)).toEqual([]);
  const entry = `/usr/share/applications/${product.package}.desktop`;
  const check = (tool: string, ...args: string[]) =>
    execFileSync(tool, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  expect(check('desktop-file-validate', '--no-hints', entry)).toBe('');
  check('appstreamcli', 'validate', '--no-net', `/usr/share/metainfo/${product.appId}.metainfo.xml`);
  const text = readFileSync(entry, 'utf8');
  expect(text).toMatch(/^Name\[zh_CN\]=迎客$/m);
  expect(text).toMatch(/^MimeType=x-scheme-handler\/yingke;$/m);
  expect(readFileSync('/usr/share/applications/mimeinfo.cache', 'utf8')).toContain(
    'x-scheme-handler/yingke=',
  );
  for (const size of [16, 32, 48, 128, 256, 512]) {
    expect(existsSync(`/usr/share/icons/hicolor/${size}x${size}/apps/${product.package}.png`)).toBe(true);
  }
  const modes = execFileSync('find', [`/opt/${product.name}`, '-perm', '/022', '-not', '-type', 'l'], {
    encoding: 'utf8',
  });
  expect(modes, 'writable by others than root').toBe('');
});

test('an ordinary user starts it, sandboxed, and signs in', async () => {
  desk = await startInstalled(stage, { data, args: [`--hub=${hub.hub}`, '--lang=en'] });
  await signIn(desk.page, hub.hub, hub.accounts[0] ?? raise('no account'));
  await connected(desk.page);
  expectSandbox(desk);
});

test('a customer writes, the agent answers', async () => {
  customer = await visitShop(browser, hub.shop, { locale: 'en' });
  await customer.open();
  await customer.write(said('Where is my parcel?'));
  await openConversation(desk.page, await conversationWith(desk.page, said('Where is my parcel?')));
  await entries(desk.page, said('Where is my parcel?')).waitFor();
  await answer(desk.page, said('It comes tomorrow.'));
  await sent(desk.page, said('It comes tomorrow.'));
  await customer.message(said('It comes tomorrow.'), 'agent').waitFor();
});

test('killed and started again without the hub it knows what was said: the cache works in the package', async () => {
  await desk.kill();
  await hub.kill();
  desk = await startInstalled(stage, { data, args: ['--lang=en'] });
  await openConversation(desk.page, await conversationWith(desk.page, said('It comes tomorrow.')));
  await entries(desk.page, said('Where is my parcel?')).waitFor();
});

test('what a stock Electron would run for anybody who can start it, it does not', async () => {
  const trap = join(stage.folder('trap'), 'trap.cjs');
  writeFileSync(trap, "require('node:fs').writeSync(1, 'TRAPPED');", { mode: 0o644 });
  const attempts = [
    { env: { ELECTRON_RUN_AS_NODE: '1' }, args: [trap] },
    { env: { NODE_OPTIONS: `--require=${trap}` }, args: [] },
    { env: {}, args: ['--require', trap] },
    { env: {}, args: ['--inspect-brk=0'] },
    { env: {}, args: [join(trap, '..')] },
  ];
  for (const attempt of attempts) {
    // It hands over to the desk that runs: it has started as the desk, and as nothing else.
    const { code, stdout } = await runInstalled(stage, { data, ...attempt });
    expect(stdout, JSON.stringify(attempt)).toContain('"second-instance"');
    expect(stdout).not.toContain('TRAPPED');
    expect(code).toBe(0);
  }
  await desk.quit();
});

test('the hub inside works from the archive: threads, passwords, pictures', async () => {
  const own = await startInstalled(stage, {
    data: stage.folder('data'),
    args: ['--host', '--demo', '--lang=en'],
  });
  const shop = String(own.ready.shop);
  const visitor = await visitShop(browser, shop, { locale: 'en' });
  await visitor.open();
  await visitor.write(said('A picture follows'));
  await openConversation(own.page, await conversationWith(own.page, said('A picture follows')));
  const [chooser] = await Promise.all([
    own.page.waitForEvent('filechooser'),
    own.page.getByRole('button', { name: 'Attach files' }).click(),
  ]);
  await chooser.setFiles({ name: 'tree.png', mimeType: 'image/png', buffer: await png(80, 60) });
  await own.page.locator('[data-testid="tray"]').getByText('tree.png').waitFor();
  await answer(own.page, said('Here it is'));
  await sent(own.page, said('Here it is'));
  await visitor.message(said('Here it is'), 'agent').waitFor();
  const picture = visitor.page.locator('yingke-widget [data-yk="files"] img').first();
  await expect
    .poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(0);
  await own.quit();
});

test('put over itself, as an update is, it stays whole', () => {
  apt('install', '--reinstall', deb);
  expect(readlinkSync('/etc/alternatives/yingke-desk')).toBe(`/opt/${product.name}/${product.package}`);
  expect(statSync(command).mode & 0o111).toBe(0o111);
  expect(execFileSync('dpkg', ['--verify', product.package], { encoding: 'utf8' })).toBe('');
});

test('removed, it leaves no trace', () => {
  apt('purge', product.package);
  expect(difference(before, filesOfSystem())).toEqual({ left: [], lost: [] });
});

function raise(message: string): never {
  throw new Error(message);
}
