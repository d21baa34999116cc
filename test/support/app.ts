import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { ElectronApplication, Page } from 'playwright-core';
import { _electron } from 'playwright-core';
import type { Stage } from './launch.ts';
import { projectRoot } from './launch.ts';

/** A line that the desk says to whoever started it. */
export type Said = { readonly event: string; readonly [field: string]: unknown };

export type Ready = { readonly hub: string; readonly shop: string };

export type Desk = {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly pid: number;
  /** What it has said so far. */
  readonly said: () => readonly Said[];
  /** The first such line, said already or yet to come. */
  readonly hears: (event: string, timeout?: number) => Promise<Said>;
  /** Addresses, once it has said that it is ready; only with a hub inside. */
  readonly ready: () => Promise<Ready>;
  /** Pulls the plug: nothing is saved, nobody is told. */
  readonly kill: () => Promise<void>;
  /** Quits it as a user would. */
  readonly quit: () => Promise<void>;
};

export type DeskOptions = {
  /** The user's data; a folder of `stage.folder`. */
  readonly data: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

const startLimit = 30_000;

const loader = join(import.meta.dirname, 'app-loader.cjs');

/** Starts the built desk, the way `npm start` does, and waits for its window. */
export async function launchDesk(stage: Stage, options: DeskOptions): Promise<Desk> {
  const out = join(stage.folder('said'), 'stdout');
  const plan = stage.electron(projectRoot, [`--data=${options.data}`, ...(options.args ?? [])]);
  const app = await _electron
    .launch({
      executablePath: stage.program(plan.command, { stdout: out }),
      // Playwright attaches while the app starts, and about one start in twenty is then lost to a race. Its
      // own loader holds "ready" back until it has attached; with a path given it has to be asked for.
      args: ['-r', loader, ...plan.args],
      chromiumSandbox: stage.sandbox,
      env: { ...stage.env, ...options.env },
      timeout: startLimit,
    })
    .catch((error) => {
      // Whether the desk itself came up is what tells a desk that hangs from a debugger that does.
      throw new Error(`the desk said ${JSON.stringify(linesOf(out))}, and: ${error.message}`);
    });
  keepAsking(app);
  const child = app.process();
  const pid = child.pid;
  if (pid === undefined) throw new Error('the desk has no process');
  const gone = once(child, 'exit');
  const kill = async () => {
    if (child.exitCode === null && child.signalCode === null) process.kill(pid, 'SIGKILL');
    await gone;
  };
  stage.undo.add(kill);
  let stderr = '';
  child.stderr?.on('data', (part) => {
    stderr = (stderr + part).slice(-20_000);
  });
  const said = () => linesOf(out);
  const hears = async (event: string, timeout = startLimit) =>
    await until(
      () => said().find((line) => line.event === event),
      () => `the desk did not say “${event}”; it said ${JSON.stringify(said())}\n${stderr}`,
      timeout,
    );
  const page = await app.firstWindow({ timeout: startLimit });
  page.setDefaultTimeout(15_000);
  return {
    app,
    page,
    pid,
    said,
    hears,
    ready: async () => {
      const line = await hears('ready');
      if (typeof line.hub !== 'string' || typeof line.shop !== 'string') {
        throw new Error(`ready without addresses: ${JSON.stringify(line)}`);
      }
      return { hub: line.hub, shop: line.shop };
    },
    kill,
    quit: async () => {
      await app.evaluate(({ app: electron }) => electron.quit()).catch(() => {});
      await gone;
    },
  };
}

/**
 * Of what is asked of the main process, V8 holds the answer for the debugger by a weak handle only: a collection of garbage in
 * that moment loses it (microsoft/playwright#33737), about once in a thousand times. What the tests ask may be asked again, after a
 * pause: three seconds after its start the desk has everything collected (`give-back.ts`), for a tenth of a second and in several goes.
 */
function keepAsking(app: ElectronApplication): void {
  const ask = app.evaluate.bind(app) as (...args: unknown[]) => Promise<unknown>;
  const again = async (...args: unknown[]): Promise<unknown> => {
    for (let left = 10; ; left -= 1) {
      try {
        return await ask(...args);
      } catch (error) {
        if (left === 0 || !/garbage collected|was collected/.test(String(error))) throw error;
        await after(100);
      }
    }
  };
  app.evaluate = again as ElectronApplication['evaluate'];
}

/** Puts a picture into the system's clipboard, as its own keys for a screenshot do. */
export async function copyPicture(desk: Desk, picture: Buffer): Promise<void> {
  await desk.app.evaluate(async ({ clipboard, nativeImage, ClipboardItem }, data) => {
    const old: unknown = Reflect.get(clipboard, 'writeImage');
    if (typeof old === 'function') {
      old(nativeImage.createFromDataURL(`data:image/png;base64,${data}`));
    } else {
      await clipboard.write([new ClipboardItem({ 'image/png': new Blob([Buffer.from(data, 'base64')]) })]);
    }
  }, picture.toString('base64'));
}

/** Starts the desk with nobody looking into it, and waits for its end. */
export async function startAndWait(
  stage: Stage,
  options: DeskOptions,
): Promise<{ readonly code: number | null; readonly said: readonly Said[] }> {
  const out = join(stage.folder('said'), 'stdout');
  const plan = stage.electron(projectRoot, [`--data=${options.data}`, ...(options.args ?? [])]);
  const child = spawn(stage.program(plan.command, { stdout: out }), [...plan.args], {
    env: { ...stage.env, ...options.env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  stage.undo.add(() => child.kill('SIGKILL'));
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code, said: linesOf(out) };
}

/** People of the demo workspace, as the hub inside the desk at `data` has written them down. */
export function demoAccounts(data: string): readonly DemoAccount[] {
  const file = JSON.parse(readFileSync(join(data, 'hub', 'demo-accounts.json'), 'utf8'));
  return file.accounts;
}

export type DemoAccount = {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly role: string;
};

/** The `YINGKE {json}` lines of a file that is being written. */
export function linesOf(file: string): readonly Said[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.filter((line) => line.startsWith('YINGKE ')).map((line) => JSON.parse(line.slice(7)));
}

/** Asks again and again until there is an answer; `complaint` says what was awaited. */
export async function until<T>(
  ask: () => T | undefined | Promise<T | undefined>,
  complaint: () => string,
  timeout = 10_000,
): Promise<T> {
  const deadline = performance.now() + timeout;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > deadline) throw new Error(complaint());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
