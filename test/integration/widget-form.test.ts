import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { notNow, type WidgetHouse, widgetHouse } from './widget-house.ts';
import { bubbles, keptRows, message, online, openPanel, part, putRow, write } from './widget-stage.ts';

/** Outside the hours (B4): the form, what becomes of what is left, and the way back to talking. */

let house: WidgetHouse;
beforeAll(async () => {
  house = await widgetHouse();
});
afterEach(async () => {
  await house.leave();
  await house.hours(null);
});
afterAll(() => house?.stop());

const says = (page: Page, name: string, text: string | RegExp) =>
  part(page, name).filter({ hasText: text }).waitFor();

/** What was left with this text, as the desk sees it: how often it was written, and how to answer. */
async function atHub(text: string) {
  const desk = await house.agent();
  const { entries } = await desk.get('feed.pull', { since: 0, limit: 500 });
  const said = entries.filter(({ body }) => body.kind === 'message' && body.text === text);
  const { conversationId = newId() } = said[0] ?? {};
  const asked = { conversationId, after: 0, before: null, limit: 1 };
  const { conversation } = await desk.get('conversation.pull', asked);
  desk.close();
  const ways = entries.filter(
    (one) => one.conversationId === conversationId && one.body.kind === 'message_left',
  );
  return { written: said.length, left: ways.length, kind: conversation.kind, contact: conversation.contact };
}

async function fillIn(page: Page, text: string, phone: string): Promise<void> {
  await part(page, 'leave-text').fill(text);
  await part(page, 'leave-phone').fill(phone);
  await part(page, 'leave-send').click();
}

describe('outside the hours', () => {
  it('[B4] the form comes first and says when the house is open again; what is left is confirmed', async () => {
    await house.hours(notNow());
    const { page, faults } = await house.visit('fixture-strict.html');
    await openPanel(page);
    await says(page, 'opens', /\d{2}:00 开始服务（您的当地时间）/u);
    expect(await part(page, 'input').count()).toBe(0);
    await fillIn(page, '请问几点开门', '139-0000-0000');
    await says(page, 'left', '139-0000-0000');
    await part(page, 'messageLeft').waitFor();
    // To say more is to leave more: nobody is there to be talked to.
    await part(page, 'leave').click();
    await expect.poll(() => part(page, 'leave-text').inputValue()).toBe('');
    await expect.poll(() => part(page, 'leave-phone').inputValue()).toBe('139-0000-0000');
    await part(page, 'leave-text').fill('周日也开吗');
    await part(page, 'leave-send').click();
    await message(page, '周日也开吗', { state: 'sent' }).waitFor();
    expect(await bubbles(page)).toEqual(['请问几点开门', '周日也开吗']);
    expect(await atHub('周日也开吗')).toEqual({
      ...{ written: 1, left: 2, kind: 'message' },
      contact: { name: null, email: null, phone: '139-0000-0000' },
    });
    expect(faults).toEqual([]);
  });

  it('[P6] what is left while the hub is away is kept, over a new load of the page, and sent once', async () => {
    await house.hours(notNow());
    const { page } = await house.visit();
    await openPanel(page);
    await part(page, 'form').waitFor();
    await house.hubAway();
    await page.locator('yingke-widget [data-yk="state"][data-state="offline"]').waitFor();
    await fillIn(page, '线断了也要留言', '13800138000');
    await says(page, 'left', '连接恢复后自动提交');
    await message(page, '线断了也要留言', { state: 'sending' }).waitFor();
    expect(await page.evaluate(keptRows)).toBe(1);
    await house.hubBack();
    await page.reload();
    await openPanel(page);
    await message(page, '线断了也要留言', { state: 'sent' }).waitFor();
    await says(page, 'left', '已收到您的留言');
    await expect.poll(() => page.evaluate(keptRows)).toBe(0);
    expect(await atHub('线断了也要留言')).toMatchObject({ written: 1, left: 1, kind: 'message' });
  });

  it('what the hub will not have is shown in the log, with the form one press away', async () => {
    await house.hours(notNow());
    const { page } = await house.visit();
    await openPanel(page);
    await part(page, 'form').waitFor();
    await page.evaluate(putRow, {
      ...{ key: newId(), text: '长'.repeat(8001), page: null, at: Date.now(), order: 1, refusal: null },
      contact: { name: null, email: null, phone: '13800138000' },
    });
    await page.reload();
    await openPanel(page);
    await message(page, '长长', { state: 'failed' }).waitFor();
    await part(page, 'closed').waitFor();
    await part(page, 'leave').click();
    await part(page, 'form').waitFor();
    await part(page, 'back').click();
    await message(page, '长长', { state: 'failed' }).waitFor();
  });

  it('gives way to talking as soon as the house opens, and comes when it closes; what was typed stays', async () => {
    await house.hours(notNow());
    const { page } = await house.visit('', { locale: 'en' });
    await openPanel(page);
    await part(page, 'leave-text').fill('Half of a question');
    await house.hours(null);
    await part(page, 'input').waitFor();
    expect(await part(page, 'input').inputValue()).toBe('Half of a question');
    expect(
      await page.evaluate(() =>
        document.querySelector('yingke-widget')?.shadowRoot?.activeElement?.getAttribute('data-yk'),
      ),
    ).toBe('input');
    await house.hours(notNow());
    await part(page, 'form').waitFor();
    expect(await part(page, 'leave-text').inputValue()).toBe('Half of a question');
  });

  it('shows what was said before behind the form, and the queue goes on for who was in it', async () => {
    const { page } = await house.visit();
    await openPanel(page);
    await write(page, '关门前来的');
    await part(page, 'place').waitFor();
    await house.hours(notNow());
    await says(page, 'wait', '开始服务');
    expect(await part(page, 'form').count()).toBe(0);
    await house.hours(null);
    const desk = await house.agent();
    const { entry } = await desk.until('entry', ({ entry }) => entry.body.kind === 'assigned');
    const asked = { conversationId: entry.conversationId, after: 0, before: null, limit: 1 };
    const { version } = (await desk.get('conversation.pull', asked)).conversation;
    const { conversationId } = entry;
    await desk.get('conversation.close', { conversationId, key: newId(), version });
    await part(page, 'closed').or(page.locator('yingke-widget .line[data-yk="closed"]')).first().waitFor();
    desk.close();
    await house.hours(notNow());
    await part(page, 'form').waitFor();
    await part(page, 'back').click();
    await message(page, '关门前来的').waitFor();
    await online(page);
  });
});
