import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { keepPicture } from '../support/pictures.ts';
import {
  bubbles,
  keepFiles,
  message,
  online,
  openPanel,
  part,
  startWidgetStage,
  type Visitor,
  type WidgetStage,
  write,
} from './widget-stage.ts';

/** The hub is away and stays away: what the visitor is offered (C8). */

const ways = {
  hotline: '400-800-8800',
  email: 'help@shop.example',
  form: 'https://shop.example/contact',
};
const phone = { viewport: { width: 375, height: 667 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

let stage: WidgetStage;
beforeAll(async () => {
  stage = await startWidgetStage();
});
beforeEach(() => stage.hub.wayOut.set(ways));
afterEach(async () => {
  await stage.leave();
  await stage.hubBack();
});
afterAll(() => stage?.stop());

const state = (page: Page, is: string) => page.locator(`yingke-widget [data-yk="state"][data-state="${is}"]`);
const card = (page: Page) => page.locator('yingke-widget [data-yk="away"] .card');
const links = (page: Page) =>
  card(page)
    .locator('a')
    .evaluateAll((all) => all.map((a) => [a.textContent?.trim(), a.getAttribute('href')]));
const focused = (page: Page) =>
  page.evaluate(() =>
    document.querySelector('yingke-widget')?.shadowRoot?.activeElement?.getAttribute('data-yk'),
  );

/** A visitor whose time the test passes. */
async function visit(context: Parameters<WidgetStage['visit']>[1] = {}, path = ''): Promise<Visitor> {
  const visitor = await stage.visit(path, context);
  await visitor.page.clock.install();
  await visitor.page.reload();
  return visitor;
}

/** Opened with the hub there, then the hub goes. */
async function loseTheHub(page: Page): Promise<void> {
  await openPanel(page);
  await online(page);
  await stage.hubAway();
  await state(page, 'offline').waitFor();
}

describe('[C8] after 20 s without the hub', () => {
  it('hotline, e-mail and form are offered, what is written is kept, and it goes when the line is back', async () => {
    const { page, faults } = await visit();
    await openPanel(page);
    await write(page, '之前');
    await message(page, '之前', { state: 'sent' }).waitFor();
    await stage.hubAway();
    await state(page, 'offline').waitFor();
    await write(page, '订单一直没有发货，很着急');
    await page.clock.fastForward(10_000);
    expect(await card(page).count()).toBe(0);
    await page.clock.fastForward(11_000);
    await card(page).waitFor();
    expect(await links(page)).toEqual([
      ['热线 400-800-8800', 'tel:4008008800'],
      ['邮箱 help@shop.example', 'mailto:help@shop.example'],
      ['在线留言', 'https://shop.example/contact'],
    ]);
    expect(await part(page, 'away').getAttribute('role')).toBe('status');
    expect(await part(page, 'away').textContent()).toContain('连接恢复后自动送达');
    expect(await part(page, 'form').getAttribute('rel')).toContain('noopener');
    await part(page, 'input').fill('还没写完的一句');
    await keepPicture(page, 'widget-away-zh-light');
    await stage.hubBack();
    await page.clock.fastForward(60_000);
    await online(page);
    await message(page, '订单一直没有发货', { state: 'sent' }).waitFor();
    expect(await card(page).count()).toBe(0);
    expect(await bubbles(page)).toEqual(['之前', '订单一直没有发货，很着急']);
    expect(await part(page, 'input').inputValue()).toBe('还没写完的一句');
    expect(faults).toEqual([]);
  });

  it('a line that died without a word is noticed by the message that gets no answer, and counts from then', async () => {
    const { page } = await visit();
    let dead = false;
    await page.routeWebSocket(/\/live/u, (socket) => {
      // Once dead, nothing comes through, and nobody says so: a proxy that lost us, a lift.
      if (dead) return;
      const hub = socket.connectToServer();
      hub.onMessage((frame) => {
        if (!dead) socket.send(frame);
      });
    });
    await page.reload();
    await openPanel(page);
    await online(page);
    dead = true;
    await write(page, '有人吗');
    await message(page, '有人吗', { state: 'sending' }).waitFor();
    await page.clock.fastForward(5_000);
    expect(await state(page, 'online').count()).toBe(1);
    await page.clock.fastForward(5_500);
    await state(page, 'offline').waitFor();
    expect(await card(page).count()).toBe(0);
    await page.clock.fastForward(10_000);
    await card(page).waitFor();
  });

  it('the e-mail says what was written, once the link is followed and not before', async () => {
    const { page } = await visit();
    await loseTheHub(page);
    await write(page, '第一句');
    await part(page, 'input').fill('没发出的\n半句');
    await page.clock.fastForward(21_000);
    await page.evaluate(() => addEventListener('click', (event) => event.preventDefault()));
    expect(await part(page, 'email').getAttribute('href')).toBe('mailto:help@shop.example');
    await part(page, 'email').click();
    const address = new URL((await part(page, 'email').getAttribute('href')) ?? '');
    expect(address.pathname).toBe('help@shop.example');
    expect(Object.fromEntries(address.searchParams)).toEqual({
      subject: '来自网站的咨询',
      body: '第一句\r\n\r\n没发出的\r\n半句',
    });
  });

  it('the keyboard reaches every way, and is not thrown out when they go', async () => {
    const { page } = await visit({ locale: 'en', colorScheme: 'dark' });
    await loseTheHub(page);
    await page.clock.fastForward(21_000);
    await card(page).waitFor();
    await part(page, 'input').focus();
    const seen: unknown[] = [];
    for (const _ of [1, 2, 3, 4, 5]) {
      await page.keyboard.press('Shift+Tab');
      seen.push(await focused(page));
    }
    expect(seen).toEqual(['attach', 'emoji', 'form', 'email', 'hotline']);
    await keepPicture(page, 'widget-away-en-dark');
    expect(await axeFaults(page, 'yingke-widget')).toEqual([]);
    await stage.hubBack();
    await page.clock.fastForward(60_000);
    await online(page);
    await card(page).waitFor({ state: 'detached' });
    expect(await focused(page)).toBe('panel');
  });

  it.each([
    ['zh', 'light'],
    ['en', 'dark'],
  ] as const)('there is room for it on a phone, in %s, %s', async (language, colorScheme) => {
    const { page } = await visit({ ...phone, locale: language, colorScheme });
    await openPanel(page);
    await write(page, language === 'zh' ? '请问什么时候发货？' : 'When will it be shipped?');
    await message(page, '', { state: 'sent' }).first().waitFor();
    await stage.hubAway();
    await state(page, 'offline').waitFor();
    await page.clock.fastForward(21_000);
    await card(page).waitFor();
    for (const way of ['hotline', 'email', 'form']) {
      expect((await part(page, way).boundingBox())?.height, way).toBeGreaterThanOrEqual(44);
    }
    await keepPicture(page, `widget-away-phone-${language}-${colorScheme}`);
    // The keyboard comes up: the field stays in sight.
    await page.setViewportSize({ width: 375, height: 330 });
    const end = async () => {
      const field = await part(page, 'input').boundingBox();
      return (field?.y ?? 999) + (field?.height ?? 0);
    };
    await expect.poll(end).toBeLessThanOrEqual(330);
    const form = await part(page, 'form').boundingBox();
    expect((form?.y ?? 999) + (form?.height ?? 0)).toBeLessThan(260);
    await keepPicture(page, `widget-away-phone-keyboard-${language}-${colorScheme}`);
  });

  it('it is said honestly where no way is known', async () => {
    await stage.hub.wayOut.set({ hotline: null, email: null, form: null });
    const { page } = await visit();
    await loseTheHub(page);
    await page.clock.fastForward(21_000);
    await card(page).waitFor();
    expect(await links(page)).toEqual([]);
    expect(await card(page).textContent()).toBe(
      '暂时连接不上客服您可以继续写：发送的消息会保存好，连接恢复后自动送达。',
    );
    expect(await part(page, 'state').textContent()).toBe('正在重新连接…');
    await keepPicture(page, 'widget-away-zh-no-ways');
  });

  it('what the hub once said is known on the next page too, when that page never reaches it', async () => {
    const { page } = await visit();
    await openPanel(page);
    await online(page);
    await keepFiles(page, stage.hubUrl);
    await stage.hubAway();
    await page.reload();
    await openPanel(page);
    await page.clock.fastForward(45_000);
    await card(page).waitFor();
    expect((await links(page)).map(([, link]) => link)).toContain('tel:4008008800');
  });

  it('the page’s own ways are offered where the hub was never reached, and only what is harmless', async () => {
    const { page, faults } = await stage.visit('fixture-ways.html', { locale: 'en' });
    await keepFiles(page, stage.hubUrl);
    await page.clock.install();
    await stage.hubAway();
    await page.reload();
    await openPanel(page);
    await page.clock.fastForward(45_000);
    await card(page).waitFor();
    expect(await links(page)).toEqual([['Phone +44 20 7946 0000', 'tel:+442079460000']]);
    await write(page, 'written before anybody was reached');
    await stage.hubBack();
    await page.clock.fastForward(60_000);
    await message(page, 'written before', { state: 'sent' }).waitFor();
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
    expect(faults).toEqual([]);
  });

  it('what the page has spoilt in its storage becomes no link', async () => {
    const { page } = await visit();
    await openPanel(page);
    await online(page);
    await page.evaluate(() => {
      const name = Object.keys(localStorage).find((key) => key.startsWith('yingke:')) ?? '';
      const kept = JSON.parse(localStorage.getItem(name) ?? '{}');
      kept.wayOut = {
        hotline: 'javascript:1',
        email: '"><img src=x>',
        form: 'data:text/html,<script>1</script>',
      };
      localStorage.setItem(name, JSON.stringify(kept));
    });
    await keepFiles(page, stage.hubUrl);
    await stage.hubAway();
    await page.reload();
    await openPanel(page);
    await page.clock.fastForward(45_000);
    await card(page).waitFor();
    expect(await links(page)).toEqual([]);
  });

  it('the launcher offers them where even the panel does not come', async () => {
    const { page } = await stage.visit('fixture-ways.html', { locale: 'en' });
    await page.route('**/widget/panel-*.js*', (route) => route.abort());
    await part(page, 'launcher').click();
    const alert = page.locator('yingke-widget .failed[role="alert"]');
    await expect.poll(() => alert.textContent()).toContain('could not be loaded');
    expect(await alert.locator('a').evaluateAll((all) => all.map((a) => a.getAttribute('href')))).toEqual([
      'tel:+442079460000',
    ]);
    await keepPicture(page, 'widget-away-launcher');
  });
});
