import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { product } from '../../scripts/dist/product.mjs';
import { linesOf, type Said, until } from '../support/app.ts';
import type { Stage } from '../support/launch.ts';

/** Where deb and rpm put it. */
export const folder = `/opt/${product.name}`;
/** The program as its package puts it on the path. */
export const command = `/usr/bin/${product.package}`;

export type InstalledDesk = {
  readonly page: Page;
  readonly said: () => readonly Said[];
  readonly ready: Said;
  /** Command lines of all its processes. */
  readonly processes: () => readonly { readonly pid: number; readonly args: readonly string[] }[];
  readonly kill: () => Promise<void>;
  readonly quit: () => Promise<void>;
};

export type InstalledOptions = {
  /** Folder of a desk that was only unpacked; without it the one on the path is started. */
  readonly unpacked?: string;
  readonly data: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

/**
 * Starts the installed desk as a person does, and looks into its page. Its fuses refuse the way that the other tests
 * take into a development tree (Node's inspector), so this is Chromium's own door for that, once the window is there.
 */
export async function startInstalled(stage: Stage, options: InstalledOptions): Promise<InstalledDesk> {
  const out = join(stage.folder('said'), 'stdout');
  const child = spawn(
    stage.program(programOf(options), { stdout: out }),
    ['--disable-gpu', '--remote-debugging-port=0', `--data=${options.data}`, ...(options.args ?? [])],
    { env: { ...plainEnv(stage), ...options.env }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const gone = once(child, 'exit');
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await gone;
  };
  stage.undo.add(() => end('SIGKILL'));
  let stderr = '';
  child.stderr.on('data', (part) => {
    stderr = (stderr + part).slice(-20_000);
  });
  const said = () => linesOf(out);
  const ready = await until(
    () => said().find(({ event }) => event === 'ready'),
    () => `the installed desk said ${JSON.stringify(said())}\n${stderr}`,
    45_000,
  );
  const [, address] = /DevTools listening on (ws:\S+)/.exec(stderr) ?? [];
  if (address === undefined) throw new Error(`no door into the page\n${stderr}`);
  const browser = await chromium.connectOverCDP(address);
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) throw new Error('the installed desk has no page');
  page.setDefaultTimeout(20_000);
  return {
    page,
    said,
    ready,
    processes: () => processesOf(`${options.unpacked ?? folder}/`),
    kill: () => end('SIGKILL'),
    quit: () => end('SIGTERM'),
  };
}

/** Starts it with nobody looking into it, and waits for its end. */
export async function runInstalled(
  stage: Stage,
  options: InstalledOptions,
): Promise<{ readonly code: number | null; readonly stdout: string }> {
  const out = join(stage.folder('said'), 'stdout');
  const child = spawn(
    stage.program(programOf(options), { stdout: out }),
    [`--data=${options.data}`, ...(options.args ?? [])],
    { env: { ...plainEnv(stage), ...options.env }, stdio: 'ignore' },
  );
  stage.undo.add(() => child.kill('SIGKILL'));
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code, stdout: readFileSync(out, 'utf8') };
}

const programOf = ({ unpacked }: InstalledOptions) =>
  unpacked === undefined ? command : join(unpacked, product.package);

/** Without what points at the runtime of development. */
const plainEnv = (stage: Stage) =>
  Object.fromEntries(Object.entries(stage.env).filter(([name]) => !name.startsWith('ELECTRON')));

export function processesOf(folder: string) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        // A process that the zygote made writes its line anew, with spaces.
        const args = readFileSync(`/proc/${name}/cmdline`, 'utf8').split(/[\0 ]/).filter(Boolean);
        return args[0]?.startsWith(folder) ? [{ pid: Number(name), args }] : [];
      } catch {
        // It has ended meanwhile.
        return [];
      }
    });
}
