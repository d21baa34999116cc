import type { Locator, Page } from 'playwright-core';
import { justSwitched } from '../../src/shared/domain/guard/guard.ts';
import type { DemoAccount } from './app.ts';

/** The desk's page as an agent uses it. Each of these is found by the hooks that the page promises. */

export const byId = (page: Page, name: string) => page.locator(`[data-testid="${name}"]`);

/** Rows of the list that show this text (the customer's name or the last line). */
export const rows = (page: Page, text?: string): Locator =>
  text === undefined
    ? byId(page, 'conversation-row')
    : byId(page, 'conversation-row').filter({ hasText: text });

/** The id of the conversation whose row shows this text, once there is one. */
export async function conversationWith(page: Page, text: string): Promise<string> {
  const id = await rows(page, text).first().getAttribute('data-conversation-id');
  if (id === null) throw new Error('a row without a conversation');
  return id;
}

export const row = (page: Page, conversationId: string): Locator =>
  page.locator(`[data-testid="conversation-row"][data-conversation-id="${conversationId}"]`);

export const tab = (page: Page, conversationId: string): Locator =>
  page.locator(`[data-testid="tab"][data-conversation-id="${conversationId}"]`);

export const activeTab = (page: Page): Locator => page.locator('[data-testid="tab"][aria-selected="true"]');

/** Lines of the transcript on the screen that show this text. */
export const entries = (page: Page, text: string): Locator => byId(page, 'entry').filter({ hasText: text });

/** What of ours is not confirmed yet. */
export const outgoing = (page: Page, text?: string): Locator =>
  text === undefined ? byId(page, 'outgoing') : byId(page, 'outgoing').filter({ hasText: text });

export const composer = (page: Page): Locator => byId(page, 'composer-input');
export const composerTo = (page: Page): Locator => byId(page, 'composer-to');
export const connection = (page: Page): Locator => byId(page, 'connection-state');

/** Clicks the conversation in the list and waits until it is the one in front. */
export async function openConversation(page: Page, conversationId: string): Promise<void> {
  await row(page, conversationId).click();
  await page
    .locator(`[data-testid="tab"][data-conversation-id="${conversationId}"][aria-selected="true"]`)
    .waitFor();
}

/** Types an answer key by key and presses Enter. */
export async function answer(page: Page, text: string): Promise<void> {
  await composer(page).click();
  await page.keyboard.type(text);
  await handsAreThere(page);
  await page.keyboard.press('Enter');
}

/**
 * An Enter of a person's own comes no sooner after a switch to another customer than the guard lets pass; a test's
 * would. Waits for that by the page's clock.
 */
export async function handsAreThere(page: Page): Promise<void> {
  const from = await page.evaluate(() => performance.now());
  await page.waitForFunction(([at, wait]) => performance.now() > at + wait, [from, justSwitched] as const);
}

/** Waits until our message with this text is confirmed by the hub. */
export async function sent(page: Page, text: string): Promise<void> {
  await entries(page, text).waitFor();
  await outgoing(page, text).waitFor({ state: 'detached' });
}

export async function signIn(page: Page, hub: string, account: DemoAccount): Promise<void> {
  await byId(page, 'sign-in-hub').fill(hub);
  await byId(page, 'sign-in-email').fill(account.email);
  await byId(page, 'sign-in-password').fill(account.password);
  await byId(page, 'sign-in-submit').click();
  await byId(page, 'conversation-list').waitFor();
}

export const connected = async (page: Page): Promise<void> =>
  await page.locator('[data-testid="connection-state"][data-state="connected"]').waitFor();

/** A call over the bridge, as the page's own code could make it; the answer as it comes. */
export const call = (page: Page, name: string, input: unknown): Promise<unknown> =>
  page.evaluate(([n, i]) => Reflect.get(window, 'yingke').call(n, i), [name, input] as const);
