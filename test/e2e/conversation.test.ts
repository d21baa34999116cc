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
  transcript,
} from '../support/app-page.ts';
import type { Customer } from '../support/browser.ts';
import { openBrowser, visitShop } from '../support/browser.ts';
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

test('messages of both arrive in the order they were written, once', async () => {
  for (const number of [1, 2, 3, 4, 5]) await customer.write(`问题 ${number}`);
  await entries(desk.page, '问题 5').waitFor();
  for (const number of [1, 2, 3, 4, 5]) await answer(desk.page, `回答 ${number}`);
  await customer.message('回答 5', 'agent').waitFor();
  await sent(desk.page, '回答 5');

  const seen = await customer.texts();
  const order = seen.map((text) => /(问题|回答) \d/.exec(text)?.[0]).filter((text) => text !== undefined);
  const numbers = [1, 2, 3, 4, 5];
  expect(order).toEqual([...numbers.map((n) => `问题 ${n}`), ...numbers.map((n) => `回答 ${n}`)]);
  for (const text of order) expect(await entries(desk.page, text).count()).toBe(1);
});

test('the customer comes back to the same conversation on a new page', async () => {
  await customer.page.reload();
  await customer.open();
  await customer.message('回答 5', 'agent').waitFor();
  await customer.write('我回来了');
  await entries(desk.page, '我回来了').waitFor();
  expect(await rows(desk.page).count()).toBe(1);
});

test('a second start brings the first window to the front and ends well', async () => {
  await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const second = await startAndWait(stage, { data, args: flags });
  expect(second.code).toBe(0);
  await desk.hears('second-instance');
  await expect
    .poll(() =>
      desk.app.evaluate(({ BrowserWindow }) => {
        const windows = BrowserWindow.getAllWindows();
        return { count: windows.length, shown: windows[0]?.isVisible(), focused: windows[0]?.isFocused() };
      }),
    )
    .toEqual({ count: 1, shown: true, focused: true });
});

test('killed in the middle and started again: signed in, the transcript, the draft and nothing twice', async () => {
  await openConversation(desk.page, conversationId);
  await composer(desk.page).fill('还没写完的');
  await expect
    .poll(() => call(desk.page, 'conversations.list', {}))
    .toMatchObject({ ok: true, value: [{ draft: '还没写完的' }] });
  const before = await customer.texts();
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
  expect(await customer.texts()).toEqual([
    ...before,
    expect.stringContaining('你们还在吗？'),
    expect.stringContaining('在的。'),
  ]);
});

test('quit and started again: the transcript is there', async () => {
  await desk.quit();
  desk = await start();
  await openConversation(desk.page, conversationId);
  await entries(desk.page, '在的。').waitFor();
  await transcript(desk.page).hover();
});
