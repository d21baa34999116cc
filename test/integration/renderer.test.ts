import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Entry } from '../../src/shared/domain/entry.ts';
import type { Scenario } from '../support/renderer-harness/fake-bridge.ts';
import { scenarios, seenAs } from '../support/renderer-harness/scenarios.ts';
import type { Stage } from '../support/renderer-harness/stage.ts';
import { raiseStage } from '../support/renderer-harness/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

function scenarioOf(name: string): Scenario {
  const found = scenarios[name];
  if (found === undefined) throw new Error(`no scenario ${name}`);
  return found;
}

const active = (scenario: Scenario) => scenario.tabs.active ?? '';

/** A message of the customer that comes in now. */
function arriving(scenario: Scenario, n: number, text: string): Entry {
  const entries = scenario.entries[active(scenario)] ?? [];
  const last = entries.at(-1) as Entry;
  const author = entries.find((e) => e.author.kind === 'visitor')?.author as Entry['author'];
  const seq = last.seq + n;
  return {
    ...last,
    id: `01939c00-0000-7000-9000-${String(seq).padStart(12, '0')}`,
    seq,
    feedSeq: last.feedSeq + n,
    publicSeq: seq,
    author,
    audience: 'everyone',
    key: null,
    at: Date.now(),
    body: { kind: 'message', text },
  };
}

const composer = (page: Page) => page.getByTestId('composer-input');
const fromEnd = (page: Page) =>
  page.getByTestId('transcript').evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);

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
    expect(await composer(page).inputValue()).toBe('一\nb');
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
    expect(await composer(page).inputValue()).toBe('写给王女士的话');
    await page.close();
  });

  it('counts near the limit and does not send beyond it', async () => {
    const { page, calls } = await stage.open(scenarioOf('usual'));
    await composer(page).fill('字'.repeat(8003));
    await page.getByText('超出 3 个字').waitFor();
    expect(await page.getByTestId('composer-send').isDisabled()).toBe(true);
    await composer(page).press('Enter');
    expect(await calls('conversations.send')).toEqual([]);
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

describe('transcript', () => {
  it('stays at the end when a message comes in', async () => {
    const scenario = scenarioOf('history');
    const { page, tell } = await stage.open(scenario);
    expect(await fromEnd(page)).toBeLessThan(2);
    const entries = [arriving(scenario, 1, '新的一句'.repeat(80))];
    await tell('entries.added', { conversationId: active(scenario), entries });
    await page.getByText('新的一句').first().waitFor();
    await expect.poll(() => fromEnd(page)).toBeLessThan(2);
    await page.close();
  });

  it('counts what comes in while one reads further up, and goes there', async () => {
    const scenario = scenarioOf('history');
    const { page, tell, calls } = await stage.open(scenario);
    await page.getByTestId('transcript').hover();
    await page.mouse.wheel(0, -900);
    await page.getByRole('button', { name: '回到最新' }).waitFor();
    const read = (await calls('conversations.markRead')).length;
    for (const n of [1, 2]) {
      await tell('entries.added', {
        conversationId: active(scenario),
        entries: [arriving(scenario, n, `新${n}`)],
      });
    }
    await page.getByRole('button', { name: '2 条新消息' }).click();
    await page.getByTestId('transcript').getByText('新2').waitFor();
    await expect.poll(() => fromEnd(page)).toBeLessThan(2);
    // Only now it has been seen.
    await expect.poll(() => calls('conversations.markRead')).toHaveLength(read + 1);
    await page.close();
  });

  it('fetches older ones on the way up and keeps the place', async () => {
    const scenario = scenarioOf('history');
    const { page, calls } = await stage.open(scenario);
    /** Sequence of the first entry that can be seen. */
    const top = () =>
      page.getByTestId('entry').evaluateAll((all) => {
        const edge = document.querySelector('[data-testid="transcript"]')?.getBoundingClientRect().top ?? 0;
        const seen = all.filter((e) => e.getBoundingClientRect().bottom > edge + 1);
        return Math.min(...seen.map((e) => Number((e as HTMLElement).dataset.seq)));
      });
    await page.getByTestId('transcript').hover();
    const places = [await top()];
    for (let turns = 0; turns < 400 && (places.at(-1) ?? 0) > 1; turns++) {
      await page.mouse.wheel(0, -500);
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      places.push(await top());
    }
    expect(places.at(-1)).toBe(1);
    // 500 pixels are a dozen messages: whoever goes further has jumped when a page came in above.
    const steps = places.slice(1).map((seq, i) => (places[i] ?? 0) - seq);
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...steps)).toBeLessThan(20);
    expect((await calls('conversations.older')).length).toBe(6);
    await page.close();
  });

  it('shows a stranger’s text as text and opens links through main only', async () => {
    const { page, calls, troubles } = await stage.open(scenarioOf('long'));
    await page.getByText('<img src=x onerror=alert(1)>').waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('[data-testid="transcript"] a').count()).toBe(0);
    await page.getByTestId('transcript').getByRole('link').first().click();
    const [opened] = (await calls('app.openLink')) as { url: string }[];
    expect(opened?.url.startsWith('https://example.com/very-long-path/')).toBe(true);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('says why a message was not sent and puts it back for editing', async () => {
    const { page } = await stage.open(scenarioOf('refused'));
    const refused = page.locator('[data-testid="outgoing"][data-state="refused"]');
    await refused.getByText('这个会话已结束。').waitFor();
    await refused.getByRole('button', { name: '编辑' }).click();
    await expect.poll(() => composer(page).inputValue()).toContain('退款已经提交');
    expect(await refused.count()).toBe(0);
    await page.close();
  });
});

describe('tabs and list', () => {
  it('are reached by keys: Ctrl+digit, Ctrl+Tab, Ctrl+arrows, Ctrl+W, the listbox', async () => {
    const { page } = await stage.open(scenarioOf('usual'));
    const shown = () => page.locator('[data-testid="tab"][aria-selected="true"]').textContent();
    await page.keyboard.press('Control+3');
    expect(await shown()).toContain('Maria Costa');
    await page.keyboard.press('Control+Tab');
    expect(await shown()).toContain('李想');
    await page.keyboard.press('Control+Shift+Tab');
    expect(await shown()).toContain('Maria Costa');
    await page.keyboard.press('Control+ArrowUp');
    expect(await shown()).toContain('王晓雯');
    await page.keyboard.press('Control+w');
    expect(await shown()).toContain('Maria Costa');
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

describe('sign-in', () => {
  const signedOut = scenarioOf('sign-in').boot;

  it('says in words why it was refused, and keeps what was typed', async () => {
    const { page } = await stage.open(scenarioOf('sign-in'));
    await page.getByTestId('sign-in-password').fill('falsch');
    await page.keyboard.press('Enter');
    expect(await page.getByTestId('sign-in-error').textContent()).toBe('邮箱或密码不正确。');
    expect(await page.getByTestId('sign-in-email').inputValue()).toBe('lin@demo.yingke.test');
    expect(await page.getByTestId('sign-in-password').evaluate((e) => e === document.activeElement)).toBe(
      true,
    );
    await page.close();
  });

  it('shows the desk once it is granted', async () => {
    const { page, calls } = await stage.open({ ...scenarioOf('usual'), boot: signedOut });
    await page.getByTestId('sign-in-password').fill('right');
    await page.getByTestId('sign-in-submit').click();
    await page.getByTestId('conversation-row').first().waitFor();
    expect(await calls('account.signIn')).toEqual([
      { hub: 'https://hub.example.com', email: 'lin@demo.yingke.test', password: 'right' },
    ]);
    await page.close();
  });

  it('shows nothing of the desk any more when main ends the session', async () => {
    const { page, tell } = await stage.open(scenarioOf('usual'));
    await tell('account.changed', {
      state: 'signed-out',
      hub: 'https://h',
      email: 'a@b',
      code: 'unauthenticated',
    });
    expect(await page.getByTestId('sign-in-error').textContent()).toBe('登录已失效，请重新登录。');
    expect(await page.getByTestId('conversation-row').count()).toBe(0);
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

describe('what is kept on this computer', () => {
  it('waits for the pass phrase, says a wrong one, and goes on with the right one', async () => {
    const locked = scenarioOf('unlock');
    const wrong = await stage.open(locked);
    await wrong.page.getByTestId('pass-phrase').fill('falsch');
    await wrong.page.getByTestId('pass-phrase-submit').click();
    expect(await wrong.page.getByTestId('pass-phrase-error').textContent()).toBe('本机口令不正确。');
    const field = wrong.page.getByTestId('pass-phrase');
    expect(await field.evaluate((e) => e === document.activeElement)).toBe(true);
    await wrong.page.close();

    const { page, calls } = await stage.open({ ...scenarioOf('usual'), boot: locked.boot });
    await page.getByTestId('pass-phrase').fill('four words are better');
    await page.keyboard.press('Enter');
    await page.getByTestId('conversation-list').waitFor();
    expect(await calls('account.unlock')).toEqual([{ passphrase: 'four words are better' }]);
    await page.close();
  });

  it('can be given up by whoever has lost the pass phrase, after being told of what is not sent', async () => {
    const { page, calls } = await stage.open(scenarioOf('unlock'));
    await page.getByTestId('pass-phrase-forget').click();
    expect(await page.getByRole('dialog').textContent()).toContain('未发送的消息和草稿将会丢失');
    await page.keyboard.press('Escape');
    expect(await calls('account.forget')).toEqual([]);
    await page.getByTestId('pass-phrase-forget').click();
    await page.getByRole('dialog').getByRole('button', { name: '清除' }).click();
    await page.getByTestId('sign-in-form').waitFor();
    expect(await calls('account.forget')).toEqual([{}]);
    await page.close();
  });

  it('is locked with a pass phrase typed twice alike, and long enough', async () => {
    const { page, calls } = await stage.open({
      ...scenarioOf('usual'),
      boot: scenarioOf('pass-phrase').boot,
    });
    const type = async (one: string, two: string) => {
      await page.getByTestId('pass-phrase').fill(one);
      await page.getByTestId('pass-phrase-again').fill(two);
      await page.getByTestId('pass-phrase-submit').click();
    };
    await type('short', 'short');
    expect(await page.getByTestId('pass-phrase-error').textContent()).toContain('8');
    await type('long enough', 'long enouhg');
    expect(await page.getByTestId('pass-phrase-error').textContent()).toBe('两次输入的口令不一致。');
    expect(await calls('account.unlock')).toEqual([]);
    await type('long enough', 'long enough');
    await page.getByTestId('conversation-list').waitFor();
    expect(await calls('account.unlock')).toEqual([{ passphrase: 'long enough' }]);
    await page.close();
  });

  it('is said to be lost until somebody has read it', async () => {
    const { page, calls, tell } = await stage.open(scenarioOf('usual'));
    expect(await page.getByTestId('cache-loss').count()).toBe(0);
    const loss = { why: 'damaged', messages: 2, drafts: 1, complete: false };
    await tell('app.cache', { protection: 'basic', loss });
    const notice = page.getByTestId('cache-loss');
    expect(await notice.textContent()).toContain('已保住：2 条未发送的消息，1 份草稿。');
    expect(await notice.textContent()).toContain('可能还有未能保住的内容。');
    await tell('app.cache', { protection: 'basic', loss: { ...loss, messages: 0, drafts: 0 } });
    await notice.getByText('尚未发送的消息和草稿未能保住。').waitFor();
    await notice.getByRole('button', { name: '知道了' }).click();
    await notice.waitFor({ state: 'detached' });
    expect(await calls('app.forgetLoss')).toEqual([{}]);
    await page.close();
  });

  it('says how well it is protected, and why, by keyboard too', async () => {
    const { page } = await stage.open(scenarioOf('memory'));
    const button = page.getByTestId('cache-protection');
    expect(await button.textContent()).toBe('不在磁盘上保存');
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByText('退出迎客后，未发送的消息和草稿将会丢失').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('退出迎客后，未发送的消息和草稿将会丢失').waitFor({ state: 'hidden' });
    await page.close();
  });
});

describe('every screen', () => {
  const screens = [
    'sign-in',
    'sign-in-unprotected',
    'unlock',
    'pass-phrase',
    'loss',
    'memory',
    'empty',
    'failed',
    'usual',
    'queued',
    'refused',
    'old',
  ];

  it.each(screens)(
    '%s: nothing against WCAG in both themes and languages, nothing in the console',
    async (name) => {
      const { page, tell, troubles } = await stage.open(seenAs(scenarioOf(name), 'zh-CN', 'light'));
      expect(await faults(page)).toEqual([]);
      await tell('app.preferences', { locale: 'en', theme: 'dark' });
      await page.waitForFunction(() => document.documentElement.lang === 'en');
      expect(await faults(page)).toEqual([]);
      expect(troubles).toEqual([]);
      await page.close();
    },
  );
});

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // The other mode opens a page of its own.
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
}
