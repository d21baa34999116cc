import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationRow } from '../../src/shared/ipc/conversations.ts';
import type { Scenario } from '../support/renderer-harness/fake-bridge.ts';
import { people } from '../support/renderer-harness/house.ts';
import type { Stage } from '../support/renderer-harness/stage.ts';
import { raiseStage } from '../support/renderer-harness/stage.ts';
import { active, arriving, composer, scenarioOf } from './renderer-stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

const chen = people[1]?.id;
const shownRow = (scenario: Scenario): ConversationRow => {
  const row = scenario.rows.find(({ conversation }) => conversation.id === active(scenario));
  if (row === undefined) throw new Error('no row');
  return row;
};
/** The shown conversation as a call about it names it. */
const about = (scenario: Scenario) => {
  const { id, version } = shownRow(scenario).conversation;
  return { conversationId: id, version };
};
const cards = (page: Page) => page.getByTestId('offer-card');
const moved = (row: ConversationRow, change: Partial<ConversationRow['conversation']>): ConversationRow => ({
  ...row,
  conversation: { ...row.conversation, ...change, version: row.conversation.version + 1 },
});

describe('what is offered (B1, A10)', () => {
  it('stands on top, the one that ends first before others; Enter accepts the one that was opened', async () => {
    const scenario = scenarioOf('offered-transfer');
    const { page, calls } = await stage.open(scenario);
    const names = cards(page).locator('.font-bold.truncate');
    expect(await names.allTextContents()).toEqual(['孙浩', expect.stringMatching(/^访客 /), '周一航']);
    await page.getByTestId('offer-bar').getByText('客户要换开发票').waitFor();
    expect(await composer(page).count()).toBe(0);
    await page.getByTestId('offer-bar').getByTestId('offer-accept').waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => calls('offers.accept')).toEqual([about(scenario)]);
    await page.close();
  });

  it('is answered by keys from anywhere, and by the buttons of its card', async () => {
    const scenario = scenarioOf('offered-elsewhere');
    const { page, calls } = await stage.open(scenario);
    await composer(page).fill('half a sentence');
    await page.keyboard.press('Control+Shift+Backspace');
    await expect.poll(() => calls('offers.decline')).toHaveLength(1);
    await expect.poll(() => composer(page).inputValue()).toBe('half a sentence');
    await cards(page).last().getByTestId('offer-accept').click();
    await expect.poll(() => calls('offers.accept')).toHaveLength(1);
    // Whoever accepts has it before them.
    await page.locator('[data-testid="tab"][aria-selected="true"]', { hasText: '周一航' }).waitFor();
    await page.close();
  });

  it('says who was quicker, and why what is gone is gone', async () => {
    const scenario = {
      ...scenarioOf('offered-elsewhere'),
      refuse: { 'offers.accept': { code: 'taken', owner: '张磊' } },
    };
    const { page, tell } = await stage.open(scenario);
    await page.keyboard.press('Control+Shift+Enter');
    await page.getByText('张磊 已接入这个会话。').waitFor();

    const handed = scenario.rows.find(({ conversation }) => conversation.visitor.name === '周一航');
    if (handed?.conversation.offer == null) throw new Error('nothing is handed over');
    const { id, offer, lastSeq } = handed.conversation;
    await tell('conversations.changed', { rows: [moved(handed, { offer: null })], all: false });
    const body = { kind: 'offer_ended', how: 'transfer', to: offer.to, because: 'withdrawn' } as const;
    const entry = { ...arriving(scenario, 1, body), conversationId: id, seq: lastSeq + 1 };
    await tell('entries.added', { conversationId: id, entries: [entry] });
    await page.getByTestId('offer-ended').getByText('周一航').waitFor();
    await page.getByTestId('offer-ended').getByText('已由同事取消').waitFor();
    await page.getByTestId('offer-ended').getByRole('button').click();
    await page.getByTestId('offer-ended').waitFor({ state: 'detached' });
    await page.close();
  });

  it('says that somebody else has taken what was offered', async () => {
    const scenario = scenarioOf('offered-elsewhere');
    const { page, tell } = await stage.open(scenario);
    const waiting = scenario.rows.find(({ conversation }) => conversation.visitor.name === '孙浩');
    if (waiting === undefined) throw new Error('nothing waits');
    const agent = { id: people[2]?.id ?? '', name: '张磊' };
    const row = moved(waiting, { offer: null, status: 'active', agent });
    await tell('conversations.changed', { rows: [row], all: false });
    await page.getByTestId('offer-ended').getByText('已由 张磊 接入').waitFor();
    // Whose it was stays said when it is out of sight.
    const others = scenario.rows.filter((each) => each !== waiting);
    await tell('conversations.changed', { rows: others, all: true });
    await page.getByTestId('offer-ended').getByText('孙浩').waitFor();
    await page.close();
  });

  it('waits for the line to be answered', async () => {
    const { page } = await stage.open(scenarioOf('offline-offered'));
    expect(await page.getByTestId('offer-bar').getByTestId('offer-accept').isDisabled()).toBe(true);
    await page.close();
  });
});

describe('transfer (A10)', () => {
  it('finds a colleague by keys, asks first, and takes the note along', async () => {
    const scenario = scenarioOf('transfer');
    const { page, calls } = await stage.open(scenario);
    await page.keyboard.press('Control+Shift+T');
    await page.getByTestId('hand-over-search').fill('陈');
    await page.keyboard.press('ArrowDown');
    await page.getByTestId('hand-over-note').fill('  请接着跟一下 ');
    await page.keyboard.press('Control+Enter');
    const to = { person: chen, ask: true };
    await expect
      .poll(() => calls('conversations.transfer'))
      .toEqual([{ ...about(scenario), to, note: '请接着跟一下' }]);
    await page.getByTestId('hand-over').waitFor({ state: 'detached' });
    await page.close();
  });

  it('gives at once where one does not ask, or to a group’s queue', async () => {
    const scenario = scenarioOf('transfer');
    const { page, calls } = await stage.open(scenario);
    await page.getByTestId('conversation-transfer').click();
    await page.getByTestId('hand-over-option').filter({ hasText: '陈晨' }).click();
    await page.getByTestId('hand-over-ask').uncheck();
    await page.getByTestId('hand-over-send').click();
    await expect
      .poll(() => calls('conversations.transfer'))
      .toMatchObject([{ to: { person: chen, ask: false } }]);
    await page.getByTestId('conversation-transfer').click();
    await page.getByTestId('hand-over-groups').click();
    await page.getByTestId('hand-over-option').filter({ hasText: '售前咨询' }).click();
    await page.getByTestId('hand-over-send').click();
    await expect.poll(() => calls('conversations.transfer')).toHaveLength(2);
    expect((await calls('conversations.transfer'))[1]).toMatchObject({
      to: { group: expect.any(String) },
      note: null,
    });
    await page.close();
  });

  it('shows who is not here, and lets nobody but a supervisor give it to them', async () => {
    const { page, calls } = await stage.open(scenarioOf('transfer'));
    await page.keyboard.press('Control+Shift+T');
    const gone = page.getByTestId('hand-over-option').filter({ hasText: '马超' });
    expect(await gone.getAttribute('aria-disabled')).toBe('true');
    await gone.click({ force: true });
    await expect.poll(() => page.getByTestId('hand-over-send').isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByTestId('hand-over').waitFor({ state: 'detached' });
    expect(await calls('conversations.transfer')).toEqual([]);
    await page.close();

    const supervisor = await stage.open(scenarioOf('supervisor'));
    await supervisor.page.keyboard.press('Control+Shift+T');
    await supervisor.page.getByTestId('hand-over-option').filter({ hasText: '马超' }).click();
    await supervisor.page.getByTestId('hand-over-send').click();
    await expect
      .poll(() => supervisor.calls('conversations.transfer'))
      .toMatchObject([{ to: { ask: false } }]);
    await supervisor.page.close();
  });

  it('says why it was refused, stays, and keeps the note', async () => {
    const { page } = await stage.open(scenarioOf('transfer-refused'));
    await page.keyboard.press('Control+Shift+T');
    await page.getByTestId('hand-over').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.getByTestId('hand-over-note').fill('note');
    await page.getByTestId('hand-over-send').click();
    await page.getByTestId('hand-over-trouble').getByText('陈晨').waitFor();
    expect(await page.getByTestId('hand-over-note').inputValue()).toBe('note');
    await page.close();
  });

  it('closes when the conversation is not mine to give any more', async () => {
    const scenario = scenarioOf('transfer');
    const { page, tell } = await stage.open(scenario);
    await page.keyboard.press('Control+Shift+T');
    await page.getByTestId('hand-over').waitFor();
    const row = moved(shownRow(scenario), { agent: { id: chen ?? '', name: '陈晨' } });
    await tell('conversations.changed', { rows: [row], all: false });
    await page.getByTestId('hand-over').waitFor({ state: 'detached' });
    await page.close();
  });

  it('shows whom one waits for, takes it back, and says in words that they declined', async () => {
    const asked = await stage.open(scenarioOf('asked'));
    await asked.page.getByTestId('asked-bar').getByText('等待 陈晨 接受').waitFor();
    await asked.page.getByTestId('offer-withdraw').click();
    await expect.poll(() => asked.calls('offers.withdraw')).toEqual([about(scenarioOf('asked'))]);
    await asked.page.close();
    const declined = await stage.open(scenarioOf('declined'));
    await declined.page.getByTestId('not-taken-bar').getByText('陈晨 拒绝了转接').waitFor();
    await declined.page.getByRole('button', { name: '另选他人' }).click();
    await declined.page.getByTestId('hand-over').waitFor();
    await declined.page.close();
  });
});

describe('guests and wrap-up', () => {
  it('a colleague is asked to join; who is in it is said; a guest leaves', async () => {
    const scenario = scenarioOf('invite');
    const { page, calls } = await stage.open(scenario);
    await page.keyboard.press('Control+Shift+G');
    await page.getByTestId('hand-over-option').filter({ hasText: '陈晨' }).click();
    await page.getByTestId('hand-over-send').click();
    await expect
      .poll(() => calls('conversations.invite'))
      .toEqual([{ ...about(scenario), to: chen, note: null }]);
    await page.close();

    const guests = await stage.open(scenarioOf('with-guests'));
    expect(await guests.page.getByTestId('guests').textContent()).toContain('陈晨和张磊');
    await guests.page.close();
    const guest = await stage.open(scenarioOf('as-guest'));
    expect(await guest.page.getByTestId('conversation-transfer').count()).toBe(0);
    await guest.page.getByTestId('conversation-leave').click();
    await expect.poll(() => guest.calls('conversations.leave')).toHaveLength(1);
    await guest.page.close();
  });

  it('wrap-up keeps its clock until it is done', async () => {
    const scenario = scenarioOf('wrap-up');
    const { page, calls } = await stage.open(scenario);
    await page.getByTestId('wrap-up-bar').getByRole('timer').waitFor();
    await page.keyboard.press('Control+Shift+D');
    await expect.poll(() => calls('conversations.wrapDone')).toEqual([about(scenario)]);
    await page.close();
  });
});

describe('status (A13)', () => {
  it('is chosen in the foot by keyboard, with the house’s reasons', async () => {
    const { page, calls } = await stage.open(scenarioOf('usual'));
    await page.getByTestId('own-status').focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('status-choice').waitFor();
    await page.getByRole('menuitemradio', { name: '离开：用餐' }).press('Enter');
    const reason = { is: 'said', text: '用餐' };
    await expect.poll(() => calls('status.set')).toEqual([{ status: 'away', reason }]);
    await page.getByTestId('own-status').getByText('离开：用餐').waitFor();
    await page.close();
  });

  it('not responding is said, and one key leads back', async () => {
    const { page, calls } = await stage.open(scenarioOf('not-responding'));
    await page.getByTestId('away-banner').waitFor();
    await page.keyboard.press('Control+Shift+O');
    await page.getByTestId('away-banner').waitFor({ state: 'detached' });
    expect(await calls('status.set')).toEqual([{ status: 'online', reason: null }]);
    await page.close();
  });

  it('what was missed is no longer said to whoever is back', async () => {
    const scenario = scenarioOf('offered-elsewhere');
    const { page, tell } = await stage.open(scenario);
    const waiting = scenario.rows.find(({ conversation }) => conversation.visitor.name === '孙浩');
    if (waiting?.conversation.offer == null) throw new Error('nothing waits');
    const { id, lastSeq, offer } = waiting.conversation;
    const { status } = scenario.house;
    const missed = { status: 'away', reason: { is: 'not_responding' }, since: Date.now() };
    await tell('status.changed', { ...status, own: missed });
    await tell('conversations.changed', { rows: [moved(waiting, { offer: null })], all: false });
    const body = { kind: 'offer_ended', how: 'route', to: offer.to, because: 'no_answer' } as const;
    const entry = { ...arriving(scenario, 1, body), conversationId: id, seq: lastSeq + 1 };
    await tell('entries.added', { conversationId: id, entries: [entry] });
    await page.getByTestId('offer-ended').getByText('未及时应答').waitFor();
    await tell('status.changed', status);
    await page.getByTestId('offer-ended').waitFor({ state: 'detached' });
    await page.close();
  });

  it('says why it was not changed', async () => {
    const scenario = { ...scenarioOf('not-responding'), refuse: { 'status.set': { code: 'unavailable' } } };
    const { page } = await stage.open(scenario);
    await page.getByTestId('back-online').click();
    await page.getByTestId('away-banner').getByText('目前无法连接服务器。').waitFor();
    await page.close();
  });

  it('is nobody’s to see while the line is gone', async () => {
    const { page } = await stage.open(scenarioOf('offline'));
    expect(await page.getByTestId('own-status').getAttribute('data-status')).toBe('offline');
    await page.close();
  });
});

describe('supervisors', () => {
  it('read why it went to whom; agents are not shown it', async () => {
    const { page, calls } = await stage.open(scenarioOf('decisions'));
    await page.getByTestId('decisions-open').click();
    await page.getByTestId('decisions').getByText('分配给 林悦：负荷最低').waitFor();
    await page.getByTestId('decisions').getByText('继续等待：无人可接').waitFor();
    expect(await calls('conversations.decisions')).toHaveLength(1);
    await page.close();
    const agent = await stage.open(scenarioOf('transfer'));
    expect(await agent.page.getByTestId('decisions-open').count()).toBe(0);
    await agent.page.close();
  });
});

describe('a message that was left (B3)', () => {
  it('says how it can be answered, by links that main opens', async () => {
    const { page, calls } = await stage.open(scenarioOf('left-message'));
    const links = page.locator('.shell-context').getByRole('link');
    await links.filter({ hasText: 'he@example.com' }).click();
    await links.filter({ hasText: '+86 138' }).click();
    await expect
      .poll(() => calls('app.openLink'))
      .toEqual([{ url: 'mailto:he@example.com' }, { url: 'tel:+8613800138000' }]);
    await page.close();
  });
});
