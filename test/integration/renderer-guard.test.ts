import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apart } from '../../src/renderer/ui/apart.ts';
import { justSwitched } from '../../src/shared/domain/guard/guard.ts';
import type { Stage } from '../support/renderer-harness/stage.ts';
import { raiseStage } from '../support/renderer-harness/stage.ts';
import { active, composer, scenarioOf } from './renderer-stage.ts';

/** The guard and the reply check in the composer. 王晓雯 is shown; 陈国栋, Maria Costa and others are open. */

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

const holds = (page: Page) => page.getByTestId('composer-holds');

/** The page's own clock, which stands still from here on. */
const holdClock = (page: Page) =>
  page.evaluate(() => {
    const at = performance.now();
    let later = 0;
    performance.now = () => at + later;
    Object.assign(window, { goOn: (by: number) => (later += by) });
  });
const goOn = (page: Page, by: number) =>
  page.evaluate((ms) => (window as unknown as { goOn: (by: number) => void }).goOn(ms), by);

describe('the guard', () => {
  it('holds a reply that names another open customer; a second Ctrl+Enter sends it', async () => {
    const { page, calls, troubles } = await stage.open(scenarioOf('usual'));
    await composer(page).fill('陈国栋您好，您的退款已提交');
    await page.keyboard.press('Enter');
    await holds(page)
      .getByText(`这里提到了${apart('陈国栋')}，而您正在回复${apart('王晓雯')}。`)
      .waitFor();
    // Neither the same Enter once more, nor a Ctrl+Enter before it was read.
    await page.keyboard.press('Enter');
    expect(await calls('conversations.send')).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await page.getByTestId('transcript').getByText('陈国栋您好，您的退款已提交').waitFor();
    expect(await calls('conversations.send')).toHaveLength(1);
    expect(await holds(page).count()).toBe(0);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('a Ctrl+Enter of somebody who was not told is held as well', async () => {
    const { page, calls } = await stage.open(scenarioOf('usual'));
    await composer(page).fill('陈国栋您好');
    await page.keyboard.press('Control+Enter');
    await holds(page).waitFor();
    expect(await calls('conversations.send')).toEqual([]);
    await page.close();
  });

  it('looks at files that go without a word, by their names, and anew at each of them', async () => {
    const { page, calls, troubles } = await stage.open(scenarioOf('usual'));
    const attach = (name: string) =>
      page
        .getByTestId('attach-input')
        .setInputFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-') });
    await composer(page).focus();
    await attach('陈国栋-发票.pdf');
    await page.getByTestId('tray').waitFor();
    await composer(page).press('Enter');
    await holds(page)
      .getByText(`文件“陈国栋-发票.pdf”像是给${apart('陈国栋')}的，而您正在回复${apart('王晓雯')}。`)
      .waitFor();
    // The words are no one’s but this customer’s: there is nothing to take elsewhere.
    expect(await page.getByTestId('hold-move').count()).toBe(0);
    await page.getByTestId('tray').getByRole('button').click();
    await holds(page).waitFor({ state: 'detached' });
    await attach('Maria Costa.pdf');
    await page.getByTestId('tray').waitFor();
    // Of this one nobody was told yet.
    await composer(page).press('Control+Enter');
    await holds(page).getByText('Maria Costa.pdf').waitFor();
    expect(await calls('conversations.send')).toEqual([]);
    await composer(page).press('Control+Enter');
    await expect.poll(() => calls('conversations.send')).toMatchObject([{ text: '' }]);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('takes the text to the customer it names, and says nothing once it names nobody', async () => {
    const { page, calls } = await stage.open(scenarioOf('usual'));
    await composer(page).fill('陈国栋您好，稍等');
    await page.keyboard.press('Enter');
    await page.getByTestId('hold-move').click();
    await page.locator('[data-testid="composer-to"]', { hasText: '陈国栋' }).waitFor();
    expect(await composer(page).inputValue()).toBe('陈国栋您好，稍等');
    await page.keyboard.press('Control+2');
    await page.locator('[data-testid="composer-to"]', { hasText: '王晓雯' }).waitFor();
    expect(await composer(page).inputValue()).toBe('');
    await composer(page).fill('陈国栋您好');
    await page.keyboard.press('Enter');
    await holds(page).waitFor();
    await composer(page).fill('您好');
    await expect.poll(() => holds(page).count()).toBe(0);
    expect(await calls('conversations.send')).toEqual([]);
    await page.close();
  });

  it('holds an Enter that was meant for whoever was shown before', async () => {
    const { page, calls } = await stage.open(scenarioOf('usual'));
    await composer(page).focus();
    await holdClock(page);
    await page.keyboard.press('Control+1');
    await page.locator('[data-testid="composer-to"]', { hasText: '陈国栋' }).waitFor();
    await composer(page).fill('您好，马上为您办理');
    await goOn(page, justSwitched - 1);
    await page.keyboard.press('Enter');
    await holds(page)
      .getByText(`您刚刚才切换到${apart('陈国栋')}`)
      .waitFor();
    expect(await calls('conversations.send')).toEqual([]);
    await goOn(page, 1);
    await page.keyboard.press('Enter');
    await page.getByTestId('transcript').getByText('您好，马上为您办理').waitFor();
    expect(await calls('conversations.send')).toHaveLength(1);
    await page.close();
  });
});

describe('the reply check', () => {
  it('holds what is not to be said, and says what is better', async () => {
    const { page, calls } = await stage.open(scenarioOf('usual'));
    await composer(page).fill('这个我不知道');
    await page.getByTestId('reply-check').getByText('不应对客户说“不知道”').waitFor();
    await page.keyboard.press('Enter');
    await holds(page).getByText('不应对客户说“不知道”，建议改为：“我帮您确认一下”').waitFor();
    expect(await calls('conversations.send')).toEqual([]);
    await composer(page).fill('我帮您确认一下');
    await page.getByTestId('reply-check').getByText('检查通过').waitFor();
    await page.keyboard.press('Enter');
    await page.getByTestId('transcript').getByText('我帮您确认一下').waitFor();
    await page.close();
  });

  it('goes by the rules of the house, also when they change', async () => {
    const scenario = scenarioOf('usual');
    const { page, tell, calls } = await stage.open(scenario);
    const rules = {
      greet: 'off',
      greetings: [],
      banned: 'hold',
      bannedWords: [{ word: '亲', instead: '' }],
      personal: 'off',
      unanswered: 'off',
      wrongName: 'off',
    };
    await tell('status.changed', {
      own: null,
      settings: { awayReasons: [], awayAfter: null, replyRules: rules },
    });
    await composer(page).fill('亲，这个我不知道');
    await page.keyboard.press('Enter');
    await holds(page).getByText('不应对客户说“亲”。').waitFor();
    expect(await calls('conversations.send')).toEqual([]);
    expect(active(scenario)).not.toBe('');
    await page.close();
  });
});
