import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { keepPicture } from '../support/pictures.ts';
import { type WidgetHouse, widgetHouse } from './widget-house.ts';
import { bubbles, message, online, openPanel, part, write } from './widget-stage.ts';

/** What a customer does besides reading and writing: rating, emoji, taking back, earlier conversations. */

let house: WidgetHouse;
beforeEach(async () => {
  house = await widgetHouse();
});
afterEach(() => house.stop());

const menuItem = (page: Parameters<typeof part>[0], name: string) =>
  page.locator('yingke-widget [data-yk="menu"] button').filter({ hasText: name });

/** A customer whom the agent serves. */
async function served(text = '请帮我退款', visit: Parameters<WidgetHouse['visit']>[1] = {}) {
  const desk = await house.agent();
  const { page, faults } = await house.visit('', visit);
  await openPanel(page);
  await write(page, text);
  const { conversation } = await desk.until('entry', ({ entry }) => entry.body.kind === 'assigned');
  const { id: conversationId } = conversation;
  const close = async () => {
    const { conversation: now } = await desk.get('conversation.pull', {
      ...{ conversationId, after: 0, before: null, limit: 1 },
    });
    await desk.get('conversation.close', { conversationId, key: newId(), version: now.version });
  };
  return { desk, page, faults, conversationId, close };
}

describe('a rating', () => {
  it('is asked for at the end, given by keyboard with words, thanked for, and changed', async () => {
    const { desk, page, faults, close } = await served();
    await close();
    await part(page, 'rating').waitFor();
    await expect.poll(() => part(page, 'rating').textContent()).toContain('林悦 的服务怎么样？');
    await keepPicture(page, 'widget-rating-asked');
    // Radio buttons: an arrow goes from one to the next.
    await part(page, 'star').first().focus();
    await page.keyboard.press('Space');
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowRight');
    await part(page, 'rating-comment').fill('很快，谢谢');
    await keepPicture(page, 'widget-rating-given');
    await part(page, 'rating-send').click();
    await part(page, 'rated-card').waitFor();
    const first = await desk.until('entry', ({ entry }) => entry.body.kind === 'rated');
    expect(first.entry.body).toMatchObject({ kind: 'rated', score: 4, comment: '很快，谢谢' });
    expect(first.conversation.rating).toMatchObject({ score: 4 });

    await part(page, 'rating-change').click();
    await part(page, 'star').nth(1).check();
    await part(page, 'rating-send').click();
    const { entry } = await desk.until(
      'entry',
      ({ entry: { body } }) => body.kind === 'rated' && body.score === 2,
    );
    expect(entry.body).toMatchObject({ comment: '很快，谢谢' });
    await part(page, 'rated-card').waitFor();
    // It is there on the next page too, and what is written begins anew.
    await page.reload();
    await openPanel(page);
    await part(page, 'rated-card').waitFor();
    await write(page, '还有一个问题');
    await part(page, 'rated-card').waitFor({ state: 'detached' });
    desk.close();
    expect(faults).toEqual([]);
  });

  it('is asked for by the agent while it goes on, and can be left for later', async () => {
    const { desk, page, conversationId } = await served();
    await desk.get('rating.ask', { conversationId, key: newId() });
    await part(page, 'rating').waitFor();
    await part(page, 'rating-later').click();
    await part(page, 'rating').waitFor({ state: 'detached' });
    desk.close();
  });

  it('says so where it could not be sent, and keeps what was said', async () => {
    const { desk, page, close } = await served();
    await close();
    await part(page, 'star').nth(4).check();
    await part(page, 'rating-comment').fill('好');
    desk.close();
    await house.hubAway();
    await part(page, 'rating-send').click();
    await expect.poll(() => part(page, 'rating').textContent()).toContain('没有提交成功');
    await house.hubBack();
    await online(page);
    await part(page, 'rating-send').click();
    await part(page, 'rated-card').waitFor();
  });
});

describe('more', () => {
  it('takes back what was written a moment ago, and quotes nothing of it any more', async () => {
    const { desk, page } = await served('我的卡号是 6222');
    await message(page, '6222').hover();
    await message(page, '6222').locator('[data-yk="about-it"]').click();
    await keepPicture(page, 'widget-message-menu');
    await menuItem(page, '撤回').click();
    await part(page, 'recalledMine').waitFor();
    expect(await bubbles(page)).toEqual([]);
    const { conversation } = await desk.until('entry', ({ entry }) => entry.body.kind === 'recalled');
    expect(conversation.lastMessage).toMatchObject({ text: null });
    desk.close();
  });

  it('puts an emoji where the caret is, found by a word of either language, and keeps it among the recent', async () => {
    const { page, faults } = await house.visit();
    await openPanel(page);
    await part(page, 'input').fill('谢谢！');
    await part(page, 'emoji').click();
    await part(page, 'emoji-grid').locator('.one').first().waitFor();
    await keepPicture(page, 'widget-emoji');
    await part(page, 'emoji-search').fill('grinning face');
    await part(page, 'emoji-search').press('Enter');
    await expect.poll(() => part(page, 'input').inputValue()).toBe('谢谢！😀');
    await page.keyboard.press('Escape');
    await part(page, 'emoji-picker').waitFor({ state: 'detached' });
    // Escape has closed the picker alone, and the caret is back where it was.
    expect(await part(page, 'panel').isVisible()).toBe(true);
    await page.keyboard.type('再见');
    await expect.poll(() => part(page, 'input').inputValue()).toBe('谢谢！😀再见');
    await part(page, 'emoji').click();
    await expect.poll(() => part(page, 'emoji-grid').locator('.one').first().textContent()).toBe('😀');
    expect(faults).toEqual([]);
  });

  it('shows earlier conversations, and reads one in before what is there', async () => {
    const { desk, page, close } = await served('第一次');
    await close();
    await part(page, 'closed').first().waitFor();
    await write(page, '第二次');
    await message(page, '第二次', { state: 'sent' }).waitFor();
    await page.reload();
    await openPanel(page);
    await message(page, '第二次').waitFor();
    await part(page, 'more').click();
    await menuItem(page, '以前的会话').click();
    await part(page, 'past').waitFor();
    await keepPicture(page, 'widget-history');
    await part(page, 'past').click();
    await message(page, '第一次').waitFor();
    expect(await bubbles(page)).toEqual(['第一次', '第二次']);
    desk.close();
  });

  it('shows a new line beside the button and in the title while it is closed, with sound unless it is switched off', async () => {
    const { desk, page, conversationId } = await served();
    await part(page, 'more').click();
    await menuItem(page, '提示音').click();
    await part(page, 'close').click();
    await desk.get('message.send', { conversationId, key: newId(), text: '退款已经提交' });
    await part(page, 'peek').waitFor();
    await keepPicture(page, 'widget-peek');
    await expect.poll(() => part(page, 'peek').textContent()).toContain('退款已经提交');
    expect(await part(page, 'unread').textContent()).toBe('1');
    await part(page, 'peek').locator('.peek-line').click();
    await message(page, '退款已经提交').waitFor();
    await part(page, 'peek').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => localStorage.getItem(Object.keys(localStorage)[0] ?? ''))).toContain(
      '"quiet":true',
    );
    desk.close();
  });

  it('shows that the agent is writing, until they have', async () => {
    const { desk, page, conversationId } = await served();
    desk.socket.emit('typing', { conversationId });
    await part(page, 'typing').waitFor();
    await keepPicture(page, 'widget-typing');
    await desk.get('message.send', { conversationId, key: newId(), text: '在的' });
    await message(page, '在的').waitFor();
    await part(page, 'typing').waitFor({ state: 'detached' });
    desk.close();
  });
});
