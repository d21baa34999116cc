import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/shared/domain/key.ts';
import type { BoardDelta } from '../../src/shared/protocol/board.ts';
import { axeFaults } from '../support/axe.ts';
import { boardOf, boardScenario } from '../support/renderer-harness/board-world.ts';
import type { Fake } from '../support/renderer-harness/fake-bridge.ts';
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

describe('[H5] behind a number of a group', () => {
  it('is who waits, live, with how it is counted; the keyboard opens it, Escape leads back to the number', async () => {
    const { page, tell, troubles } = await open();
    const [group] = board.groups;
    const waiting = board.rows.filter(
      (row) => row.kind === 'live' && row.status === 'queued' && row.group?.id === group?.id,
    );
    const number = page.getByTestId('tile-waiting-behind').first();
    await number.focus();
    await page.keyboard.press('Enter');
    const panel = page.getByTestId('board-behind');
    await panel.waitFor();
    expect(await page.getByTestId('behind-value').textContent()).toBe(String(waiting.length));
    await expect.poll(() => panel.getByTestId('behind-line').count()).toBe(waiting.length);
    expect(await axeFaults(page)).toEqual([]);
    // Somebody more waits there: the number and the list say so at once.
    const other = board.rows.find((row) => row.status === 'active' && row.kind === 'live');
    await tell(
      'board.changed',
      delta({
        rows: [
          {
            ...{ k: other?.k ?? 0, status: 'queued', agent: null, queued: Date.now() },
            group: { id: group?.id ?? '', name: group?.name ?? '' },
          },
        ],
      }),
    );
    await expect.poll(() => page.getByTestId('behind-value').textContent()).toBe(String(waiting.length + 1));
    await expect.poll(() => panel.getByTestId('behind-line').count()).toBe(waiting.length + 1);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-testid')))
      .toBe('tile-waiting-behind');
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('is who came lately where it is the service level, asked of the hub for that group; a refusal can be tried again', async () => {
    const { page, calls } = await open();
    const [, group] = board.groups;
    await page.getByTestId('tile-level-behind').nth(1).click();
    await page.getByTestId('behind-line').first().waitFor();
    expect(await calls('board.level')).toEqual([{ groupId: group?.id }]);
    // A click on the tile itself is still its filter, and on an agent what they have.
    await page.getByTestId('tile-free-behind').first().click();
    await page.getByTestId('behind-agent').first().waitFor();
    await page.getByTestId('behind-agent').first().click();
    await expect.poll(() => page.getByTestId('board-count').textContent()).toContain('28');
    await page.getByTestId('board-all').click();
    await page.close();

    const refused = await open(boardScenario(board, { refuse: { 'board.level': { code: 'unavailable' } } }));
    await refused.page.getByTestId('tile-level-behind').first().click();
    await refused.page.getByTestId('board-behind').getByRole('alert').waitFor();
    await refused.page.getByTestId('board-behind').getByRole('alert').getByRole('button').click();
    await expect.poll(async () => (await refused.calls('board.level')).length).toBe(2);
    await refused.page.close();
  });
});

describe('moving a queue of 250', () => {
  const [from] = board.groups;
  const many = Array.from({ length: 250 }, (_, n) => ({
    ...(board.rows[0] as (typeof board.rows)[number]),
    ...{ k: 5000 + n, id: newId(), status: 'queued' as const, kind: 'live' as const, agent: null },
    ...{ queued: Date.now() - n * 1000, group: { id: from?.id ?? '', name: from?.name ?? '' } },
  }));
  const full = boardScenario(
    { ...board, rows: [...board.rows.filter((row) => row.group?.id !== from?.id), ...many] },
    { queue: 250 },
  );
  /** The hub answers a call for each time that it is let, whichever comes first. */
  const hold = (page: Page) =>
    page.evaluate(() => {
      const { fake } = window as unknown as { fake: Fake };
      const waiting: (() => void)[] = [];
      let granted = 0;
      Object.defineProperty(fake.after, 'supervise.moveQueue', {
        get: () => {
          if (granted === 0) return new Promise<void>((resolve) => waiting.push(resolve));
          granted -= 1;
          return null;
        },
      });
      Object.assign(window, {
        letMove: () => {
          const next = waiting.shift();
          if (next === undefined) granted += 1;
          else next();
        },
      });
    });
  const letOne = (page: Page) =>
    page.evaluate(() => (window as unknown as { letMove: () => void }).letMove());
  const begin = async () => {
    const seen = await open(full);
    const { page } = seen;
    await hold(page);
    await page.getByTestId('tile-menu').first().click();
    await page.locator('[data-action="move"]').click();
    expect(await page.getByTestId('move-count').textContent()).toContain('250');
    await page.getByTestId('move-to').selectOption({ index: 2 });
    await page.getByTestId('move-yes').click();
    return seen;
  };
  const bar = (page: Page) =>
    page
      .getByTestId('move-progress')
      .getByRole('progressbar')
      .evaluate((one: HTMLProgressElement) => `${one.value} of ${one.max}`);
  const words = async (page: Page) => (await page.getByTestId('move-progress').textContent()) ?? '';

  it('says how far it is after each answer of the hub, and in the end what has become of whom', async () => {
    const { page, calls, troubles } = await begin();
    await expect.poll(() => bar(page)).toBe('0 of 250');
    expect(await words(page)).toContain('250');
    await letOne(page);
    await expect.poll(() => bar(page)).toBe('100 of 250');
    await letOne(page);
    await expect.poll(() => bar(page)).toBe('200 of 250');
    await letOne(page);
    await page.getByTestId('move-close').waitFor();
    expect(await bar(page)).toBe('250 of 250');
    expect(await words(page)).toMatch(/247.*3/u);
    expect(await calls('supervise.moveQueue')).toHaveLength(3);
    await page.getByTestId('move-close').click();
    await page.getByTestId('move-queue').waitFor({ state: 'detached' });
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('is stopped after what is under way, and says who still waits there; closing the dialog stops it too', async () => {
    const { page, calls } = await begin();
    await letOne(page);
    await expect.poll(() => bar(page)).toBe('100 of 250');
    await page.getByTestId('move-stop').click();
    await letOne(page);
    await page.getByTestId('move-close').waitFor();
    expect(await words(page)).toMatch(/198.*2.*50/u);
    expect(await bar(page)).toBe('200 of 250');
    expect(await calls('supervise.moveQueue')).toHaveLength(2);
    await page.close();

    const left = await begin();
    await expect.poll(() => bar(left.page)).toBe('0 of 250');
    await left.page.keyboard.press('Escape');
    await left.page.getByTestId('move-queue').waitFor({ state: 'detached' });
    await letOne(left.page);
    // The answer has come and nothing more is asked: the board goes on.
    await left.page.getByTestId('tile-waiting-behind').first().click();
    await left.page.getByTestId('board-behind').waitFor();
    expect(await left.calls('supervise.moveQueue')).toHaveLength(1);
    await left.page.close();
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
