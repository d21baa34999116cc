import type { Page } from 'playwright-core';
import { newId } from '#shared/domain/key.ts';
import { type Desk, launchDesk, until } from '../support/app.ts';
import {
  byId,
  call,
  composer,
  connected,
  handsAreThere,
  openConversation,
  signIn,
} from '../support/app-page.ts';
import { say, type VisitorClient, visitorClient } from '../support/hub.ts';
import { openStage, type Stage } from '../support/launch.ts';
import { figure, median, must, note, option, quantile } from './live/figure.ts';
import type { Hub } from './live/hub.ts';
import { watchPaint } from './live/painted.ts';
import { origin, person } from './live/people.ts';
import { startWorker } from './live/worker.ts';
import { memoryOf } from './processes.ts';

/**
 * The desk as an agent feels it: the real app on a virtual display, signed in at a real hub in a process of its own, with
 * 60 customers at once, two of whom have 10,000 entries.
 *
 * Painted is when the frame that shows it has been handed over: the next animation frame after the change, and the task
 * behind it. What happens at the hub is timed from just before the customer's socket sends, on this machine's one clock.
 * A day is simulated at its real number of events, without its pauses.
 */
const customers = 60;
const long = option('entries', 10_000);
const seconds = option('seconds', 20);
const perSecond = 20;
const switches = option('switches', 60);
const replies = option('replies', 40);
/** Messages of customers and own answers in each simulated hour; the tab changes with every tenth message. */
const hour = { messages: 600, answers: 120 } as const;
const hours = option('hours', 8);

const stage = await openStage();
try {
  await bench(stage);
} finally {
  await stage.close();
}

async function bench(on: Stage): Promise<void> {
  const hub = await startWorker<Hub>('hub');
  on.undo.add(hub.stop);
  const url = await hub.ask('start', {});
  const visitors: VisitorClient[] = [];
  const desk = await launchDesk(on, {
    data: on.folder('desk'),
    args: [`--hub=${url}`, '--lang=zh-CN', '--js-flags=--expose-gc'],
  });
  const { page } = desk;
  await signIn(page, url, { ...person, role: 'agent' });
  await connected(page);
  const ids: string[] = [];
  for (let n = 0; n < customers; n += 1) {
    const visitor = await visitorClient(url, undefined, origin);
    visitors.push(visitor);
    ids.push((await say(visitor, `你好，我想问一下第 ${n + 1} 个问题`)).conversationId);
  }
  const [first = '', second = ''] = ids;
  for (const visitor of visitors.slice(0, 2)) await fill(visitor, long);
  await until(
    async () => {
      const { value } = (await call(page, 'conversations.list', {})) as {
        value?: readonly { conversation: { id: string; lastSeq: number } }[];
      };
      const isLong = (id: string) =>
        (value?.find(({ conversation }) => conversation.id === id)?.conversation.lastSeq ?? 0) >= long;
      return (value?.length === customers && isLong(first) && isLong(second)) || undefined;
    },
    () => 'the list is not whole',
    120_000,
  );
  for (const id of [first, second]) {
    await openConversation(page, id);
    await page.locator(`#conversation-${id} [data-testid="entry"]`).first().waitFor();
  }
  await page.evaluate(watchPaint);

  await ownBubble(desk);
  await fromTheHub(page, visitors);
  await tabSwitch(page, [first, second]);
  if (hours > 0) await day(desk, visitors, ids);
}

/** So many entries, a hundred on the way at once. */
async function fill(visitor: VisitorClient, entries: number): Promise<void> {
  for (let sent = 0; sent < entries; sent += 100) {
    await Promise.all(
      Array.from({ length: 100 }, (_, i) => say(visitor, `第 ${sent + i} 条：快递显示签收了，但是没收到`)),
    );
  }
}

async function ownBubble({ page }: Desk): Promise<void> {
  await handsAreThere(page);
  const times: number[] = [];
  for (let n = 0; n < replies; n += 1) {
    const text = `好的，马上为您处理（${n}-${newId().slice(-6)}）`;
    await composer(page).fill(text);
    await page.evaluate((wanted) => window.paint.after('Enter', () => window.paint.bubble(wanted)), text);
    await page.keyboard.press('Enter');
    times.push(await page.evaluate(() => window.paint.done()));
  }
  report('Enter to own bubble painted, p95', quantile(times, 0.95), 50);
  note(`median ${median(times).toFixed(1)} ms of ${times.length}`);
}

async function fromTheHub(page: Page, visitors: readonly VisitorClient[]): Promise<void> {
  await page.evaluate(() => window.paint.watchMarks());
  const sentAt: number[] = [];
  const began = performance.now();
  for (let n = 0; n < seconds * perSecond; n += 1) {
    const due = began + (n * 1000) / perSecond;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    const visitor = visitors[n % visitors.length];
    if (visitor === undefined) throw new Error('no visitor');
    sentAt.push(Date.now());
    void say(visitor, `⟦${n}⟧ 请问什么时候能到账？`);
  }
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const seen = new Map(await page.evaluate(() => window.paint.marks()));
  const times = sentAt.flatMap((at, n) => {
    const painted = seen.get(n);
    return painted === undefined ? [] : [painted - at];
  });
  must(
    'every event of the hub was painted',
    times.length === sentAt.length,
    `${times.length} of ${sentAt.length}`,
  );
  report(
    `hub event to painted, ${customers} conversations, ${perSecond} events a second, p95`,
    quantile(times, 0.95),
    100,
  );
  note(`median ${median(times).toFixed(1)} ms`);
}

async function tabSwitch(page: Page, [first, second]: readonly [string, string]): Promise<void> {
  const times: number[] = [];
  for (let n = 0; n < switches; n += 1) {
    const id = n % 2 === 0 ? first : second;
    const key = n % 2 === 0 ? '1' : '2';
    await page.evaluate((to) => window.paint.after('Control', () => window.paint.conversation(to)), id);
    await page.keyboard.press(`Control+${key}`);
    times.push(await page.evaluate(() => window.paint.done()));
  }
  report(
    `tab switch to painted, ${long.toLocaleString('en')} entries in each, p95`,
    quantile(times, 0.95),
    50,
  );
  note(`median ${median(times).toFixed(1)} ms of ${times.length}`);
}

/** Memory after the first hour of work and after the last, garbage collected. */
async function day(desk: Desk, visitors: readonly VisitorClient[], ids: readonly string[]): Promise<void> {
  const after: number[] = [];
  for (let now = 1; now <= hours; now += 1) {
    for (let n = 0; n < hour.messages; n += 20) {
      await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          say(visitors[(n + i) % visitors.length] as VisitorClient, `第 ${now} 小时，第 ${n + i} 条`),
        ),
      );
      // Along the list, as somebody works through it: each becomes a tab.
      for (let k = 0; k < 2; k += 1)
        await desk.page.keyboard.press(n % 200 < 100 ? 'Control+ArrowDown' : 'Control+Tab');
    }
    for (let n = 0; n < hour.answers; n += 1) {
      const conversationId = ids[n % ids.length] ?? '';
      await call(desk.page, 'conversations.send', { conversationId, key: newId(), text: `答复 ${now}-${n}` });
    }
    await collect(desk);
    const { shares } = memoryOf(desk.pid);
    after.push(shares.reduce((sum, { megabytes }) => sum + megabytes, 0));
    process.stderr.write(`hour ${now}: ${after.at(-1)?.toFixed(0)} MB\n`);
  }
  const [firstHour = 0] = after;
  const last = after.at(-1) ?? 0;
  figure(`memory after ${hours} simulated hours, beside the first`, last, 'MB', {
    ratio: last / firstHour,
    atMost: 1.1,
  });
  note(after.map((megabytes, n) => `${n + 1} h ${megabytes.toFixed(0)}`).join(', '));
}

async function collect({ app, page }: Desk): Promise<void> {
  for (let n = 0; n < 3; n += 1) {
    await page.evaluate(() => (globalThis as { gc?: () => void }).gc?.());
    await app.evaluate(() => (globalThis as { gc?: () => void }).gc?.());
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await byId(page, 'conversation-list').waitFor();
}

/** A time with a limit that is not another's time: its share of the limit. */
function report(name: string, milliseconds: number, limit: number): void {
  figure(`${name} (limit ${limit} ms)`, milliseconds, 'ms', { ratio: milliseconds / limit, atMost: 1 });
}
