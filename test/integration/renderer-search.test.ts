import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { YingkeBridge } from '#shared/ipc/contract.ts';
import type { Stage } from '../support/renderer-harness/stage.ts';
import { raiseStage } from '../support/renderer-harness/stage.ts';
import { scenarioOf } from './renderer-stage.ts';

/** Search in the page (A5): by keys alone, what it says of what it does not have, and the way to a line. */

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

const results = (page: Page) => page.getByTestId('search-result');
const chosen = (page: Page) => page.locator('[data-testid="search-result"][aria-selected="true"]');

async function lookFor(page: Page, query: string): Promise<void> {
  await page.keyboard.press('Control+Shift+F');
  await page.getByTestId('search-field').waitFor();
  await page.keyboard.type(query);
}

it('opens by keys, finds as one types, and Enter goes to the line, which stands out', async () => {
  const { page, calls } = await stage.open(scenarioOf('search'));
  await lookFor(page, '退');
  await results(page).first().waitFor();
  const count = await results(page).count();
  expect(count).toBeGreaterThan(1);
  const first = await chosen(page).getAttribute('id');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => chosen(page).getAttribute('id')).not.toBe(first);
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => chosen(page).getAttribute('id')).toBe(first);
  await page.keyboard.press('Enter');
  await page.getByTestId('search').waitFor({ state: 'detached' });
  const [asked] = (await calls('conversations.around')) as { conversationId: string; seq: number }[];
  expect(asked).toBeDefined();
  await page.locator('[data-shining]').locator(`[data-seq="${asked?.seq}"]`).waitFor();
  // What led somewhere is offered again.
  await page.keyboard.press('Control+Shift+F');
  await page.getByTestId('search-field').fill('');
  await page.getByTestId('search-recent').filter({ hasText: '退' }).waitFor();
  await page.close();
});

it('asks the hub for what is not here, and only while there is a line to it', async () => {
  const { page, calls } = await stage.open(scenarioOf('search'));
  await lookFor(page, '退');
  await page.locator('[data-testid="search-result"][data-type="hub"]').waitFor();
  await page.getByTestId('search-more').click();
  await expect.poll(() => calls('search.hub')).toHaveLength(2);
  expect((await calls('search.hub'))[1]).toMatchObject({ query: '退', before: 4 });
  await page.close();

  const off = await stage.open(scenarioOf('search-offline'));
  await lookFor(off.page, '好');
  await off.page.getByTestId('search-hub').getByText('离线').waitFor();
  await off.page.getByTestId('search-indexing').waitFor();
  expect(await off.calls('search.hub')).toEqual([]);
  await off.page.close();
});

it('while one question is looked up the next ones wait, and only the latest is asked; half words of an input method go nowhere', async () => {
  const { page, calls } = await stage.open(scenarioOf('search'), undefined, () => {
    const held = window as unknown as { answer: () => void; yingke: YingkeBridge };
    const { call } = held.yingke;
    const gate = new Promise<void>((open) => Object.assign(held, { answer: open }));
    Object.defineProperty(held, 'yingke', {
      value: {
        ...held.yingke,
        call: async (name: string, input: unknown) => {
          const answer = await call(name, input);
          if (name === 'search.query') await gate;
          return answer;
        },
      },
    });
  });
  const asked = async () => ((await calls('search.query')) as { query: string }[]).map(({ query }) => query);
  await lookFor(page, '退货换货');
  expect(await asked()).toEqual(['退']);
  await page.evaluate(() => (window as unknown as { answer: () => void }).answer());
  await page.getByTestId('search-nothing').waitFor();
  expect(await asked()).toEqual(['退', '退货换货']);
  await page.getByTestId('search-field').fill('退');
  await results(page).first().waitFor();
  await page
    .getByTestId('search-field')
    .dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true });
  expect(await calls('conversations.around')).toEqual([]);
  await page.close();
});

it('filters are reached by Tab and taken back by the same key', async () => {
  const { page, calls } = await stage.open(scenarioOf('search'));
  await lookFor(page, '退');
  await results(page).first().waitFor();
  const chip = page.getByTestId('search-chip').filter({ hasText: '备注' });
  for (let n = 0; n < 12 && !(await chip.evaluate((e) => e === document.activeElement)); n += 1)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect
    .poll(async () => ((await calls('search.query')) as object[]).at(-1))
    .toMatchObject({ filters: { kind: 'note' } });
  await page.keyboard.press('Space');
  await expect
    .poll(async () => ((await calls('search.query')) as object[]).at(-1))
    .toMatchObject({ filters: { kind: null } });
  await page.close();
});

it('a line that cannot be read says why, and the search stays', async () => {
  const scenario = { ...scenarioOf('search'), refuse: { 'conversations.around': { code: 'unavailable' } } };
  const { page } = await stage.open(scenario);
  await lookFor(page, '退');
  await results(page).first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByTestId('search').getByRole('alert').waitFor();
  await page.keyboard.press('Escape');
  await page.getByTestId('search').waitFor({ state: 'detached' });
  await page.close();
});
