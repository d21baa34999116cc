import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import type { DeskClient } from '../support/hub.ts';
import { keepPicture } from '../support/pictures.ts';
import { notNow, type WidgetHouse, widgetHouse } from './widget-house.ts';
import { openPanel, part, write } from './widget-stage.ts';

/** What a customer sees of routing, in both languages and themes, on a desk and on a phone 360 px wide: to be looked at. */

const phone = { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
const looks: readonly (readonly [string, BrowserContextOptions])[] = [
  ['zh-light', { locale: 'zh-CN', colorScheme: 'light' }],
  ['en-dark', { locale: 'en', colorScheme: 'dark' }],
  ['zh-dark-phone', { ...phone, locale: 'zh-CN', colorScheme: 'dark' }],
  ['en-light-phone', { ...phone, locale: 'en', colorScheme: 'light' }],
];

/** 24 x 24: somebody before a green wall. */
const face =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABgAAAAYCAIAAABvFaqvAAAAS0lEQVR42mNQKwmgCmIYNYhSg369uQZHZBqEbAQxxtHYIFym4DFrqBg0+AKbmulouGYR6kQ/flNwmcVAhilYzaKNQcSbgmnW4DMIAP5FR8YiQLQbAAAAAElFTkSuQmCC';

let house: WidgetHouse;
afterEach(() => house.leave());

/** Nothing sticks out, nothing is too pale, nothing is without a name; then it is kept. */
async function look(page: Page, name: string): Promise<void> {
  const wide = await part(page, 'panel').evaluate((panel) => {
    const { right } = panel.getBoundingClientRect();
    return [...panel.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > right + 1)
      .length;
  });
  expect(wide, name).toBe(0);
  expect(await axeFaults(page, 'yingke-widget')).toEqual([]);
  await keepPicture(page, name);
}

describe.each(looks)('what is seen: %s', (name, context) => {
  // Each of its own, so that nobody waits there from before.
  beforeAll(async () => {
    house = await widgetHouse();
  });
  afterAll(() => house?.stop());

  it('who may be chosen, the queue, the message instead of it, and what was left', async () => {
    const agent: DeskClient = await house.agent();
    const second = await house.second();
    await house.profile('林悦', { listed: true, product: '退换货', picture: face, capacity: 1 });
    await house.profile('周明', {
      listed: true,
      product: 'Lamps and very long names of products',
      capacity: 1,
    });
    await second.get('status.set', { status: 'busy', reason: null });
    const { page } = await house.visit('?page=order', context);
    await openPanel(page);
    await part(page, 'agent').nth(1).waitFor();
    await part(page, 'agent').first().click();
    await part(page, 'chosen').waitFor();
    await look(page, `widget-agents-${name}`);

    const others = [await house.another(), await house.another(), await house.another()];
    await part(page, 'chosen').getByRole('button').click();
    await write(page, 'My order has not come. 我的订单还没到');
    await part(page, 'place').filter({ hasText: '3' }).waitFor();
    await look(page, `widget-queue-${name}`);

    await part(page, 'leave').click();
    await part(page, 'leave-text').fill('My order 20261101 has not come. 我的订单还没到');
    await part(page, 'leave-send').click();
    await part(page, 'fault').filter({ hasText: /./u }).waitFor();
    await look(page, `widget-instead-${name}`);
    await part(page, 'leave-email').fill('li.na@mail.example');
    await part(page, 'leave-send').click();
    await part(page, 'left').waitFor();
    await look(page, `widget-left-${name}`);
    for (const { visitor } of others) visitor.close();
    for (const desk of [agent, second]) desk.close();
  });

  it('that nobody is there now: the form first, the conversation behind it', async () => {
    await house.hours(notNow());
    const { page } = await house.visit('', context);
    await openPanel(page);
    await part(page, 'form').waitFor();
    await look(page, `widget-closed-${name}`);
    await part(page, 'leave-text').fill('How long does delivery take?');
    await part(page, 'leave-phone').fill('+86 138 0013 8000');
    await part(page, 'leave-name').fill('李娜');
    await part(page, 'leave-send').click();
    await part(page, 'left').waitFor();
    await look(page, `widget-left-closed-${name}`);
    await house.hours(null);
  });
});
