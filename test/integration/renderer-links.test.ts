import { afterAll, beforeAll, expect, it } from 'vitest';
import { linksOf } from '../support/renderer-harness/link-scenarios.ts';
import type { Stage } from '../support/renderer-harness/stage.ts';
import { raiseStage } from '../support/renderer-harness/stage.ts';
import { composer, scenarioOf } from './renderer-stage.ts';

/** The card of a link, where there is not simply one to show. */

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

it('a number of several customers: they are told apart, and the one that is chosen is shown', async () => {
  const { page, tell, calls } = await stage.open(scenarioOf('link-several'));
  await tell('links.arrived', linksOf['link-several']);
  const choices = page.getByTestId('link-choice');
  await expect.poll(() => choices.count()).toBe(3);
  for (const text of ['王晓雯 · 星河汽配', '陈国栋', 'Example Trading Company Ltd'])
    expect(await choices.filter({ hasText: text }).count(), text).toBe(1);
  expect(await choices.filter({ hasText: '最近' }).count()).toBe(3);
  // None is wider than the card, whatever it is called.
  const card = await page.getByTestId('link-card').boundingBox();
  const long = await choices.last().boundingBox();
  expect((long?.x ?? 0) + (long?.width ?? 0)).toBeLessThan((card?.x ?? 0) + (card?.width ?? 0));
  await choices.first().focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('link-back').waitFor();
  await expect.poll(() => calls('links.done')).toEqual([{ n: 1 }]);
  await page.close();
});

it('while the hub is away it says so, and is looked for by itself when the line is back', async () => {
  const scenario = scenarioOf('link-away');
  const { page, tell, calls } = await stage.open(scenario);
  await tell('links.arrived', linksOf['link-away']);
  await page.getByTestId('link-card').getByText('恢复连接后').waitFor();
  expect(await calls('customers.find')).toHaveLength(1);
  await tell('app.connection', { ...scenario.boot.connection, state: 'connecting' });
  await tell('app.connection', { ...scenario.boot.connection, state: 'connected' });
  await expect.poll(() => calls('customers.find')).toHaveLength(2);
  expect(await calls('links.done')).toEqual([]);
  await page.close();
});

it('whoever writes shows it by keys that are nobody else’s', async () => {
  const { page, tell } = await stage.open(scenarioOf('link-held'));
  await composer(page).fill('您好，');
  await tell('links.arrived', linksOf['link-held']);
  await page.getByTestId('link-show').getByText('Ctrl').waitFor();
  expect(await page.getByTestId('link-back').count()).toBe(0);
  await page.keyboard.press('Control+Shift+P');
  await page.getByTestId('link-back').waitFor();
  await page.close();
});
