import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { linkToConversation } from '#shared/domain/link/desk-link.ts';
import { findProgram } from '../../src/main/alerts/programs.ts';
import { type Desk, launchDesk, linesOf, startAndWait } from '../support/app.ts';
import { type HubProcess, launchHub } from '../support/app-hub.ts';
import {
  activeTab,
  byId,
  call,
  composer,
  connected,
  conversationWith,
  openConversation,
  rows,
  signIn,
} from '../support/app-page.ts';
import { openBrowser, visitShop } from '../support/browser.ts';
import { openStage, projectRoot, type Stage } from '../support/launch.ts';
import { keepPicture } from '../support/pictures.ts';
import { startTrayHost } from '../support/tray.ts';

/** `yingke://` links in the real desk: from a start, from a second start, in a note; and those that open nothing. */
let stage: Stage;
let hub: HubProcess;
let browser: Browser;
let data: string;
let policies: string;
let desk: Desk;
let anna: string;
let bert: string;

const start = (...args: string[]) =>
  launchDesk(stage, { data, env: { YINGKE_POLICIES: policies }, args: ['--lang', 'en', ...args] });

const card = () => byId(desk.page, 'link-card');
const shown = () => activeTab(desk.page).getAttribute('data-conversation-id');
const isShown = (id: string) => expect.poll(shown).toBe(id);
const linkTo = (id: string) => linkToConversation(id, hub.hub);

/** What the system does with a link: starts the program, which hands it over and ends. */
async function openOutside(link: string, ...more: string[]): Promise<number | null> {
  const out = join(stage.folder('second'), 'stdout');
  const { command, args } = stage.electron(projectRoot, [`--data=${data}`, ...more, link]);
  const child = spawn(stage.program(command, { stdout: out }), [...args], {
    env: { ...stage.env },
    stdio: 'ignore',
  });
  stage.undo.add(() => child.kill('SIGKILL'));
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(linesOf(out)).toEqual([{ event: 'second-instance' }]);
  return code;
}

async function openAgain(...args: string[]): Promise<void> {
  const { code, said: lines } = await startAndWait(stage, { data, args });
  expect([code, lines]).toEqual([0, [{ event: 'second-instance' }]]);
}

/** What it writes to standard output. */
async function said(flag: string): Promise<string> {
  const out = join(stage.folder('words'), 'stdout');
  const { command, args } = stage.electron(projectRoot, [`--data=${data}`, flag]);
  const child = spawn(stage.program(command, { stdout: out }), [...args], {
    env: { ...stage.env },
    stdio: 'ignore',
  });
  stage.undo.add(() => child.kill('SIGKILL'));
  expect(await once(child, 'exit')).toEqual([0, null]);
  return readFileSync(out, 'utf8');
}

const logOf = () => {
  const folder = join(data, 'logs');
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('');
};

beforeAll(async () => {
  stage = await openStage();
  hub = await launchHub(stage.undo);
  data = stage.folder('data');
  policies = stage.folder('policies');
  [browser, desk] = await Promise.all([openBrowser(stage), start()]);
  const [who] = hub.accounts;
  if (who === undefined) throw new Error('no demo people');
  await signIn(desk.page, hub.hub, who);
  await connected(desk.page);
  for (const question of ['Where is my parcel?', 'Do you have it in blue?']) {
    const customer = await visitShop(browser, hub.shop, { locale: 'en' });
    await customer.open();
    await customer.write(question);
    await rows(desk.page, question).first().waitFor();
  }
  anna = await conversationWith(desk.page, 'Where is my parcel?');
  bert = await conversationWith(desk.page, 'Do you have it in blue?');
});

afterAll(async () => {
  await stage?.close();
});

test('a second start hands its link to the desk that runs: the conversation is there, and a way back', async () => {
  await openConversation(desk.page, anna);
  expect(await openOutside(linkTo(bert))).toBe(0);
  await isShown(bert);
  await card().getByText('Opened from a link').waitFor();
  await byId(desk.page, 'link-back').click();
  await isShown(anna);
  await card().waitFor({ state: 'detached' });
});

test('who is writing keeps the conversation, the text and the caret until they say so', async () => {
  await openConversation(desk.page, anna);
  await composer(desk.page).click();
  await desk.page.keyboard.type('Dear Anna, your par');
  await desk.page.bringToFront();
  await expect
    .poll(() => desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow() !== null))
    .toBe(true);
  await openOutside(linkTo(bert));
  await byId(desk.page, 'link-show').waitFor();
  await keepPicture(desk.page, 'link-held-en');
  expect(await shown()).toBe(anna);
  await desk.page.keyboard.type('cel is on its way');
  expect(await composer(desk.page).inputValue()).toBe('Dear Anna, your parcel is on its way');
  await desk.page.keyboard.press('Control+Shift+P');
  await isShown(bert);
  expect(await composer(desk.page).inputValue()).toBe('');
  await keepPicture(desk.page, 'link-shown-en');
  await byId(desk.page, 'link-back').click();
  await isShown(anna);
  expect(await composer(desk.page).inputValue()).toBe('Dear Anna, your parcel is on its way');
  await composer(desk.page).fill('');
});

test('who calls is shown by their number, and nothing is dialled; a number of nobody is said to be one', async () => {
  await openConversation(desk.page, bert);
  const answer = await call(desk.page, 'customers.open', { conversationId: bert });
  expect(answer).toMatchObject({ ok: true });
  await expect
    .poll(async () => JSON.stringify(await call(desk.page, 'customers.open', { conversationId: bert })))
    .toContain('"version":1');
  expect(
    await call(desk.page, 'customers.save', {
      conversationId: bert,
      version: 1,
      change: { name: 'Bert Blue', phone: '138 0013-8000', company: 'Blue Ltd' },
    }),
  ).toMatchObject({ ok: true });
  await openConversation(desk.page, anna);
  await openOutside('yingke://dial/+8613800138000');
  await isShown(bert);
  await card().getByText('Bert Blue').waitFor();
  await keepPicture(desk.page, 'link-call-en');

  await openOutside('yingke://dial/4711');
  await card().getByText('No customer has the number').waitFor();
  await keepPicture(desk.page, 'link-nobody-en');
  expect(await shown()).toBe(bert);
  await byId(desk.page, 'link-dismiss').click();
  await card().waitFor({ state: 'detached' });
});

test('a customer by their id', async () => {
  const answer = (await call(desk.page, 'customers.find', { of: { number: '13800138000' } })) as {
    value: { found: readonly { id: string }[] };
  };
  const [found] = answer.value.found;
  await openConversation(desk.page, anna);
  await openOutside(`yingke://customer/${found?.id}`);
  await isShown(bert);
  await openOutside(`yingke://customer/${newId()}`);
  await card().getByText('There is nothing there, or you may not see it.').waitFor();
});

test('what is no link of ours, of another hub or of nothing opens nothing, is said, and no word of it is in the log', async () => {
  const before = await shown();
  const canary = 'canary4711';
  await openOutside(`yingke://send/${canary}`);
  await card().getByText('This link cannot be opened').waitFor();
  await openOutside(`yingke://conversation/${anna}?hub=https://${canary}.example`);
  await card().getByText('A link to a hub that you are not signed in to').waitFor();
  await openOutside(`yingke://conversation/${newId()}`);
  await card().getByText('There is nothing there, or you may not see it.').waitFor();
  await openOutside(`yingke:${canary}" --wipe`, '--hidden');
  await card().getByText('It is none that Yingke knows').waitFor();
  expect(await shown()).toBe(before);
  expect(await byId(desk.page, 'account').count()).toBe(0);
  await expect.poll(logOf).toContain('"msg":"a link was refused","why":"shape"');
  await expect.poll(logOf).toContain('"why":"hub"');
  expect(logOf()).not.toContain(canary);
});

test('a link in a note opens here; one in a customer’s message is no link', async () => {
  await openConversation(desk.page, anna);
  await desk.page.keyboard.press('Control+Shift+N');
  await composer(desk.page).fill(`Same as ${linkTo(bert)}, I think`);
  await composer(desk.page).press('Enter');
  const note = desk.page.locator('[data-testid="entry"][data-kind="note"]').last();
  await note.getByRole('link').click();
  await isShown(bert);
});

test('the menu of a tab copies a link that leads back to it', async () => {
  await openConversation(desk.page, anna);
  await activeTab(desk.page).click({ button: 'right' });
  await byId(desk.page, 'tab-menu').getByText('Copy a link to this conversation').click();
  await expect.poll(() => desk.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(linkTo(anna));
});

test('a desk that a link starts shows it once the person and their cache are there', async () => {
  await openConversation(desk.page, anna);
  await desk.quit();
  desk = await start(linkTo(bert));
  await isShown(bert);
  await card().getByText('Opened from a link').waitFor();
});

test('signed out, it waits for the sign-in, and signs nobody in', async () => {
  await desk.quit();
  const other = stage.folder('other');
  const mine = data;
  data = other;
  desk = await start('--hub', hub.hub, linkTo(anna));
  await card().getByText('A link is waiting').waitFor();
  await byId(desk.page, 'sign-in-form').waitFor();
  await keepPicture(desk.page, 'link-waiting-en');
  const [who] = hub.accounts;
  if (who === undefined) throw new Error('no demo people');
  await signIn(desk.page, hub.hub, who);
  await isShown(anna);
  await desk.quit();
  data = mine;
});

test('starting with the computer is a file that a desktop takes, and is gone with the setting', async () => {
  const home = stage.folder('home');
  const file = join(home, 'autostart', 'yingke-desk.desktop');
  const env = { XDG_CONFIG_HOME: home, YINGKE_POLICIES: policies };
  desk = await launchDesk(stage, { data, env, args: ['--lang', 'en'] });
  await connected(desk.page);
  await desk.page.keyboard.press('Control+,');
  await byId(desk.page, 'settings-notifications').click();
  const toggle = byId(desk.page, 'setting-autostart').getByRole('checkbox');
  expect(await toggle.isChecked()).toBe(false);
  await toggle.click();
  await expect.poll(() => existsSync(file)).toBe(true);
  await expect.poll(() => toggle.isChecked()).toBe(true);
  await keepPicture(desk.page, 'autostart-en');
  // Where the program is not installed there is nobody to ask.
  const validator = findProgram('desktop-file-validate');
  if (validator !== null) expect(spawnSync(validator, [file], { encoding: 'utf8' }).stdout).toBe('');
  // It starts what runs now, hidden: the desktop's words are the shell's here.
  const exec = /^Exec=(.*)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
  expect(exec).toContain(projectRoot);
  expect(exec).toMatch(/ --hidden$/);
  await toggle.click();
  await expect.poll(() => existsSync(file)).toBe(false);
  await desk.quit();
});

test('a desk that the computer starts is on no screen before somebody wants it; in the tray where there is one', async () => {
  const tray = await startTrayHost(stage.env.DBUS_SESSION_BUS_ADDRESS ?? '');
  stage.undo.add(tray.stop);
  desk = await start('--hidden');
  await tray.there();
  await connected(desk.page);
  const isVisible = () =>
    desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((one) => one.isVisible()));
  expect(await isVisible()).toBe(false);
  // Started by the computer once more, nothing comes up; by the person, it does.
  await openAgain('--hidden');
  expect(await isVisible()).toBe(false);
  await openAgain();
  await expect.poll(isVisible).toBe(true);
  await desk.quit();
  tray.stop();
});

test('version and help are said beside a desk that runs, and a desk that was killed is in nobody’s way', async () => {
  desk = await start();
  expect(await said('--version')).toMatch(/^Yingke \d+\.\d+\.\d+\n$/);
  expect(await said('--help')).toContain('yingke://');
  await desk.kill();
  desk = await start(linkTo(bert));
  await isShown(bert);
  await desk.quit();
});

test('where the organisation wants none, a link brings up the window and says so', async () => {
  mkdirSync(join(policies, 'managed'));
  writeFileSync(join(policies, 'managed', '10.json'), JSON.stringify({ LinksEnabled: false }));
  desk = await start();
  await connected(desk.page);
  await openConversation(desk.page, anna);
  await openOutside(linkTo(bert));
  await card().getByText('Links are switched off').waitFor();
  expect(await shown()).toBe(anna);
});
