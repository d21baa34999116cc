import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launchPlan } from '../../scripts/lib/launch.mjs';
import { startDisplay } from '../../scripts/lib/services.mjs';
import type { User } from '../../scripts/lib/user.mjs';
import { ordinaryUser } from '../../scripts/lib/user.mjs';
import type { Undo } from './launch-undo.ts';
import { undoList } from './launch-undo.ts';
import type { NotificationService } from './notifications.ts';
import { startNotificationService } from './notifications.ts';

export const projectRoot = resolve(import.meta.dirname, '../..');

/**
 * Where programs with windows run in the tests: a virtual display, a session bus of its own with a
 * desktop's notification service on it, and an ordinary user when we are root, because Electron and
 * Chromium have no sandbox as root and what is tested is to be what ships.
 */
export type Stage = {
  readonly notifications: NotificationService;
  /** A new folder that the program's user may write; it is removed at the end. */
  readonly folder: (name: string) => string;
  /** Environment of every program here. */
  readonly env: Readonly<Record<string, string>>;
  /** False on a machine where Chromium's sandbox cannot be had; that is said on stderr. */
  readonly sandbox: boolean;
  /** How to start Electron on `app`, with these arguments of its own. */
  readonly electron: (app: string, args: readonly string[]) => Plan;
  /** The file of a program that does what `binary` does, as the ordinary user. */
  readonly program: (binary: string, options?: ProgramOptions) => string;
  /** Undone by `close`, last things first. */
  readonly undo: Undo;
  readonly close: () => Promise<void>;
};

export type Plan = {
  readonly command: string;
  readonly args: readonly string[];
};

export type ProgramOptions = {
  /** File that takes what it prints on stdout. */
  readonly stdout?: string;
  /** Arguments that come last, after those of the caller. */
  readonly last?: readonly string[];
};

/** Close it in the end, also when opening what stands on it has failed. */
export async function openStage(): Promise<Stage> {
  const undo = undoList();
  try {
    const base = mkdtempSync(join(tmpdir(), 'yingke-e2e-'));
    chmodSync(base, 0o755);
    undo.add(() => rmSync(base, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }));
    const user = ordinaryUser({ reads: [join(projectRoot, 'package.json')] });
    const folder = (name: string) => {
      const made = mkdtempSync(join(base, `${name}-`));
      if (user.kind === 'other') chownSync(made, user.uid, user.gid);
      return made;
    };
    const display = await startDisplay({ user, width: 1600, height: 1000 });
    undo.add(display.stop);
    const bus = await startSharedBus(folder('bus'), undo);
    const notifications = await startNotificationService(bus.env.DBUS_SESSION_BUS_ADDRESS);
    undo.add(notifications.stop);
    // The system bus has nothing for us, and where there is none every look for it is logged.
    const quiet = {
      env: { DBUS_SYSTEM_BUS_ADDRESS: bus.env.DBUS_SESSION_BUS_ADDRESS },
      stop: async () => {},
    };
    const plan = (app: string, args: readonly string[]) =>
      launchPlan({
        user,
        app,
        args,
        // Of our own environment only what any program has: the test runner's variables are not for the app.
        env: { PATH: process.env.PATH, LANG: 'C.UTF-8' },
        services: [display, bus, quiet],
      });
    const { env, sandbox, notes } = plan(projectRoot, []);
    for (const note of notes) process.stderr.write(`${note}\n`);
    let programs = 0;
    return {
      notifications,
      env: defined(env),
      sandbox,
      folder,
      electron: plan,
      program: (binary, options = {}) => {
        const file = join(base, `program-${++programs}.sh`);
        writeFileSync(file, script(binary, user, options), { mode: 0o755 });
        return file;
      },
      undo,
      close: undo.all,
    };
  } catch (error) {
    await undo.all();
    throw error;
  }
}

const defined = (env: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined));

const quote = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;

/** Playwright starts programs by itself and cannot change the user; the file it is given does that. */
function script(binary: string, user: User, options: ProgramOptions): string {
  const drop =
    user.kind === 'other' ? `setpriv --reuid=${user.uid} --regid=${user.gid} --clear-groups -- ` : '';
  const last = (options.last ?? []).map(quote).join(' ');
  const stdout = options.stdout ? ` >${quote(options.stdout)}` : '';
  return `#!/bin/sh\nexec ${drop}${quote(binary)} "$@" ${last}${stdout}\n`;
}

/**
 * A session bus on which two users meet: the app’s, and ours with the notification service. The
 * usual configuration admits only the one who started it.
 */
async function startSharedBus(folder: string, undo: Undo) {
  const config = join(folder, 'bus.conf');
  writeFileSync(
    config,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${folder}/socket</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <allow own="*"/>
    <allow send_destination="*" eavesdrop="true"/>
    <allow receive_sender="*"/>
  </policy>
</busconfig>
`,
  );
  const child = spawn(
    'dbus-daemon',
    [`--config-file=${config}`, '--nofork', '--nopidfile', '--print-address=1'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  // It warns of file limits that matter to a system's bus only; read so that it never blocks.
  let complaint = '';
  child.stderr.on('data', (part) => {
    complaint += part;
  });
  const gone = once(child, 'exit');
  undo.add(async () => {
    child.kill();
    await gone;
  });
  const [line] = await Promise.race([
    once(child.stdout, 'data'),
    gone.then(() => Promise.reject(new Error(`dbus-daemon does not start: ${complaint}`))),
  ]);
  return { env: { DBUS_SESSION_BUS_ADDRESS: String(line).trim() }, stop: async () => {} };
}
