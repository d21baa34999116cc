import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { keepPicture } from '../support/pictures.ts';
import { withGroup } from '../support/routing-house.ts';
import { type WidgetHouse, widgetHouse } from './widget-house.ts';
import { bubbles, online, openPanel, part, write } from './widget-stage.ts';

/** The queue as a customer sees it (B3), and who answers them then. */

let house: WidgetHouse;
beforeEach(async () => {
  house = await widgetHouse();
});
afterEach(() => house.stop());

const says = (page: Page, name: string, text: string | RegExp) =>
  part(page, name).filter({ hasText: text }).waitFor();

describe('a customer in the queue', () => {
  it('[B3] sees their place and hears it change, until somebody has them', async () => {
    const others = [await house.another(), await house.another()];
    const { page, faults } = await house.visit();
    await openPanel(page);
    await write(page, '我排第三');
    await says(page, 'place', '您排在第 3 位');
    // Nobody is there: nobody can say.
    await says(page, 'wait', '暂时无法估计要等多久');
    await says(page, 'spoken', '您排在第 3 位');
    expect(await part(page, 'spoken').getAttribute('role')).toBe('status');

    // Somebody comes who has room for one, then for two: each gets who has waited longest.
    await house.profile('林悦', { capacity: 1 });
    const desk = await house.agent();
    await says(page, 'place', '您排在第 2 位');
    await house.profile('林悦', { capacity: 2 });
    await says(page, 'place', '您是下一位');
    await house.profile('林悦', { capacity: 3 });
    await says(page, 'served', '林悦 为您服务');
    await part(page, 'queue').waitFor({ state: 'detached' });
    for (const { visitor } of others) visitor.close();
    desk.close();
    expect(faults).toEqual([]);
  });

  it('keeps their place over a short break of the line, also over a new start of the hub', async () => {
    const other = await house.another();
    const { page } = await house.visit();
    await openPanel(page);
    await write(page, '我排第二');
    await says(page, 'place', '您排在第 2 位');
    await house.hubAway();
    await page.locator('yingke-widget [data-yk="state"][data-state="offline"]').waitFor();
    await says(page, 'wait', '连接恢复后，您仍在原来的位置');
    await says(page, 'place', '您排在第 2 位');
    await house.hubBack();
    await online(page);
    await says(page, 'wait', '暂时无法估计要等多久');
    await says(page, 'place', '您排在第 2 位');
    other.visitor.close();
  });

  it('leaves a message instead: what was typed is there, and is left once, with the way to answer', async () => {
    const { page } = await house.visit();
    await openPanel(page);
    await write(page, '有人吗');
    await says(page, 'place', '您是下一位');
    await part(page, 'input').fill('订单 20261114 想改地址');
    await part(page, 'leave').click();
    await expect.poll(() => part(page, 'leave-text').inputValue()).toBe('订单 20261114 想改地址');
    await says(page, 'form', '提交后您将离开排队');
    // The way back is free, and keeps everything.
    await part(page, 'leave-email').fill('li.na@');
    await part(page, 'back').click();
    await expect.poll(() => part(page, 'input').inputValue()).toBe('订单 20261114 想改地址');
    await page.reload();
    await openPanel(page);
    await part(page, 'leave').click();
    await expect.poll(() => part(page, 'leave-email').inputValue()).toBe('li.na@');
    await part(page, 'leave-send').click();
    await says(page, 'fault', '这不是有效的邮箱地址');
    expect(await part(page, 'leave-email').getAttribute('aria-invalid')).toBe('true');
    await part(page, 'leave-email').fill('li.na@mail.example');
    await part(page, 'leave-email').press('Enter');

    await says(page, 'left', 'li.na@mail.example');
    await part(page, 'messageLeft').waitFor();
    expect(await bubbles(page)).toEqual(['有人吗', '订单 20261114 想改地址']);
    expect(await part(page, 'place').count()).toBe(0);
    expect(await part(page, 'input').inputValue()).toBe('');
    const desk = await house.agent();
    const { entries } = await desk.get('feed.pull', { since: 0, limit: 100 });
    const left = entries.filter(({ body }) => body.kind === 'message_left');
    expect(left.map(({ body }) => body)).toEqual([
      { kind: 'message_left', contact: { name: null, email: 'li.na@mail.example', phone: null } },
    ]);
    desk.close();
  });

  it('is told in plain words who has them, who they are passed to, who joins and who leaves', async () => {
    const first = await house.agent();
    const second = await house.second();
    await second.get('status.set', { status: 'busy', reason: null });
    const { page } = await house.visit();
    await openPanel(page);
    await write(page, '请帮我退款');
    await says(page, 'served', '林悦 为您服务');
    const { conversation } = await first.until('entry', ({ entry }) => entry.body.kind === 'assigned');
    const { id: conversationId } = conversation;
    const about = async () => {
      const asked = { conversationId, after: 0, before: null, limit: 1 };
      const { version } = (await second.get('conversation.pull', asked)).conversation;
      return { conversationId, key: newId(), version };
    };
    const ask = { person: second.ready.me.id, ask: true };
    const { version } = conversation;
    await first.get('conversation.transfer', { conversationId, key: newId(), version, to: ask, note: '急' });
    await second.until('entry', ({ entry }) => entry.body.kind === 'offered');
    await second.get('offer.accept', await about());
    await says(page, 'passedOn', '林悦 已将您转给 周明');
    await second.get('conversation.invite', { ...(await about()), to: first.ready.me.id, note: null });
    await first.get('offer.accept', await about());
    await says(page, 'joined', '林悦 加入了会话');
    await first.get('conversation.leave', await about());
    await says(page, 'left', '林悦 离开了会话');
    await first.get('status.set', { status: 'busy', reason: null });
    await house.plan((plan) => withGroup(plan, { name: 'Refunds', publicName: '售后组' }));
    const { groups } = (await house.ask('plan.read', null)).plan;
    await second.get('conversation.transfer', {
      ...(await about()),
      ...{ to: { group: groups[1]?.id ?? '' }, note: null },
    });
    await says(page, 'passedToGroup', '正在为您转接 售后组');
    await says(page, 'place', '您是下一位');
    // The note of one agent to the other is none of the customer's.
    expect(await bubbles(page)).toEqual(['请帮我退款']);
    await keepPicture(page, 'widget-passed-on-zh');
    for (const desk of [first, second]) desk.close();
  });
});
