import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { DeskHints } from '#shared/protocol/desk.ts';
import { axeFaults } from '../support/axe.ts';
import type { DeskClient } from '../support/hub.ts';
import { keepPicture } from '../support/pictures.ts';
import { type WidgetHouse, widgetHouse } from './widget-house.ts';
import { bubbles, message, openPanel, part, write } from './widget-stage.ts';

/** What each side learns of the other besides what is said: read marks, quotes, typing, pages, who serves. */

let house: WidgetHouse;
let desk: DeskClient;
beforeEach(async () => {
  house = await widgetHouse();
  desk = await house.agent();
});
afterEach(async () => {
  desk.close();
  await house.stop();
});

type Visit = Parameters<WidgetHouse['visit']>[1];

/** A customer whom the agent serves. */
async function served(text: string, path = '', visit: Visit = {}) {
  const { page, context, faults } = await house.visit(path, visit);
  await openPanel(page);
  await write(page, text);
  const { entry } = await desk.until('entry', ({ entry: { body } }) => body.kind === 'assigned');
  await part(page, 'who').waitFor();
  return { page, context, faults, conversationId: entry.conversationId };
}
const said = async (text: string) =>
  (await desk.until('entry', ({ entry: { body } }) => body.kind === 'message' && body.text === text)).entry;
const say = (conversationId: string, text: string, quote?: string) =>
  desk.get('message.send', { conversationId, key: newId(), text, ...(quote && { quote }) });
const seen = (conversationId: string, publicSeq: number) =>
  desk.until('seen', (news) => news.conversationId === conversationId && news.publicSeq >= publicSeq);
const menuItem = (page: Page, name: string) =>
  page.locator('yingke-widget [data-yk="menu"] button').filter({ hasText: name });
const axe = (page: Page) => axeFaults(page, 'yingke-widget');
async function quoteIt(page: Page, text: string, name = '引用'): Promise<void> {
  await message(page, text).hover();
  await message(page, text).locator('[data-yk="about-it"]').click();
  await menuItem(page, name).click();
  await part(page, 'quoting').waitFor();
}

describe('how far the other has read', () => {
  it('stands beside the customer’s messages, also when it was read while they had no line', async () => {
    const { page, conversationId } = await served('收到了吗');
    await message(page, '收到了吗', { state: 'sent' }).waitFor();
    expect(await message(page, '收到了吗').textContent()).toContain('已发送');
    const { seq } = await said('收到了吗');
    await desk.get('mark.set', { conversationId, seq });
    await expect.poll(() => message(page, '收到了吗').getAttribute('data-read')).toBe('true');
    await expect.poll(() => message(page, '收到了吗').textContent()).toContain('已读');
    await keepPicture(page, 'widget-read');

    await write(page, '第二句');
    const second = await said('第二句');
    await message(page, '第二句', { state: 'sent' }).waitFor();
    expect(await message(page, '第二句').getAttribute('data-read')).toBe('false');
    await page.context().setOffline(true);
    await page.locator('yingke-widget [data-yk="state"][data-state="offline"]').waitFor();
    await desk.get('mark.set', { conversationId, seq: second.seq });
    await page.context().setOffline(false);
    await expect.poll(() => message(page, '第二句').getAttribute('data-read')).toBe('true');
  });

  it('is told of the customer when the panel is before them, and not while it is closed', async () => {
    const { page, conversationId } = await served('在吗');
    // Opened, asked, assigned, answered: what a customer counts.
    await say(conversationId, '在的');
    await message(page, '在的').waitFor();
    await seen(conversationId, 4);
    await part(page, 'close').click();
    await say(conversationId, '还有别的吗');
    await expect.poll(() => part(page, 'unread').textContent()).toBe('1');
    // The hub answers in the order in which it was asked: what the widget had told by now is here.
    await desk.get('marks.pull', {});
    const heard = () => desk.news('seen').map(({ publicSeq }) => publicSeq);
    expect(Math.max(...heard())).toBe(4);
    await part(page, 'launcher').click();
    await seen(conversationId, 5);
  });
});

describe('a quote', () => {
  it('is made from the menu, can be taken away by Esc and by ×, and goes with the message', async () => {
    const { page, conversationId, faults } = await served('订单 4711 到哪了');
    await say(conversationId, '请问您的收货地址？');
    await message(page, '请问您的收货地址？').waitFor();
    await quoteIt(page, '请问您的收货地址？');
    expect(await part(page, 'quoting').textContent()).toContain('林悦');
    await page.keyboard.press('Escape');
    await part(page, 'quoting').waitFor({ state: 'detached' });
    expect(await part(page, 'panel').isVisible()).toBe(true);
    await quoteIt(page, '请问您的收货地址？');
    await part(page, 'quoting').getByRole('button', { name: '取消引用' }).click();
    await part(page, 'quoting').waitFor({ state: 'detached' });

    await quoteIt(page, '请问您的收货地址？');
    await keepPicture(page, 'widget-quoting');
    expect(await axe(page)).toEqual([]);
    // The caret is back in the field.
    await page.keyboard.type('城南路 1 号');
    await page.keyboard.press('Enter');
    const answer = await said('城南路 1 号');
    expect(answer.body).toMatchObject({
      quote: { author: { kind: 'agent', name: '林悦' }, text: '请问您的收货地址？' },
    });
    await part(page, 'quoting').waitFor({ state: 'detached' });
    expect(await message(page, '城南路').locator('[data-yk="quote"]').textContent()).toBe(
      '林悦请问您的收货地址？',
    );
    // What comes next quotes nothing.
    await write(page, '谢谢');
    expect((await said('谢谢')).body).not.toHaveProperty('quote');
    expect(faults).toEqual([]);
  });

  it('of the customer’s own words is shown, from the record too, until they take those back', async () => {
    const { page, conversationId } = await served('我的卡号是 6222');
    const { id } = await said('我的卡号是 6222');
    await say(conversationId, '请不要发卡号', id);
    const quote = message(page, '请不要发卡号').locator('[data-yk="quote"]');
    await expect.poll(() => quote.textContent()).toBe('我我的卡号是 6222');
    await page.reload();
    await openPanel(page);
    await expect.poll(() => quote.textContent()).toBe('我我的卡号是 6222');
    await message(page, '我的卡号是').first().hover();
    await message(page, '我的卡号是').first().locator('[data-yk="about-it"]').click();
    await menuItem(page, '撤回').click();
    await expect.poll(() => quote.textContent()).toBe('我（已撤回）');
    expect((await bubbles(page)).join()).not.toContain('6222');
    await keepPicture(page, 'widget-quoted');
  });

  it('is gone to by a click, and by keys; the message stands out and is in sight', async () => {
    const { page, conversationId } = await served('最早的一句');
    const { id } = await said('最早的一句');
    for (let n = 0; n < 12; n += 1)
      await say(conversationId, `第 ${n} 段说明：请先检查电源，再检查网线，然后重新启动路由器。`);
    await say(conversationId, '您最早说的是这个', id);
    const quote = message(page, '您最早说的是这个').locator('[data-yk="quote"]').getByRole('button');
    const quoted = page.locator(`yingke-widget [data-entry="${id}"]`);
    await quote.waitFor();
    const isInSight = () =>
      quoted.evaluate((line) => {
        const log = line.closest('[data-yk="log"]')?.getBoundingClientRect();
        const { top, bottom } = line.getBoundingClientRect();
        return log !== undefined && top >= log.top && bottom <= log.bottom;
      });
    await expect.poll(isInSight).toBe(false);
    // For how long is not what a test should wait for.
    await quoted.evaluate((line) => {
      const animate = line.animate.bind(line);
      line.animate = (...how) => {
        line.setAttribute('data-stood-out', '');
        return animate(...how);
      };
    });
    await quote.click();
    await expect.poll(isInSight).toBe(true);
    expect(await quoted.getAttribute('data-stood-out')).toBe('');
    await keepPicture(page, 'widget-quote-gone-to');
    await part(page, 'log').evaluate((log) => log.scrollTo(0, log.scrollHeight));
    await expect.poll(isInSight).toBe(false);
    await quote.press('Enter');
    await expect.poll(isInSight).toBe(true);
    expect(await quoted.evaluate((line) => (line.getRootNode() as ShadowRoot).activeElement === line)).toBe(
      true,
    );
  });

  it('is offered by a finger that rests on a message', async () => {
    const { page, conversationId } = await served('on the phone', '', {
      ...{ locale: 'en', viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
      colorScheme: 'dark',
    });
    await say(conversationId, 'How can I help?');
    const bubble = message(page, 'How can I help?').locator('.bubble');
    const touch = (type: string) =>
      bubble.evaluate((element, name) => {
        const { x, y } = element.getBoundingClientRect();
        const at = new Touch({ identifier: 1, target: element, clientX: x + 5, clientY: y + 5 });
        const how = { bubbles: true, cancelable: true, composed: true };
        const touches = name === 'touchend' ? [] : [at];
        return element.dispatchEvent(new TouchEvent(name, { ...how, touches, changedTouches: [at] }));
      }, type);
    await bubble.waitFor();
    // A finger that scrolls asks for nothing.
    await page.clock.install();
    await touch('touchstart');
    await touch('touchmove');
    await page.clock.runFor(600);
    expect(await part(page, 'menu').count()).toBe(0);
    await touch('touchstart');
    await page.clock.runFor(600);
    await part(page, 'menu').waitFor();
    // And no click follows, which would close the menu.
    expect(await touch('touchend')).toBe(false);
    await keepPicture(page, 'widget-phone-menu');
    await menuItem(page, 'Quote').click();
    await expect.poll(() => part(page, 'quoting').textContent()).toContain('How can I help?');
    await keepPicture(page, 'widget-phone-quoting');
    expect(await axe(page)).toEqual([]);
  });
});

describe('what is being typed', () => {
  const hints = () => {
    const all: DeskHints['typing'][] = [];
    desk.socket.on('typing', (hint: DeskHints['typing']) => all.push(hint));
    return all;
  };

  it('is shown to the agent where the house wants it, and the customer is told so', async () => {
    await house.hub.look.set({ preview: 'on' });
    const { page, conversationId } = await served('你好');
    const heard = hints();
    await expect.poll(() => part(page, 'previews').textContent()).toBe('客服可以看到您正在输入的内容');
    await part(page, 'input').fill('我想退');
    await expect.poll(() => heard).toContainEqual({ conversationId, text: '我想退' });
    await keepPicture(page, 'widget-previews');
    expect(await axe(page)).toEqual([]);
    // Given up, nothing is left to be seen.
    await part(page, 'input').fill('');
    await expect.poll(() => heard.at(-1)).toEqual({ conversationId, text: '' });
    // A page may know better.
    await page.evaluate(() =>
      (window as { yingke?: (...call: unknown[]) => void }).yingke?.('look', { preview: 'off' }),
    );
    await part(page, 'previews').waitFor({ state: 'detached' });
  });

  it('leaves the page by no other way: without the setting it is said that somebody types, and nothing of what', async () => {
    const { page, conversationId } = await served('你好');
    const heard = hints();
    const frames: string[] = [];
    page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => frames.push(String(payload))));
    await page.reload();
    await openPanel(page);
    await part(page, 'who').waitFor();
    expect(await part(page, 'previews').count()).toBe(0);
    await part(page, 'input').fill('我的密码是 hunter2');
    await expect.poll(() => heard).toContainEqual({ conversationId });
    await part(page, 'input').fill('');
    await write(page, '好了');
    await said('好了');
    expect(heard.every((hint) => hint.text === undefined)).toBe(true);
    expect(frames.filter((frame) => frame.includes('hunter2'))).toEqual([]);
    expect(frames.some((frame) => frame.includes('typing'))).toBe(true);
  });
});

describe('pages', () => {
  const pages = async (conversationId: string) =>
    (await desk.get('way.pull', { conversationId })).views.map(({ url }) => url.replace(house.site, '/'));
  const goTo = (page: Page, path: string) => page.evaluate((to) => history.pushState(null, '', to), path);

  it('that the customer goes to are told, also where the site loads nothing anew', async () => {
    const { page, conversationId } = await served('哪款好', '?product=lamp');
    await expect.poll(() => pages(conversationId)).toEqual(['/?product=lamp']);
    await goTo(page, '?product=watch');
    await expect.poll(() => pages(conversationId)).toEqual(['/?product=watch', '/?product=lamp']);
    await page.goBack();
    await expect.poll(async () => (await pages(conversationId))[0]).toBe('/?product=lamp');
    await page.goto(`${house.site}?page=cart`);
    await expect.poll(async () => (await pages(conversationId))[0]).toBe('/?page=cart');
  });

  it('are noticed by what people do where a browser tells of no navigation', async () => {
    const { page, context } = await house.visit();
    await context.addInitScript(() => {
      Object.defineProperty(window, 'navigation', { value: undefined });
    });
    await page.reload();
    await openPanel(page);
    await write(page, '旧浏览器');
    const { conversationId } = await said('旧浏览器');
    await page.evaluate(() => {
      document
        .querySelector('footer')
        ?.addEventListener('click', () => history.pushState(null, '', '?page=order'));
    });
    await page.locator('footer p').first().click();
    await expect.poll(async () => (await pages(conversationId))[0]).toBe('/?page=order');
  });

  it('are not told where the site does not want it', async () => {
    await house.hub.look.set({ visits: 'off' });
    const frames: string[] = [];
    const { page } = await house.visit();
    page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => frames.push(String(payload))));
    await openPanel(page);
    await goTo(page, '?product=watch');
    await page.clock.install();
    await page.clock.runFor(2000);
    await write(page, '好');
    await said('好');
    expect(frames.filter((frame) => frame.includes('page.view'))).toEqual([]);
    expect(frames.some((frame) => frame.includes('message.send'))).toBe(true);
  });
});

it('who serves the customer is on a card: what the house tells of them, and since when', async () => {
  await house.profile('林悦', { listed: true, product: '退换货' });
  const { page, faults } = await served('找谁');
  await part(page, 'who').focus();
  await page.keyboard.press('Enter');
  await part(page, 'agent-card').waitFor();
  await expect.poll(() => part(page, 'agent-card').textContent()).toContain('退换货');
  expect(await part(page, 'agent-card').textContent()).toMatch(
    /林悦.*在线.*退换货.*从今天 \d\d:\d\d 开始为您服务/u,
  );
  await keepPicture(page, 'widget-agent-card');
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await part(page, 'agent-card').waitFor({ state: 'detached' });
  expect(await part(page, 'panel').isVisible()).toBe(true);
  expect(faults).toEqual([]);
});
