import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Stage } from '../support/launch.ts';
import type { Share } from './processes.ts';
import { memoryOf, processorTimeOf } from './processes.ts';

/** What one start of an app came to. */
export type Run = {
  /** Moments the app named on stdout, milliseconds after it was started, by our clock. */
  readonly moments: ReadonlyMap<string, number>;
  /** Milliseconds of processor time, all its processes together, up to the last moment. */
  readonly processor: number;
  /** MB after having stood idle. */
  readonly memory: number;
  readonly shares: readonly Share[];
  readonly exact: boolean;
};

export type Candidate = {
  readonly app: string;
  readonly args: readonly string[];
  /** The moment after which nothing more is awaited. */
  readonly last: string;
};

const startLimit = 30_000;

/** Starts it, waits for its last moment, lets it stand for `idle` milliseconds, weighs it and ends it. */
export async function startOnce(stage: Stage, candidate: Candidate, idle: number): Promise<Run> {
  const plan = stage.electron(candidate.app, candidate.args);
  const started = performance.now();
  const child = spawn(stage.program(plan.command), [...plan.args], {
    env: { ...stage.env, YINGKE_TIMING: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${plan.command} does not start`);
  const gone = once(child, 'exit');
  let complaint = '';
  child.stderr.on('data', (part) => {
    complaint = (complaint + part).slice(-4000);
  });
  const moments = new Map<string, number>();
  try {
    await new Promise<void>((resolve, reject) => {
      const limit = setTimeout(
        () => reject(new Error(`no “${candidate.last}” came: ${complaint}`)),
        startLimit,
      );
      void gone.then(([code]) => reject(new Error(`ended with ${code}: ${complaint}`)));
      createInterface({ input: child.stdout }).on('line', (line) => {
        const name = momentIn(line);
        if (name === null || moments.has(name)) return;
        // By the arrival here, not by the app's own count: both apps are then timed by one clock.
        moments.set(name, performance.now() - started);
        if (!moments.has(candidate.last)) return;
        clearTimeout(limit);
        resolve();
      });
    });
    const processor = processorTimeOf(pid);
    // The one wait that is no guess: standing idle is what is measured.
    await new Promise((resolve) => setTimeout(resolve, idle));
    const { shares, exact } = memoryOf(pid);
    const memory = shares.reduce((sum, share) => sum + share.megabytes, 0);
    return { moments, processor, memory, shares, exact };
  } finally {
    child.kill('SIGTERM');
    await gone;
  }
}

function momentIn(line: string): string | null {
  if (!line.startsWith('YINGKE ')) return null;
  const said = JSON.parse(line.slice('YINGKE '.length));
  return said.event === 'timing' && typeof said.name === 'string' ? said.name : null;
}

/** The middle one. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('no values');
  return middle;
}
