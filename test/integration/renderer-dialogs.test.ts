import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actions } from '../support/renderer-harness/actions.ts';
import { raiseStage, type Stage } from '../support/renderer-harness/stage.ts';
import { scenarioOf } from './renderer-stage.ts';

/**
 * Windows in front of everything that have a form of their own: each gives the keyboard back to where it was, whether it is ended by Esc, by
 * its button, or because what it was for is over.
 */

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

const composer = (page: Page) => page.getByTestId('composer-input');
const atComposer = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? document.activeElement?.tagName);

/** Opened by keys from the composer. */
const byKeys = [
  { name: 'search', keys: 'Control+Shift+F', button: null },
  { name: 'palette', keys: 'Control+K', button: null },
  { name: 'keys', keys: 'F1', button: /^关闭快捷键/u },
  { name: 'hand-over', keys: 'Control+Shift+T', button: '取消' },
] as const;

describe('the keyboard is back in the composer after', () => {
  it.each(byKeys)('$name', async ({ name, keys, button }) => {
    const { page, troubles } = await stage.open(scenarioOf('usual'));
    await composer(page).focus();
    const window = page.getByTestId(name);
    const endings: (() => Promise<void>)[] = [() => page.keyboard.press('Escape')];
    if (button !== null) endings.push(() => window.getByRole('button', { name: button }).click());
    for (const end of endings) {
      await page.keyboard.press(keys);
      await window.waitFor();
      await expect.poll(() => atComposer(page)).not.toBe('composer-input');
      await end();
      await window.waitFor({ state: 'detached' });
      await expect.poll(() => atComposer(page)).toBe('composer-input');
    }
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('a conversation was handed over', async () => {
    const { page } = await stage.open(scenarioOf('usual'));
    await composer(page).focus();
    await page.keyboard.press('Control+Shift+T');
    await page.getByTestId('hand-over').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+Enter');
    await page.getByTestId('hand-over').waitFor({ state: 'detached' });
    await expect.poll(() => atComposer(page)).toBe('composer-input');
    await page.close();
  });
});

describe('the keyboard is back at what opened it after', () => {
  const isAt = (page: Page, testId: string) =>
    page.evaluate((id) => document.activeElement?.closest(`[data-testid="${id}"]`) !== null, testId);

  it('pictures, also after another one was looked at', async () => {
    const { page, troubles } = await stage.open(scenarioOf('files'));
    const picture = page.getByTestId('picture').first();
    const viewer = page.getByTestId('viewer');
    for (const steps of [[], ['ArrowRight'], ['ArrowRight', 'ArrowLeft']])
      for (const end of ['Escape', 'button'] as const) {
        await picture.focus();
        await page.keyboard.press('Enter');
        await viewer.waitFor();
        for (const key of steps) await page.keyboard.press(key);
        if (end === 'Escape') await page.keyboard.press('Escape');
        else await viewer.getByRole('button', { name: '结束', exact: true }).click();
        await viewer.waitFor({ state: 'detached' });
        await expect.poll(() => isAt(page, 'picture')).toBe(true);
      }
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('a replay', async () => {
    const { page, troubles } = await stage.open(scenarioOf('quality-review'));
    await actions['quality-review']?.(page, 'light');
    const replay = page.getByTestId('replay');
    for (const end of ['Escape', 'button'] as const) {
      await page.getByTestId('review-replay').focus();
      await page.keyboard.press('Enter');
      await replay.waitFor();
      if (end === 'Escape') await page.keyboard.press('Escape');
      else await page.getByTestId('replay-close').click();
      await replay.waitFor({ state: 'detached' });
      await expect.poll(() => isAt(page, 'review-replay')).toBe(true);
    }
    expect(troubles).toEqual([]);
    await page.close();
  });
});
