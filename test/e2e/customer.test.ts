import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Desk } from '../support/app.ts';
import { launchDesk } from '../support/app.ts';
import { conversationWith, entries, openConversation } from '../support/app-page.ts';
import type { Customer } from '../support/browser.ts';
import { openBrowser, visitShop } from '../support/browser.ts';
import type { Stage } from '../support/launch.ts';
import { openStage } from '../support/launch.ts';

/** What is known of a customer beside the conversation, with the demo as `npm start` brings it up. */
let stage: Stage;
let browser: Browser;
let desk: Desk;
let customer: Customer;

beforeAll(async () => {
  stage = await openStage();
  const data = stage.folder('data');
  [browser, desk] = await Promise.all([
    openBrowser(stage),
    launchDesk(stage, { data, args: ['--host', '--demo', '--lang', 'zh-CN'] }),
  ]);
  const { shop } = await desk.ready();
  customer = await visitShop(browser, shop);
});
afterAll(async () => {
  await stage?.close();
});

test('[A8] [F1] who is signed in at the shop has their orders in the card, and the pages they go to come there live', async () => {
  await customer.page.getByRole('button', { name: '登录：王芳（VIP）' }).click();
  await customer.page.getByText('王芳（VIP）已登录').waitFor();
  await customer.open();
  await customer.write('我的蓄电池能换吗？');
  const conversationId = await conversationWith(desk.page, '我的蓄电池能换吗');
  await openConversation(desk.page, conversationId);
  await entries(desk.page, '我的蓄电池能换吗？').waitFor();

  const orders = desk.page.getByTestId('order');
  await orders.filter({ hasText: '20261114-0312' }).waitFor();
  expect(await orders.first().textContent()).toContain('蓄电池 60Ah ×1');
  const way = desk.page.getByTestId('way-page');
  await way.filter({ hasText: '正在看' }).waitFor();

  await customer.page.getByRole('link', { name: '购物车' }).click();
  await way.last().filter({ hasText: '购物车' }).filter({ hasText: '正在看' }).waitFor();
  expect(await way.filter({ hasText: '正在看' }).count()).toBe(1);
  await customer.leave();
  await desk.page.getByTestId('way').getByText('离开').waitFor({ timeout: 20_000 });
});
