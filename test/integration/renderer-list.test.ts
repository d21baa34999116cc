import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import type { Stage } from '../support/renderer-harness/stage.ts';
import { raiseStage } from '../support/renderer-harness/stage.ts';
import { active, composer, scenarioOf } from './renderer-stage.ts';

/** The list's views, the tabs and two conversations side by side (A1). */

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

const to = (page: Page, name: string) =>
  page.locator('[data-pane="active"] [data-testid="composer-to"]', { hasText: name });
const tabNames = (page: Page) =>
  page.getByTestId('tab').evaluateAll((all) => all.map((one) => one.textContent?.replace(/\d+$/, '') ?? ''));
const rowNames = (page: Page) =>
  page
    .getByTestId('conversation-row')
    .evaluateAll((all) => all.map((one) => one.querySelector('p .foreign')?.textContent ?? ''));

describe('the most urgent one', () => {
  it('[H2] is named in the foot with the reason, and Ctrl+J goes there, again and again', async () => {
    const { page } = await stage.open(scenarioOf('usual'));
    const next = page.getByTestId('next-urgent');
    // 孙浩 and a visitor wait longer in the queue: there is room for two more, as soon as it is known who is there.
    await next.filter({ hasText: '排队中' }).waitFor();
    expect(await next.textContent()).toMatch(/已超时/);
    const first = await next.getAttribute('data-conversation-id');
    await page.keyboard.press('Control+j');
    await expect.poll(() => next.getAttribute('data-conversation-id')).not.toBe(first);
    expect(
      await page.locator('[data-testid="tab"][aria-selected="true"]').getAttribute('data-conversation-id'),
    ).toBe(first);
    await page.close();
  });
});

it('a name that looks like a tag stands in a sentence as it is', async () => {
  const usual = scenarioOf('usual');
  const name = '<constructor/> <0>x</0>';
  const rows = usual.rows.map((row) => ({
    ...row,
    conversation: { ...row.conversation, visitor: { ...row.conversation.visitor, name } },
  }));
  const { page, troubles } = await stage.open({ ...usual, rows });
  await page.getByTestId('next-urgent').filter({ hasText: name }).waitFor();
  await page.getByTestId('composer-to').filter({ hasText: name }).waitFor();
  expect(troubles).toEqual([]);
  await page.close();
});

describe('views', () => {
  it('leaves what fits, says what is left out, and is there again under its name', async () => {
    const { page, troubles } = await stage.open(scenarioOf('usual'));
    await page.getByTestId('view-menu').click();
    await page.getByRole('menuitemcheckbox', { name: 'English' }).click();
    await expect.poll(() => rowNames(page)).toEqual(['Maria Costa']);
    await page.keyboard.press('Escape');
    await page.getByTestId('view-keep').click();
    await page.getByTestId('view-name').fill('英文客户');
    expect(await axeFaults(page)).toEqual([]);
    await page.getByTestId('view-name').press('Enter');
    await page.getByTestId('view-menu').click();
    await page.getByTestId('saved-view').filter({ hasText: '英文客户' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByTestId('filter-bar').getByText('显示全部').click();
    expect((await rowNames(page)).length).toBeGreaterThan(5);
    // It is there after a restart, and can be deleted by the keyboard.
    await page.reload();
    await page.getByTestId('view-menu').click();
    await page.getByTestId('saved-view').filter({ hasText: '英文客户' }).click();
    await expect.poll(() => rowNames(page)).toEqual(['Maria Costa']);
    await page.getByTestId('view-menu').click();
    await page.getByTestId('saved-view').focus();
    await page.keyboard.press('Delete');
    await expect.poll(() => page.getByTestId('saved-view').count()).toBe(0);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('follows what happens: what does not wait any more leaves a view of who waits', async () => {
    const { page } = await stage.open(scenarioOf('usual'));
    await page.getByTestId('view-menu').click();
    await page.getByRole('menuitemcheckbox', { name: '等待回复' }).click();
    await page.keyboard.press('Escape');
    // Then the caret is given back, and what is typed goes where it is meant to.
    await expect
      .poll(() => page.getByTestId('view-menu').evaluate((button) => button === document.activeElement))
      .toBe(true);
    await expect.poll(async () => (await rowNames(page)).includes('王晓雯')).toBe(true);
    await composer(page).fill('马上为您办理');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await rowNames(page)).includes('王晓雯')).toBe(false);
    await page.close();
  });

  it('puts who wrote last first, when one wants that', async () => {
    const { page } = await stage.open(scenarioOf('usual'));
    const before = await rowNames(page);
    await page.getByTestId('view-menu').click();
    await page.getByRole('menuitemradio', { name: '按最新消息' }).click();
    await expect.poll(() => rowNames(page)).not.toEqual(before);
    await page.close();
  });
});

describe('tabs', () => {
  it('are pinned, moved by keys and by hand, closed but for the pinned, and opened again', async () => {
    const { page, troubles } = await stage.open(scenarioOf('usual'));
    const before = await tabNames(page);
    expect(before.slice(0, 3)).toEqual(['陈国栋', '王晓雯', 'Maria Costa']);
    await page.getByTestId('tab').filter({ hasText: 'Maria' }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: '固定' }).click();
    await expect.poll(async () => (await tabNames(page))[0]).toBe('Maria Costa');
    await page.getByTestId('tab').filter({ hasText: '王晓雯' }).focus();
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(async () => (await tabNames(page)).indexOf('王晓雯')).toBe(3);
    await page
      .getByTestId('tab')
      .filter({ hasText: '王晓雯' })
      .dragTo(page.getByTestId('tab').filter({ hasText: '陈国栋' }));
    await expect.poll(async () => (await tabNames(page)).indexOf('王晓雯')).toBe(1);
    await page.getByTestId('tab').filter({ hasText: '王晓雯' }).press('Shift+F10');
    await page.getByTestId('tab-menu').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('menuitem', { name: '关闭其他标签' }).click();
    await expect.poll(() => tabNames(page)).toEqual(['Maria Costa', '王晓雯']);
    await page.keyboard.press('Control+Shift+Y');
    await expect.poll(async () => (await tabNames(page)).length).toBe(3);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('that do not fit are in a list, with who waits', async () => {
    const { page } = await stage.open(scenarioOf('usual'), { width: 900, height: 700 });
    await page.getByTestId('all-tabs').click();
    await page.getByRole('menuitem', { name: '赵敏' }).click();
    await to(page, '赵敏').waitFor();
    await page.close();
  });
});

describe('two side by side', () => {
  it('each has its own composer; where one puts the hand, there one writes', async () => {
    const scenario = scenarioOf('usual');
    const { page, calls, troubles } = await stage.open(scenario, { width: 1440, height: 900 });
    await page.getByTestId('tab').filter({ hasText: 'Maria' }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: '并排显示' }).click();
    const beside = page.locator('[data-pane="beside"]');
    await beside.getByTestId('composer-to').filter({ hasText: 'Maria Costa' }).waitFor();
    await to(page, '王晓雯').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await beside.getByTestId('composer-input').fill('I have just sent it again.');
    await to(page, 'Maria Costa').waitFor();
    await page.waitForFunction(
      (at) => performance.now() > at + 400,
      await page.evaluate(() => performance.now()),
    );
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await calls('conversations.send')).length).toBe(1);
    await expect
      .poll(() => calls('conversations.send'))
      .toMatchObject([{ text: 'I have just sent it again.' }]);
    expect((await calls('conversations.send'))[0]).not.toMatchObject({ conversationId: active(scenario) });
    await page.keyboard.press('Control+\\');
    await expect.poll(() => page.locator('[data-pane]').count()).toBe(1);
    await to(page, 'Maria Costa').waitFor();
    expect(troubles).toEqual([]);
    await page.close();
  });
});
