import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DeskClient } from '../support/hub.ts';
import { keepPicture } from '../support/pictures.ts';
import {
  bubbles,
  message,
  online,
  openPanel,
  part,
  startWidgetStage,
  type WidgetStage,
  write,
} from './widget-stage.ts';

/** What the hub tells a visitor: changed, lost on the way, or so much at once. */

const many = { points: 10_000, duration: 10_000 };
let stage: WidgetStage;
let agent: DeskClient;
beforeAll(async () => {
  stage = await startWidgetStage({ leaseTime: 3000, limits: { conversationWrites: many, deskEvents: many } });
  agent = await stage.agent();
});
afterEach(() => stage.leave());
afterAll(async () => {
  agent?.close();
  await stage?.stop();
});

/** The conversation in which `text` was asked, once the agent has it. */
async function conversationOf(text: string): Promise<string> {
  const asked = await agent.until(
    'entry',
    ({ entry }) => entry.body.kind === 'message' && entry.body.text === text,
  );
  const { conversationId } = asked.entry;
  await agent.until(
    'entry',
    ({ conversation }) => conversation.id === conversationId && conversation.agent !== null,
  );
  return conversationId;
}
const say = (conversationId: string, text: string) =>
  agent.get('message.send', { conversationId, key: crypto.randomUUID(), text });
const edit = (conversationId: string, entryId: string, text: string) =>
  agent.get('message.edit', { conversationId, key: crypto.randomUUID(), entryId, text });
const recall = (conversationId: string, entryId: string) =>
  agent.get('message.recall', { conversationId, key: crypto.randomUUID(), entryId });

/** Loads the page anew with what the hub tells it passing through `drop`. Pulled entries are never dropped. */
async function losing(page: Page, drop: (frame: string) => boolean): Promise<void> {
  await page.routeWebSocket(/\/live/u, (socket) => {
    const hub = socket.connectToServer();
    hub.onMessage((frame) => {
      if (!drop(String(frame))) socket.send(frame);
    });
  });
  await page.reload();
}
const isEntry = (frame: string) => frame.startsWith('42/visitor,["entry"');

describe('what an agent changes afterwards', () => {
  it.each([
    { locale: 'zh-CN', colorScheme: 'light', edited: '已编辑', recalled: '林悦 撤回了一条消息' },
    { locale: 'en', colorScheme: 'dark', edited: 'Edited', recalled: '林悦 took back a message' },
  ] as const)('[P1] is seen changed at once, and after a reload, in $locale', async (set) => {
    const { page } = await stage.visit('', { locale: set.locale, colorScheme: set.colorScheme });
    const question = `几号发货 ${set.locale}`;
    await openPanel(page);
    await write(page, question);
    const conversationId = await conversationOf(question);
    const wrong = await say(conversationId, '明天发货');
    const stray = await say(conversationId, '给别的客户的话');
    await say(conversationId, '顺丰包邮');
    await message(page, '顺丰包邮').waitFor();
    await edit(conversationId, wrong.id, '后天发货');
    await recall(conversationId, stray.id);
    const seen = async () => {
      await part(page, 'recalled').waitFor();
      await message(page, '后天发货').waitFor();
      expect(await part(page, 'recalled').textContent()).toBe(set.recalled);
      expect(await message(page, '后天发货').locator('[data-yk="edited"]').textContent()).toContain(
        set.edited,
      );
      expect(await bubbles(page)).toEqual([question, '后天发货', '顺丰包邮']);
      expect(await part(page, 'panel').textContent()).not.toContain('给别的客户的话');
    };
    await seen();
    await keepPicture(page, `widget-changed-${set.locale}-${set.colorScheme}`);
    await page.reload();
    await openPanel(page);
    await seen();
  });

  it('is no longer counted by the launcher when it was taken back unread', async () => {
    const { page } = await stage.visit();
    await openPanel(page);
    await write(page, '数一数');
    const conversationId = await conversationOf('数一数');
    await part(page, 'close').click();
    await say(conversationId, '一');
    const stray = await say(conversationId, '二');
    await expect.poll(() => part(page, 'unread').textContent()).toBe('2');
    await recall(conversationId, stray.id);
    await expect.poll(() => part(page, 'unread').textContent()).toBe('1');
    expect(await part(page, 'launcher').getAttribute('aria-label')).toContain('1 条未读消息');
  });
});

describe('live entries that are lost', () => {
  it('[P7] in the middle: the next one shows the gap, and it is filled at once', async () => {
    const { page } = await stage.visit();
    let drop = false;
    await losing(page, (frame) => drop && isEntry(frame));
    await openPanel(page);
    await write(page, '少了中间');
    const conversationId = await conversationOf('少了中间');
    await say(conversationId, '一');
    await message(page, '一').waitFor();
    drop = true;
    await say(conversationId, '二');
    await say(conversationId, '三');
    drop = false;
    await say(conversationId, '四');
    await message(page, '四').waitFor();
    expect(await bubbles(page)).toEqual(['少了中间', '一', '二', '三', '四']);
  });

  it('[P9] at the end: the hub says how far it is, and it is fetched without a reload', async () => {
    const { page } = await stage.visit();
    let dropped = 0;
    let drop = false;
    await losing(page, (frame) => {
      if (!drop || !isEntry(frame)) return false;
      dropped += 1;
      return true;
    });
    await openPanel(page);
    await write(page, '少了最后');
    const conversationId = await conversationOf('少了最后');
    await message(page, '少了最后', { state: 'sent' }).waitFor();
    drop = true;
    await say(conversationId, '最后一句');
    // Within one beat of 15 s, whatever else there is to heal it sooner.
    await message(page, '最后一句').waitFor({ timeout: 17_000 });
    expect(dropped).toBeGreaterThan(0);
  });

  it('[P7] [P9] a few of very many: every one is there in the end, in order', async () => {
    const seed = Number(process.env.YINGKE_SEED ?? Date.now() % 1e6);
    process.stdout.write(`seed ${seed}\n`);
    let state = seed;
    const random = () => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return state / 2 ** 31;
    };
    const { page } = await stage.visit();
    let dropped = 0;
    await losing(page, (frame) => {
      if (!isEntry(frame) || random() >= 0.03) return false;
      dropped += 1;
      return true;
    });
    await openPanel(page);
    const question = `很多 ${seed}`;
    await write(page, question);
    const conversationId = await conversationOf(question);
    const texts = Array.from({ length: 200 }, (_, i) => `第 ${i} 句`);
    for (const text of texts) await say(conversationId, text);
    await expect.poll(() => bubbles(page), { timeout: 17_000 }).toEqual([question, ...texts]);
    process.stdout.write(`lost on the way: ${dropped} of 202\n`);
  }, 90_000);
});

describe('a long absence', () => {
  it('[P8] 450 entries are read in, in pages of 200', async () => {
    const { page } = await stage.visit();
    await openPanel(page);
    await write(page, '离开很久');
    const conversationId = await conversationOf('离开很久');
    await message(page, '离开很久', { state: 'sent' }).waitFor();
    await page.goto('about:blank');
    const texts = Array.from({ length: 450 }, (_, i) => `离开时 ${i}`);
    for (const text of texts) await say(conversationId, text);
    const pulls: number[] = [];
    await page.routeWebSocket(/\/live/u, (socket) => {
      const hub = socket.connectToServer();
      socket.onMessage((frame) => {
        const limit = /"transcript\.pull".*"limit":(\d+)/u.exec(String(frame))?.[1];
        if (limit) pulls.push(Number(limit));
        hub.send(frame);
      });
    });
    await page.goto(stage.site);
    await expect.poll(() => part(page, 'unread').textContent()).toBe('99+');
    await openPanel(page);
    await message(page, '离开时 449').waitFor();
    expect(await bubbles(page)).toEqual(['离开很久', ...texts]);
    expect(pulls).toEqual([200, 200, 200]);
  }, 90_000);
});

describe('an agent who is gone', () => {
  it('[P13] for longer than the lease: the visitor is told in plain words, and who comes next', async () => {
    const { page } = await stage.visit();
    await openPanel(page);
    await write(page, '人呢');
    await conversationOf('人呢');
    await expect.poll(() => part(page, 'state').textContent()).toBe('林悦 为您服务');
    agent.close();
    await part(page, 'waiting').waitFor();
    expect(await part(page, 'waiting').textContent()).toBe('林悦 暂时离开了，正在为您重新安排客服');
    expect(await part(page, 'state').textContent()).toBe('正在为您安排客服…');
    await keepPicture(page, 'widget-waiting-again-zh');
    agent = await stage.agent();
    await expect.poll(() => part(page, 'state').textContent()).toBe('林悦 为您服务');
    await online(page);
  });
});
