import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageView } from '../../src/shared/domain/customer/way.ts';
import { newId } from '../../src/shared/domain/key.ts';
import type { Stage } from '../support/renderer-harness/stage.ts';
import { raiseStage } from '../support/renderer-harness/stage.ts';
import { active, scenarioOf } from './renderer-stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

describe('pages that a customer visits (A8)', () => {
  const visitorOf = (scenario: ReturnType<typeof scenarioOf>) =>
    scenario.rows.find(({ conversation }) => conversation.id === active(scenario))?.conversation.visitor.id ??
    '';

  it('stand there in the order of the visit, and the one that is told is where they are now', async () => {
    const scenario = scenarioOf('usual');
    const visitorId = visitorOf(scenario);
    const { page, tell, calls, troubles } = await stage.open(scenario);
    const rows = page.getByTestId('way-page');
    const titles = () => rows.locator('.foreign:first-child').allInnerTexts();
    await expect.poll(titles).toEqual(['首页', '蓄电池 60Ah', '常见问题 › 退换货', '我的订单']);
    expect(await rows.last().textContent()).toContain('正在看');
    expect(await page.getByTestId('way').textContent()).toContain('来自 m.weibo.cn · weibo / 11.11');

    const view = (title: string, of: string): PageView => ({
      id: newId(),
      visitorId: of,
      url: 'https://shop.example.com/pay',
      title,
      referrer: null,
      at: Date.now(),
      leftAt: null,
    });
    await tell('way.changed', { views: [view('别人', newId()), view('付款', visitorId)] });
    await expect.poll(() => rows.last().textContent()).toContain('付款');
    expect(await rows.filter({ hasText: '正在看' }).count()).toBe(1);
    expect(await page.getByText('别人').count()).toBe(0);
    // Five stand there; the others when somebody asks.
    expect(await rows.count()).toBe(5);

    await rows.last().getByRole('button').click();
    await expect.poll(() => calls('app.openLink')).toEqual([{ url: 'https://shop.example.com/pay' }]);
    const gone = { ...view('付款', visitorId), leftAt: Date.now() };
    await tell('way.changed', { views: [gone] });
    await page.getByTestId('way').getByText('离开').waitFor();
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('the keyboard gets there and opens one; an earlier visit is opened', async () => {
    const { page, calls } = await stage.open(scenarioOf('usual'));
    await page.getByTestId('way-earlier').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByTestId('way-page').count()).toBe(6);
    await page.getByTestId('way-page').first().getByRole('button').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => calls('app.openLink')).toHaveLength(1);
    await page.close();
  });

  it('an address that is none of the web is text', async () => {
    const { page, calls, troubles } = await stage.open(scenarioOf('way-hostile'));
    const way = page.getByTestId('way');
    await way.getByTestId('way-page').first().waitFor();
    expect(await way.getByTestId('way-page').getByRole('button').count()).toBe(0);
    await way.getByTestId('way-page').first().click();
    expect(await calls('app.openLink')).toEqual([]);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('what the hub refuses is said, and asked again', async () => {
    const scenario = scenarioOf('usual');
    const { page, calls } = await stage.open({
      ...scenario,
      refuse: { 'customers.way': { code: 'internal' } },
    });
    await page.getByTestId('way').getByRole('button', { name: '重试' }).click();
    await expect.poll(async () => (await calls('customers.way')).length).toBe(2);
    await page.close();
  });
});
