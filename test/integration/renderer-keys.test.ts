import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { handsAreThere } from '../support/app-page.ts';
import type { Stage } from '../support/renderer-harness/stage.ts';
import { raiseStage } from '../support/renderer-harness/stage.ts';
import { composer, scenarioOf } from './renderer-stage.ts';

/** A whole turn without a mouse (A14), and the list of everything one can do. */

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

const chosen = (page: Page) => page.locator('[data-testid^="palette-"][aria-selected="true"]');

const tab = (page: Page) => page.locator('[data-testid="tab"][aria-selected="true"]');

async function look(page: Page, query: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.getByTestId('palette-field').waitFor();
  await page.keyboard.type(query);
}

it('a turn by keys alone: to a customer by name, an answer, the next one, and away', async () => {
  const { page, calls } = await stage.open(scenarioOf('usual'));
  await look(page, 'maria');
  await chosen(page).filter({ hasText: 'Maria Costa' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByTestId('palette').waitFor({ state: 'detached' });
  await tab(page).filter({ hasText: 'Maria Costa' }).waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => composer(page).evaluate((e) => e === document.activeElement)).toBe(true);
  await handsAreThere(page);
  await page.keyboard.type('Here is your invoice.');
  await page.keyboard.press('Enter');
  await expect.poll(() => calls('conversations.send')).toHaveLength(1);
  await page.keyboard.press('Control+J');
  await expect.poll(() => tab(page).textContent()).not.toContain('Maria');
  await look(page, '状态：离开');
  await page.keyboard.press('Enter');
  await expect.poll(() => calls('status.set')).toEqual([{ status: 'away', reason: null }]);
  await page.keyboard.press('Control+Shift+O');
  await expect.poll(() => calls('status.set')).toHaveLength(2);
  await page.close();
});

it('what one does is found in the other language too, and its keys stand beside it', async () => {
  const { page } = await stage.open(scenarioOf('usual'));
  await look(page, 'side by side');
  await chosen(page).filter({ hasText: '并排显示两个会话' }).filter({ hasText: 'Ctrl \\' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('[data-pane="beside"]').waitFor();
  await page.close();
});

it('what wants focus has it once the list is gone', async () => {
  const { page, calls } = await stage.open(scenarioOf('usual'));
  await look(page, '结束会话');
  await page.keyboard.press('Enter');
  const confirm = page.getByTestId('conversation-close-confirm');
  await expect.poll(() => confirm.evaluate((e) => e === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await expect.poll(() => calls('conversations.close')).toHaveLength(1);
  await page.close();
});

it('hands over to the search, and its own keys close it', async () => {
  const { page } = await stage.open(scenarioOf('search'));
  await look(page, '退款');
  await page.getByTestId('palette-search').waitFor();
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => chosen(page).getAttribute('data-testid')).toBe('palette-search');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByTestId('search-field').inputValue()).toBe('退款');
  await page.keyboard.press('Escape');
  await page.getByTestId('search').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+K');
  await page.getByTestId('palette').waitFor();
  await page.keyboard.press('Control+K');
  await page.getByTestId('palette').waitFor({ state: 'detached' });
  await page.close();
});

it('keys of an input method, of AltGr and of a question that is asked move nothing', async () => {
  const { page } = await stage.open(scenarioOf('usual'));
  const before = await tab(page).textContent();
  const press = (init: object) =>
    page.evaluate((of) => {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...of }));
    }, init);
  await press({ key: 'k', code: 'KeyK', ctrlKey: true, isComposing: true });
  await press({ key: 'j', code: 'KeyJ', ctrlKey: true, altKey: true });
  await press({ key: 'j', code: 'KeyJ', ctrlKey: true, modifierAltGraph: true });
  await page.keyboard.press('Control+Shift+T');
  await page.getByTestId('hand-over').waitFor();
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Control+J');
  expect(await page.getByTestId('palette').count()).toBe(0);
  expect(await tab(page).textContent()).toBe(before);
  await page.close();
});
