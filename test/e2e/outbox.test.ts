import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Desk } from '../support/app.ts';
import { launchDesk } from '../support/app.ts';
import type { HubProcess } from '../support/app-hub.ts';
import { launchHub } from '../support/app-hub.ts';
import {
  answer,
  connected,
  connection,
  conversationWith,
  entries,
  openConversation,
  outgoing,
  sent,
  signIn,
} from '../support/app-page.ts';
import type { Customer } from '../support/browser.ts';
import { openBrowser, visitShop } from '../support/browser.ts';
import type { Stage } from '../support/launch.ts';
import { openStage } from '../support/launch.ts';

/** A desk on one computer, the hub on another, and everything between them that can break. */
let stage: Stage;
let hub: HubProcess;
let browser: Browser;
let data: string;
let desk: Desk;
let customer: Customer;
let conversationId: string;

const start = () => launchDesk(stage, { data, args: [`--hub=${hub.hub}`, '--lang', 'en'] });

beforeAll(async () => {
  stage = await openStage();
  hub = await launchHub(stage.undo);
  data = stage.folder('data');
  [browser, desk] = await Promise.all([openBrowser(stage), start()]);
  const [account] = hub.accounts;
  if (!account) throw new Error('no demo people');
  await signIn(desk.page, hub.hub, account);
  await connected(desk.page);
  customer = await visitShop(browser, hub.shop, { locale: 'en' });
  await customer.open();
  await customer.write('Where is my order?');
  conversationId = await conversationWith(desk.page, 'Where is my order?');
  await openConversation(desk.page, conversationId);
});

afterAll(async () => {
  hub?.thaw();
  await stage?.close();
});

test('[P6] written while nothing answers, killed, started again: sent once, in order, in the end', async () => {
  hub.freeze();
  for (const number of [1, 2, 3]) await answer(desk.page, `Answer ${number} into the dark`);
  await outgoing(desk.page, 'Answer 3 into the dark').waitFor();
  expect(await outgoing(desk.page).count()).toBe(3);
  await desk.kill();

  desk = await start();
  await openConversation(desk.page, conversationId);
  await outgoing(desk.page, 'Answer 3 into the dark').waitFor();
  expect(await outgoing(desk.page).count()).toBe(3);
  expect(await connection(desk.page).getAttribute('data-state')).not.toBe('connected');

  hub.thaw();
  await customer.message('Answer 3 into the dark', 'agent').waitFor();
  await sent(desk.page, 'Answer 3 into the dark');
  const seen = (await customer.texts()).map((text) => /Answer \d/.exec(text)?.[0]).filter(Boolean);
  expect(seen).toEqual(['Answer 1', 'Answer 2', 'Answer 3']);
  for (const number of [1, 2, 3]) expect(await entries(desk.page, `Answer ${number} into`).count()).toBe(1);
});

test('[P7] what the desk missed while it was away is there when it comes back', async () => {
  await desk.quit();
  for (const number of [1, 2, 3]) await customer.write(`Question ${number} while you were away`);
  await customer.page
    .locator('[data-yk="message"][data-state="sending"]')
    .first()
    .waitFor({ state: 'detached' });
  desk = await start();
  await connected(desk.page);
  await openConversation(desk.page, conversationId);
  for (const number of [1, 2, 3]) await entries(desk.page, `Question ${number} while`).waitFor();
});

test('the hub gone and back on its port: both ends find it again by themselves', async () => {
  const port = Number(new URL(hub.hub).port);
  await hub.kill();
  await answer(desk.page, 'Answer while the hub is down');
  await customer.write('Question while the hub is down');
  await outgoing(desk.page, 'Answer while the hub is down').waitFor();
  hub = await launchHub(stage.undo, { data: hub.data, port });
  await customer.message('Answer while the hub is down', 'agent').waitFor({ timeout: 40_000 });
  await entries(desk.page, 'Question while the hub is down').waitFor({ timeout: 40_000 });
  await sent(desk.page, 'Answer while the hub is down');
  await connected(desk.page);
});
