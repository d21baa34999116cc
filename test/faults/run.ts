import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setInterval } from 'node:timers/promises';
import { type Judgement, judge, type Violation } from './compare.ts';
import { drive, newProgress, type Progress } from './drive.ts';
import type { Changed } from './hands.ts';
import { onInterrupt } from './interrupt.ts';
import type { LineCounts } from './proxy.ts';
import { type FaultCounts, inRounds, scheduleOf, type WriterName } from './schedule.ts';
import { settle } from './settle.ts';
import { openStage, type Stage } from './stage.ts';
import { whatEverybodySees, whatIsThereAgain } from './views.ts';

/**
 * One run: everybody on the stage, the schedule, the healing, the comparison.
 *
 * Real are the hub (its program, its SQLite file), the desks (all of Electron's main process but windows, each on Node
 * in a process of its own, its cache on disk), and the widget's panel without its drawing, in frames of a real
 * Chromium with the browser's own storage, locks and sockets. Only the lines between them are ours (`proxy.ts`).
 * Why so: docs/decisions/0015.
 */

export type RunOptions = FaultCounts & {
  readonly seed: number;
  readonly duration: number;
  readonly longest?: number;
  readonly messages: number;
  /** Edits and recalls. */
  readonly changes: number;
  readonly visitors: number;
  readonly desks: number;
  /** Share of live events that are lost all the time, also while everything else heals. */
  readonly loseEvents: number;
  /** How long everybody may take to be in step in the end, milliseconds. */
  readonly healLimit: number;
  /** Everybody comes into step so often on the way, not only in the end. */
  readonly rounds?: number;
  /** When everything is over everybody is told that the network is back, instead of finding out. */
  readonly hasten?: boolean;
  readonly say: (line: string) => void;
};

export type RunResult = Judgement & {
  readonly options: RunOptions;
  readonly faults: ReadonlyMap<string, number>;
  readonly changed: readonly Changed[];
  readonly lines: LineCounts;
  /** Milliseconds: until everybody was there, the schedule, and from its end until everybody was in step (the longest of the rounds). */
  readonly opened: number;
  readonly took: number;
  readonly healed: number;
  /** Clients whose view was compared. */
  readonly clients: number;
  readonly entries: number;
  /** Where everything of a run that failed is kept; null when it is removed. */
  readonly folder: string | null;
};

/** Some visitors have two windows of the site open. */
export const tabsOf = (visitor: number): number => (visitor % 7 === 3 ? 2 : 1);

export async function runFaults(options: RunOptions): Promise<RunResult> {
  const { seed } = options;
  const folder = mkdtempSync(join(tmpdir(), 'yingke-faults-'));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  const forget = onInterrupt(remove);
  let stage: Stage | null = null;
  let failed = true;
  try {
    const opening = Date.now();
    stage = await openStage({ ...options, folder, tabsOf });
    const progress = newProgress();
    const from = Date.now();
    const telling = tellProgress(progress, options, from);
    const rounds = inRounds(scheduleOf({ ...options, tabsOf }), options.duration, options.rounds ?? 1);
    let took = 0;
    let healed = 0;
    let behind: readonly string[] = [];
    try {
      for (const round of rounds) {
        const began = Date.now();
        await drive(stage, round, progress);
        took += Date.now() - began;
        if (options.hasten) await Promise.all([...stage.desks, ...stage.windows].map((each) => each.nudge()));
        const settled = await settle(stage, options.healLimit);
        healed = Math.max(healed, settled.took);
        behind = settled.behind;
        if (behind.length > 0) break;
      }
    } finally {
      telling.stop();
    }
    const { seen: first, toldTwice } = await whatEverybodySees(stage);
    const seen = [...first];
    // Where somebody is behind already there is nothing to learn from a new start.
    if (behind.length === 0) {
      await Promise.all(stage.windows.map((window) => window.reload()));
      behind = (await settle(stage, options.healLimit)).behind;
      seen.push(...(await whatIsThereAgain(stage)));
    }
    const truth = stage.truth.all();
    const judgement = judge({ truth, writers: writersOf(stage), changed: progress.changed, seen });
    const late = behind.map((what): Violation => ({ kind: 'behind', where: 'in the end', what }));
    const twice = toldTwice.map(
      (where): Violation => ({ kind: 'duplicated', where, what: 'was told twice' }),
    );
    const violations = [...judgement.violations, ...late, ...twice, ...complaintsOf(stage)];
    failed = violations.length > 0;
    return {
      ...judgement,
      violations,
      options,
      faults: progress.faults,
      changed: progress.changed,
      lines: sumOf([...stage.proxies.values()].map((proxy) => proxy.counts())),
      opened: from - opening,
      took,
      healed,
      clients: stage.desks.length + stage.windows.length,
      entries: truth.entries.length,
      folder: failed ? folder : null,
    };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\nseed ${seed}; kept in ${folder}`, {
      cause: error,
    });
  } finally {
    await stage?.close();
    forget();
    if (!failed) remove();
  }
}

function tellProgress(progress: Progress, { messages, say }: RunOptions, from: number) {
  const over = new AbortController();
  const tell = async () => {
    for await (const _ of setInterval(10_000, null, { signal: over.signal, ref: false })) {
      const faults = [...progress.faults.values()].reduce((sum, count) => sum + count, 0);
      say(
        `… ${seconds(Date.now() - from)}: ${count(progress.kept)} of ${count(messages)} written, ${faults} faults`,
      );
    }
  };
  tell().catch(() => {});
  return { stop: () => over.abort() };
}

function writersOf(
  stage: Stage,
): { name: WriterName; written: ReturnType<Stage['desks'][number]['written']> }[] {
  return [...stage.desks, ...stage.windows].map((writer) => ({
    name: writer.name,
    written: writer.written(),
  }));
}

function complaintsOf(stage: Stage): Violation[] {
  const strange = (where: string, what: string): Violation => ({ kind: 'strange', where, what });
  return [
    ...stage.windows.flatMap((window) => window.complaints().map((what) => strange(window.name, what))),
    ...stage.desks.flatMap((desk) => desk.complaint() ?? []).map((what) => strange('desk', what)),
    ...[stage.hub.complaint()].flatMap((what) => (what === null ? [] : [strange('hub', what)])),
  ];
}

function sumOf(all: readonly LineCounts[]): LineCounts {
  const sum = { connections: 0, cut: 0, acks: 0, acksLost: 0, events: 0, eventsLost: 0 };
  for (const one of all) for (const name of Object.keys(sum) as (keyof LineCounts)[]) sum[name] += one[name];
  return sum;
}

export const count = (number: number): string => number.toLocaleString('en');
export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
