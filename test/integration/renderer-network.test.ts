import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Scenario } from '../support/renderer-harness/fake-bridge.ts';
import { stateOf, wayFaultsOf } from '../support/renderer-harness/network-scenarios.ts';
import type { Stage } from '../support/renderer-harness/stage.ts';
import { raiseStage } from '../support/renderer-harness/stage.ts';
import { composer, scenarioOf } from './renderer-stage.ts';

/** What stands between a desk and its hub, as whoever works there meets it. */

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

const proxy = 'proxy.example.com:3128';
const origin = 'https://hub.example.com';
const asks = stateOf(wayFaultsOf['way-password'] ?? null);
const question = (page: Page) => page.getByTestId('proxy-password');
const answering = (of: Scenario, state: unknown): Scenario => ({
  ...of,
  answers: { ...of.answers, 'network.password': state },
});

async function give(page: Page, user: string, password: string): Promise<void> {
  await page.getByTestId('proxy-user').fill(user);
  await page.getByTestId('proxy-secret').fill(password);
  await page.getByTestId('proxy-submit').click();
}

it('the question comes by itself, says which proxy, and is over once the proxy has taken the answer', async () => {
  const { page, calls, tell } = await stage.open(scenarioOf('way-password'));
  await page.getByText('连接已于').waitFor();
  await tell('network.changed', asks);
  await question(page).getByText(proxy).waitFor();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-testid')))
    .toBe('proxy-user');
  await give(page, 'lin', 's3cret');
  await question(page).waitFor({ state: 'detached' });
  expect(await calls('network.password')).toEqual([
    { proxy, origin, user: 'lin', password: 's3cret', keep: true },
  ]);
  await page.getByTestId('way-line').waitFor({ state: 'detached' });
  await page.close();
});

it('what the proxy did not take is said, without a keychain it is for this run, and one can give another', async () => {
  const refused = {
    ...asks,
    keeps: false,
    faults: asks.faults.map((one) => ({ ...one, fault: { ...one.fault, refused: true } })),
  };
  const { page, calls, tell } = await stage.open(answering(scenarioOf('way-password'), refused));
  await tell('network.changed', { ...asks, keeps: false });
  await question(page).getByTestId('proxy-no-keychain').waitFor();
  expect(await question(page).getByTestId('proxy-trouble').count()).toBe(0);
  await give(page, 'lin', 'wrong');
  await question(page).getByTestId('proxy-trouble').waitFor();
  await expect.poll(() => page.getByTestId('proxy-submit').isEnabled()).toBe(true);
  await give(page, 'lin', 'other');
  await expect.poll(() => calls('network.password')).toHaveLength(2);
  expect((await calls('network.password'))[1]).toEqual({
    proxy,
    origin,
    user: 'lin',
    password: 'other',
    keep: false,
  });
  await question(page).waitFor();
  await page.close();
});

it('what the proxy did not come to judge, and what cannot be told it, is said as that', async () => {
  for (const [code, user, words] of [
    ['unavailable', 'lin', '无法确定'],
    ['bad_request', 'lin:x', '冒号'],
    ['bad_request', 'lin', '不可见字符'],
  ] as const) {
    const scenario = scenarioOf('way-password');
    const { page, tell } = await stage.open({ ...scenario, refuse: { 'network.password': { code } } });
    await tell('network.changed', asks);
    await give(page, user, 'secret');
    await question(page).getByTestId('proxy-trouble').getByText(words).waitFor();
    await page.close();
  }
});

it('a question that nothing asks any more is gone, and comes back only as any other does', async () => {
  const { page, tell } = await stage.open(scenarioOf('way-password'));
  await tell('network.changed', asks);
  await question(page).waitFor();
  await tell('network.changed', stateOf(null));
  await question(page).waitFor({ state: 'detached' });
  await composer(page).fill('您好');
  await composer(page).focus();
  await tell('network.changed', asks);
  await page.getByTestId('way-line').waitFor();
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  expect(await question(page).count()).toBe(0);
  await composer(page).evaluate((field: HTMLElement) => field.blur());
  await question(page).waitFor();
  await page.close();
});

it('whoever writes is not asked until they have left it; not one letter goes elsewhere', async () => {
  const { page, tell } = await stage.open(scenarioOf('way-password'));
  await composer(page).fill('您好');
  await composer(page).focus();
  await tell('network.changed', asks);
  await page.getByTestId('way-line').waitFor();
  await page.keyboard.insertText('，我查一下');
  expect(await composer(page).inputValue()).toBe('您好，我查一下');
  expect(await question(page).count()).toBe(0);
  await composer(page).evaluate((field: HTMLElement) => field.blur());
  await question(page).waitFor();
  await page.keyboard.press('Escape');
  await question(page).waitFor({ state: 'detached' });
  expect(await composer(page).inputValue()).toBe('您好，我查一下');
  await page.close();
});

it('who says no is not asked again until something has changed; the button asks whenever one wants', async () => {
  const { page, tell } = await stage.open(scenarioOf('way-password'));
  await tell('network.changed', asks);
  await page.getByTestId('proxy-cancel').click();
  await question(page).waitFor({ state: 'detached' });
  await tell('network.changed', { ...asks });
  await page.getByTestId('way-password').click();
  await question(page).waitFor();
  await page.getByTestId('proxy-cancel').click();
  await question(page).waitFor({ state: 'detached' });
  // Told twice and drawn after each: it stayed away.
  await tell('network.changed', { ...asks });
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  expect(await question(page).count()).toBe(0);
  await composer(page).fill('仍可书写');
  await composer(page).fill('');
  await tell('network.changed', stateOf(null));
  await page.getByTestId('way-line').waitFor({ state: 'detached' });
  await tell('network.changed', asks);
  await composer(page).evaluate((field: HTMLElement) => field.blur());
  await question(page).waitFor();
  await page.close();
});

it('the line says what stands in the way, stays while it is tried again, and goes when the way is free', async () => {
  const scenario = scenarioOf('way-certificate');
  const { page, tell } = await stage.open(scenario);
  await tell('network.changed', stateOf(wayFaultsOf['way-certificate'] ?? null));
  const line = page.getByTestId('way-line');
  await line.getByText('Listening Box, Listening Box Root').waitFor();
  // Nothing there goes on all the same.
  expect(await line.getByRole('button').allInnerTexts()).toEqual(['网络…']);
  const { connection } = scenario.boot;
  await tell('app.connection', { ...connection, state: 'connecting' });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  expect(await line.count()).toBe(1);
  await line.getByTestId('way-details').click();
  await page.getByTestId('network-mode').waitFor();
  await page.close();
});

it('before the sign-in the same is said, and is said no more once the way is free', async () => {
  const { page, tell } = await stage.open(scenarioOf('way-sign-in'));
  await tell('network.changed', stateOf(wayFaultsOf['way-certificate'] ?? null));
  const said = page.getByTestId('sign-in-error');
  await said.getByText('不受信任').waitFor();
  await page.getByTestId('sign-in-password').fill('secret');
  await page.getByTestId('sign-in-submit').click();
  await said.getByTestId('shown-certificate').waitFor();
  await said.getByTestId('way-details').click();
  await page.getByTestId('network-dialog').getByTestId('network-test').click();
  await page.locator('[data-step="hub"][data-ok="false"]').waitFor();
  await page.keyboard.press('Escape');
  await page.getByTestId('network-dialog').waitFor({ state: 'detached' });
  await tell('network.changed', stateOf(null));
  await said.waitFor({ state: 'detached' });
  await page.close();
});

it('another way is used only when it can be one, and what is settled is not to be changed', async () => {
  const scenario = scenarioOf('network');
  const choice = { mode: 'fixed', server: proxy, pac: '', bypass: ['*.example.com', '10.0.0.0/8'] };
  const report = { ...(scenario.answers?.['network.report'] as object), choice };
  const { page, calls } = await stage.open({
    ...scenario,
    answers: { ...scenario.answers, 'network.choose': report },
  });
  await page.keyboard.press('Control+,');
  await page.getByTestId('settings-network').click();
  await page.getByTestId('network-mode').selectOption('fixed');
  await page.getByTestId('network-server').fill('lin:s3cret@proxy.example.com:3128');
  await page.getByTestId('network-trouble').waitFor();
  expect(await page.getByTestId('network-use').isDisabled()).toBe(true);
  await page.getByTestId('network-server').fill(proxy);
  await page.getByTestId('network-bypass').fill('*.example.com, 10.0.0.0/8');
  await page.getByTestId('network-use').click();
  await expect.poll(() => calls('network.choose')).toEqual([choice]);
  // It says so, to whoever was on the button that went.
  const said = page.getByText('已启用');
  await said.waitFor();
  await expect.poll(() => said.evaluate((status) => status === document.activeElement)).toBe(true);
  expect(await page.getByTestId('network-use').count()).toBe(0);
  await page.close();

  const locked = (await stage.open(scenarioOf('network-locked'))).page;
  await locked.keyboard.press('Control+,');
  await locked.getByTestId('settings-network').click();
  await locked.getByTestId('network-server').waitFor();
  for (const field of ['network-mode', 'network-server', 'network-bypass'])
    expect(await locked.getByTestId(field).isDisabled(), field).toBe(true);
  expect(await locked.getByTestId('network-use').count()).toBe(0);
  await locked.close();
});
