import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminAs } from '../support/admin.ts';
import { type Desk, launchDesk } from '../support/app.ts';
import { type HubProcess, launchHub } from '../support/app-hub.ts';
import {
  answer,
  byId,
  call,
  composer,
  connected,
  conversationWith,
  entries,
  handsAreThere,
  openConversation,
  outgoing,
  rows,
  sent,
  signIn,
} from '../support/app-page.ts';
import { type Customer, openBrowser, visitShop } from '../support/browser.ts';
import { signIn as signInTo } from '../support/hub.ts';
import { openStage, type Stage } from '../support/launch.ts';
import { startTrayHost, type TrayHost, type TrayItem } from '../support/tray.ts';

/** Two hubs, each with a customer, and one window with somebody signed in at both (A16). */
let stage: Stage;
let browser: Browser;
let north: HubProcess;
let south: HubProcess;
let data: string;
let desk: Desk;
let tray: TrayHost;
let northern: Customer;
let southern: Customer;
let inNorth: string;
let inSouth: string;

const start = () => launchDesk(stage, { data, args: [`--hub=${north.hub}`, '--lang', 'en'] });
const account = (page: Page, place: number) => byId(page, 'account').nth(place);
/** The page of an account ends when another is shown: what is asked next is asked of the new one. */
async function turnTo(place: number): Promise<void> {
  await account(desk.page, place).click();
  await inView(place);
}
async function inView(place: number): Promise<void> {
  await byId(desk.page, 'account').nth(place).and(desk.page.locator('[aria-current="true"]')).waitFor();
  await connected(desk.page);
}

beforeAll(async () => {
  stage = await openStage();
  [north, south] = await Promise.all([launchHub(stage.undo), launchHub(stage.undo)]);
  data = stage.folder('data');
  tray = await startTrayHost(stage.env.DBUS_SESSION_BUS_ADDRESS ?? '');
  stage.undo.add(tray.stop);
  [browser, desk] = await Promise.all([openBrowser(stage), start()]);
  const [who] = north.accounts;
  if (!who) throw new Error('no demo people');
  await signIn(desk.page, north.hub, who);
  await connected(desk.page);
  northern = await visitShop(browser, north.shop, { locale: 'en' });
  await northern.open();
  await northern.write('Question of the north');
  inNorth = await conversationWith(desk.page, 'Question of the north');
});

afterAll(async () => {
  north?.thaw();
  await stage?.close();
});

test('one account looks as ever; a sign-in for one more has a way back', async () => {
  expect(await byId(desk.page, 'accounts').count()).toBe(0);
  await byId(desk.page, 'me-menu').click();
  await byId(desk.page, 'account-add').click();
  await byId(desk.page, 'other-account').click();
  await openConversation(desk.page, inNorth);
  // Nobody signed in there: nothing of it is left.
  expect(await byId(desk.page, 'accounts').count()).toBe(0);
});

test('the same person is refused a second time, in plain words; somebody at another hub is let in', async () => {
  const [same] = north.accounts;
  const [who] = south.accounts;
  if (!same || !who) throw new Error('no demo people');
  await byId(desk.page, 'me-menu').click();
  await byId(desk.page, 'account-add').click();
  await byId(desk.page, 'sign-in-hub').fill(north.hub);
  await byId(desk.page, 'sign-in-email').fill(same.email);
  await byId(desk.page, 'sign-in-password').fill(same.password);
  await byId(desk.page, 'sign-in-submit').click();
  await byId(desk.page, 'sign-in-error').getByText('as this person already').waitFor();
  await signIn(desk.page, south.hub, who);
  await inView(1);
  // Of the first hub nothing is here.
  expect(await rows(desk.page, 'Question of the north').count()).toBe(0);
  southern = await visitShop(browser, south.shop, { locale: 'en' });
  await southern.open();
  await southern.write('Question of the south');
  inSouth = await conversationWith(desk.page, 'Question of the south');
  await openConversation(desk.page, inSouth);
});

test('what comes to the hub that is not in view is told and counted, and a click on it shows that account', async () => {
  await northern.write('Is anybody there in the north?');
  const told = await stage.notifications.next(({ body }) => body.includes('in the north?'));
  await account(desk.page, 0)
    .getByRole('img', { name: /unread/ })
    .waitFor();
  expect(await rows(desk.page, 'in the north?').count()).toBe(0);
  // Typed just now, and then away by no wish of the page's own.
  await composer(desk.page).pressSequentially('Dear south');
  stage.notifications.click(told.id);
  await inView(0);
  await entries(desk.page, 'Is anybody there in the north?').waitFor();
  await turnTo(1);
  await openConversation(desk.page, inSouth);
  expect(await composer(desk.page).inputValue()).toBe('Dear south');
  await composer(desk.page).fill('');
  await turnTo(0);
});

test('what is written at one hub never goes to the other, and is sent while the other is in view', async () => {
  await openConversation(desk.page, inNorth);
  north.freeze();
  await answer(desk.page, 'Answer into the dark north');
  await outgoing(desk.page, 'Answer into the dark north').waitFor();
  // Typed a moment before the switch: it is kept where it was typed.
  await composer(desk.page).pressSequentially('Half a sentence');
  await desk.page.keyboard.press('Control+Shift+Digit2');
  await inView(1);
  await openConversation(desk.page, inSouth);
  expect(await composer(desk.page).inputValue()).toBe('');
  // The conversation of the one hub is none at the other, by whatever way it is asked for.
  const wrong = await call(desk.page, 'conversations.send', {
    conversationId: inNorth,
    key: crypto.randomUUID(),
    text: 'To the wrong hub',
  });
  expect(wrong).toMatchObject({ ok: false });
  await answer(desk.page, 'Answer to the south');
  await sent(desk.page, 'Answer to the south');
  north.thaw();
  await northern.message('Answer into the dark north', 'agent').waitFor();
  expect((await southern.texts()).join('\n')).not.toContain('north');
  await turnTo(0);
  await openConversation(desk.page, inNorth);
  await sent(desk.page, 'Answer into the dark north');
  expect(await composer(desk.page).inputValue()).toBe('Half a sentence');
  expect((await northern.texts()).join('\n')).not.toContain('south');
});

test('the quote of an answer, and the place where one reads, are there again after a look at the other account', async () => {
  await openConversation(desk.page, inNorth);
  for (const n of [1, 2, 3]) {
    await composer(desk.page).fill(`Tall ${n}${'\nand more'.repeat(24)}`);
    await handsAreThere(desk.page);
    await composer(desk.page).press('Enter');
    await sent(desk.page, `Tall ${n}`);
  }
  const transcript = byId(desk.page, 'transcript');
  await transcript.focus();
  await desk.page.keyboard.press('ArrowUp');
  await desk.page.keyboard.press('ContextMenu');
  await byId(desk.page, 'message-reply').click();
  await byId(desk.page, 'quote-bar').getByText('Tall 3').waitFor();
  await transcript.evaluate((box) => {
    box.scrollTop = 0;
  });
  await entries(desk.page, 'Question of the north').waitFor();
  await turnTo(1);
  expect(await byId(desk.page, 'quote-bar').count()).toBe(0);
  await turnTo(0);
  await byId(desk.page, 'quote-bar').getByText('Tall 3').waitFor();
  await entries(desk.page, 'Question of the north').waitFor();
  const fromTop = () => transcript.evaluate((box) => box.scrollTop);
  await expect.poll(fromTop).toBeLessThan(200);
  await byId(desk.page, 'quote-bar').getByRole('button').click();
  await composer(desk.page).fill('Half a sentence');
  await turnTo(1);
  await turnTo(0);
  await openConversation(desk.page, inNorth);
  expect(await composer(desk.page).inputValue()).toBe('Half a sentence');
  expect(await byId(desk.page, 'quote-bar').count()).toBe(0);
});

test('killed and started again both are there, and both receive', async () => {
  await desk.kill();
  desk = await start();
  await inView(0);
  await openConversation(desk.page, inNorth);
  expect(await composer(desk.page).inputValue()).toBe('Half a sentence');
  await southern.write('One more of the south');
  await stage.notifications.next(({ body }) => body.includes('One more of the south'));
  await turnTo(1);
  await openConversation(desk.page, inSouth);
  await entries(desk.page, 'One more of the south').waitFor();
});

/** The accounts in the tray's menu: its lines that can be ticked and are no radio buttons. */
const inTray = async (): Promise<readonly string[]> =>
  (await accountsInTray()).map(({ label, checked }) => `${checked ? '✓ ' : ''}${label}`);
async function accountsInTray(): Promise<readonly TrayItem[]> {
  const house = await byId(desk.page, 'account').first().getAttribute('aria-label');
  const shop = house?.split(' · ')[0] ?? '';
  return (await tray.menu()).filter(({ label }) => label.startsWith(shop));
}
const host = (hub: HubProcess) => new URL(hub.hub).host;

test('the tray lists the accounts with what is unread, says which is in view, and shows the one that is chosen', async () => {
  const [who] = north.accounts;
  // Same house, same person: told apart by the address.
  const named = (hub: HubProcess) => expect.stringContaining(`${who?.name} · ${host(hub)}`);
  await expect.poll(inTray).toEqual([named(north), expect.stringMatching(/^✓ /)]);
  await northern.write('For the tray to count');
  await expect
    .poll(async () => (await inTray())[0])
    .toMatch(new RegExp(`${host(north).replaceAll('.', '\\.')} – \\d+ unread$`));
  const chosen = (await accountsInTray())[0];
  if (!chosen) throw new Error('no accounts in the tray');
  await tray.choose(chosen.id);
  await inView(0);
  await entries(desk.page, 'For the tray to count').waitFor();
  await expect.poll(inTray).toEqual([expect.stringMatching(/^✓ /), named(south)]);
  await turnTo(1);
});

test('signed out by a hub that is not in view: told which account it is, let in again by a click, all still there', async () => {
  const [who] = north.accounts;
  const boss = north.accounts.find(({ role }) => role === 'admin');
  if (!who || !boss) throw new Error('no demo people');
  const { token } = await signInTo(north.hub, boss);
  const admin = adminAs(north.hub, token);
  const { people } = await admin('people.list', null);
  const id = people.find(({ email }) => email === who.email)?.id ?? '';
  const { password } = await admin('people.password', { id });
  const told = await stage.notifications.next(({ title }) => title.startsWith('Signed out by the hub'));
  expect(told.body).toContain(host(north));
  await account(desk.page, 0)
    .and(desk.page.getByRole('button', { name: /signed out/ }))
    .waitFor();
  await expect.poll(async () => (await inTray())[0]).toContain('signed out');
  // What is before one's eyes stays there.
  await entries(desk.page, 'One more of the south').waitFor();
  stage.notifications.click(told.id);
  await expect.poll(() => byId(desk.page, 'sign-in-email').inputValue()).toBe(who.email);
  await byId(desk.page, 'sign-in-password').fill(password);
  await byId(desk.page, 'sign-in-submit').click();
  await inView(0);
  await openConversation(desk.page, inNorth);
  expect(await composer(desk.page).inputValue()).toBe('Half a sentence');
  await expect.poll(inTray).toEqual([expect.stringMatching(/^✓ /), expect.stringContaining(host(south))]);
  await turnTo(1);
});

test('signed out of one, the other stays with all that is in it', async () => {
  await byId(desk.page, 'me-menu').click();
  await desk.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await connected(desk.page);
  await byId(desk.page, 'accounts').waitFor({ state: 'detached' });
  await openConversation(desk.page, inNorth);
  expect(await composer(desk.page).inputValue()).toBe('Half a sentence');
  // Of the one that was left nothing is on the disk.
  await expect.poll(() => readdirSync(join(data, 'accounts'))).toEqual([]);
  await desk.quit();
  desk = await start();
  await connected(desk.page);
  expect(await byId(desk.page, 'accounts').count()).toBe(0);
  await openConversation(desk.page, inNorth);
});
