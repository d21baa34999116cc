import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Entry } from '#shared/domain/entry.ts';
import type { DeskClient } from '../support/hub.ts';
import {
  bubbles,
  goTo,
  keepFiles,
  keptRows,
  message,
  online,
  openPanel,
  part,
  startWidgetStage,
  type WidgetStage,
  write,
} from './widget-stage.ts';

/** The widget's outbox where browsers are at their worst: many tabs, tabs that freeze, storage that goes. */

let stage: WidgetStage;
beforeAll(async () => {
  stage = await startWidgetStage();
});
afterEach(async () => {
  await stage.leave();
  await stage.hubBack();
});
afterAll(() => stage?.stop());

const sent = (page: Page, text: string) => message(page, text, { state: 'sent' }).waitFor();
const offline = (page: Page) =>
  page.locator('yingke-widget [data-yk="state"][data-state="offline"]').waitFor();

/** Texts of the messages of the conversation in which `text` was said, as the hub has them. */
async function atHub(text: string): Promise<string[]> {
  const agent = await stage.agent();
  const { entries } = await agent.get('feed.pull', { since: 0, limit: 500 });
  agent.close();
  const said = ({ body }: Entry) => (body.kind === 'message' ? [body.text] : []);
  const found = entries.find((entry) => said(entry)[0] === text);
  return entries.filter((entry) => entry.conversationId === found?.conversationId).flatMap(said);
}

/** The conversation whose last message is `text`, once the agent has it. */
async function givenTo(agent: DeskClient, text: string): Promise<string> {
  let conversationId = '';
  await expect
    .poll(async () => {
      const { conversations } = await agent.get('conversations.page', { after: null, limit: 200 });
      const mine = conversations.find(({ lastMessage }) => lastMessage?.text === text);
      conversationId = mine?.id ?? '';
      return mine?.agent?.name;
    })
    .toBe('林悦');
  return conversationId;
}

async function moreTabs(context: BrowserContext, count: number): Promise<Page[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const page = await context.newPage();
      await goTo(page, stage.site);
      await openPanel(page);
      await online(page);
      return page;
    }),
  );
}

/** As the browser does with a tab in the background for long: nothing in it runs any more. */
async function freeze(page: Page): Promise<() => Promise<void>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  return () => devtools.send('Page.setWebLifecycleState', { state: 'active' }).then(() => undefined);
}

describe('several tabs of one visitor', () => {
  it('[P6] five that write at once, over a hub that goes: each message once, one order everywhere', async () => {
    const { page, context } = await stage.visit();
    await openPanel(page);
    await write(page, '开始');
    await sent(page, '开始');
    const tabs = [page, ...(await moreTabs(context, 4))];
    const own = tabs.map((_, tab) => Array.from({ length: 6 }, (_, n) => `${'甲乙丙丁戊'[tab]}${n}`));
    const writeHalf = (from: number, to: number) =>
      Promise.all(
        tabs.map(async (tab, i) => {
          for (const text of own[i]?.slice(from, to) ?? []) await write(tab, text);
        }),
      );
    await writeHalf(0, 3);
    await stage.hubAway();
    await Promise.all(tabs.map(offline));
    await writeHalf(3, 6);
    await stage.hubBack();
    const all = 1 + own.flat().length;
    for (const tab of tabs) {
      await online(tab);
      await expect.poll(async () => (await bubbles(tab)).length, { timeout: 20_000 }).toBe(all);
      await expect.poll(() => message(tab, '', { state: 'sending' }).count(), { timeout: 20_000 }).toBe(0);
    }
    const kept = await atHub('开始');
    expect(kept).toHaveLength(all);
    expect(new Set(kept).size).toBe(all);
    for (const tab of tabs) expect(await bubbles(tab)).toEqual(kept);
    for (const texts of own) expect(kept.filter((text) => texts.includes(text))).toEqual(texts);
    await expect.poll(() => page.evaluate(keptRows)).toBe(0);
  }, 90_000);

  it('[P6] one that is frozen in the middle of sending does not hold up the others', async () => {
    const { page, context } = await stage.visit();
    let silent = false;
    await page.routeWebSocket(/\/live/u, (socket) => {
      const hub = socket.connectToServer();
      hub.onMessage((frame) => {
        if (!silent) socket.send(frame);
      });
    });
    await page.reload();
    await openPanel(page);
    await write(page, '第一页');
    await sent(page, '第一页');
    const other = await context.newPage();
    // Its patience with a lock that is not let go, and nothing else, is over at once.
    await other.addInitScript(() => {
      const wait = window.setTimeout;
      Object.assign(window, {
        setTimeout: (run: () => void, delay?: number) => wait(run, delay === 15_000 ? 50 : delay),
      });
    });
    await goTo(other, stage.site);
    await openPanel(other);
    await online(other);
    // No ack comes, so it sends with the lock in its hands; then its time stops.
    silent = true;
    await write(page, '冻住之前');
    await expect.poll(() => atHub('第一页')).toContain('冻住之前');
    const thaw = await freeze(page);
    await write(other, '别的页面');
    await sent(other, '别的页面');
    await write(other, '再来一句');
    await sent(other, '再来一句');
    silent = false;
    await thaw();
    await write(other, '醒来以后');
    const all = ['第一页', '冻住之前', '别的页面', '再来一句', '醒来以后'];
    for (const tab of [page, other]) {
      await expect.poll(() => bubbles(tab), { timeout: 20_000 }).toEqual(all);
      await expect.poll(() => message(tab, '', { state: 'sending' }).count(), { timeout: 20_000 }).toBe(0);
    }
    expect(await atHub('第一页')).toEqual(all);
  }, 90_000);

  it('[P7] one that was frozen while the hub restarted and others wrote is in step when it thaws', async () => {
    const { page, context } = await stage.visit();
    await openPanel(page);
    await write(page, '之前');
    await sent(page, '之前');
    const [other] = await moreTabs(context, 1);
    if (!other) throw new Error('no tab');
    const thaw = await freeze(page);
    await stage.hubAway();
    await stage.hubBack();
    await online(other);
    await write(other, '冻住期间');
    await sent(other, '冻住期间');
    await thaw();
    await message(page, '冻住期间', { state: 'sent' }).waitFor();
    await write(page, '之后');
    await sent(other, '之后');
    expect(await bubbles(page)).toEqual(['之前', '冻住期间', '之后']);
    expect(await bubbles(other)).toEqual(['之前', '冻住期间', '之后']);
  });
});

describe('a page that is left and come back to', () => {
  it('[P7] [P6] wakes from the browser’s cache, is in step again and sends', async () => {
    const { page } = await stage.visit();
    await openPanel(page);
    await write(page, '离开之前');
    await sent(page, '离开之前');
    await page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted }));
    });
    await page.goto(`${stage.site}?page=cart`);
    const agent = await stage.agent();
    const conversationId = await givenTo(agent, '离开之前');
    await agent.get('message.send', { conversationId, key: crypto.randomUUID(), text: '离开期间的回答' });
    agent.close();
    await page.goBack({ waitUntil: 'commit' });
    await expect.poll(() => page.evaluate('window.persisted')).toBe(true);
    await message(page, '离开期间的回答', { from: 'agent' }).waitFor();
    await write(page, '回来以后');
    await sent(page, '回来以后');
    expect(await bubbles(page)).toEqual(['离开之前', '离开期间的回答', '回来以后']);
    expect(await atHub('离开之前')).toEqual(['离开之前', '离开期间的回答', '回来以后']);
  });
});

describe('storage', () => {
  it('[P6] that is cleared while messages wait: they are kept again, and the visitor stays who they are', async () => {
    const { page } = await stage.visit();
    await openPanel(page);
    await write(page, '清空之前');
    await sent(page, '清空之前');
    await stage.hubAway();
    await offline(page);
    await write(page, '等待中一');
    await expect.poll(() => page.evaluate(keptRows)).toBe(1);
    const devtools = await page.context().newCDPSession(page);
    const { origin } = new URL(stage.site);
    await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
    await expect.poll(() => page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    await write(page, '等待中二');
    await message(page, '等待中二', { state: 'sending' }).waitFor();
    await expect.poll(() => page.evaluate(keptRows)).toBe(2);
    expect(await part(page, 'memory-only').count()).toBe(0);
    await stage.hubBack();
    await sent(page, '等待中二');
    // The same conversation: the visitor has not become another one.
    expect(await atHub('清空之前')).toEqual(['清空之前', '等待中一', '等待中二']);
    await page.reload();
    await openPanel(page);
    await message(page, '等待中二').waitFor();
    expect(await bubbles(page)).toEqual(['清空之前', '等待中一', '等待中二']);
  });

  it('[P6] that is full: the message goes out all the same, and the visitor is told', async () => {
    const { page } = await stage.visit();
    await openPanel(page);
    await online(page);
    await stage.hubAway();
    await offline(page);
    await page.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await write(page, '存不下');
    await part(page, 'memory-only').waitFor();
    await stage.hubBack();
    await sent(page, '存不下');
    expect(await atHub('存不下')).toEqual(['存不下']);
  });
});

describe('what an older widget has left', () => {
  it('[P6] goes out, though its rows had fewer fields, before what is written now', async () => {
    const { page } = await stage.visit();
    await openPanel(page);
    await online(page);
    await page.evaluate(async () => {
      const [found] = await indexedDB.databases();
      const opened = await new Promise<IDBDatabase>((done) => {
        const request = indexedDB.open(found?.name ?? '');
        request.onsuccess = () => done(request.result);
      });
      const change = opened.transaction('outbox', 'readwrite');
      const row = { text: '旧版本写的', page: null, at: 1, refusal: null };
      change.objectStore('outbox').put({ ...row, key: '01890a5d-ac96-774b-bcce-b302099a8057' });
      // What is no row at all is passed over.
      change.objectStore('outbox').put({ key: 'x', text: 7 });
      await new Promise((done) => {
        change.oncomplete = done;
      });
    });
    await page.reload();
    await openPanel(page);
    await write(page, '新版本写的');
    await sent(page, '新版本写的');
    expect(await atHub('旧版本写的')).toEqual(['旧版本写的', '新版本写的']);
  });
});

describe('the clock', () => {
  it('[P6] that is set back over a reload changes nothing in the order of what waits', async () => {
    const { page } = await stage.visit();
    await openPanel(page);
    await online(page);
    await keepFiles(page, stage.hubUrl);
    await stage.hubAway();
    await offline(page);
    await write(page, '十点写的');
    await expect.poll(() => page.evaluate(keptRows)).toBe(1);
    await page.clock.install({ time: Date.now() - 3_600_000 });
    await page.reload();
    await openPanel(page);
    await write(page, '九点写的');
    await expect.poll(() => page.evaluate(keptRows)).toBe(2);
    await page.reload();
    await openPanel(page);
    await expect.poll(() => bubbles(page)).toEqual(['十点写的', '九点写的']);
    await stage.hubBack();
    await page.clock.fastForward(60_000);
    await sent(page, '九点写的');
    expect(await atHub('十点写的')).toEqual(['十点写的', '九点写的']);
    expect(await bubbles(page)).toEqual(['十点写的', '九点写的']);
  });
});

describe('another database of the hub', () => {
  it('[P6] that does not know the visitor: what waits goes out under a new name, once', async () => {
    const { page } = await stage.visit();
    await openPanel(page);
    await write(page, '旧的数据库');
    await sent(page, '旧的数据库');
    await stage.hubAway();
    await offline(page);
    await write(page, '换库期间');
    await stage.newDatabase();
    await stage.hubBack();
    await online(page);
    await sent(page, '换库期间');
    expect(await atHub('换库期间')).toEqual(['换库期间']);
    await write(page, '之后');
    await sent(page, '之后');
    expect(await atHub('换库期间')).toEqual(['换库期间', '之后']);
  });
});

describe('a tab that goes at the wrong moment', () => {
  it('[P3] before the message is kept: what was typed is still in the field', async () => {
    const { page } = await stage.visit();
    await openPanel(page);
    await online(page);
    await page.evaluate(() => {
      // Never commits, as when the process dies first.
      IDBObjectStore.prototype.put = () => ({}) as IDBRequest<IDBValidKey>;
      IDBDatabase.prototype.transaction = () =>
        ({ objectStore: () => ({ put: () => ({}), getAll: () => ({}) }) }) as unknown as IDBTransaction;
    });
    await write(page, '还没保存');
    await message(page, '还没保存', { state: 'sending' }).waitFor();
    await page.reload();
    await openPanel(page);
    expect(await part(page, 'input').inputValue()).toBe('还没保存');
    await part(page, 'input').press('Enter');
    await sent(page, '还没保存');
    expect(await atHub('还没保存')).toEqual(['还没保存']);
    await page.reload();
    await openPanel(page);
    expect(await part(page, 'input').inputValue()).toBe('');
  });
});

describe('long polling', () => {
  it('carries everything where no WebSocket comes through', async () => {
    const { page, context } = await stage.visit();
    await context.addInitScript(() => {
      // An office network: the socket is opened and comes to nothing.
      Object.defineProperty(window, 'WebSocket', {
        value: class extends EventTarget {
          constructor() {
            super();
            setTimeout(() => (this as unknown as { onerror: (e: unknown) => void }).onerror({}), 10);
          }
          close() {}
        },
      });
    });
    await page.reload();
    await openPanel(page);
    await online(page);
    await write(page, '轮询 😀');
    await sent(page, '轮询 😀');
    const agent = await stage.agent();
    const conversationId = await givenTo(agent, '轮询 😀');
    await agent.get('message.send', { conversationId, key: crypto.randomUUID(), text: '收到' });
    agent.close();
    await message(page, '收到', { from: 'agent' }).waitFor();
  });
});
