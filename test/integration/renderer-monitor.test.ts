import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BoardDelta } from '../../src/shared/protocol/board.ts';
import { boardOf, boardScenario } from '../support/renderer-harness/board-world.ts';
import type { Stage } from '../support/renderer-harness/stage.ts';
import { raiseStage } from '../support/renderer-harness/stage.ts';
import { bootOf, me } from '../support/renderer-harness/world.ts';
import { scenarioOf } from './renderer-stage.ts';

/** The supervisors' part on the screen, against a scripted hub. */

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

const usual = scenarioOf('usual');
const { account } = bootOf();
const as = (role: 'agent' | 'supervisor' | 'admin') => ({ ...account, me: { ...me, role } });
const seenBy = (role: 'agent' | 'supervisor' | 'admin') => ({
  ...usual,
  boot: bootOf({ account: as(role) as typeof account }),
});

describe('who is let in', () => {
  it('is a supervisor or an admin; who is neither any more does not stay', async () => {
    const agent = await stage.open(seenBy('agent'));
    await agent.page.getByTestId('part-conversations').waitFor();
    expect(await agent.page.getByTestId('part-monitor').count()).toBe(0);
    await agent.page.keyboard.press('Control+Shift+M');
    await agent.page.getByTestId('composer-input').waitFor();
    expect(await agent.page.getByTestId('monitor').count()).toBe(0);
    await agent.page.close();

    for (const role of ['supervisor', 'admin'] as const) {
      const { page, tell } = await stage.open(seenBy(role));
      await page.getByTestId('part-monitor').click();
      await page.getByTestId('monitor').waitFor();
      await tell('account.changed', as('agent'));
      await page.getByTestId('monitor').waitFor({ state: 'detached' });
      expect(await page.getByTestId('part-monitor').count()).toBe(0);
      await page.close();
    }
  });

  it('comes by its keys, too', async () => {
    const { page, troubles } = await stage.open(seenBy('supervisor'));
    await page.getByTestId('part-monitor').waitFor();
    await page.keyboard.press('Control+Shift+M');
    await page.getByTestId('monitor').waitFor();
    expect(await page.getByTestId('monitor-board').getAttribute('aria-selected')).toBe('true');
    expect(troubles).toEqual([]);
    await page.close();
  });
});

const board = boardOf(28);
const lines = (page: Page) =>
  page.getByTestId('board-row').evaluateAll((all) =>
    all
      .map((one) => [one.getBoundingClientRect().top, one.getAttribute('data-conversation') ?? ''] as const)
      .sort(([a], [b]) => a - b)
      .map(([, id]) => id),
  );
const sort = (page: Page) => page.getByTestId('board-conversations-sort');
let number = board.number;
const delta = (change: Partial<BoardDelta>) => {
  number += 1;
  return { parts: [{ delta: { from: number - 1, to: number, at: Date.now(), ...change } }] };
};
async function open(scenario = boardScenario(board)) {
  number = board.number;
  const seen = await stage.open(scenario);
  await seen.page.getByTestId('part-monitor').click();
  await seen.page.getByTestId('board').waitFor();
  await seen.page.getByTestId('board-row').first().waitFor();
  // Nobody reads yet.
  await seen.page.mouse.move(1, 1);
  return seen;
}
const quiet = board.rows.find(
  ({ kind, queued, waiting, trouble }) =>
    kind === 'live' && queued === null && waiting === null && trouble === 0,
);
if (quiet === undefined) throw new Error('everybody waits');

describe('the live board', () => {
  it('puts who is most at risk first, and moves a line as soon as something happens', async () => {
    const { page, tell, troubles } = await open();
    expect((await lines(page))[0]).not.toBe(quiet.id);
    await tell(
      'board.changed',
      delta({ rows: [{ k: quiet.k, waiting: Date.now() - 3_600_000, unanswered: 1 }] }),
    );
    await expect.poll(async () => (await lines(page))[0]).toBe(quiet.id);
    await page.locator(`[data-conversation="${quiet.id}"] [data-wait="late"]`).waitFor();
    await tell('board.changed', delta({ gone: [quiet.k] }));
    await page.locator(`[data-conversation="${quiet.id}"]`).waitFor({ state: 'detached' });
    expect(await page.getByTestId('board-count').textContent()).toBe('27');
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('moves no line while one reads, says so, and sorts when one asks or goes', async () => {
    const { page, tell } = await open();
    await page.getByTestId('board-row').nth(3).hover();
    const before = await lines(page);
    const second = board.rows.find(({ id }) => id === before[1]);
    await tell(
      'board.changed',
      delta({ rows: [{ k: quiet.k, waiting: Date.now() - 3_600_000 }], gone: [second?.k ?? 0] }),
    );
    await sort(page).waitFor();
    // What is closed keeps its place, and says that it is.
    expect(await lines(page)).toEqual(before);
    await page.locator(`[data-conversation="${before[1]}"][data-gone]`).waitFor();
    await sort(page).click();
    await expect.poll(async () => (await lines(page))[0]).toBe(quiet.id);
    await expect.poll(() => lines(page)).not.toContain(before[1]);
    // Still over it: it is held again from there.
    await tell('board.changed', delta({ rows: [{ k: quiet.k, waiting: null }] }));
    await sort(page).waitFor();
    expect((await lines(page))[0]).toBe(quiet.id);
    await page.mouse.move(1, 1);
    await expect.poll(async () => (await lines(page))[0]).not.toBe(quiet.id);
    await page.close();
  });

  it('is walked through, filtered and left by the keyboard', async () => {
    const { page, calls } = await open();
    await page.keyboard.press('Control+Shift+M');
    await page.getByRole('listbox').first().focus();
    const first = (await lines(page))[0];
    const selected = page.locator('[data-testid="board-row"][aria-selected="true"]');
    await expect.poll(() => selected.getAttribute('data-conversation')).toBe(first);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => selected.getAttribute('data-conversation')).not.toBe(first);
    await page.keyboard.press('Shift+F10');
    await page.getByTestId('board-menu').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('board-menu').waitFor({ state: 'detached' });
    await page.getByTestId('board-words').fill('售后');
    await expect.poll(() => page.getByTestId('board-row').count()).toBeLessThan(10);
    await page.getByTestId('board-all').click();
    await page.getByTestId('board-words').fill('没有这个');
    await page.getByTestId('board-conversations-empty').waitFor();
    await page.getByTestId('part-conversations').click();
    await expect.poll(async () => (await calls('board.close')).length).toBeGreaterThan(0);
    await page.close();
  });

  it('leads from an agent to all that they have, by the menu and by Enter, whatever was looked for', async () => {
    const { page } = await open();
    await page.keyboard.press('Control+Shift+M');
    const all = await page.getByTestId('board-count').textContent();
    const { id, name } = board.agents.find((one) => board.rows.some((row) => row.agent?.id === one.id)) ?? {};
    const theirs = board.rows.filter((row) => row.agent?.id === id || row.offered?.id === id).length;
    const count = () => page.getByTestId('board-count').textContent();
    await page.getByTestId('board-words').fill('没有这个');
    await page.getByTestId('board-conversations-empty').waitFor();
    const line = page
      .getByTestId('board-agent')
      .filter({ hasText: name ?? '' })
      .first();
    await line.click({ button: 'right' });
    await page.getByTestId('board-menu').getByText(`${name} 的会话`).click();
    await expect.poll(count).toBe(`${all} 个中的 ${theirs} 个`);
    await page.getByTestId('board-all').click();
    await expect.poll(count).toBe(all);
    await page.locator('[data-region="board-agents"]').focus();
    await page.keyboard.press('Enter');
    await page.locator('[data-testid="board-agent"][aria-selected="true"]').waitFor();
    await expect.poll(count).not.toBe(all);
    await page.keyboard.press('Enter');
    await expect.poll(count).toBe(all);
    await page.close();
  });

  it('shows the whole again after the line was away, and says as of when it is while it is', async () => {
    const { page, tell } = await open();
    const { connection } = bootOf();
    await tell('app.connection', { ...connection, state: 'offline', since: Date.now() });
    await page.getByTestId('board-as-of').waitFor();
    await tell('app.connection', { ...connection, state: 'connected', since: Date.now() });
    await page.getByTestId('board-as-of').waitFor({ state: 'detached' });
    await tell('board.changed', { parts: [{ now: { ...board, number: 1, rows: board.rows.slice(0, 3) } }] });
    await expect.poll(() => page.getByTestId('board-row').count()).toBe(3);
    // What belongs to the board before it does nothing.
    await tell('board.changed', delta({ gone: [1] }));
    await tell('board.changed', { parts: [{ delta: { from: 1, to: 2, at: 0, gone: [2] } }] });
    await expect.poll(() => page.getByTestId('board-row').count()).toBe(2);
    await page.close();
  });

  it('draws what is in sight alone, of two thousand', async () => {
    const { page } = await open(boardScenario(boardOf(2000, 200)));
    expect(await page.getByTestId('board-count').textContent()).toBe('2000');
    expect(await page.getByTestId('board-row').count()).toBeLessThan(40);
    expect(await page.getByTestId('board-agent').count()).toBeLessThan(40);
    await page.close();
  });
});

it('the wallboard names nobody, and Esc leaves it', async () => {
  const { page } = await open();
  await page.getByTestId('board-wall').click();
  const wall = page.getByTestId('wallboard');
  await wall.waitFor();
  const text = (await wall.textContent()) ?? '';
  for (const name of [...board.agents.map((one) => one.name), ...board.rows.map((row) => row.visitor.name)])
    if (name !== null) expect(text).not.toContain(name);
  expect(await page.getByTestId('wall-tile').count()).toBe(board.groups.length);
  await page.keyboard.press('Escape');
  await wall.waitFor({ state: 'detached' });
  await page.getByTestId('board').waitFor();
  await page.close();
});
