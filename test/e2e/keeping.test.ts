import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Desk } from '../support/app.ts';
import { launchDesk } from '../support/app.ts';
import type { HubProcess } from '../support/app-hub.ts';
import { launchHub } from '../support/app-hub.ts';
import {
  answer,
  connected,
  conversationWith,
  openConversation,
  outgoing,
  sent,
  signIn,
} from '../support/app-page.ts';
import { openBrowser, visitShop } from '../support/browser.ts';
import type { Stage } from '../support/launch.ts';
import { openStage } from '../support/launch.ts';
import { keepPicture } from '../support/pictures.ts';

/** What the real desk leaves on a disk without a keychain, and how it opens it again. */
let stage: Stage;
let hub: HubProcess;
let browser: Browser;
let data: string;
let desk: Desk;

const part = (name: string) => desk.page.locator(`[data-testid="${name}"]`);
const phrase = 'four words are better';

beforeAll(async () => {
  stage = await openStage();
  hub = await launchHub(stage.undo);
  browser = await openBrowser(stage);
});
afterAll(async () => {
  hub?.thaw();
  await stage?.close();
});

const start = async (policy: string) => {
  desk = await launchDesk(stage, {
    data,
    args: [`--hub=${hub.hub}`, '--lang', 'en', `--cache-policy=${policy}`],
  });
};

function account() {
  const [first] = hub.accounts;
  if (!first) throw new Error('no demo people');
  return first;
}

/** Files of the data folder in which one of these words stands as it is. */
function filesWith(words: readonly string[]): string[] {
  return readdirSync(data, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const path = join(data, name);
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return false;
    const bytes = readFileSync(path);
    return words.some((word) => bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le')));
  });
}

test('a pass phrase is chosen, asked at the start, and opens what waited; nothing lies in the clear', async () => {
  data = stage.folder('data');
  await start('passphrase');
  const { email, password } = account();
  await part('sign-in-hub').fill(hub.hub);
  await part('sign-in-email').fill(email);
  await part('sign-in-password').fill(password);
  await part('sign-in-submit').click();
  await part('pass-phrase-again').waitFor();
  await keepPicture(desk.page, 'pass-phrase-choose-light-en');
  await part('pass-phrase').fill(phrase);
  await part('pass-phrase-again').fill(phrase);
  await part('pass-phrase-submit').click();
  await part('conversation-list').waitFor();
  await connected(desk.page);
  expect(await part('cache-protection').textContent()).toBe('Cache locked');

  const customer = await visitShop(browser, hub.shop, { locale: 'en' });
  await customer.open();
  await customer.write('canary of a customer');
  const id = await conversationWith(desk.page, 'canary of a customer');
  await openConversation(desk.page, id);
  hub.freeze();
  await answer(desk.page, 'canary of an agent');
  await outgoing(desk.page, 'canary of an agent').waitFor();
  await desk.kill();

  const token = readFileSync(join(data, 'account.json'), 'utf8');
  expect(JSON.parse(token)).toMatchObject({ cacheKey: null, lock: { n: 2 ** 17 } });
  expect(filesWith(['canary of a customer', 'canary of an agent', password, phrase])).toEqual([]);

  await start('passphrase');
  await part('pass-phrase').fill('five words are too many');
  await part('pass-phrase-submit').click();
  await part('pass-phrase-error').waitFor();
  await part('pass-phrase').fill(phrase);
  await part('pass-phrase-submit').click();
  hub.thaw();
  await openConversation(desk.page, id);
  await sent(desk.page, 'canary of an agent');
  await customer.message('canary of an agent', 'agent').waitFor();
  await customer.page.close();

  await part('me-menu').click();
  await desk.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await part('sign-in-form').waitFor();
  expect(readdirSync(join(data, 'cache'))).toEqual([]);
  expect(readdirSync(data)).not.toContain('account.json');
  await desk.quit();
});

test('in memory nothing is kept, that is said, and quitting asks while something is not sent', async () => {
  data = stage.folder('data');
  await start('memory');
  await signIn(desk.page, hub.hub, account());
  await connected(desk.page);
  expect(await part('cache-protection').textContent()).toBe('Nothing kept on disk');
  const customer = await visitShop(browser, hub.shop, { locale: 'en' });
  await customer.open();
  await customer.write('canary in memory');
  const id = await conversationWith(desk.page, 'canary in memory');
  await openConversation(desk.page, id);
  hub.freeze();
  await answer(desk.page, 'not sent by now');
  await outgoing(desk.page, 'not sent by now').waitFor();

  // The question is the system's own window: its answer is given for the person, stay first, then quit.
  await desk.app.evaluate(({ app, dialog }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = (async (_window: unknown, options: { detail: string }) => {
      asked.push(options.detail);
      return { response: asked.length === 1 ? 0 : 1, checkboxChecked: false };
    }) as unknown as typeof dialog.showMessageBox;
    app.quit();
  });
  await expect
    .poll(() => desk.app.evaluate(() => Reflect.get(globalThis, 'asked') as string[]))
    .toEqual([expect.stringContaining('not sent yet: 1. Drafts: 0.')]);
  expect(await outgoing(desk.page, 'not sent by now').count()).toBe(1);
  expect(readdirSync(data)).not.toContain('account.json');
  expect(filesWith(['canary in memory', 'not sent by now'])).toEqual([]);
  await desk.quit();
});
