import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, launchDesk } from '../support/app.ts';
import { type HubProcess, launchHub } from '../support/app-hub.ts';
import {
  call,
  composer,
  connected,
  conversationWith,
  openConversation,
  signIn,
} from '../support/app-page.ts';
import { openBrowser, visitShop } from '../support/browser.ts';
import { openStage, type Stage } from '../support/launch.ts';

/** The page's process really dies, in the real app: it comes back by itself, and when it cannot stay, somebody is asked. */

let stage: Stage;
let hub: HubProcess;
let data: string;
let desk: Desk;

beforeAll(async () => {
  stage = await openStage();
  hub = await launchHub(stage.undo);
  data = stage.folder('data');
  desk = await launchDesk(stage, { data, args: [`--hub=${hub.hub}`, '--lang', 'en'] });
});
afterAll(() => stage?.close());

/** Dead by Chromium's own hand; what was attached to that page is gone with it. */
const crash = () =>
  desk.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );

/** In whatever page is there now; undefined while there is none. */
const inPage = (code: string): Promise<unknown> =>
  desk.app.evaluate(async ({ BrowserWindow }, js) => {
    const page = BrowserWindow.getAllWindows()[0]?.webContents;
    if (page === undefined || page.isCrashed() || page.isLoading()) return undefined;
    return page.executeJavaScript(js);
  }, code);

const ends = () =>
  readFileSync(join(data, 'logs/desk.log'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { msg?: string; reason?: string })
    .filter(({ msg }) => msg === 'page ended');
const draft = `document.querySelector('[data-testid="composer-input"]')?.value ?? null`;
const title = 'document.title';

test('a page that dies comes back by itself, with the conversation and what was typed; the log says so', {
  timeout: 120_000,
}, async () => {
  const [person] = hub.accounts;
  if (person === undefined) throw new Error('no demo people');
  await signIn(desk.page, hub.hub, person);
  await connected(desk.page);
  const customer = await visitShop(await openBrowser(stage), hub.shop, { locale: 'en' });
  await customer.open();
  await customer.write('from the customer');
  await openConversation(desk.page, await conversationWith(desk.page, 'from the customer'));
  await composer(desk.page).fill('not sent yet');
  // With main, which keeps it: what was typed in the last moment before a crash is gone with the page.
  await expect
    .poll(() => call(desk.page, 'account.unsent', {}))
    .toMatchObject({ ok: true, value: { drafts: 1 } });
  expect(ends()).toEqual([]);

  await crash();
  await expect.poll(() => ends().length, { timeout: 20_000 }).toBe(1);
  expect(ends()[0]?.reason).toMatch(/^(crashed|killed)$/u);
  await expect.poll(() => inPage(draft), { timeout: 30_000 }).toBe('not sent yet');
  expect(await inPage(title)).not.toBe('');
});

test('the third time in a minute it is asked, and comes back when it is told to', {
  timeout: 120_000,
}, async () => {
  await desk.app.evaluate(({ dialog }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = (async (_window: unknown, options: { message: string }) => {
      asked.push(options.message);
      return { response: 0, checkboxChecked: false };
    }) as unknown as typeof dialog.showMessageBox;
  });
  const asked = () => desk.app.evaluate(() => (globalThis as unknown as { asked: readonly string[] }).asked);
  // The ends of the test before may count or not, and a slow machine may take long over one: until three were within a minute.
  for (let i = 0; i < 10 && (await asked()).length === 0; i += 1) {
    const before = ends().length;
    await crash();
    await expect.poll(() => ends().length, { timeout: 20_000 }).toBe(before + 1);
    await expect.poll(() => inPage(draft), { timeout: 30_000 }).toBe('not sent yet');
  }
  expect(await asked()).toEqual(['The window ended several times']);
  await expect.poll(() => inPage(draft), { timeout: 30_000 }).toBe('not sent yet');
});
