import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Desk } from '../support/app.ts';
import { launchDesk, startAndWait } from '../support/app.ts';
import {
  answer,
  call,
  composer,
  connected,
  conversationWith,
  entries,
  openConversation,
  outgoing,
  rows,
  sent,
} from '../support/app-page.ts';
import type { Customer } from '../support/browser.ts';
import { openBrowser, visitShop } from '../support/browser.ts';
import { png } from '../support/files.ts';
import type { Stage } from '../support/launch.ts';
import { openStage } from '../support/launch.ts';

/** The whole way on one computer, as `npm start` brings it up: hub inside, demo people, shop page. */
let stage: Stage;
let browser: Browser;
let data: string;
let desk: Desk;
let customer: Customer;
let conversationId: string;

const flags = ['--host', '--demo', '--lang', 'zh-CN'];
const start = () => launchDesk(stage, { data, args: flags });

beforeAll(async () => {
  stage = await openStage();
  data = stage.folder('data');
  [browser, desk] = await Promise.all([openBrowser(stage), start()]);
  const { shop } = await desk.ready();
  customer = await visitShop(browser, shop);
});

afterAll(async () => {
  await stage?.close();
});

test('what a customer writes in the shop appears in the desk, and the answer in the shop', async () => {
  await customer.open();
  await customer.write('你好，我的订单到哪里了？');
  conversationId = await conversationWith(desk.page, '我的订单到哪里了');
  await openConversation(desk.page, conversationId);
  await entries(desk.page, '你好，我的订单到哪里了？').waitFor();

  await answer(desk.page, '您好，已经发出，明天送到。');
  await sent(desk.page, '您好，已经发出，明天送到。');
  await customer.message('您好，已经发出，明天送到。', 'agent').waitFor();
  await customer.page.locator('[data-yk="message"][data-from="me"][data-state="sent"]').waitFor();
  expect(await composer(desk.page).inputValue()).toBe('');
});

test('what was said is found by keys alone and shown in its place', async () => {
  await desk.page.keyboard.press('Control+Shift+F');
  await desk.page.getByTestId('search-field').waitFor();
  await desk.page.keyboard.type('已经发出 明天');
  const results = desk.page.getByTestId('search-result');
  await results.filter({ hasText: '您好，已经发出，明天送到。' }).waitFor();
  expect(await results.count()).toBe(1);
  await desk.page.keyboard.press('Enter');
  await desk.page.getByTestId('search').waitFor({ state: 'detached' });
  await desk.page.locator('[data-shining]').filter({ hasText: '您好，已经发出，明天送到。' }).waitFor();
});

test('messages of both arrive in the order they were written, once', async () => {
  for (const number of [1, 2, 3, 4, 5]) await customer.write(`问题 ${number}`);
  await entries(desk.page, '问题 5').waitFor();
  for (const number of [1, 2, 3, 4, 5]) await answer(desk.page, `回答 ${number}`);
  await customer.message('回答 5', 'agent').waitFor();
  await sent(desk.page, '回答 5');

  const numbers = [1, 2, 3, 4, 5];
  const all = [...numbers.map((n) => `问题 ${n}`), ...numbers.map((n) => `回答 ${n}`)];
  expect(await heard(/(问题|回答) \d/)).toEqual(all);
  for (const text of all) expect(await entries(desk.page, text).count()).toBe(1);
});

/** What fits of each of the customer's messages, in the order on the screen. */
async function heard(fits: RegExp): Promise<readonly string[]> {
  return (await customer.texts()).map((text) => fits.exec(text)?.[0]).filter((text) => text !== undefined);
}

test('the customer comes back to the same conversation on a new page', async () => {
  await customer.page.reload();
  await customer.open();
  await customer.message('回答 5', 'agent').waitFor();
  await customer.write('我回来了');
  await entries(desk.page, '我回来了').waitFor();
  expect(await rows(desk.page).count()).toBe(1);
});

const windows = () =>
  desk.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => ({
      shown: window.isVisible(),
      focused: window.isFocused(),
    })),
  );

test('the window closed and opened again by a second start: nothing was missed', async () => {
  await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  expect(await windows()).toEqual([{ shown: false, focused: false }]);
  await customer.write('窗口关着的时候写的');
  await stage.notifications.next(({ body }) => body.includes('窗口关着的时候写的'));

  const second = await startAndWait(stage, { data, args: flags });
  expect(second.code).toBe(0);
  expect(second.said).toEqual([{ event: 'second-instance' }]);
  await expect.poll(windows).toEqual([{ shown: true, focused: true }]);
  await openConversation(desk.page, conversationId);
  await entries(desk.page, '窗口关着的时候写的').waitFor();
  await entries(desk.page, '回答 5').waitFor();
});

test('the hub inside crashes and comes back where it was; what is written meanwhile arrives once', async () => {
  const { hub } = await desk.ready();
  const [pid] = await desk.app.evaluate(({ app }) =>
    app
      .getAppMetrics()
      .filter(({ name, serviceName }) => name === 'Yingke Hub' || serviceName === 'Yingke Hub')
      .map((metric) => metric.pid),
  );
  if (pid === undefined) throw new Error('the hub has no process of its own');
  process.kill(pid, 'SIGKILL');
  await answer(desk.page, '断线时写的回答');
  await customer.write('断线时写的问题');
  await customer.message('断线时写的回答', 'agent').waitFor();
  await entries(desk.page, '断线时写的问题').waitFor();
  await sent(desk.page, '断线时写的回答');
  await connected(desk.page);
  expect((await fetch(`${hub}/widget.js`)).status).toBe(200);
  expect(await heard(/断线时写的../)).toHaveLength(2);
});

test('killed in the middle and started again: signed in, the transcript, the draft and nothing twice', async () => {
  await openConversation(desk.page, conversationId);
  await composer(desk.page).fill('还没写完的');
  await expect
    .poll(() => call(desk.page, 'conversations.list', {}))
    .toMatchObject({ ok: true, value: [{ draft: '还没写完的' }] });
  const before = (await customer.texts()).length;
  await desk.kill();

  desk = await start();
  await connected(desk.page);
  await openConversation(desk.page, conversationId);
  await entries(desk.page, '回答 5').waitFor();
  await expect.poll(() => composer(desk.page).inputValue()).toBe('还没写完的');
  expect(await outgoing(desk.page).count()).toBe(0);

  await customer.write('你们还在吗？');
  await entries(desk.page, '你们还在吗？').waitFor();
  await composer(desk.page).fill('');
  await answer(desk.page, '在的。');
  await customer.message('在的。', 'agent').waitFor();
  expect(await customer.texts()).toHaveLength(before + 2);
  expect(await heard(/你们还在吗？|在的。/)).toEqual(['你们还在吗？', '在的。']);
});

test('a picture that a customer sends is seen in the desk, and each side sees that the other has read', async () => {
  const shown = customer.page.locator('yingke-widget [data-yk="files"] img');
  await customer.page.locator('yingke-widget [data-yk="attach"]').setInputFiles({
    ...{ name: '外箱.png', mimeType: 'image/png', buffer: await png(640, 480) },
  });
  const picture = desk.page.getByTestId('picture').locator('img');
  await picture.waitFor();
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  const sent = customer.page.locator('yingke-widget [data-yk="message"][data-read="true"]');
  await sent.filter({ has: customer.page.locator('[data-yk="files"]') }).waitFor();

  await answer(desk.page, '照片收到了。');
  await customer.message('照片收到了。', 'agent').waitFor();
  await entries(desk.page, '照片收到了。').getByTestId('read').waitFor();
});

test('quit and started again: the transcript is there', async () => {
  await desk.quit();
  desk = await start();
  await openConversation(desk.page, conversationId);
  await entries(desk.page, '照片收到了。').waitFor();
});
