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
  await expect.poll(() => page.getByTestId('palette').count()).toBe(0);
  await expect.poll(() => tab(page).textContent()).toBe(before);
  await page.close();
});

it('a customer is found by the pinyin of the name', async () => {
  const { page } = await stage.open(scenarioOf('usual'));
  await look(page, "wang'xw");
  await chosen(page).filter({ hasText: '王晓雯' }).waitFor();
  await page.keyboard.press('Enter');
  await tab(page).filter({ hasText: '王晓雯' }).waitFor();
  await page.close();
});

it('what is found a little later, above the rest, is what Enter is for; not where one has gone elsewhere', async () => {
  const { page } = await stage.open(scenarioOf('usual'));
  const hold = () =>
    page.evaluate(() => {
      const { after } = (window as unknown as { fake: { after: Record<string, Promise<unknown>> } }).fake;
      after['search.sounds'] = new Promise<void>((letGo) => Object.assign(window, { letGo }));
    });
  const letGo = () => page.evaluate(() => (window as unknown as { letGo: () => void }).letGo());
  await hold();
  await look(page, "wang'xw");
  await chosen(page).filter({ hasText: "wang'xw" }).waitFor();
  await letGo();
  await chosen(page).filter({ hasText: '王晓雯' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByTestId('palette').waitFor({ state: 'detached' });

  // Other names have to be asked for, or nothing would come later.
  await page.reload();
  await tab(page).waitFor();
  await hold();
  await look(page, 'wa');
  await chosen(page).waitFor();
  await page.keyboard.press('End');
  await chosen(page).filter({ hasText: 'wa' }).waitFor();
  await letGo();
  await page.getByTestId('palette-conversation').filter({ hasText: '王晓雯' }).waitFor();
  expect(await chosen(page).getAttribute('data-testid')).toBe('palette-search');
  await page.close();
});

it('all keys are shown by F1, found by name or keys, and lead to where one changes them', async () => {
  const { page } = await stage.open(scenarioOf('usual'));
  await page.keyboard.press('F1');
  const sheet = page.getByTestId('sheet-row');
  await sheet.filter({ hasText: '并排显示两个会话' }).filter({ hasText: 'Ctrl \\' }).waitFor();
  expect(await sheet.filter({ hasText: '个人' }).count()).toBe(0);
  await page.keyboard.type('ctrl j');
  await expect.poll(() => sheet.count()).toBe(1);
  await expect.poll(() => sheet.getAttribute('data-action')).toBe('next-urgent');
  await page.keyboard.press('F1');
  await page.getByTestId('keys').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+/');
  await page.getByTestId('keys-change').press('Enter');
  await page.getByTestId('keys-row').first().waitFor();
  await page.close();
});

it('other keys are given by keys alone: what they meant is said, and they work at once', async () => {
  const { page, calls } = await stage.open(scenarioOf('usual'));
  await page.keyboard.press('Control+,');
  await page.getByTestId('settings-shortcuts').press('Enter');
  await page.getByTestId('keys-field').press('s');
  await page.keyboard.type('ide by side');
  await expect.poll(() => page.getByTestId('keys-row').count()).toBe(1);
  const button = page.getByTestId('keys-button');
  await button.press('Enter');
  const refused = async (keys: string, why: string) => {
    await page.keyboard.press(keys);
    await page.locator(`[data-testid="keys-fault"][data-fault="${why}"]`).waitFor();
  };
  await refused('j', 'writes');
  await refused('Alt+j', 'alt');
  await refused('Control+Alt+j', 'alt-gr');
  await refused('Control+v', 'kept');
  await button.dispatchEvent('keydown', { key: 'j', code: 'KeyJ', ctrlKey: true, isComposing: true });
  await page.locator('[data-testid="keys-fault"][data-fault="ime"]').waitFor();
  // Whose they are is said; by Enter they swap.
  await page.keyboard.press('Control+J');
  await page.getByTestId('keys-taken').filter({ hasText: '前往最紧急的会话' }).waitFor();
  const swap = page.getByTestId('keys-swap');
  await expect.poll(() => swap.evaluate((e) => e === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await expect
    .poll(() => calls('app.setPreferences'))
    .toEqual([{ keys: { 'tab.split': 'Mod+J', 'next-urgent': 'Mod+\\' } }]);
  await page.getByTestId('keys-done').filter({ hasText: 'Ctrl J' }).waitFor();
  await expect.poll(() => button.evaluate((e) => e === document.activeElement)).toBe(true);
  await look(page, '前往会话');
  await page.keyboard.press('Enter');
  await page.getByTestId('composer-input').waitFor();
  await page.keyboard.press('Control+J');
  await page.locator('[data-pane="beside"]').waitFor();
  await page.close();
});

it('the usual keys come back, one by one or all', async () => {
  const scenario = scenarioOf('usual');
  const preferences = { ...scenario.boot.preferences, keys: { 'tab.close': 'Mod+E', 'next-urgent': null } };
  const { page, calls } = await stage.open({ ...scenario, boot: { ...scenario.boot, preferences } });
  await page.keyboard.press('Control+,');
  await page.getByTestId('settings-shortcuts').press('Enter');
  const row = (id: string) => page.locator(`[data-testid="keys-row"][data-action="${id}"]`);
  await row('tab.close').filter({ hasText: 'Ctrl E' }).waitFor();
  await row('tab.close').getByTestId('keys-usual').press('Enter');
  await row('tab.close').filter({ hasText: 'Ctrl W' }).waitFor();
  await expect.poll(() => calls('app.setPreferences')).toEqual([{ keys: { 'next-urgent': null } }]);
  await page.getByTestId('keys-reset').press('Enter');
  await row('next-urgent').filter({ hasText: 'Ctrl J' }).waitFor();
  await expect.poll(async () => (await calls('app.setPreferences')).at(-1)).toEqual({ keys: {} });
  // Backspace takes them away.
  await row('next-urgent').getByTestId('keys-button').press('Enter');
  await page.keyboard.press('Backspace');
  await expect
    .poll(async () => (await calls('app.setPreferences')).at(-1))
    .toEqual({ keys: { 'next-urgent': null } });
  await page.close();
});

it('the search of the settings finds actions', async () => {
  const { page } = await stage.open(scenarioOf('usual'));
  await page.keyboard.press('Control+,');
  await page.getByTestId('settings-search').fill('最紧急');
  await expect.poll(() => page.getByTestId('keys-row').count()).toBe(1);
  await page.getByTestId('settings-search').fill('快捷键');
  await expect.poll(() => page.getByTestId('keys-row').count()).toBeGreaterThan(10);
  await page.close();
});

it('no two actions come with the same keys', async () => {
  const { page } = await stage.open(scenarioOf('usual'));
  await page.keyboard.press('Control+,');
  await page.getByTestId('settings-shortcuts').press('Enter');
  await page.getByTestId('keys-row').first().waitFor();
  // Keys of one place of the screen are nobody else's there, and may be others' elsewhere.
  const all = await page
    .locator('[data-testid="keys-row"]:not([data-action^="place."]) kbd')
    .evaluateAll((keys) => keys.map((one) => one.textContent ?? ''));
  expect(all.length).toBeGreaterThan(20);
  expect(all.filter((keys, at) => all.indexOf(keys) !== at)).toEqual([]);
  await page.close();
});
