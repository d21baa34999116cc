import { setTimeout as pause } from 'node:timers/promises';
import { boardScenario } from '../support/renderer-harness/board-world.ts';
import { raiseStage } from '../support/renderer-harness/stage.ts';
import type { BoardDesks } from './live/board-desks.ts';
import type { BoardHub } from './live/board-hub.ts';
import { figure, must, note, option, quantile, round } from './live/figure.ts';
import { startWorker } from './live/worker.ts';

/**
 * The live board. First 20 supervisors, 200 agents, 500 conversations that change 5 times a second each: from a change
 * being committed to the last board having that state or a later one, by the machine's one clock; the hub's processor
 * time that the boards add to each change, beside what a control adds that sends every change to every board, each written
 * down once for all; and whether each board shows the last state of all. What a change costs with nobody looking is measured
 * too and taken off both: it is the generator's here, and a commit's in a hub. Changes come in turns of 2 ms, as commits do.
 *
 * Then 2,000 conversations on one board, of which each changes every four seconds: what comes over the line, and how long
 * the frames of the real screen take, in Chromium, while it all comes as it came.
 */
const supervisors = option('supervisors', 20);
const agents = option('agents', 200);
const conversations = option('conversations', 500);
const perSecond = option('rate', 5);
const milliseconds = option('milliseconds', 20_000);

const hub = await startWorker<BoardHub>('board-hub');
const desks = await startWorker<BoardDesks>('board-desks');

async function run(how: 'boards' | 'control' | 'nobody', time: number) {
  const url = await hub.ask('start', { conversations, agents, perSecond, how });
  await desks.ask('open', { url, count: how === 'nobody' ? 0 : supervisors, reads: how === 'boards' });
  await hub.ask('begin', undefined);
  // A process that has just begun has compiled nothing yet.
  await hub.ask('work', 3000);
  await pause(500);
  await desks.ask('count', { record: false });
  return hub.ask('work', time);
}

const boards = await run('boards', milliseconds);
await pause(1000);
const { reached, gaps, bytes } = await desks.ask('found', undefined);
const delays = delaysOf(boards.commits, reached, boards.began);
const last = await hub.ask('last', undefined);
const shown = await desks.ask('last', undefined);
const wrong = shown.flatMap((rows) => {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return last.filter(({ id, waitingSince, at }) => {
    const row = byId.get(id);
    return (
      row === undefined || row.waiting !== waitingSince || Math.max(row.waiting ?? 0, row.replied ?? 0) !== at
    );
  });
});
const control = await run('control', Math.min(milliseconds, 8000));
const nobody = await run('nobody', Math.min(milliseconds, 8000));
const each = ({ processor, changes }: typeof boards) => (processor / changes) * 1000;

note(
  `${round(boards.changes / (boards.took / 1000))} changes a second, ${supervisors} boards; processor time of the hub for each: ` +
    `${round(each(boards))} µs, control ${round(each(control))} µs, with no board at all ${round(each(nobody))} µs; ` +
    `${round(bytes / 1000 / (boards.took / 1000))} kB a second to each board`,
);
note(
  `delay: median ${round(quantile(delays, 0.5))} ms, p99 ${round(quantile(delays, 0.99))} ms of ${delays.length} changes`,
);
figure('from a change to the last board, p99', quantile(delays, 0.99), 'ms', {
  ratio: quantile(delays, 0.99) / 150,
  atMost: 1,
});
const [added, addedByControl] = [each(boards) - each(nobody), each(control) - each(nobody)];
figure('processor time that the boards add to a change, against what sending each to all adds', added, 'µs', {
  ratio: added / addedByControl,
  atMost: 0.3,
});
must(
  'every board shows the last state of every conversation',
  wrong.length === 0 && shown.length === supervisors && shown.every((rows) => rows.length === conversations),
  `${shown.length} boards, ${wrong.length} lines wrong, ${gaps} gaps`,
);

// One board with many conversations.
const many = option('many', 2000);
const rate = option('many-rate', 0.25);
const seconds = option('seconds', 10);
const url = await hub.ask('start', { conversations: many, agents, perSecond: rate, how: 'boards' });
await desks.ask('open', { url, count: 1, reads: true });
await hub.ask('begin', undefined);
await pause(1500);
const board = await desks.ask('book', undefined);
await desks.ask('count', { record: true });
const busy = await hub.ask('work', seconds * 1000);
await pause(500);
const found = await desks.ask('found', undefined);
await hub.stop();
await desks.stop();
const perLine = found.bytes / (busy.took / 1000);
note(
  `${many} conversations, ${round(busy.changes / (busy.took / 1000))} changes a second, ${found.recorded.length} times news`,
);
figure('over the line to one board', perLine / 1000, 'kB a second', { ratio: perLine / 300_000, atMost: 1 });

const stage = await raiseStage();
try {
  const { page } = await stage.open(boardScenario(board));
  await page.getByTestId('part-monitor').click();
  await page.getByTestId('board-row').first().waitFor();
  await pause(1000);
  const [first] = found.recorded;
  const frames = await page.evaluate(
    replay,
    found.recorded.map(({ at, delta }) => [at - (first?.at ?? 0), delta] as const),
  );
  const open = Number(await page.getByTestId('board-count').textContent());
  must('what came is what the screen shows', open === many, `${open} conversations`);
  note(
    `frames: median ${round(quantile(frames, 0.5))} ms, p99 ${round(quantile(frames, 0.99))} ms of ${frames.length}`,
  );
  figure(`frame of the desk with ${many} conversations on the board, p95`, quantile(frames, 0.95), 'ms', {
    ratio: quantile(frames, 0.95) / 50,
    atMost: 1,
  });
} finally {
  await stage.close();
}

/** In the page: tells it all as it came, and answers how long each frame took. */
async function replay(parts: readonly (readonly [number, unknown])[]): Promise<number[]> {
  const { fake } = window as unknown as { fake: { tell: (name: string, news: unknown) => void } };
  const frames: number[] = [];
  let before = performance.now();
  let isOver = false;
  const frame = (): void => {
    const now = performance.now();
    frames.push(now - before);
    before = now;
    if (!isOver) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const began = performance.now();
  for (const [at, delta] of parts) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, began + at - performance.now())));
    fake.tell('board.changed', { parts: [{ delta }] });
  }
  isOver = true;
  return frames;
}

/** Of each change after `from`, how long until all boards had it, or what came after it. */
function delaysOf(
  commits: Readonly<Record<string, readonly number[]>>,
  news: readonly { readonly id: string; readonly upTo: number; readonly at: number }[],
  from: number,
): number[] {
  const byId = new Map<string, { readonly upTo: number; readonly at: number }[]>();
  for (const { id, ...one } of news) byId.set(id, [...(byId.get(id) ?? []), one]);
  const delays: number[] = [];
  for (const [id, times] of Object.entries(commits)) {
    const steps = byId.get(id) ?? [];
    let step = 0;
    for (const at of times) {
      if (at < from) continue;
      while (step < steps.length && (steps[step]?.upTo ?? 0) < at) step += 1;
      const reachedAt = steps[step]?.at;
      if (reachedAt === undefined) throw new Error(`a change of ${id} never came`);
      delays.push(reachedAt - at);
    }
  }
  return delays;
}
