import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTruth } from '../faults/truth.ts';
import { type Desk, launchDesk, until } from '../support/app.ts';
import { type HubProcess, launchHub } from '../support/app-hub.ts';
import {
  answer,
  connected,
  conversationWith,
  entries,
  openConversation,
  outgoing,
  sent,
  signIn,
} from '../support/app-page.ts';
import { type Customer, openBrowser, visitShop } from '../support/browser.ts';
import { openStage, type Stage } from '../support/launch.ts';

/** The fault bench in small, with the app as it ships: its window, the widget's page, the hub's program, and SIGKILL. */
let stage: Stage;
let hub: HubProcess;
let browser: Browser;
let data: string;
let desk: Desk;
let customer: Customer;
let conversationId: string;

const startDesk = () => launchDesk(stage, { data, args: [`--hub=${hub.hub}`, '--lang', 'en'] });
const startHubAgain = () => launchHub(stage.undo, { data: hub.data, port: Number(new URL(hub.hub).port) });

beforeAll(async () => {
  stage = await openStage();
  hub = await launchHub(stage.undo);
  data = stage.folder('data');
  [browser, desk] = await Promise.all([openBrowser(stage), startDesk()]);
  const [account] = hub.accounts;
  if (!account) throw new Error('no demo people');
  await signIn(desk.page, hub.hub, account);
  await connected(desk.page);
  customer = await visitShop(browser, hub.shop, { locale: 'en' });
  await customer.open();
  await customer.write('Question 0');
  conversationId = await conversationWith(desk.page, 'Question 0');
  await openConversation(desk.page, conversationId);
});

afterAll(async () => {
  await stage?.close();
});

/** One from each side, on their way to a hub that stands still. */
async function bothWrite(number: number): Promise<void> {
  await answer(desk.page, `Answer ${number}`);
  await outgoing(desk.page, `Answer ${number}`).waitFor();
  await customer.write(`Question ${number}`);
  await customer.message(`Question ${number}`, 'me').waitFor();
}

test('[P2] [P3] [P6] [P8] hub and app killed in mid-send, each for itself and together: one gapless order everywhere', {
  timeout: 180_000,
}, async () => {
  hub.freeze();
  await bothWrite(1);
  await hub.kill();
  await bothWrite(2);
  hub = await startHubAgain();
  await sent(desk.page, 'Answer 2');

  // Nobody stands still: what is cut off is on the disk, or with the hub, or with both.
  await answer(desk.page, 'Answer 3');
  await outgoing(desk.page, 'Answer 3').or(entries(desk.page, 'Answer 3')).waitFor();
  await desk.kill();
  await customer.write('Question 3');
  desk = await startDesk();
  await openConversation(desk.page, conversationId);
  await sent(desk.page, 'Answer 3');

  hub.freeze();
  await bothWrite(4);
  await Promise.all([desk.kill(), hub.kill()]);
  hub = await startHubAgain();
  desk = await startDesk();
  await openConversation(desk.page, conversationId);
  await sent(desk.page, 'Answer 4');
  await customer.page.reload();
  await customer.open();
  await customer.message('Answer 4', 'agent').waitFor({ timeout: 40_000 });

  const all = [0, 1, 2, 3, 4].flatMap((n) => (n === 0 ? ['Question 0'] : [`Answer ${n}`, `Question ${n}`]));
  const truth = readTruth(join(hub.data, 'hub/hub.sqlite'));
  stage.undo.add(truth.close);
  const messages = await until(
    () => {
      const found = truth.all().entries.filter((entry) => entry.conversationId === conversationId);
      const said = found.flatMap(({ body }) => (body.kind === 'message' ? [body.text] : []));
      return said.length >= all.length ? { found, said } : undefined;
    },
    () => 'not everything arrived at the hub',
    40_000,
  );
  expect([...messages.said].sort()).toEqual([...all].sort());
  expect(messages.found.map(({ seq }) => seq)).toEqual(messages.found.map((_, index) => index + 1));
  for (const side of ['Answer', 'Question']) {
    const own = (list: readonly string[]) => list.filter((text) => text.startsWith(side));
    expect(own(messages.said)).toEqual(own(all));
  }

  // Both windows draw the same, in that order, and nothing as on its way.
  const said = async (texts: Promise<readonly string[]>) =>
    (await texts).flatMap((text) => /(?:Answer|Question) \d/.exec(text) ?? []);
  await expect
    .poll(() => said(desk.page.locator('[data-testid="entry"]').allTextContents()), { timeout: 40_000 })
    .toEqual(messages.said);
  await expect.poll(() => said(customer.texts()), { timeout: 40_000 }).toEqual(messages.said);
  expect(await outgoing(desk.page).count()).toBe(0);
  expect(await customer.page.locator('[data-yk="message"][data-state="sending"]').count()).toBe(0);
});
