import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Customer } from '../../src/shared/domain/customer/customer.ts';
import { handbook } from '../support/renderer-harness/customer-world.ts';
import type { Scenario } from '../support/renderer-harness/fake-bridge.ts';
import type { Stage } from '../support/renderer-harness/stage.ts';
import { raiseStage } from '../support/renderer-harness/stage.ts';
import { active, composer, scenarioOf } from './renderer-stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

const cardIn = (scenario: Scenario): Customer => {
  const row = scenario.rows.find(({ conversation }) => conversation.id === active(scenario));
  const card = scenario.customers?.cards[row?.conversation.visitor.id ?? ''];
  if (card === undefined) throw new Error('no card');
  return card;
};
const column = (page: Page) => page.locator('[data-region="context"]');
const saved = (page: Page) => column(page).getByText('已保存');

describe('the customer card (A8)', () => {
  it('is changed by keyboard alone where it stands, and taken back', async () => {
    const scenario = scenarioOf('usual');
    const at = { conversationId: active(scenario) };
    const { page, calls, troubles } = await stage.open(scenario);
    await page.getByRole('button', { name: /^手机/u }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('139 1111 2222');
    await page.keyboard.press('Enter');
    await saved(page).waitFor();
    await page.getByRole('button', { name: /139 1111 2222/u }).waitFor();
    await page.getByTestId('undo-save').click();
    await page.getByRole('button', { name: /138 0013 2716/u }).waitFor();
    const { version } = cardIn(scenario);
    expect(await calls('customers.save')).toEqual([
      { ...at, version, change: { phone: '139 1111 2222' } },
      { ...at, version: version + 1, change: { phone: '138 0013 2716' } },
    ]);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('Esc takes back what is typed and goes nowhere else; what does not fit is not sent', async () => {
    const { page, calls } = await stage.open(scenarioOf('usual'));
    await page.getByRole('button', { name: /^邮箱/u }).click();
    await page.keyboard.type('nobody');
    await page.keyboard.press('Enter');
    await column(page).getByRole('alert').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^邮箱/u }).waitFor();
    expect(await composer(page).evaluate((box) => box === document.activeElement)).toBe(false);
    expect(await calls('customers.save')).toEqual([]);
    await page.close();
  });

  it('a composition’s Enter writes nothing', async () => {
    const { page, calls } = await stage.open(scenarioOf('usual'));
    await page.getByRole('button', { name: /^公司/u }).click();
    await page.keyboard.type('ni');
    await column(page)
      .getByRole('textbox')
      .evaluate((box) => {
        const init = { key: 'Enter', isComposing: true, bubbles: true };
        box.dispatchEvent(new KeyboardEvent('keydown', init));
      });
    expect(await column(page).getByRole('textbox').inputValue()).toBe('ni');
    expect(await calls('customers.save')).toEqual([]);
    await page.close();
  });

  it('what somebody else has changed in another place is no conflict', async () => {
    const scenario = scenarioOf('card-conflict');
    const { page, calls, tell } = await stage.open(scenario);
    const card = cardIn(scenario);
    await page.getByRole('button', { name: /138 0013/u }).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('1');
    await tell('customers.changed', { customer: { ...card, version: card.version + 3, company: '星河' } });
    await page.getByRole('button', { name: /星河/u }).waitFor();
    expect(await column(page).getByRole('textbox').inputValue()).toBe('1');
    await page.keyboard.press('Enter');
    // The hub of this scenario refuses for ever: asked on the old card, then on the new one, then it is said.
    await column(page).getByText('保留我的').waitFor();
    const versions = (await calls('customers.save')).map((input) => (input as Customer).version);
    expect(versions).toEqual([card.version, card.version]);
    await page.close();
  });

  it('an older answer never takes the place of newer news', async () => {
    const scenario = scenarioOf('usual');
    const { page, tell } = await stage.open(scenario);
    const card = cardIn(scenario);
    await page.getByRole('button', { name: /138 0013/u }).waitFor();
    await tell('customers.changed', { customer: { ...card, version: 9, phone: 'new' } });
    await page.getByRole('button', { name: /手机：new/u }).waitFor();
    await tell('customers.changed', { customer: { ...card, version: 8, phone: 'old' } });
    expect(await page.getByRole('button', { name: /手机：new/u }).count()).toBe(1);
    await page.close();
  });

  it('what the house wants asked is said while it is empty, on the card and in wrap-up, from the moment it wants it', async () => {
    const { page, tell } = await stage.open(scenarioOf('usual'));
    await page.getByRole('button', { name: /^生日/u }).waitFor();
    expect(await page.getByText('待询问').count()).toBe(0);
    const fields = handbook.handbook.fields.map((field) =>
      field.editable ? { ...field, required: true as const } : field,
    );
    await tell('handbook.changed', { ...handbook, handbook: { ...handbook.handbook, fields } });
    await page.getByRole('button', { name: '生日：待询问，填写' }).waitFor();
    expect(await page.getByText('待询问').count()).toBe(1);
    await page.getByTestId('close-and-wrap-up').click();
    await page.getByTestId('still-to-ask').getByText('客户卡片还需询问：生日').waitFor();
    await page.getByRole('button', { name: '生日：待询问，填写' }).click();
    await column(page).locator('input[type=date]').fill('1990-02-03');
    await page.keyboard.press('Enter');
    await page.getByTestId('still-to-ask').waitFor({ state: 'detached' });
    await page.close();
  });

  it('tags are taken away and added, each once', async () => {
    const { page, calls } = await stage.open(scenarioOf('usual'));
    await page.getByRole('button', { name: '移除标签 汽配' }).click();
    await saved(page).waitFor();
    await page.getByTestId('tag-add').click();
    await page.keyboard.type(' VIP ');
    await page.keyboard.press('Enter');
    await page.getByText('VIP', { exact: true }).waitFor();
    const changes = (await calls('customers.save')).map((input) => (input as { change: unknown }).change);
    expect(changes).toEqual([{ tags: ['换货 1 次'] }, { tags: ['换货 1 次', 'VIP'] }]);
    await page.close();
  });

  it('a note is kept by Ctrl+Enter under one key, and one’s own alone can be changed', async () => {
    const { page, calls } = await stage.open(scenarioOf('usual'));
    const notes = page.getByTestId('customer-notes');
    expect(await notes.getByRole('button', { name: '修改备注' }).count()).toBe(1);
    await page.getByTestId('note-new').click();
    await page.keyboard.type('下周三之前不要打电话');
    await page.keyboard.press('Control+Enter');
    await notes.getByText('下周三之前不要打电话').waitFor();
    expect(await calls('customers.addNote')).toMatchObject([{ text: '下周三之前不要打电话' }]);
    await page.close();
  });

  it('a conversation of before is read beside the one that goes on, and left by Esc', async () => {
    const { page, troubles } = await stage.open(scenarioOf('card-past'));
    await composer(page).fill('half a sentence');
    await page.getByTestId('context-customer').focus();
    await page.keyboard.press('ArrowRight');
    await page.getByTestId('past').first().waitFor();
    await page.getByTestId('past').first().click();
    await page.getByText('帕萨特用哪个型号的机油？').waitFor();
    expect(await composer(page).count()).toBe(0);
    expect(troubles).toEqual([]);
    await page.keyboard.press('Escape');
    await expect.poll(() => composer(page).inputValue()).toBe('half a sentence');
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('without a hub it shows what is kept here and changes nothing', async () => {
    const { page } = await stage.open(scenarioOf('offline'));
    await column(page).getByText('138 0013 2716').waitFor();
    expect(await page.getByRole('button', { name: /138 0013/u }).count()).toBe(0);
    expect(await page.getByTestId('note-new').count()).toBe(0);
    await page.close();
  });
});
