import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stage } from '../support/renderer-harness/stage.ts';
import { raiseStage } from '../support/renderer-harness/stage.ts';
import { active, composer, scenarioOf } from './renderer-stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

describe('composer', () => {
  it('sends on Enter, shows the message at once, and keeps focus', async () => {
    const { page, calls, troubles } = await stage.open(scenarioOf('usual'));
    await composer(page).fill('马上为您办理');
    await page.keyboard.press('Enter');
    const sent = page.getByTestId('transcript').getByText('马上为您办理');
    await sent.waitFor();
    expect(await composer(page).inputValue()).toBe('');
    expect(await composer(page).evaluate((field) => field === document.activeElement)).toBe(true);
    // Once confirmed it is an entry, and still there once.
    await page.getByTestId('entry').filter({ hasText: '马上为您办理' }).waitFor();
    expect(await page.getByTestId('outgoing').count()).toBe(0);
    expect(await sent.count()).toBe(1);
    expect(await calls('conversations.send')).toHaveLength(1);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('breaks the line on Shift+Enter and sends nothing that is empty', async () => {
    const { page, calls } = await stage.open(scenarioOf('usual'));
    await composer(page).fill('  ');
    await page.keyboard.press('Enter');
    await composer(page).fill('一');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('b');
    await expect.poll(() => composer(page).inputValue()).toBe('一\nb');
    expect(await calls('conversations.send')).toEqual([]);
    await page.close();
  });

  it('sends nothing while an input method composes', async () => {
    const { page, calls } = await stage.open(scenarioOf('usual'));
    await composer(page).focus();
    const keyboard = await page.context().newCDPSession(page);
    await keyboard.send('Input.imeSetComposition', { text: 'ni', selectionStart: 2, selectionEnd: 2 });
    const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 } as const;
    await keyboard.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
    await keyboard.send('Input.insertText', { text: '你' });
    await keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
    expect(await composer(page).inputValue()).toBe('你');
    expect(await calls('conversations.send')).toEqual([]);
    await page.close();
  });

  it('leaves a draft with its conversation on every switch and keeps it in main', async () => {
    const scenario = scenarioOf('usual');
    const { page, calls } = await stage.open(scenario);
    await composer(page).fill('写给王女士的话');
    await page.keyboard.press('Control+1');
    await page.locator('[data-testid="composer-to"]', { hasText: '陈国栋' }).waitFor();
    expect(await composer(page).inputValue()).toBe('');
    expect(await calls('conversations.setDraft')).toEqual([
      { conversationId: active(scenario), text: '写给王女士的话' },
    ]);
    await page.locator('[data-testid="conversation-row"]', { hasText: '草稿：写给王女士的话' }).waitFor();
    await page.keyboard.press('Control+2');
    await expect.poll(() => composer(page).inputValue()).toBe('写给王女士的话');
    await page.close();
  });

  it('counts near the limit and does not send beyond it', async () => {
    const { page, calls } = await stage.open(scenarioOf('usual'));
    await composer(page).fill('字'.repeat(8003));
    await page.getByText('超出 3 个字').waitFor();
    expect(await page.getByTestId('composer-send').isDisabled()).toBe(true);
    await composer(page).press('Enter');
    await page.getByTestId('composer-holds').getByText('多了 3 个字').waitFor();
    // No second look lets it pass.
    await composer(page).press('Control+Enter');
    await expect.poll(() => page.getByTestId('composer-holds').getByText('Ctrl Enter').count()).toBe(0);
    expect(await calls('conversations.send')).toEqual([]);
    await page.keyboard.press('Control+Shift+N');
    await composer(page).fill('字'.repeat(8001));
    await composer(page).press('Enter');
    await page.getByTestId('composer-holds').getByText('多了 1 个字').waitFor();
    expect(await calls('conversations.note')).toEqual([]);
    await page.close();
  });

  it('holds what the customer would see as signs, once, and says nothing of a number that is hidden', async () => {
    const { page, calls } = await stage.open(scenarioOf('usual'));
    await composer(page).fill('请看 **这里**');
    await composer(page).press('Enter');
    await page.getByTestId('composer-holds').getByText('**这里**').waitFor();
    expect(await calls('conversations.send')).toEqual([]);
    await composer(page).press('Control+Enter');
    await expect.poll(() => calls('conversations.send')).toMatchObject([{ text: '请看 **这里**' }]);
    await composer(page).fill('尾号 138****1234');
    await composer(page).press('Enter');
    await expect.poll(() => calls('conversations.send')).toHaveLength(2);
    await page.close();
  });

  it('gives the text back when main cannot keep it', async () => {
    const refuse = { 'conversations.send': { code: 'unavailable' } };
    const { page } = await stage.open({ ...scenarioOf('usual'), refuse });
    await composer(page).fill('不能丢');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await composer(page).inputValue()).toBe('不能丢');
    expect(await page.getByTestId('outgoing').count()).toBe(0);
    await page.close();
  });
});
