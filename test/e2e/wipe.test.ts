import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { adminAs } from '../support/admin.ts';
import { type Desk, launchDesk, startAndWait } from '../support/app.ts';
import { type HubProcess, launchHub } from '../support/app-hub.ts';
import {
  answer,
  byId,
  call,
  composer,
  connected,
  conversationWith,
  openConversation,
  outgoing,
  signIn,
} from '../support/app-page.ts';
import { openBrowser, visitShop } from '../support/browser.ts';
import { png } from '../support/files.ts';
import { signIn as signInAlone } from '../support/hub.ts';
import { openStage, type Stage } from '../support/launch.ts';
import { keepPicture } from '../support/pictures.ts';
import { filesIn, filesWith } from '../support/traces.ts';

/** A desk of a shared or lost computer (G5): nothing in the clear while it is used, nothing at all after `--wipe`. */
let stage: Stage;
let hub: HubProcess;
let browser: Browser;
let data: string;
let desk: Desk;

beforeAll(async () => {
  stage = await openStage();
  hub = await launchHub(stage.undo);
  browser = await openBrowser(stage);
  data = stage.folder('data');
});
afterAll(async () => {
  hub?.thaw();
  await stage?.close();
});

/** What somebody who holds the disk would look for. */
const canaries = {
  said: 'canary that a customer wrote',
  answered: 'canary that waits for the hub',
  drafted: 'canary that nobody sent',
  named: 'Canaria Vogel',
  noted: 'canary in a note',
  file: 'canary-drawing.png',
} as const;

type Opened = { readonly value: { readonly customer: { readonly version: number } } };

function account() {
  const [first] = hub.accounts;
  if (!first) throw new Error('no demo people');
  return first;
}

const start = () => launchDesk(stage, { data, args: [`--hub=${hub.hub}`, '--lang', 'en'] });
const wipe = (...args: readonly string[]) =>
  startAndWait(stage, { data, args: ['--wipe', '--lang', 'en', ...args] });
const key = () => JSON.parse(readFileSync(join(data, 'account.json'), 'utf8')).cacheKey as string;

test('what is looked for is found in whatever way it is written down', () => {
  const folder = stage.folder('looks');
  const word = Buffer.from(canaries.named);
  const wide = Buffer.from(canaries.named, 'utf16le');
  const forms = [word, wide].flatMap((bytes) => [
    bytes,
    ...['', 'x', 'xy'].map((before) =>
      Buffer.from(Buffer.concat([Buffer.from(before), bytes, Buffer.from('z')]).toString('base64')),
    ),
  ]);
  forms.forEach((form, at) => {
    writeFileSync(join(folder, `${at}`), Buffer.concat([Buffer.from([0, 1]), form, Buffer.from([2])]));
  });
  writeFileSync(join(folder, 'none'), 'Canaria');
  writeFileSync(join(folder, `of ${canaries.named}`), '');
  expect(filesWith(folder, [canaries.named])).toEqual(filesIn(folder).filter((name) => name !== 'none'));
});

test('while it is used nothing lies in the clear: not what was said, written, named, noted or sent as a file', {
  timeout: 120_000,
}, async () => {
  desk = await start();
  await signIn(desk.page, hub.hub, account());
  await connected(desk.page);
  const customer = await visitShop(browser, hub.shop, { locale: 'en' });
  await customer.open();
  await customer.write(canaries.said);
  const id = await conversationWith(desk.page, canaries.said);
  await openConversation(desk.page, id);
  await customer.page.locator('yingke-widget [data-yk="attach"]').setInputFiles({
    ...{ name: canaries.file, mimeType: 'image/png', buffer: await png(640, 480) },
  });
  const picture = byId(desk.page, 'picture').locator('img');
  await picture.waitFor();
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
  const open = (await call(desk.page, 'customers.open', { conversationId: id })) as Opened;
  const named = { version: open.value.customer.version, change: { name: canaries.named } };
  expect(await call(desk.page, 'customers.save', { conversationId: id, ...named })).toMatchObject({
    ok: true,
  });
  const note = { key: newId(), text: canaries.noted };
  expect(await call(desk.page, 'customers.addNote', { conversationId: id, ...note })).toMatchObject({
    ok: true,
  });
  await desk.page.getByText(canaries.named).first().waitFor();
  hub.freeze();
  await answer(desk.page, canaries.answered);
  await outgoing(desk.page, canaries.answered).waitFor();
  await composer(desk.page).fill(canaries.drafted);
  await expect
    .poll(() => call(desk.page, 'account.unsent', {}))
    .toMatchObject({ ok: true, value: { messages: 1, drafts: 1 } });

  expect(filesIn(data)).toContain('account.json');
  expect(filesWith(data, [...Object.values(canaries), account().password])).toEqual([]);
});

test('it is not wiped under the hands of who uses it: that is refused, and said', async () => {
  const { code, said } = await wipe('--yes');
  expect(said).toEqual([expect.objectContaining({ event: 'failed', code: 'running' })]);
  expect(code).toBe(3);
  expect(key()).toMatch(/./);
  expect(await outgoing(desk.page, canaries.answered).count()).toBe(1);
  await desk.kill();
  expect(filesWith(data, [...Object.values(canaries), account().password])).toEqual([]);
});

test('without a terminal and without --yes nothing is done', async () => {
  const { code, said } = await wipe();
  expect(said).toEqual([expect.objectContaining({ event: 'failed', code: 'not_confirmed' })]);
  expect(code).toBe(2);
  expect(key()).toMatch(/./);
});

test('wiped: keys, cache and everything about people are gone, what was removed is said, and the desk starts anew', async () => {
  const wrapped = key();
  const traces = [...Object.values(canaries), wrapped, account().email, account().name, hub.hub];
  // It finds what is there.
  expect(filesWith(data, [wrapped])).toEqual(['account.json']);
  const { code, said } = await wipe('--yes');
  const whole = ['account.json', 'browser', 'cache', 'logs', 'settings.json'];
  expect(said).toEqual([{ event: 'wiped', removed: expect.arrayContaining(whole), kept: [], failed: [] }]);
  expect(code).toBe(0);
  expect(readdirSync(data, { recursive: true })).toEqual([]);
  expect(filesWith(data, traces)).toEqual([]);

  expect(await wipe('--yes')).toEqual({
    code: 0,
    said: [{ event: 'wiped', removed: [], kept: [], failed: [] }],
  });

  desk = await launchDesk(stage, { data, args: ['--lang', 'en'] });
  await byId(desk.page, 'sign-in-form').waitFor();
  expect(await byId(desk.page, 'sign-in-email').inputValue()).toBe('');
  expect(await byId(desk.page, 'sign-in-hub').inputValue()).toBe('');
  await desk.quit();
});

test('ordered by the hub while it is used: the desk says why, keeps nothing, and the hub hears that it is done', {
  timeout: 120_000,
}, async () => {
  hub.thaw();
  const place = stage.folder('ordered');
  const wiped = await launchDesk(stage, { data: place, args: [`--hub=${hub.hub}`, '--lang', 'en'] });
  await signIn(wiped.page, hub.hub, account());
  await connected(wiped.page);
  const customer = await visitShop(browser, hub.shop, { locale: 'en' });
  await customer.open();
  await customer.write(canaries.said);
  const id = await conversationWith(wiped.page, canaries.said);
  await openConversation(wiped.page, id);
  await composer(wiped.page).fill(canaries.drafted);
  await expect
    .poll(() => call(wiped.page, 'account.unsent', {}))
    .toMatchObject({ ok: true, value: { messages: 0, drafts: 1 } });
  const wrapped = JSON.parse(readFileSync(join(place, 'account.json'), 'utf8')).cacheKey as string;

  const chief = hub.accounts.find(({ role }) => role === 'admin');
  if (!chief) throw new Error('no demo admin');
  const admin = adminAs(hub.hub, (await signInAlone(hub.hub, chief)).token);
  const device = JSON.parse(readFileSync(join(place, 'settings.json'), 'utf8')).device as string;
  await admin('devices.wipe', { device });
  await byId(wiped.page, 'sign-in-error').getByText('By a rule of your organisation').waitFor();
  expect(await byId(wiped.page, 'sign-in-email').inputValue()).toBe('');
  const order = async () =>
    (await admin('devices.list', null)).devices.find((one) => one.device === device)?.wipe;
  await expect.poll(async () => (await order())?.wipedAt).toEqual(expect.any(Number));
  await wiped.quit();
  expect(filesIn(place).filter((name) => /^(account\.json|cache)/.test(name))).toEqual([]);
  expect(filesWith(place, [canaries.said, canaries.drafted, wrapped, account().email])).toEqual([]);
});

test('by an administrator from the screen: what is lost is said before, the end is shown as it comes, and nothing is left there', {
  timeout: 150_000,
}, async () => {
  const place = stage.folder('by-the-screen');
  const agent = await launchDesk(stage, { data: place, args: [`--hub=${hub.hub}`, '--lang', 'en'] });
  await signIn(agent.page, hub.hub, account());
  await connected(agent.page);
  const customer = await visitShop(browser, hub.shop, { locale: 'en' });
  await customer.open();
  await customer.write(canaries.said);
  await openConversation(agent.page, await conversationWith(agent.page, canaries.said));
  await composer(agent.page).fill(canaries.drafted);
  await expect
    .poll(() => call(agent.page, 'account.unsent', {}))
    .toMatchObject({ ok: true, value: { drafts: 1 } });
  const wrapped = JSON.parse(readFileSync(join(place, 'account.json'), 'utf8')).cacheKey as string;
  const { device } = JSON.parse(readFileSync(join(place, 'settings.json'), 'utf8')) as { device: string };

  const chief = hub.accounts.find(({ role }) => role === 'admin');
  if (!chief) throw new Error('no demo admin');
  const boss = await launchDesk(stage, {
    data: stage.folder('chief'),
    args: [`--hub=${hub.hub}`, '--lang', 'en'],
  });
  await signIn(boss.page, hub.hub, chief);
  await connected(boss.page);
  await byId(boss.page, 'part-admin').click();
  await byId(boss.page, 'admin-devices').click();
  await byId(boss.page, 'devices-search').fill(account().email);
  await byId(boss.page, 'devices-state').selectOption('connected');
  const row = boss.page.locator(`[data-device="${device}"]`);
  await row.getByText('Connected now').waitFor();
  await byId(boss.page, 'devices-state').selectOption('');
  await row.getByTestId('device-wipe').click();
  const question = byId(boss.page, 'wipe-dialog');
  await question.getByText('Messages that were not sent, and drafts, are lost').waitFor();
  await question.getByText('it happens at once').waitFor();
  await keepPicture(boss.page, 'app-admin-devices-wipe');
  // Nothing has happened by asking.
  expect(await composer(agent.page).count()).toBe(1);
  await byId(boss.page, 'wipe-yes').click();

  await byId(agent.page, 'sign-in-error').getByText('By a rule of your organisation').waitFor();
  await boss.page.locator(`[data-device="${device}"][data-standing="wiped"]`).waitFor();
  await keepPicture(boss.page, 'app-admin-devices-wiped');
  await agent.quit();
  expect(filesIn(place).filter((name) => /^(account\.json|cache)/.test(name))).toEqual([]);
  expect(filesWith(place, [canaries.said, canaries.drafted, wrapped, account().email])).toEqual([]);
  await boss.quit();
});
