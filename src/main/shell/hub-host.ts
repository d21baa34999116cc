import { createWriteStream, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type UtilityProcess, utilityProcess } from 'electron';
import * as z from 'zod/mini';
import type { Log } from '../log.ts';
import { largestLog, rotate } from './desk-log.ts';

const told = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('ready'),
    hub: z.string(),
    shop: z.nullable(z.string()),
    accounts: z.nullable(z.string()),
  }),
  z.object({ event: z.literal('failed'), code: z.string(), message: z.string() }),
]);

export type HubReady = Extract<z.infer<typeof told>, { event: 'ready' }>;
export type HubFailure = { readonly code: string; readonly message: string };

/** A hub that ran for this long had started well: its end is an accident, not a fault of the set-up. */
const settled = 60_000;
const mostFailures = 5;
/** It drains its commits; then it is ended. Milliseconds. */
const stopPatience = 5_000;

export type HubHostOptions = {
  readonly script: string;
  readonly args: readonly string[];
  readonly logDir: string;
  readonly log: Log;
  readonly onReady: (ready: HubReady) => void;
  /** It will not be started again. */
  readonly onFailed: (failure: HubFailure) => void;
};

export type HubHost = { readonly stop: () => Promise<void>; readonly logFile: string };

/** Runs the hub in a process of its own; one that crashes is started again, ever more slowly. */
export function hostHub(options: HubHostOptions): HubHost {
  const { log } = options;
  const logFile = join(options.logDir, 'hub.log');
  const output = openLog(options.logDir, logFile);
  let child: UtilityProcess | null = null;
  let isStopping = false;
  let failures = 0;
  let ended: () => void = () => {};

  function start(): void {
    const started = Date.now();
    let failure: HubFailure | null = null;
    const running = utilityProcess.fork(options.script, [...options.args], {
      serviceName: 'Yingke Hub',
      stdio: 'pipe',
    });
    child = running;
    running.stdout?.on('data', (chunk) => output.write(chunk));
    running.stderr?.on('data', (chunk) => output.write(chunk));
    running.on('message', (message) => {
      const parsed = told.safeParse(message);
      if (!parsed.success) return;
      if (parsed.data.event === 'ready') options.onReady(parsed.data);
      else failure = parsed.data;
    });
    running.on('exit', (code) => {
      child = null;
      ended();
      if (isStopping) return;
      log.error('hub ended', { code, refusal: failure?.code ?? null });
      failures = Date.now() - started > settled ? 1 : failures + 1;
      // What the hub itself says is wrong (a port that is taken) is not better the second time.
      if (failure !== null || failures > mostFailures) {
        options.onFailed(failure ?? { code: 'hub_failed', message: `The hub keeps ending (code ${code}).` });
        return;
      }
      setTimeout(
        () => {
          if (!isStopping) start();
        },
        500 * 2 ** (failures - 1),
      );
    });
  }

  start();
  return {
    logFile,
    stop: () =>
      new Promise((resolve) => {
        isStopping = true;
        const running = child;
        if (running === null) {
          resolve();
          return;
        }
        const late = setTimeout(() => running.kill(), stopPatience);
        ended = () => {
          clearTimeout(late);
          resolve();
        };
        running.postMessage({ event: 'stop' });
      }),
  };
}

function openLog(dir: string, file: string) {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  try {
    if (statSync(file).size > largestLog) rotate(file);
  } catch {
    // There is none yet.
  }
  const stream = createWriteStream(file, { flags: 'a', mode: 0o600 });
  stream.on('error', () => {});
  return stream;
}
