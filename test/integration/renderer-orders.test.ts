import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrdersAnswer } from '../../src/shared/protocol/orders.ts';
import type { Scenario } from '../support/renderer-harness/fake-bridge.ts';
import type { Stage } from '../support/renderer-harness/stage.ts';
import { raiseStage } from '../support/renderer-harness/stage.ts';
import { composer, scenarioOf } from './renderer-stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

const withOrders = (orders: OrdersAnswer | undefined): Scenario => {
  const scenario = scenarioOf('usual');
  if (scenario.customers === undefined) throw new Error('nobody is known');
  const { orders: _, ...customers } = scenario.customers;
  return { ...scenario, customers: { ...customers, ...(orders && { orders }) } };
};

describe('orders of the shop’s back office (F1)', () => {
  it('stand in the card; the chosen one, else the latest, is the order that a canned reply means', async () => {
    const { page, calls, troubles } = await stage.open(scenarioOf('usual'));
    const orders = page.getByTestId('order');
    await expect.poll(() => orders.count()).toBe(2);
    expect(await orders.first().textContent()).toContain('¥468.00');
    await orders.first().getByTestId('order-open').click();
    await expect
      .poll(() => calls('app.openLink'))
      .toEqual([{ url: 'https://erp.example.com/orders/20261114-0312' }]);

    const insert = async (): Promise<string> => {
      await composer(page).fill('');
      await composer(page).press('/');
      await page.keyboard.type('wl');
      await page.getByRole('option').filter({ hasText: '您的订单' }).first().click();
      await expect.poll(() => composer(page).inputValue()).toContain('正在运输途中');
      return composer(page).inputValue();
    };
    expect(await insert()).toBe('您的订单 20261114-0312 正在运输途中。');
    await orders.nth(1).getByTestId('order-meant').click();
    await expect
      .poll(() => orders.nth(1).getByTestId('order-meant').getAttribute('aria-pressed'))
      .toBe('true');
    expect(await insert()).toBe('您的订单 20260902-0177 正在运输途中。');
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('what went wrong is said, and asked again by keyboard; orders that came before stay', async () => {
    const failed: OrdersAnswer = {
      state: 'failed',
      at: Date.now(),
      fault: 'no_connection',
      status: null,
      field: null,
    };
    const { page, calls } = await stage.open(withOrders(failed));
    const section = page.getByTestId('orders');
    await section.getByText('连接不上商城后台').waitFor();
    await section.getByRole('button', { name: '重试' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await calls('customers.orders')).at(-1)).toMatchObject({ fresh: true });
    await page.close();
  });

  it('a house without a back office sees nothing of it', async () => {
    const { page, calls } = await stage.open(withOrders(undefined));
    await expect.poll(async () => (await calls('customers.orders')).length).toBeGreaterThan(0);
    await page.getByTestId('way').waitFor();
    expect(await page.getByTestId('orders').count()).toBe(0);
    await page.close();
  });

  it('who is found by what nobody has verified is marked', async () => {
    const { page } = await stage.open(scenarioOf('orders-unverified'));
    await page.getByTestId('orders').getByText('按手机查到，未经验证').waitFor();
    await page.close();
  });
});
