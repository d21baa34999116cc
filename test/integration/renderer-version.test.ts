import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import type { Stage } from '../support/renderer-harness/stage.ts';
import { raiseStage } from '../support/renderer-harness/stage.ts';
import { composer, scenarioOf } from './renderer-stage.ts';

/** A hub that wants a newer desk, as whoever works there sees it. */

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

it('there is time: it is said until when, and the update is one key away; one goes on writing', async () => {
  const scenario = scenarioOf('version-due');
  const { page, calls, tell } = await stage.open(scenario);
  const banner = page.getByTestId('version-banner');
  await banner.getByText('您的服务器要求迎客 1.1.0 或更高版本，当前为 1.0.0。').waitFor();
  expect(await banner.getAttribute('data-standing')).toBe('due');
  await composer(page).fill('接着写');
  await banner.getByTestId('offer-now').click();
  await expect.poll(() => calls('updates.install')).toEqual([{ when: 'now' }]);
  expect(await composer(page).inputValue()).toBe('接着写');
  await tell('app.required', null);
  await banner.waitFor({ state: 'detached' });
  await tell('app.required', scenario.boot.required);
  await banner.getByTestId('offer-details').click();
  await page.getByTestId('update-title').waitFor();
  await page.close();
});

it('too late, in conversations: after them, or now all the same; what is away for that is said once', async () => {
  const scenario = scenarioOf('version-late');
  const { page, calls, tell } = await stage.open(scenario);
  const banner = page.getByTestId('version-banner');
  await banner.getByText('不再分配新会话').waitFor();
  expect(await banner.getAttribute('role')).toBe('alert');
  const own = { status: 'away', reason: { is: 'outdated' }, since: Date.now() };
  await tell('status.changed', { ...scenario.house.status, own });
  await expect.poll(() => page.getByTestId('own-status').getAttribute('data-status')).toBe('away');
  expect(await page.getByTestId('away-banner').count()).toBe(0);
  expect(await axeFaults(page)).toEqual([]);
  await banner.getByTestId('offer-afterwards').click();
  await expect.poll(() => calls('updates.install')).toEqual([{ when: 'afterwards' }]);
  await page.close();
});

it('where updates are switched off, one is sent to IT and offered nothing that would not work', async () => {
  const { page } = await stage.open(scenarioOf('version-it'));
  const banner = page.getByTestId('version-banner');
  await banner.getByText('请联系 IT 获取新版本').waitFor();
  expect(await banner.getByRole('button').count()).toBe(0);
  await page.close();
});

it('not let in: the banner of the line leaves the word to this one, here and before the sign-in', async () => {
  const { page, calls } = await stage.open(scenarioOf('version-refused'));
  const banner = page.getByTestId('version-banner');
  await banner.getByText('您的服务器不再允许迎客 1.0.0 连接。').waitFor();
  expect(await page.getByRole('alert').count()).toBe(1);
  await banner.getByTestId('offer-look').click();
  await expect.poll(() => calls('updates.check')).toHaveLength(1);
  await page.close();

  const before = await stage.open(scenarioOf('version-sign-in'));
  await before.page.getByTestId('sign-in-error').waitFor();
  await before.page.getByTestId('offer-look').click();
  await expect.poll(() => before.calls('updates.check')).toHaveLength(1);
  expect(await axeFaults(before.page)).toEqual([]);
  await before.page.close();
});
