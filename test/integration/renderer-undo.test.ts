import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stage } from '../support/renderer-harness/stage.ts';
import { raiseStage } from '../support/renderer-harness/stage.ts';
import { active, composer, scenarioOf } from './renderer-stage.ts';

/** Undo send: an answer leaves some seconds after it was sent. The scripted main holds it for longer than a test takes. */

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

const files = [{ key: '01939c00-0000-7000-8000-00000000aaaa', name: 'a.png', type: 'image/png', size: 3 }];
const open = () => stage.open({ ...scenarioOf('undo'), tray: files });
const value = (page: Page) => composer(page).inputValue();
const quoteBar = (page: Page) => page.getByTestId('quote-bar');
const tray = (page: Page) => page.getByTestId('tray').getByText('a.png');

/** Answers a line of the customer, with a file. */
async function send(page: Page, text: string): Promise<void> {
  await tray(page).waitFor();
  await page.getByTestId('transcript').focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ContextMenu');
  await page.getByTestId('message-reply').click();
  await quoteBar(page).waitFor();
  await composer(page).fill(text);
  await composer(page).press('Enter');
  await page.getByTestId('held').waitFor();
  await expect.poll(() => value(page)).toBe('');
  expect([await quoteBar(page).count(), await tray(page).count()]).toEqual([0, 0]);
}

describe('undo send', () => {
  it('puts text, quote and files back, above what is being written by then', async () => {
    const { page, calls, troubles } = await open();
    await send(page, '先发的');
    expect(await calls('conversations.send')).toMatchObject([{ text: '先发的', holdFor: 5_000 }]);
    await composer(page).pressSequentially('再写的');
    await page.keyboard.press('Control+Shift+Z');
    await expect.poll(() => value(page)).toBe('先发的\n再写的');
    await quoteBar(page).waitFor();
    await tray(page).waitFor();
    await page.getByTestId('outgoing').waitFor({ state: 'detached' });
    expect(await composer(page).evaluate((field) => field === document.activeElement)).toBe(true);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('from the next conversation too, which says what was sent where, and it goes back to where it was written', async () => {
    const { page } = await open();
    await send(page, '写给王女士的');
    await page.keyboard.press('Control+1');
    await page.locator('[data-testid="composer-to"]', { hasText: '陈国栋' }).waitFor();
    const line = page.getByTestId('held-elsewhere');
    await line.getByText('写给王女士的').waitFor();
    expect(await line.textContent()).toContain('王晓雯');
    await page.keyboard.press('Control+Shift+Z');
    await page.locator('[data-testid="composer-to"]', { hasText: '王晓雯' }).waitFor();
    await expect.poll(() => value(page)).toBe('写给王女士的');
    await tray(page).waitFor();
    expect(await line.count()).toBe(0);
    await page.close();
  });

  it('too late, it says so and leaves the message on its way', async () => {
    const { page } = await stage.open({
      ...scenarioOf('undo'),
      refuse: { 'outgoing.takeBack': { code: 'too_late' } },
    });
    await composer(page).fill('已经走了');
    await composer(page).press('Enter');
    await page.getByTestId('undo-send').click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByTestId('outgoing').count()).toBe(1);
    expect(await value(page)).toBe('');
    await page.close();
  });

  it('left alone it is sent; and it is off until somebody wants it', async () => {
    const { page, tell } = await stage.open({ ...scenarioOf('undo'), holdsFor: 0 });
    await composer(page).fill('没有撤销');
    await composer(page).press('Enter');
    await page.getByTestId('held').waitFor();
    await page.getByTestId('entry').filter({ hasText: '没有撤销' }).waitFor({ timeout: 20_000 });
    await tell('app.preferences', scenarioOf('usual').boot.preferences);
    await composer(page).fill('马上走');
    await composer(page).press('Enter');
    await page.getByTestId('entry').filter({ hasText: '马上走' }).waitFor();
    await page.keyboard.press('Control+Shift+Z');
    await expect.poll(() => value(page)).toBe('');
    await page.close();
  });

  it('is switched on in the settings', async () => {
    const { page, calls } = await stage.open(scenarioOf('usual'));
    await page.keyboard.press('Control+,');
    await page.getByTestId('settings-search').fill('undo');
    await page.getByRole('checkbox', { name: '撤销发送' }).click();
    await expect
      .poll(() => calls('app.setPreferences'))
      .toMatchObject([{ look: { undoSend: true, sendKey: 'enter' } }]);
    await page.close();
  });

  it('belongs to the conversation it was sent in', async () => {
    const { page, calls } = await open();
    await send(page, '这条');
    const [sent] = (await calls('conversations.send')) as { conversationId: string }[];
    expect(sent?.conversationId).toBe(active(scenarioOf('undo')));
    await page.close();
  });
});
