import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Desk } from '../support/app.ts';
import { launchDesk } from '../support/app.ts';
import type { HubProcess } from '../support/app-hub.ts';
import { launchHub } from '../support/app-hub.ts';
import {
  answer,
  call,
  composer,
  connected,
  conversationWith,
  openConversation,
  sent,
  signIn,
} from '../support/app-page.ts';
import { openBrowser, visitShop } from '../support/browser.ts';
import type { Stage } from '../support/launch.ts';
import { openStage } from '../support/launch.ts';
import { keepPicture } from '../support/pictures.ts';

/** Every screen is kept as a picture and looked at. What these tests prove by themselves is little. */
let stage: Stage;
let hub: HubProcess;
let browser: Browser;
let desk: Desk;

const locales = [
  ['zh', 'zh-CN'],
  ['en', 'en'],
] as const;
const themes = ['light', 'dark'] as const;

beforeAll(async () => {
  stage = await openStage();
  hub = await launchHub(stage.undo);
  [browser, desk] = await Promise.all([
    openBrowser(stage),
    launchDesk(stage, { data: stage.folder('data'), args: ['--hub', hub.hub, '--lang', 'zh-CN'] }),
  ]);
  await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1440, 900));
});

afterAll(async () => {
  await stage?.close();
});

/** Every look of what is on the screen now. */
async function inEveryLook(page: Page, screen: string) {
  for (const [short, locale] of locales) {
    for (const theme of themes) {
      expect(await call(page, 'app.setPreferences', { locale, theme })).toMatchObject({ ok: true });
      await page.locator(`html[lang="${locale}"]`).waitFor();
      await page.waitForFunction(
        (dark) => getComputedStyle(document.documentElement).colorScheme.includes(dark),
        theme,
      );
      await keepPicture(page, `${screen}-${theme}-${short}`);
    }
  }
}

test('sign-in, and what it says of a wrong password', async () => {
  const part = (name: string) => desk.page.locator(`[data-testid="sign-in-${name}"]`);
  await part('form').waitFor();
  await inEveryLook(desk.page, 'sign-in');
  await part('hub').fill(hub.hub);
  await part('email').fill('lin@demo.yingke.test');
  await part('password').fill('not the password');
  await part('submit').click();
  await part('error').waitFor();
  await keepPicture(desk.page, 'sign-in-refused-dark-en');
});

test('the desk, empty and at work, in every look', async () => {
  const [account] = hub.accounts;
  if (!account) throw new Error('no demo people');
  await signIn(desk.page, hub.hub, account);
  await connected(desk.page);
  await keepPicture(desk.page, 'desk-empty-dark-en');

  const customers = await Promise.all([
    visitShop(browser, hub.shop),
    visitShop(browser, hub.shop),
    visitShop(browser, hub.shop, { locale: 'en' }),
  ]);
  for (const customer of customers) await customer.open();
  const [one, two, three] = customers;
  if (!one || !two || !three) throw new Error('three customers were to come');
  await one.write('你好，我上周买的蓄电池装上以后还是打不着火，想退货');
  await one.write('订单号是 20261114-0312，照片我也拍了');
  const first = await conversationWith(desk.page, '20261114-0312');
  await openConversation(desk.page, first);
  await answer(desk.page, '您好，我是林悦。很抱歉给您添麻烦了，我先帮您查一下订单。');
  await answer(desk.page, '查到了。这一批电池我们可以直接为您退款或换新，运费由我们承担，您看哪种方便？');
  await sent(desk.page, '您看哪种方便');
  await one.write('好的，那退款大概几天能到账？');
  await two.write('在吗？还没有人处理吗，已经等了一会儿了');
  await two.write('我的快递显示签收了，但是没收到');
  await three.write(
    'Could you resend the invoice for order 20261119-0457? I need it with our VAT number on it.',
  );
  const third = await conversationWith(desk.page, 'Could you resend');
  await openConversation(desk.page, third);
  await openConversation(desk.page, first);
  await composer(desk.page).fill('退款原路返回，一到三个工作日到账，');
  await inEveryLook(desk.page, 'desk');
  await composer(desk.page).fill('');

  for (const [index, [short, locale]] of locales.entries()) {
    const customer = index === 0 ? one : three;
    await customer.message(index === 0 ? '退款大概几天' : 'VAT number').waitFor();
    await keepPicture(customer.page, `widget-desktop-${short}`);
    const phone = await visitShop(browser, hub.shop, { locale, phone: true });
    await keepPicture(phone.page, `widget-phone-closed-${short}`);
    await phone.open();
    await keepPicture(phone.page, `widget-phone-empty-${short}`);
    await phone.write(index === 0 ? '手机上也能用吗？' : 'Does this work on a phone?');
    await phone.page.locator('[data-yk="message"][data-state="sent"]').waitFor();
    await keepPicture(phone.page, `widget-phone-${short}`);
  }
});

test('offline, with messages that wait', async () => {
  await hub.kill();
  await desk.page
    .locator('[data-testid="connection-state"][data-state="offline"]')
    .waitFor({ timeout: 30_000 });
  await answer(desk.page, '退款原路返回，一到三个工作日到账。');
  await desk.page.locator('[data-testid="outgoing"]').waitFor();
  await inEveryLook(desk.page, 'desk-offline');
});
