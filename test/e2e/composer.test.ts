import type { Browser, CDPSession } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Desk } from '../support/app.ts';
import { launchDesk } from '../support/app.ts';
import {
  composer,
  composerTo,
  conversationWith,
  entries,
  handsAreThere,
  openConversation,
  outgoing,
  sent,
  tab,
} from '../support/app-page.ts';
import type { Customer } from '../support/browser.ts';
import { openBrowser, visitShop } from '../support/browser.ts';
import type { Stage } from '../support/launch.ts';
import { openStage } from '../support/launch.ts';

let stage: Stage;
let browser: Browser;
let desk: Desk;
let customer: Customer;
let keys: CDPSession;
let first: string;
let second: string;

beforeAll(async () => {
  stage = await openStage();
  [browser, desk] = await Promise.all([
    openBrowser(stage),
    launchDesk(stage, { data: stage.folder('data'), args: ['--host', '--demo', '--lang', 'en'] }),
  ]);
  const { shop } = await desk.ready();
  customer = await visitShop(browser, shop, { locale: 'en' });
  const other = await visitShop(browser, shop, { locale: 'en' });
  await customer.open();
  await customer.write('I am the first');
  await other.open();
  await other.write('I am the second');
  first = await conversationWith(desk.page, 'I am the first');
  second = await conversationWith(desk.page, 'I am the second');
  keys = await desk.page.context().newCDPSession(desk.page);
});

beforeEach(async () => {
  await openConversation(desk.page, first);
  await composer(desk.page).fill('');
  await composer(desk.page).focus();
  await handsAreThere(desk.page);
});

afterAll(async () => {
  await stage?.close();
});

test('Enter sends, Shift+Enter breaks the line', async () => {
  const { keyboard } = desk.page;
  await keyboard.type('First line');
  await keyboard.press('Shift+Enter');
  await keyboard.type('second line');
  await expect.poll(() => composer(desk.page).inputValue()).toBe('First line\nsecond line');
  await expect.poll(() => entries(desk.page, 'First line').count()).toBe(0);

  await keyboard.press('Enter');
  await sent(desk.page, 'First line');
  await customer.message('second line', 'agent').waitFor();
  expect(await composer(desk.page).inputValue()).toBe('');
});

test('Enter with nothing but white space sends nothing', async () => {
  const { keyboard } = desk.page;
  await keyboard.type('   ');
  await keyboard.press('Enter');
  await composer(desk.page).fill('after the blank');
  await keyboard.press('Enter');
  await sent(desk.page, 'after the blank');
  expect(await outgoing(desk.page).count()).toBe(0);
  const last = await desk.page.locator('[data-testid="entry"][data-kind="message"]').allTextContents();
  expect(last.at(-1)).toContain('after the blank');
  expect(last.at(-2)).not.toMatch(/^\s*$/);
});

/** What an input method sends for Enter while it composes, or on the way out of it. */
const enterOfInputMethod = async () => {
  const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 };
  await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
  await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
};

test('the Enter that ends a composition never sends', async () => {
  await keys.send('Input.imeSetComposition', { text: 'ni hao', selectionStart: 6, selectionEnd: 6 });
  await expect.poll(() => composer(desk.page).inputValue()).toBe('ni hao');
  await enterOfInputMethod();
  await keys.send('Input.insertText', { text: '你好' });
  await expect.poll(() => composer(desk.page).inputValue()).toBe('你好');
  // Some input methods end the composition first and let the key through after it.
  await enterOfInputMethod();
  expect(await composer(desk.page).inputValue()).toBe('你好');
  expect(await entries(desk.page, 'ni hao').count()).toBe(0);
  expect(await outgoing(desk.page).count()).toBe(0);

  // An Enter of the person's own comes no sooner than fingers can.
  const ended = await desk.page.evaluate(() => performance.now());
  await desk.page.waitForFunction((at) => performance.now() > at + 100, ended);
  await desk.page.keyboard.press('Enter');
  await sent(desk.page, '你好');
  expect(await entries(desk.page, '你好').count()).toBe(1);
});

test('a draft stays with its conversation', async () => {
  await composer(desk.page).fill('for the first only');
  await openConversation(desk.page, second);
  await expect.poll(() => composer(desk.page).inputValue()).toBe('');
  await composer(desk.page).fill('for the second only');

  await tab(desk.page, first).click();
  await expect.poll(() => composer(desk.page).inputValue()).toBe('for the first only');
  const nameOfFirst = await composerTo(desk.page).textContent();
  await tab(desk.page, second).click();
  await expect.poll(() => composer(desk.page).inputValue()).toBe('for the second only');
  await expect.poll(() => composerTo(desk.page).textContent()).not.toBe(nameOfFirst);

  await handsAreThere(desk.page);
  await desk.page.keyboard.press('Enter');
  await expect.poll(() => composer(desk.page).inputValue()).toBe('');
  await expect.poll(() => customer.message('for the second only').count()).toBe(0);
});

test('a draft typed in a hurry is not lost by an immediate switch', async () => {
  await desk.page.keyboard.type('quick');
  await tab(desk.page, second).click();
  await tab(desk.page, first).click();
  await expect.poll(() => composer(desk.page).inputValue()).toBe('quick');
});

test('a message is copied by its menu, though the page has no permission to write to the clipboard', async () => {
  const { page, app } = desk;
  await app.evaluate(({ clipboard }) => clipboard.writeText(''));
  await entries(page, 'I am the first').first().click({ button: 'right' });
  await page.getByTestId('message-copy').click();
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe('I am the first');
});

test('an emoji is found by a colon and sent', async () => {
  const { keyboard } = desk.page;
  await keyboard.type('Fine :smile');
  await desk.page.getByTestId('emoji-choice').first().waitFor();
  await keyboard.press('Enter');
  await expect.poll(() => composer(desk.page).inputValue()).toBe('Fine 😄');
  await keyboard.press('Enter');
  await customer.message('Fine 😄', 'agent').waitFor();
});
