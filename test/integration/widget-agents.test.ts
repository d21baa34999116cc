import { createHmac } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { DeskClient } from '../support/hub.ts';
import { keepPicture } from '../support/pictures.ts';
import { type WidgetHouse, widgetHouse } from './widget-house.ts';
import { bubbles, message, openPanel, part, write } from './widget-stage.ts';

/** Whom a customer chooses (B2), and who the customer is. */

let house: WidgetHouse;
beforeEach(async () => {
  house = await widgetHouse();
});
afterEach(() => house.stop());

const says = (page: Page, name: string, text: string | RegExp) =>
  part(page, name).filter({ hasText: text }).waitFor();

/** The conversation that began with this text. */
async function asked(desk: DeskClient, text: string) {
  const { entry } = await desk.until(
    'entry',
    ({ entry: one }) => one.body.kind === 'message' && one.body.text === text,
  );
  const { conversationId } = entry;
  return desk.get('conversation.pull', { conversationId, after: 0, before: null, limit: 50 });
}

describe('a customer chooses', () => {
  it('[B2] by name and by what they know most of; it is kept over a new load, and goes with the first message', async () => {
    const desks = [await house.agent(), await house.second()];
    await house.profile('林悦', { listed: true, product: '退换货' });
    await house.profile('周明', { listed: true, product: '灯具' });
    const { page } = await house.visit();
    await openPanel(page);
    await says(page, 'agents', '退换货');
    // By keyboard: the list is one stop, and the arrows move in it.
    await part(page, 'agents')
      .getByRole('radio', { name: /都可以/u })
      .focus();
    await page.keyboard.press('ArrowDown');
    await says(page, 'chosen', '指定客服');
    const name =
      /指定客服：(\S+?)(不再|$)/u.exec((await part(page, 'chosen').textContent()) ?? '')?.[1] ?? '';
    expect(['林悦', '周明']).toContain(name);
    await page.reload();
    await openPanel(page);
    await says(page, 'chosen', name);
    await write(page, '只想找您');
    await says(page, 'served', name);
    await part(page, 'chosen').waitFor({ state: 'detached' });
    const [opened] = (await asked(desks[name === '林悦' ? 0 : 1] as DeskClient, '只想找您')).entries;
    expect(opened?.body).toMatchObject({ kind: 'opened', agent: { name } });
    for (const desk of desks) desk.close();
  });

  it('is told when whom they chose has gone, and is served by somebody else', async () => {
    const first = await house.agent();
    const second = await house.second();
    await house.profile('周明', { listed: true, product: '灯具' });
    const { page } = await house.visit();
    await openPanel(page);
    await says(page, 'agent', '周明');
    await part(page, 'agent').click();
    await says(page, 'chosen', '指定客服：周明');
    await house.profile('周明', { listed: false });
    await says(page, 'chosen', '周明 现在不在，将由其他客服接待');
    await keepPicture(page, 'widget-chosen-gone-zh');
    await second.get('status.set', { status: 'away', reason: null });
    await write(page, '那就别人吧');
    await says(page, 'served', '林悦');

    // Before the next conversation the choice is there again, folded up under what was said.
    await house.profile('林悦', { listed: true, product: '退换货' });
    const { conversation } = await asked(first, '那就别人吧');
    const { id: conversationId, version } = conversation;
    await first.get('conversation.close', { conversationId, key: newId(), version });
    await part(page, 'choose').click();
    await part(page, 'agent').click();
    await says(page, 'chosen', '指定客服：林悦');
    await keepPicture(page, 'widget-choose-again-zh');
    for (const desk of [first, second]) desk.close();
  });
});

describe('who the customer is', () => {
  const tokenOf = (secret: string, claims: object): string => {
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ exp: Math.floor(Date.now() / 1000) + 600, ...claims })}`;
    return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
  };

  it('is told by the script tag, from the first message on', async () => {
    const { secret } = await house.ask('identity.new', {});
    const desk = await house.agent();
    const token = tokenOf(secret, { sub: 'c9', name: '赵敏' });
    const { page } = await house.visit(`fixture-ways.html?customer=${token}`);
    await openPanel(page);
    await write(page, '我是赵敏');
    await message(page, '我是赵敏', { state: 'sent' }).waitFor();
    expect((await asked(desk, '我是赵敏')).conversation.visitor.name).toBe('赵敏');
    desk.close();
  });

  it('is told by the page at any time, with what it knows of their matter; another one reads nothing of the first', async () => {
    const { secret } = await house.ask('identity.new', {});
    let desk = await house.agent();
    const { page } = await house.visit('?page=order&utm_campaign=autumn');
    const call = (...args: unknown[]) =>
      page.evaluate(
        (all) => (window as unknown as { yingke: (...a: unknown[]) => void }).yingke(...all),
        args,
      );
    await call('customer', tokenOf(secret, { sub: 'c7', name: '王芳', attributes: { value: 'vip' } }));
    await call('fields', { order: '20261114-0312' });
    await openPanel(page);
    await write(page, '我是王芳');
    await message(page, '我是王芳', { state: 'sent' }).waitFor();
    const first = await asked(desk, '我是王芳');
    expect(first.conversation.visitor.name).toBe('王芳');
    const { id } = first.conversation;
    await desk.until('entry', ({ conversation }) => conversation.id === id && conversation.priority === 5);
    expect(first.entries[0]?.body).toMatchObject({ kind: 'opened', fields: { order: '20261114-0312' } });

    // Signed in as somebody else, without leaving the page. What the first had typed is not theirs either.
    // Neither is what could not be sent.
    await house.hubAway();
    await page.locator('yingke-widget [data-yk="state"][data-state="offline"]').waitFor();
    await write(page, '王芳断线时写的');
    await part(page, 'input').fill('王芳还没写完');
    await call('customer', tokenOf(secret, { sub: 'c8', name: '李娜' }));
    await house.hubBack();
    desk = await house.agent();
    await message(page, '我是王芳').waitFor({ state: 'detached' });
    expect(await part(page, 'input').inputValue()).toBe('');
    await write(page, '我是李娜');
    await message(page, '我是李娜', { state: 'sent' }).waitFor();
    expect(await bubbles(page)).toEqual(['我是李娜']);
    const second = await asked(desk, '我是李娜');
    expect(second.conversation.visitor.name).toBe('李娜');
    expect(second.conversation.visitor.id).not.toBe(first.conversation.visitor.id);
    const { entries } = await desk.get('feed.pull', { since: 0, limit: 100 });
    expect(entries.flatMap(({ body }) => (body.kind === 'message' ? [body.text] : []))).toEqual([
      '我是王芳',
      '我是李娜',
    ]);
    desk.close();
  });
});
