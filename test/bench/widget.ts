import type { Page } from 'playwright-core';
import { openPanel, part, startWidgetStage } from '../integration/widget-stage.ts';
import { figure, median, must, note, option } from './live/figure.ts';

/**
 * What the widget costs the page that it stands on: how long its main thread can do nothing else.
 *
 * `node test/bench/widget.ts [--rounds 5] [--slower 4]`
 *
 * The demo shop, a real hub and a real Chromium, each time an empty one. From the browser's own trace come all tasks of the
 * page's main thread, while the page loads and until a second after the button is there, and from the press of the button until
 * the panel is connected. Blocked is what a task takes beyond 50 ms, added up (Total Blocking Time). It is measured as the machine is, and
 * slowed down as Lighthouse slows a browser down to be a phone; beside it the same page without the widget. Time is the thread's own, as its
 * processor gave it: what other programs take from it in between is not the widget's. By the clock it is said beside it.
 */
const rounds = option('rounds', 5);
const slower = option('slower', 4);
const limit = 50;

type Task = { readonly ms: number; readonly cpu: number; readonly ours: boolean };
type TraceEvent = {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string; readonly data?: { readonly url?: string } };
};

const categories = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8.execute'];
const stage = await startWidgetStage({});

/** Tasks of the page's main thread while `run` runs; `ours`: a script of the hub ran in it. */
async function tasksOf(page: Page, run: () => Promise<void>): Promise<readonly Task[]> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('no browser');
  await browser.startTracing(page, { categories });
  await run();
  const { traceEvents: all } = JSON.parse((await browser.stopTracing()).toString('utf8')) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const scripts = all.filter(({ args }) => args?.data?.url?.startsWith(stage.hubUrl));
  // A browser has several pages' threads; ours is the one that has run something of the shop.
  const shop = all.find(({ args }) => args?.data?.url?.startsWith(`${stage.site}shop.js`)) ?? scripts[0];
  const isMain = ({ pid, tid }: TraceEvent) => pid === shop?.pid && tid === shop.tid;
  return all
    .filter((event) => event.name === 'RunTask' && event.ph === 'X' && isMain(event))
    .map(({ ts, dur = 0, tdur = 0 }) => ({
      ms: dur / 1000,
      cpu: tdur / 1000,
      ours: scripts.some((event) => isMain(event) && event.ts >= ts && event.ts < ts + dur),
    }));
}

const blocked = (tasks: readonly Task[]) => tasks.reduce((sum, one) => sum + Math.max(0, one.cpu - limit), 0);
const longest = (tasks: readonly Task[]) => Math.max(0, ...tasks.map((one) => one.cpu));
const byClock = (tasks: readonly Task[]) => Math.max(0, ...tasks.map(({ ms }) => ms));
const cpu = (tasks: readonly Task[]) => tasks.reduce((sum, one) => sum + one.cpu, 0);

/** One visit by somebody with an empty browser. */
async function visit(slowness: number, withWidget: boolean) {
  const { page } = await stage.visit('catalogue.js');
  if (!withWidget) await page.route('**/widget.js', (route) => route.fulfill({ body: '' }));
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowness });
  const load = await tasksOf(page, async () => {
    await page.goto(stage.site);
    if (withWidget) await part(page, 'launcher').waitFor();
    await page.waitForTimeout(1000);
  });
  const open = withWidget
    ? await tasksOf(page, async () => {
        await openPanel(page);
        await page.locator('yingke-widget [data-yk="state"][data-state="online"]').waitFor();
      })
    : [];
  await stage.leave();
  return { load, open };
}

try {
  for (const slowness of [1, slower]) {
    const name = slowness === 1 ? 'as it is' : `${slowness} times slower`;
    const taken = {
      with: [] as (readonly Task[])[],
      without: [] as (readonly Task[])[],
      open: [] as (readonly Task[])[],
    };
    for (let n = 0; n < rounds; n += 1) {
      taken.without.push((await visit(slowness, false)).load);
      const { load, open } = await visit(slowness, true);
      taken.with.push(load);
      taken.open.push(open);
    }
    const of = (what: (tasks: readonly Task[]) => number, tasks: readonly (readonly Task[])[]) =>
      median(tasks.map(what));
    const ours = (tasks: readonly Task[]) => longest(tasks.filter((task) => task.ours));
    const plain = of(blocked, taken.without);
    const more = of(blocked, taken.with) - plain;
    figure(`${name}: page blocked more by the button`, Math.max(0, more), 'ms', {
      ratio: more / limit,
      atMost: 1,
    });
    figure(`${name}: page blocked by opening`, of(blocked, taken.open), 'ms', {
      ratio: of(blocked, taken.open) / limit,
      atMost: 1,
    });
    note(
      `longest task: ${of(ours, taken.with).toFixed(1)} ms of the button, ${of(longest, taken.open).toFixed(1)} ms of opening, ${of(longest, taken.without).toFixed(1)} ms of the page without it`,
    );
    note(
      `by the clock: ${of((tasks) => byClock(tasks.filter((task) => task.ours)), taken.with).toFixed(1)} ms, ${of(byClock, taken.open).toFixed(1)} ms, ${of(byClock, taken.without).toFixed(1)} ms`,
    );
    note(
      `processor: the page ${of(cpu, taken.without).toFixed(0)} ms, with the button ${of(cpu, taken.with).toFixed(0)} ms, opening ${of(cpu, taken.open).toFixed(0)} ms`,
    );
    must(
      `${name}: the trace has the widget in it`,
      taken.with.every((tasks) => tasks.some((task) => task.ours)),
      `${rounds} rounds`,
    );
  }
} finally {
  await stage.stop();
}
