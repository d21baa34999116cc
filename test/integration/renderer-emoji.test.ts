import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stage } from '../support/renderer-harness/stage.ts';
import { raiseStage } from '../support/renderer-harness/stage.ts';
import { composer, scenarioOf } from './renderer-stage.ts';

/** Emoji in the composer: by a colon, and from the picker. */

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

const choices = (page: Page) => page.getByTestId('emoji-choice');
const picker = (page: Page) => page.getByTestId('emoji-picker');
const value = (page: Page) => composer(page).inputValue();
const open = async (typed: string) => {
  const seen = await stage.open(scenarioOf('usual'));
  await composer(seen.page).focus();
  await seen.page.keyboard.type(typed);
  return seen;
};

describe(':', () => {
  it('finds by English and Chinese words, Enter takes it without sending, one undo takes it out', async () => {
    const { page, calls, troubles } = await open('好的，:smile');
    await choices(page).first().getByText('😄').waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => value(page)).toBe('好的，😄');
    await page.keyboard.type(' :爱心');
    await choices(page).first().waitFor();
    await page.keyboard.press('Tab');
    await expect.poll(() => value(page)).toMatch(/^好的，😄 \p{Extended_Pictographic}/u);
    await page.keyboard.press('Control+z');
    await expect.poll(() => value(page)).toBe('好的，😄 :爱心');
    expect(await calls('conversations.send')).toEqual([]);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('Esc leaves what was typed, and Enter sends it then; a time and an address ask for nothing', async () => {
    const { page, calls } = await open(':ok');
    await choices(page).first().waitFor();
    await page.keyboard.press('Escape');
    await choices(page).first().waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await expect.poll(() => calls('conversations.send')).toMatchObject([{ text: ':ok' }]);
    await page.keyboard.type('10:30 https://example.com 电话:ok');
    await expect.poll(() => value(page)).toBe('10:30 https://example.com 电话:ok');
    await expect.poll(() => choices(page).count()).toBe(0);
    await page.close();
  });

  it('leaves the keys to an input method', async () => {
    const { page, calls } = await open(':');
    const keyboard = await page.context().newCDPSession(page);
    await keyboard.send('Input.imeSetComposition', { text: 'smile', selectionStart: 5, selectionEnd: 5 });
    await choices(page).first().waitFor();
    const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 } as const;
    await keyboard.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
    await keyboard.send('Input.insertText', { text: '笑' });
    await keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
    await expect.poll(() => value(page)).toBe(':笑');
    await choices(page).first().waitFor();
    expect(await calls('conversations.send')).toEqual([]);
    await page.close();
  });
});

describe('the picker', () => {
  it('is opened, searched and left by keys; what was used comes first the next time', async () => {
    const { page, troubles } = await open('您好');
    await page.keyboard.press('Control+Shift+K');
    await page.locator('[data-emoji]').first().waitFor();
    await page.keyboard.type('thumbs up');
    await expect.poll(() => page.locator('[data-emoji]').count()).toBeLessThan(20);
    await page.keyboard.press('Enter');
    await expect.poll(() => value(page)).toMatch(/^您好👍/u);
    await picker(page).waitFor({ state: 'detached' });
    await expect.poll(() => composer(page).evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.press('Control+Shift+K');
    await page.getByText('最近使用').waitFor();
    const first = page.locator('[data-emoji]').first();
    expect(await first.getAttribute('data-emoji')).toMatch(/^👍/u);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => first.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await expect
      .poll(() => page.evaluate(() => (document.activeElement as HTMLElement).dataset.emoji))
      .toBe('😃');
    await page.keyboard.press('Escape');
    await picker(page).waitFor({ state: 'detached' });
    expect(await value(page)).toMatch(/^您好👍.?$/u);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('writes in the skin tone that was chosen, the next time and after a colon too', async () => {
    const { page, troubles } = await open('');
    await page.keyboard.press('Control+Shift+K');
    await page.getByTestId('emoji-tones').getByTitle('中等肤色', { exact: true }).click();
    await page.getByTestId('emoji-search').fill('thumbs up');
    await page.keyboard.press('Enter');
    await expect.poll(() => value(page)).toBe('👍🏽');
    await page.keyboard.press('Control+Shift+K');
    await page.getByText('最近使用').waitFor();
    await expect.poll(() => page.locator('[data-emoji]').first().textContent()).toBe('👍🏽');
    expect(await page.getByRole('radio', { name: '中等肤色', exact: true }).isChecked()).toBe(true);
    await page.locator('[data-emoji="😀"]').click();
    await page.keyboard.type(' :wave');
    await choices(page).first().getByText('👋🏽').waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => value(page)).toBe('👍🏽😀 👋🏽');
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('goes in where the caret is, by the mouse, and says where nothing is found', async () => {
    const { page } = await open('前后');
    await page.keyboard.press('ArrowLeft');
    await page.getByTestId('composer-emoji').click();
    await page.getByTestId('emoji-search').fill('没有这个');
    await page.getByRole('status').filter({ hasText: '没有' }).waitFor();
    await page.getByTestId('emoji-search').fill('');
    await page.getByRole('button', { name: '动物与自然' }).click();
    await page.locator('[data-emoji="🐱"]').click();
    await expect.poll(() => value(page)).toBe('前🐱后');
    await page.close();
  });
});
