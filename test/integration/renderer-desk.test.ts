import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stage } from '../support/renderer-harness/stage.ts';
import { raiseStage } from '../support/renderer-harness/stage.ts';
import { active, composer, scenarioOf } from './renderer-stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

describe('tabs and list', () => {
  it('are reached by keys: Ctrl+digit, Ctrl+Tab, Ctrl+arrows, Ctrl+W, the listbox', async () => {
    const { page } = await stage.open(scenarioOf('usual'));
    const shown = () => page.locator('[data-testid="tab"][aria-selected="true"]').textContent();
    await page.keyboard.press('Control+3');
    await expect.poll(() => shown()).toContain('Maria Costa');
    await page.keyboard.press('Control+Tab');
    await expect.poll(() => shown()).toContain('李想');
    await page.keyboard.press('Control+Shift+Tab');
    await expect.poll(() => shown()).toContain('Maria Costa');
    await page.keyboard.press('Control+ArrowUp');
    await expect.poll(() => shown()).toContain('王晓雯');
    await page.keyboard.press('Control+w');
    await expect.poll(() => shown()).toContain('Maria Costa');
    await page.getByTestId('conversation-list').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect.poll(shown).toContain('吴倩');
    await page.close();
  });

  it('go around the parts of the window with F6', async () => {
    const { page } = await stage.open(scenarioOf('usual'));
    const region = () =>
      page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset.region);
    const seen: (string | undefined)[] = [await region()];
    for (let i = 0; i < 5; i++) {
      await page.keyboard.press('F6');
      seen.push(await region());
    }
    expect(seen).toEqual(['composer', 'context', 'list', 'tabs', 'transcript', 'composer']);
    await page.close();
  });

  it('open what a notification points at', async () => {
    const scenario = scenarioOf('no-tab');
    const { page, tell } = await stage.open(scenario);
    await tell('conversations.focus', { conversationId: scenario.rows[2]?.conversation.id });
    await page.locator('[data-testid="composer-to"]', { hasText: 'Maria Costa' }).waitFor();
    await page.close();
  });

  it('draw only the row that changes, 20 changes in a burst', async () => {
    const scenario = scenarioOf('many');
    const { page, tell } = await stage.open(scenario);
    const first = scenario.rows[0];
    if (first === undefined) throw new Error('no row');
    // Every drawing of a row draws its initial, and that cuts the name by graphemes.
    await page.evaluate(() => {
      const drawn = { rows: 0 };
      const { segment } = Intl.Segmenter.prototype;
      Intl.Segmenter.prototype.segment = function (text) {
        drawn.rows++;
        return segment.call(this, text);
      };
      Object.assign(window, { drawn });
    });
    const { id } = first.conversation;
    for (let unread = 1; unread <= 20; unread++) {
      await tell('conversations.changed', { rows: [{ ...first, unread }], all: false });
    }
    await page
      .locator(`[data-testid="conversation-row"][data-conversation-id="${id}"][data-unread="20"]`)
      .waitFor();
    const { rows } = await page.evaluate(() => (window as unknown as { drawn: { rows: number } }).drawn);
    expect(rows).toBeGreaterThan(0);
    expect(rows).toBeLessThanOrEqual(20);
    await page.close();
  });

  it('take a queued conversation, and say who was quicker', async () => {
    const refuse = { 'conversations.take': { code: 'taken', owner: '陈晨' } };
    const { page, calls } = await stage.open({ ...scenarioOf('queued'), refuse });
    await page.getByTestId('conversation-take').click();
    await page.getByText('陈晨 已接入这个会话。').waitFor();
    expect(await calls('conversations.take')).toHaveLength(1);
    await page.close();
  });

  it('ask before a conversation is closed', async () => {
    const { page, calls } = await stage.open(scenarioOf('usual'));
    await page.getByTestId('conversation-close').click();
    await page.keyboard.press('Escape');
    expect(await calls('conversations.close')).toEqual([]);
    await page.getByTestId('conversation-close').click();
    await page.getByTestId('conversation-close-confirm').click();
    await expect.poll(() => calls('conversations.close')).toHaveLength(1);
    await page.close();
  });
});

describe('start', () => {
  it('asks main once for each thing and shows the list and the last tab', async () => {
    const scenario = scenarioOf('usual');
    const { page, calls } = await stage.open(scenario);
    await page.getByTestId('entry').last().waitFor();
    expect(await calls('app.boot')).toHaveLength(1);
    expect(await calls('conversations.list')).toHaveLength(1);
    expect(await calls('conversations.open')).toEqual([{ conversationId: active(scenario), limit: 60 }]);
    await expect.poll(() => calls('app.painted')).toEqual([{ what: 'shell' }, { what: 'conversation' }]);
    await page.close();
  });
});

describe('first paint', () => {
  it('leaves the composer its place: what is read does not move when it comes', async () => {
    const { page } = await stage.open(scenarioOf('usual'), undefined, () => {
      const heights: number[] = [];
      Object.assign(window, { heights });
      const sizes = new ResizeObserver(([of]) => heights.push(of?.contentRect.height ?? 0));
      const arrivals = new MutationObserver(() => {
        const transcript = document.querySelector('[data-testid="transcript"]');
        if (transcript === null) return;
        arrivals.disconnect();
        sizes.observe(transcript);
      });
      arrivals.observe(document, { childList: true, subtree: true });
    });
    await composer(page).waitFor();
    const heights = await page.evaluate(() => (window as unknown as { heights: number[] }).heights);
    expect([...new Set(heights)]).toHaveLength(1);
    await page.close();
  });
});

describe('line', () => {
  it('is taken up at once when the network is back [P6]', async () => {
    const { page, calls } = await stage.open(scenarioOf('offline'));
    await page.context().setOffline(true);
    expect(await calls('app.networkBack')).toEqual([]);
    await page.context().setOffline(false);
    await expect.poll(() => calls('app.networkBack')).toEqual([{}]);
    await page.close();
  });
});

describe('settings', () => {
  it('change language and appearance at once, from the menu', async () => {
    const { page, troubles } = await stage.open(scenarioOf('usual'));
    await page.getByTestId('me-menu').click();
    await page.getByRole('menuitemradio', { name: '深色' }).click();
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Conversations' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('remember the width of a column and that it is hidden', async () => {
    const { page } = await stage.open(scenarioOf('usual'));
    await page.getByRole('separator', { name: '列表宽度' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('button', { name: '隐藏客户栏' }).click();
    await page.reload();
    await page.getByTestId('conversation-list').waitFor();
    expect(await page.locator('.shell-list').evaluate((el) => (el as HTMLElement).offsetWidth)).toBe(312);
    expect(await page.locator('.shell-context').isVisible()).toBe(false);
    await page.close();
  });

  it('say before signing out that something would be lost', async () => {
    const { page, calls } = await stage.open(scenarioOf('usual'));
    await page.getByTestId('me-menu').click();
    await page.getByRole('menuitem', { name: '退出登录' }).click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.getByTestId('composer-to').textContent()).toContain('王晓雯');
    expect(await calls('account.signOut')).toEqual([]);
    await page.getByTestId('me-menu').click();
    await page.getByRole('menuitem', { name: '退出登录' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '退出登录' }).click();
    await page.getByTestId('sign-in-form').waitFor();
    await page.close();
  });
});
