import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTruth } from '../faults/truth.ts';
import { type Desk, launchDesk, until } from '../support/app.ts';
import { type HubProcess, launchHub } from '../support/app-hub.ts';
import {
  answer,
  byId,
  call,
  composer,
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

/** Undo send in the real desk, with a line that is cut and a desk that ends in between: nothing is lost, nothing comes twice. */
let stage: Stage;
let hub: HubProcess;
let browser: Browser;
let data: string;
let desk: Desk;
let customer: Customer;
let conversationId: string;

const start = () => launchDesk(stage, { data, args: [`--hub=${hub.hub}`, '--lang', 'en'] });
const held = () => byId(desk.page, 'held');

/** Main has it on the disk: the page shows what is sent a moment before, and a kill in between would leave the draft. */
async function kept(text: string): Promise<void> {
  const open = () => call(desk.page, 'conversations.open', { conversationId, limit: 60 });
  await expect.poll(async () => JSON.stringify(await open())).toContain(`"text":"${text}"`);
}

beforeAll(async () => {
  stage = await openStage();
  hub = await launchHub(stage.undo);
  data = stage.folder('data');
  writeFileSync(join(data, 'settings.json'), JSON.stringify({ look: { undoSend: true } }));
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

test('[P3] [P6] taken back in time it never leaves; a cut line, a quit and a kill meanwhile cost and double nothing', {
  timeout: 180_000,
}, async () => {
  await answer(desk.page, 'Taken back');
  await held().waitFor();
  await desk.page.keyboard.press('Control+Shift+Z');
  await expect.poll(() => composer(desk.page).inputValue()).toBe('Taken back');
  await outgoing(desk.page).waitFor({ state: 'detached' });
  await composer(desk.page).fill('');

  // The time to undo it runs out while nothing answers.
  hub.freeze();
  await answer(desk.page, 'Cut off');
  await held().waitFor();
  await held().waitFor({ state: 'detached' });
  await outgoing(desk.page, 'Cut off').waitFor();
  hub.thaw();
  await sent(desk.page, 'Cut off');

  await answer(desk.page, 'Quit');
  await held().waitFor();
  await desk.quit();
  desk = await start();
  await openConversation(desk.page, conversationId);
  await sent(desk.page, 'Quit');

  await answer(desk.page, 'Killed');
  await held().waitFor();
  await kept('Killed');
  await desk.kill();
  desk = await start();
  await openConversation(desk.page, conversationId);
  await sent(desk.page, 'Killed');

  // After all of them: what was to come twice would have come before it.
  await answer(desk.page, 'The last');
  await customer.message('The last', 'agent').waitFor({ timeout: 40_000 });
  const truth = readTruth(join(hub.data, 'hub/hub.sqlite'));
  stage.undo.add(truth.close);
  const said = await until(
    () => {
      const found = truth
        .all()
        .entries.filter((entry) => entry.conversationId === conversationId && entry.authorKind === 'agent')
        .flatMap(({ body }) => (body.kind === 'message' ? [body.text] : []));
      return found.includes('The last') ? found : undefined;
    },
    () => 'the last one is not at the hub',
  );
  expect(said).toEqual(['Cut off', 'Quit', 'Killed', 'The last']);
  await expect.poll(() => outgoing(desk.page).count()).toBe(0);
  for (const text of said) await expect.poll(() => entries(desk.page, text).count()).toBe(1);
});
