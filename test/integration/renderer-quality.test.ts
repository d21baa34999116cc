import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actions } from '../support/renderer-harness/actions.ts';
import { longLines } from '../support/renderer-harness/quality-scenarios.ts';
import { raiseStage, type Stage } from '../support/renderer-harness/stage.ts';
import { scenarioOf } from './renderer-stage.ts';

/** Quality and replay on the screen, against a scripted hub. */

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

const open = async (name: string) => {
  const seen = await stage.open(scenarioOf(name));
  await actions[name]?.(seen.page, 'light');
  return seen;
};

describe('[E4] a review', () => {
  it('is scored by keys, commented on a line, kept as it is typed, and submitted whole', async () => {
    const { page, calls, troubles } = await open('quality-review');
    const items = page.getByTestId('score-item');
    await expect.poll(() => page.getByTestId('review-submit').isDisabled()).toBe(true);
    await items.nth(0).getByTestId('mark-1').focus();
    await page.keyboard.press('n');
    await expect.poll(() => items.nth(0).getByTestId('mark-0').getAttribute('aria-checked')).toBe('true');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('5');
    await expect.poll(() => items.nth(1).getByTestId('mark-5').getAttribute('aria-checked')).toBe('true');
    for (const key of ['x', '2', 'ArrowRight', 'y', 'n', 'x']) {
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press(key);
    }
    // The second of the fatal items failed: nothing is left.
    await expect.poll(() => page.getByTestId('total').textContent()).toContain('0.0');
    const line = page.getByTestId('entry').filter({ hasText: '退款三天内一定到账' });
    await line.hover();
    await page.locator('.group\\/line', { has: line }).getByTestId('comment-add').click();
    await page.getByTestId('comment-field').fill('说“一般”更稳妥');
    await page.keyboard.press('Enter');
    await page.getByTestId('line-comment').nth(1).waitFor();
    await expect
      .poll(async () => JSON.stringify((await calls('quality.draft')).at(-1)))
      .toContain('说“一般”更稳妥');
    await page.getByTestId('review-release').click();
    await expect.poll(() => calls('quality.submit')).toHaveLength(1);
    const [sent] = (await calls('quality.submit')) as { verdict: { marks: object; comments: object[] } }[];
    expect(Object.values(sent?.verdict.marks ?? {})).toEqual([0, 5, 'na', 2, 0, 1, 0, 'na']);
    expect(sent?.verdict.comments).toMatchObject([{ seq: 5 }, { seq: 6, text: '说“一般”更稳妥' }]);
    expect(troubles).toEqual([]);
    await page.close();
  });
});

describe('[E4] news of reviews', () => {
  it('an agent sees how many there are, which they are, and clears them by opening', async () => {
    const { page, calls, tell, troubles } = await stage.open(scenarioOf('own-result'));
    const rail = page.getByTestId('part-results');
    const count = rail.getByRole('img', { includeHidden: false });
    await expect.poll(() => count.count()).toBe(0);
    const own = scenarioOf('own-result').answers?.['quality.own'] as
      | { reviews: { id: string }[] }
      | undefined;
    const reviewId = own?.reviews[0]?.id ?? '';
    const note = { id: reviewId, reviewId, at: 1, dueAt: null, by: { id: reviewId, name: '周岚' } };
    const result = { ...note, kind: 'result', customer: null };
    const task = { ...note, id: note.id.replace(/.$/u, '0'), kind: 'follow_up', customer: null };
    await tell('quality.told', { notes: [result, task], count: 2, added: [] });
    await expect.poll(() => count.textContent()).toBe('2');
    await rail.click();
    // What one is to do is on the screen: it is told to be seen; the result is not.
    await expect.poll(() => calls('quality.seen')).toEqual([{ reviewId: null, followUps: true }]);
    await tell('quality.told', { notes: [result], count: 1, added: [] });
    await expect.poll(() => page.getByTestId('review-new').count()).toBe(1);
    const asked = (await calls('quality.own.review')).length;
    await page.getByTestId('own-result').first().click();
    await expect
      .poll(async () => (await calls('quality.seen')).at(-1))
      .toEqual({ reviewId, followUps: false });
    await tell('quality.told', { notes: [], count: 0, added: [] });
    await expect.poll(() => count.count()).toBe(0);
    await expect.poll(() => page.getByTestId('review-new').count()).toBe(0);
    // An answer to their appeal comes while they read it: it is read anew.
    const answer = { ...result, id: task.id, kind: 'answer' };
    await tell('quality.told', { notes: [answer], count: 1, added: [answer.id] });
    await expect.poll(async () => (await calls('quality.own.review')).length).toBeGreaterThan(asked + 1);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('who supervises sees them at the rail, the tab and the entry; a notification leads to the review', async () => {
    const { page, calls, tell, troubles } = await stage.open(scenarioOf('quality-work'));
    await expect.poll(() => page.getByTestId('part-monitor').getByRole('img').textContent()).toBe('4');
    const unseen = scenarioOf('quality-work').answers?.['quality.unseen'] as
      | { notes: { kind: string; reviewId: string }[] }
      | undefined;
    const appeal = unseen?.notes.find(({ kind }) => kind === 'appeal');
    await tell('quality.focus', { kind: 'appeal', reviewId: appeal?.reviewId });
    await page.getByTestId('review').waitFor();
    await expect
      .poll(async () => (await calls('quality.seen')).at(-1))
      .toEqual({ reviewId: appeal?.reviewId, followUps: false });
    await page.getByTestId('review-back').click();
    for (const [place, n] of [
      ['monitor-quality', '4'],
      ['quality-work', '3'],
      ['quality-follow-ups', '1'],
    ] as const)
      await expect.poll(() => page.getByTestId(place).getByRole('img').textContent()).toBe(n);
    await tell('quality.focus', { kind: 'result', reviewId: null });
    await page.getByTestId('own-results').waitFor();
    expect(troubles).toEqual([]);
    await page.close();
  });
});

describe('[E4] a conversation of 3,000 entries', () => {
  /** How much of it is in the page at once: the pieces near what is seen, and both ends. */
  const few = 500;
  const inView = (place: Page | Locator, text: string) =>
    place
      .getByTestId('entry')
      .filter({ hasText: text })
      .first()
      .evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      });

  it('comes in pages, and the way goes from comment to comment, however far they are apart', async () => {
    const { page, calls, troubles } = await stage.open(scenarioOf('quality-long'));
    await page.getByTestId('part-monitor').click();
    await page.getByTestId('monitor-quality').click();
    await page.getByTestId('quality-results').click();
    await page.getByTestId('review-open').first().click();
    await page.getByTestId('entry').filter({ hasText: '第 2 条' }).first().waitFor();
    await expect.poll(async () => (await calls('transcript.lines')).length).toBe(longLines / 200);
    const pane = page.locator('[data-region="review-transcript"]');
    const lines = () => pane.getByTestId('entry').count();
    await expect.poll(lines).toBeLessThan(few);
    const bar = page.getByTestId('comment-bar');
    await page.getByTestId('comment-next').click();
    await expect.poll(() => inView(page, '第 7 条')).toBe(true);
    await page.getByTestId('comment-next').click();
    await expect.poll(() => inView(page, '第 1500 条')).toBe(true);
    await page.getByTestId('comment-next').click();
    await expect.poll(() => inView(page, '第 2900 条')).toBe(true);
    await expect.poll(lines).toBeLessThan(few);
    await page.getByTestId('comment-next').click();
    await expect.poll(() => inView(page, '第 7 条')).toBe(true);
    expect(await bar.getByRole('status').textContent()).toBe('第 1 条评语，共 3 条');

    // By the keyboard down into the middle, and a comment there.
    await pane.focus();
    await pane.evaluate((element) => element.scrollTo(0, element.scrollHeight / 3));
    await expect.poll(() => pane.locator('[data-piece="there"]').count()).toBeGreaterThan(2);
    const seen = await pane.getByTestId('entry').evaluateAll((all) => {
      const found = all.find((one) => one.getBoundingClientRect().top > 200);
      return found?.textContent?.match(/第 \d+ 条/u)?.[0] ?? '';
    });
    const line = page.getByTestId('entry').filter({ hasText: `${seen}：` });
    await line.hover();
    await page.locator('.group\\/line', { has: line }).getByTestId('comment-add').click();
    await page.getByTestId('comment-field').fill('从中间说起');
    // What is being written stays, wherever one looks meanwhile.
    await pane.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await expect.poll(() => inView(page, '第 2999 条')).toBe(true);
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => JSON.stringify((await calls('quality.draft')).at(-1)))
      .toContain('从中间说起');
    await expect.poll(() => bar.getByRole('status').textContent()).toContain('4');
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('is replayed to its end and back with few lines in the page', async () => {
    const { page, troubles } = await stage.open(scenarioOf('quality-long'));
    await actions['quality-long']?.(page, 'light');
    await page.getByTestId('review-replay').click();
    const replay = page.getByTestId('replay');
    await page.getByTestId('replay-scrubber').focus();
    await page.keyboard.press('End');
    await expect.poll(() => inView(replay, '第 2999 条')).toBe(true);
    await expect.poll(() => replay.getByTestId('entry').count()).toBeLessThan(few);
    await page.getByTestId('replay-previous').click();
    await page.keyboard.press('Home');
    await page.getByTestId('replay-scrubber').focus();
    await page.keyboard.press('Home');
    await expect.poll(() => replay.getByTestId('entry').count()).toBeLessThan(3);
    expect(troubles).toEqual([]);
    await page.close();
  });
});

describe('[E4] a sample', () => {
  it('is drawn of those that were filed so, by a code of the tree with its whole path', async () => {
    const { page, calls, troubles } = await open('quality-sample-new');
    await page.getByLabel('售后 / 退货', { exact: true }).check();
    // What was looked at before is of another choice.
    await expect.poll(() => page.getByTestId('preview').count()).toBe(0);
    await page.getByTestId('sample-preview').click();
    await expect
      .poll(async () => ((await calls('quality.preview')).at(-1) as { rule?: object })?.rule)
      .toMatchObject({ dispositions: ['return'] });
    expect(troubles).toEqual([]);
    await page.close();
  });
});

describe('[E4] replay', () => {
  it('goes by keys from line to line, and plays to the end with silences skipped and said', async () => {
    const { page, troubles } = await open('replay');
    const replay = page.getByTestId('replay');
    const lines = () => replay.getByTestId('entry').count();
    const before = await lines();
    await page.getByTestId('replay-scrubber').focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(lines).toBe(before - 1);
    await page.keyboard.press('ArrowRight');
    await expect.poll(lines).toBe(before);
    await expect.poll(() => page.getByTestId('replay-silence').first().textContent()).toContain('0:50');
    for (let i = 0; i < 4; i++) await page.keyboard.press('+');
    await expect.poll(() => page.getByTestId('replay-speed-60').getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('Space');
    await expect.poll(() => page.getByTestId('replay-time').textContent()).toBe('20:00 / 20:00');
    await expect.poll(() => page.getByTestId('replay-play').textContent()).toBe('播放');
    await expect.poll(() => page.getByTestId('replay-spoken').textContent()).toContain('好的');
    await page.keyboard.press('Escape');
    await replay.waitFor({ state: 'detached' });
    expect(troubles).toEqual([]);
    await page.close();
  });
});
