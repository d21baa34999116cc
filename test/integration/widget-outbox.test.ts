import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Entry } from '#shared/domain/entry.ts';
import { keepPicture } from '../support/pictures.ts';
import {
  bubbles,
  goTo,
  keptRows,
  message,
  online,
  openPanel,
  part,
  putRow,
  startWidgetStage,
  type WidgetStage,
  write,
} from './widget-stage.ts';

let stage: WidgetStage;
beforeAll(async () => {
  stage = await startWidgetStage();
});
afterEach(() => stage.leave());
afterAll(() => stage?.stop());

/** Texts of all messages of the conversation in which `text` was said, as the hub has them. */
async function atHub(text: string): Promise<string[]> {
  const agent = await stage.agent();
  const seen = agent.ready.head;
  const { entries } = await agent.get('feed.pull', { since: 0, limit: 500 });
  agent.close();
  const said = (entry: Entry) => (entry.body.kind === 'message' ? [entry.body.text] : []);
  const found = entries.find((entry) => said(entry)[0] === text);
  expect(seen).toBeLessThan(500);
  return entries.filter((entry) => entry.conversationId === found?.conversationId).flatMap(said);
}

/** Cuts out of the traffic what the hub tells this page, where `drop` says so. */
async function dropTold(page: Page, drop: (frame: string) => boolean): Promise<void> {
  await page.routeWebSocket(/\/live/, (socket) => {
    const hub = socket.connectToServer();
    hub.onMessage((frame) => {
      if (!drop(String(frame))) socket.send(frame);
    });
  });
}

const sent = (page: Page, text: string) => message(page, text, { state: 'sent' }).waitFor();

describe('what a visitor has written', () => {
  it('[P6] while the hub is away is kept, says so, and arrives once when it is back', async () => {
    const { page } = await stage.visit();
    await openPanel(page);
    await write(page, '断线之前');
    await sent(page, '断线之前');
    await stage.hubAway();
    await page.locator('yingke-widget [data-state="offline"]').waitFor();
    for (const text of ['断线时一', '断线时二', '断线时三']) await write(page, text);
    expect(await message(page, '断线时二', { state: 'sending' }).textContent()).toContain('待发送');
    await keepPicture(page, 'widget-zh-offline');
    await stage.hubBack();
    await online(page);
    await sent(page, '断线时三');
    const all = ['断线之前', '断线时一', '断线时二', '断线时三'];
    expect(await bubbles(page)).toEqual(all);
    expect(await atHub('断线之前')).toEqual(all);
  });

  it('[P6] survives the page: another page sends it, without being opened', async () => {
    const { page, context } = await stage.visit();
    await openPanel(page);
    await online(page);
    await stage.hubAway();
    await page.locator('yingke-widget [data-state="offline"]').waitFor();
    await write(page, '关掉页面前写的');
    await message(page, '关掉页面前写的', { state: 'sending' }).waitFor();
    await expect.poll(() => page.evaluate(keptRows)).toBe(1);
    await page.close();
    await stage.hubBack();
    const next = await context.newPage();
    await goTo(next, stage.site);
    await expect.poll(() => atHub('关掉页面前写的'), { timeout: 10_000 }).toEqual(['关掉页面前写的']);
    await openPanel(next);
    await sent(next, '关掉页面前写的');
    expect(await bubbles(next)).toEqual(['关掉页面前写的']);
    await expect.poll(() => next.evaluate(keptRows)).toBe(0);
  });

  it('[P3] is written once when the page goes between sending and its ack', async () => {
    const { page, context } = await stage.visit();
    let deaf = false;
    await dropTold(page, () => deaf);
    await page.reload();
    await openPanel(page);
    await online(page);
    deaf = true;
    await write(page, '没等到回执');
    await expect.poll(() => atHub('没等到回执')).toEqual(['没等到回执']);
    await message(page, '没等到回执', { state: 'sending' }).waitFor();
    await page.close();
    const next = await context.newPage();
    await goTo(next, stage.site);
    await openPanel(next);
    await sent(next, '没等到回执');
    await write(next, '之后');
    await sent(next, '之后');
    expect(await bubbles(next)).toEqual(['没等到回执', '之后']);
    expect(await atHub('没等到回执')).toEqual(['没等到回执', '之后']);
  });

  it('[P10] is recognised by its key when the ack is lost with the line, and the entry is not', async () => {
    const { page } = await stage.visit();
    let lost = false;
    await page.routeWebSocket(/\/live/, (socket) => {
      const hub = socket.connectToServer();
      hub.onMessage((frame) => {
        const isAck = String(frame).startsWith('43/visitor,') && String(frame).includes('publicSeq');
        if (lost || !isAck) return socket.send(frame);
        lost = true;
        void socket.close();
      });
    });
    await page.reload();
    await openPanel(page);
    await online(page);
    await write(page, '只有回声');
    await sent(page, '只有回声');
    expect(await bubbles(page)).toEqual(['只有回声']);
    await expect.poll(() => page.evaluate(keptRows)).toBe(0);
  });

  it('stays in step over two tabs, each message once and in one order', async () => {
    const { page, context } = await stage.visit();
    const other = await context.newPage();
    await goTo(other, `${stage.site}?page=order`);
    await openPanel(page);
    await openPanel(other);
    await online(page);
    await online(other);
    await write(page, '从第一页');
    await sent(other, '从第一页');
    const texts = Array.from({ length: 8 }, (_, i): readonly [string, string] => [`甲${i}`, `乙${i}`]);
    await Promise.all([
      (async () => {
        for (const [text] of texts) await write(page, text);
      })(),
      (async () => {
        for (const [, text] of texts) await write(other, text);
      })(),
    ]);
    for (const one of [page, other]) {
      await expect.poll(async () => (await bubbles(one)).length).toBe(17);
      await expect.poll(() => message(one, '', { state: 'sending' }).count()).toBe(0);
    }
    const kept = await atHub('从第一页');
    expect(new Set(kept).size).toBe(17);
    expect(await bubbles(page)).toEqual(kept);
    expect(await bubbles(other)).toEqual(kept);
    for (const side of [0, 1] as const) {
      const own = texts.map((pair) => pair[side]);
      expect(kept.filter((text) => own.includes(text))).toEqual(own);
    }
  });

  it('goes out under a new identity when the hub no longer knows the old one', async () => {
    const { page } = await stage.visit();
    await openPanel(page);
    await write(page, '旧身份');
    await sent(page, '旧身份');
    await page.evaluate(() => {
      const name = Object.keys(localStorage).find((key) => key.startsWith('yingke:')) ?? '';
      const kept = JSON.parse(localStorage.getItem(name) ?? '{}');
      localStorage.setItem(name, JSON.stringify({ ...kept, token: 'A'.repeat(43) }));
    });
    await page.reload();
    await openPanel(page);
    await online(page);
    await write(page, '新身份');
    await sent(page, '新身份');
    expect(await atHub('新身份')).toEqual(['新身份']);
  });

  it('is shown with the reason when it is refused, and can be sent again or given up', async () => {
    const { page } = await stage.visit();
    let refuse = true;
    await page.routeWebSocket(/\/live/, (socket) => {
      const hub = socket.connectToServer();
      socket.onMessage((frame) => {
        const asked = /^42\/visitor,(\d+)\["message\.send"/u.exec(String(frame));
        if (asked && refuse) socket.send(`43/visitor,${asked[1]}[{"ok":false,"error":{"code":"too_large"}}]`);
        else hub.send(frame);
      });
    });
    await page.reload();
    await openPanel(page);
    await write(page, '被拒绝的');
    await write(page, '也被拒绝');
    const failed = message(page, '被拒绝的', { state: 'failed' });
    await failed.waitFor();
    expect(await failed.textContent()).toContain('未发送 · 内容太长');
    await keepPicture(page, 'widget-zh-refused');
    await page.reload();
    await openPanel(page);
    await failed.waitFor();
    refuse = false;
    await failed.locator('[data-yk="retry"]').click();
    await sent(page, '被拒绝的');
    await message(page, '也被拒绝').locator('[data-yk="discard"]').click();
    await expect.poll(() => bubbles(page)).toEqual(['被拒绝的']);
    await expect.poll(() => atHub('被拒绝的')).toEqual(['被拒绝的']);
    await expect.poll(() => page.evaluate(keptRows)).toBe(0);
  });

  it('is shown with its reason when it was kept in a form that cannot be sent, and does not vanish', async () => {
    const { page } = await stage.visit();
    await openPanel(page);
    await online(page);
    // As another version of us, with other limits, or the page itself may have left it.
    await page.evaluate(putRow, {
      key: crypto.randomUUID(),
      text: `太长了${'长'.repeat(8000)}`,
      page: null,
      at: 1,
      order: 1,
      refusal: null,
    });
    await page.evaluate(putRow, {
      key: crypto.randomUUID(),
      text: '其余都不对',
      page: { url: 7 },
      at: 'then',
    });
    await page.reload();
    await openPanel(page);
    const failed = message(page, '太长了', { state: 'failed' });
    await failed.waitFor();
    expect(await failed.textContent()).toContain('未发送 · 内容太长');
    await sent(page, '其余都不对');
    expect(await atHub('其余都不对')).toEqual(['其余都不对']);
    expect(await page.evaluate(keptRows)).toBe(1);
    await failed.locator('[data-yk="discard"]').click();
    await expect.poll(() => page.evaluate(keptRows)).toBe(0);
  });

  it.each([
    { names: ['indexedDB'] },
    { names: ['localStorage'] },
    { names: ['localStorage', 'sessionStorage', 'indexedDB'] },
  ])('goes on in memory where the browser forbids $names, and the visitor is told', async ({ names }) => {
    const { page, context } = await stage.visit('fixture-strict.html');
    await context.addInitScript((forbidden) => {
      const forbid = () => {
        throw new DOMException('no', 'SecurityError');
      };
      for (const name of forbidden) Object.defineProperty(window, name, { get: forbid });
    }, names);
    await page.goto(stage.site);
    await openPanel(page);
    await write(page, '无痕窗口');
    await sent(page, '无痕窗口');
    expect(await part(page, 'memory-only').textContent()).toContain('不允许保存数据');
    await keepPicture(page, 'widget-zh-memory-only');
  });

  it('is not accepted from a site that is on no list, and the visitor is told', async () => {
    const { page } = await stage.visit();
    await page.goto(stage.site.replace('127.0.0.1', 'localhost'));
    await openPanel(page);
    await page.locator('yingke-widget [data-yk="state"][data-state="refused"]').waitFor();
    expect(await part(page, 'state').textContent()).toBe('此网站未获准使用在线客服');
  });
});
