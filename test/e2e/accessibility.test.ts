import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Desk } from '../support/app.ts';
import { launchDesk } from '../support/app.ts';
import type { HubProcess } from '../support/app-hub.ts';
import { launchHub } from '../support/app-hub.ts';
import {
  activeTab,
  answer,
  call,
  connected,
  conversationWith,
  handsAreThere,
  openConversation,
  sent,
  signIn,
  tab,
} from '../support/app-page.ts';
import { axeFaults } from '../support/axe.ts';
import type { Customer } from '../support/browser.ts';
import { openBrowser, visitShop } from '../support/browser.ts';
import type { Stage } from '../support/launch.ts';
import { openStage } from '../support/launch.ts';

/** WCAG 2.2 AA as far as a machine can judge it, in both themes. */
let stage: Stage;
let hub: HubProcess;
let browser: Browser;
let desk: Desk;
let customer: Customer;

beforeAll(async () => {
  stage = await openStage();
  hub = await launchHub(stage.undo);
  [browser, desk] = await Promise.all([
    openBrowser(stage),
    launchDesk(stage, { data: stage.folder('data'), args: ['--hub', hub.hub, '--lang', 'en'] }),
  ]);
});

afterAll(async () => {
  await stage?.close();
});

async function faultsInBothThemes(page: Page): Promise<readonly string[]> {
  const all: string[] = [];
  for (const theme of ['light', 'dark'] as const) {
    await call(page, 'app.setPreferences', { theme });
    await page.waitForFunction(
      (name) => getComputedStyle(document.documentElement).colorScheme.includes(name),
      theme,
    );
    all.push(...(await axeFaults(page)).map((fault) => `${theme} ${fault}`));
  }
  return all;
}

test('the sign-in screen', async () => {
  await desk.page.locator('[data-testid="sign-in-form"]').waitFor();
  expect(await faultsInBothThemes(desk.page)).toEqual([]);
});

test('the desk with nothing to do', async () => {
  const [account] = hub.accounts;
  if (!account) throw new Error('no demo people');
  await signIn(desk.page, hub.hub, account);
  await connected(desk.page);
  expect(await faultsInBothThemes(desk.page)).toEqual([]);
});

test('the desk at work', async () => {
  customer = await visitShop(browser, hub.shop, { locale: 'en' });
  await customer.open();
  await customer.write('Is anybody there?');
  await openConversation(desk.page, await conversationWith(desk.page, 'Is anybody there?'));
  await answer(desk.page, 'Yes, good morning.');
  await sent(desk.page, 'Yes, good morning.');
  expect(await faultsInBothThemes(desk.page)).toEqual([]);
});

test('the widget on the shop’s page', async () => {
  await customer.message('Yes, good morning.', 'agent').waitFor();
  const own = (await axeFaults(customer.page)).filter((fault) => fault.includes('yingke-widget'));
  expect(own).toEqual([]);
});

test('from the list to an answer with the keyboard alone', async () => {
  const { page } = desk;
  const other = await visitShop(browser, hub.shop, { locale: 'en' });
  await other.open();
  await other.write('I come second.');
  const second = await conversationWith(page, 'I come second.');
  const tabTo = async (name: string) => {
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(
        () => document.activeElement?.closest('[data-testid]')?.getAttribute('data-testid') ?? null,
      );
      if (at === name) return;
    }
    throw new Error(`Tab never reaches ${name}`);
  };
  await tabTo('conversation-list');
  // Who waits is on top, who was answered below.
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await activeTab(page).and(tab(page, second)).waitFor();
  await tabTo('composer-input');
  await page.keyboard.type('Written without a mouse.');
  await handsAreThere(page);
  await page.keyboard.press('Enter');
  await other.message('Written without a mouse.', 'agent').waitFor();
});
