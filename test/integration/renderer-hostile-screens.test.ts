import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Entry } from '../../src/shared/domain/entry.ts';
import type { ReviewHead } from '../../src/shared/domain/quality/review.ts';
import { watchHostile } from '../e2e/hostile-look.ts';
import { hostilePayloads, howMany } from '../e2e/hostile-payloads.ts';
import { actions } from '../support/renderer-harness/actions.ts';
import type { Scenario } from '../support/renderer-harness/fake-bridge.ts';
import { raiseStage, type Stage } from '../support/renderer-harness/stage.ts';
import { make, minute, now, scenario, uuid } from '../support/renderer-harness/world.ts';
import { mixed } from './hostile-mixed.ts';
import { scenarioOf } from './renderer-stage.ts';

/**
 * What customers write where others read it: alerts, reports, quality, replay, the list of all tabs, the banners. Each
 * screen has all the payloads at once; `renderer-hostile.test.ts` has the board, `test/e2e/hostile.test.ts` the desk.
 */

/** Never asked: it has no address. The page tells of every request that is not its own. */
const payloads = hostilePayloads('http://canary.invalid');
const marker = 'mk';
const each = Array.from({ length: howMany }, (_, n) => n);

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage?.close());

/** As much of it as there is room for, after what it is found by; never half a character. */
function fitting(at: number, most: number): string {
  const cut = `${marker}${at} ${payloads[at % howMany]}`.slice(0, most);
  return /[\uD800-\uDBFF]$/u.test(cut) ? cut.slice(0, -1) : cut;
}
const names = each.map((at) => fitting(at, 80));
const nameOf = (at: number) => names[at % howMany] ?? '';

/** One of these for each payload. */
const forEach = <T>(models: readonly T[], change: (model: T, at: number) => T): T[] =>
  each.map((at) => change(models[at % models.length] as T, at));

/** Looks at one screen when all of it is there. */
async function look(world: Scenario, show: (page: Page) => Promise<void>): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    const { boot } = world;
    const preferences = { ...boot.preferences, theme };
    const { page } = await stage.open({ ...world, boot: { ...boot, preferences } });
    const watch = await watchHostile(page);
    await show(page);
    expect.soft(await watch.faults(marker, 'elsewhere'), theme).toEqual([]);
    expect.soft(await mixed(page, marker, names), theme).toEqual([]);
    expect.soft(watch.heard, theme).toEqual([]);
    await page.close();
  }
}

const act = (name: string) => async (page: Page) => {
  await actions[name]?.(page, 'light');
};

/** Until as many are there as there are payloads. */
const all = (page: Page, testId: string) => expect.poll(() => page.getByTestId(testId).count()).toBe(howMany);

const answering = (world: Scenario, answers: Scenario['answers']): Scenario => ({
  ...world,
  answers: { ...world.answers, ...answers },
});

test('[E3] alerts: the list, one of them, and what is over', async () => {
  const world = scenarioOf('watch');
  if (world.watch === undefined) throw new Error('no alerts');
  const { open, past } = world.watch;
  const alerts = forEach(
    open.alerts.filter(({ customer, acknowledged }) => customer !== null && acknowledged === null),
    (alert, at) => ({ ...alert, id: uuid(60_000 + at), customer: nameOf(at) }),
  );
  const over = forEach(past, (alert, at) => ({
    ...alert,
    id: uuid(61_000 + at),
    rule: open.alerts[1]?.rule ?? alert.rule,
    customer: nameOf(at),
  }));
  const hostile = { ...world, watch: { ...world.watch, open: { ...open, alerts }, past: over } };
  await look(hostile, async (page) => {
    await act('watch-chosen')(page);
    await all(page, 'alert-row');
  });
  await look(hostile, async (page) => {
    await act('watch-past')(page);
    await all(page, 'alert-row');
  });
}, 120_000);

test('[H5] reports: the conversations behind a number', async () => {
  const world = scenarioOf('reports-behind');
  const behind = world.answers?.['reports.behind'] as { pieces: { customer: string | null }[] };
  const pieces = forEach(behind.pieces, (piece, at) => ({ ...piece, customer: nameOf(at) }));
  await look(answering(world, { 'reports.behind': { ...behind, pieces, count: howMany } }), async (page) => {
    await act('reports-behind')(page);
    await expect
      .poll(() => page.getByTestId('reports-behind').getByRole('listitem').count())
      .toBeGreaterThan(howMany);
  });
}, 120_000);

const reviewsOf = (found: unknown): ReviewHead[] =>
  forEach((found as { reviews: ReviewHead[] }).reviews, (review, at) => ({
    ...review,
    id: uuid(62_000 + at),
    customer: { ...review.customer, name: nameOf(at) },
  }));

test('[E4] quality: what is to do and done, what the agent is told, and where two differ', async () => {
  const world = scenarioOf('quality-work');
  const reviews = reviewsOf(world.answers?.['quality.reviews']);
  const found = world.answers?.['quality.reviews'] as { reviews: ReviewHead[] };
  const open = reviewsOf({ reviews: found.reviews.filter(({ state }) => state === 'open') });
  const shown = (list: readonly ReviewHead[]) =>
    answering(world, { 'quality.reviews': { reviews: list, complete: true } });
  await look(shown(open), async (page) => {
    await act('quality-work')(page);
    await all(page, 'review-open');
  });
  await look(shown(reviews), async (page) => {
    await act('quality-empty')(page);
    await page.getByTestId('quality-results').click();
    await all(page, 'review-open');
  });
  const own = scenarioOf('own-results');
  await look(
    answering(own, {
      'quality.own': { reviews: reviewsOf(own.answers?.['quality.own']), complete: true },
    }),
    async (page) => {
      await act('own-results')(page);
      await all(page, 'own-result');
    },
  );
  const agreement = world.answers?.['quality.agreement'] as {
    differing: { first: ReviewHead; second: ReviewHead }[];
  };
  const differing = forEach(agreement.differing, (pair, at) => ({
    ...pair,
    first: { ...pair.first, customer: { ...pair.first.customer, name: nameOf(at) } },
    second: { ...pair.second, id: uuid(63_000 + at) },
  }));
  await look(
    answering(world, { 'quality.agreement': { ...agreement, differing } }),
    act('quality-agreement'),
  );
}, 200_000);

/** All that a customer can put into a conversation, with each payload: lines, answers to lines, files, ratings. */
function talked(name: string): {
  readonly row: Scenario['rows'][number];
  readonly entries: readonly Entry[];
} {
  const { row, entries } = make(
    70,
    { name, status: 'closed', closedAt: now - minute },
    each.flatMap((at) => [
      ['v', fitting(at, 7500), 9000 - at * 20] as const,
      ['v', '', 8990 - at * 20] as const,
    ]),
  );
  const said = entries.map((entry, n): Entry => {
    const at = Math.floor(n / 2);
    if (n % 2 === 1)
      return {
        ...entry,
        body: { kind: 'rated', score: (at % 5) + 1, comment: fitting(at, 1000), about: null },
      };
    if (entry.body.kind !== 'message') return entry;
    const before = entries[n - 2];
    const file = { id: uuid(64_000 + at), name: fitting(at, 100), type: 'application/zip', size: 9 };
    const author = { kind: 'visitor', name: fitting(at, 80) } as const;
    const quote = before && { quote: { entryId: before.id, author, text: fitting(at, 200) } };
    return { ...entry, body: { ...entry.body, files: [file], ...quote } };
  });
  return { row, entries: said };
}

/** The name over each of these screens turns what would stand in a line with it. */
const turned = each.find((at) => nameOf(at).includes('\u202E')) ?? 0;

test.each(['quality-review', 'replay', 'own-result'])(
  '[E4] %s: lines, answers to lines, files, ratings and comments',
  async (name) => {
    const world = scenarioOf(name);
    const { row, entries } = talked(nameOf(turned));
    const { id } = row.conversation;
    await look({ ...world, rows: [row], entries: { [id]: entries } }, async (page) => {
      await act(name)(page);
      if (name === 'replay') {
        await page.getByTestId('replay-scrubber').focus();
        await page.keyboard.press('End');
        await expect
          .poll(() => page.getByTestId('replay').locator('[data-kind="rated"]').count())
          .toBe(howMany);
      } else await expect.poll(() => page.locator('[data-kind="rated"]').count()).toBe(howMany);
    });
  },
  200_000,
);

test('[B1] many tabs: the list of all of them, and the banners over them', async () => {
  const made = each.map((at) =>
    make(300 + at, { name: nameOf(at) }, [
      ['opened', '', 500],
      ['v', nameOf(at), 480 - at],
    ]),
  );
  const ids = made.map(({ row }) => row.conversation.id);
  const world = scenario(made, { tabs: { order: ids, active: ids[0] ?? null } });
  const calls = forEach(scenarioOf('alerted').alertCalls ?? [], (one, at) => ({
    ...one,
    conversationId: uuid(65_000 + at),
    customer: nameOf(at),
  }));
  await look({ ...world, alertCalls: calls }, async (page) => {
    await all(page, 'alert-call');
    await page.getByTestId('all-tabs').click();
    await expect.poll(() => page.getByRole('menuitem').count()).toBe(howMany);
  });
}, 120_000);
