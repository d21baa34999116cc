import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { which } from '../setup/system.mjs';
import { atEnd } from './cleanup.mjs';
import { Problem } from './problem.mjs';
import { endGroup } from './run.mjs';
import { identity, userEnv } from './user.mjs';

/**
 * What the app needs around it where there is no desktop: a display and a message bus.
 * @typedef {{ env: Record<string, string>, stop: () => Promise<void> }} Service env: what its users are told
 */

/** @typedef {import('./user.mjs').User} User */

/**
 * A virtual display. It chooses its own number; where two start at once and one loses the race for it, that
 * one is started again.
 * @param {{ user?: User, width?: number, height?: number }} [options]
 * @returns {Promise<Service>} env: DISPLAY
 */
export async function startDisplay(options = {}) {
  const { user = { kind: 'self' }, width = 1440, height = 900 } = options;
  if (!which('Xvfb'))
    throw new Problem('Xvfb is not installed.', { advice: 'Run: npm run setup -- --for test' });
  makeSocketFolder();
  const args = [
    '-displayfd',
    '3',
    '-screen',
    '0',
    `${width}x${height}x24`,
    '-nolisten',
    'tcp',
    '-noreset',
    '-dpi',
    '96',
  ];
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const service = await startService('Xvfb', args, user, 3);
    if (service) return { env: { DISPLAY: `:${service.said}` }, stop: service.stop };
  }
  throw new Problem('The virtual display (Xvfb) does not start.', {
    advice: 'Try it by hand: Xvfb -displayfd 1. A full /tmp is the usual cause.',
  });
}

/** Xvfb can only make this folder as root, and with it missing it has no socket. */
function makeSocketFolder() {
  if (process.getuid?.() !== 0 || existsSync('/tmp/.X11-unix')) return;
  mkdirSync('/tmp/.X11-unix', { recursive: true });
  chmodSync('/tmp/.X11-unix', 0o1777);
}

/**
 * A session message bus of one's own (notifications, the tray).
 * @param {{ user?: User }} [options]
 * @returns {Promise<Service>} env: DBUS_SESSION_BUS_ADDRESS
 */
export async function startBus(options = {}) {
  const { user = { kind: 'self' } } = options;
  const service = await startService(
    'dbus-daemon',
    ['--session', '--nofork', '--nopidfile', '--print-address=3'],
    user,
    3,
  );
  if (service) return { env: { DBUS_SESSION_BUS_ADDRESS: service.said }, stop: service.stop };
  throw new Problem('The message bus (dbus-daemon) does not start.', {
    advice: 'Try it by hand: dbus-daemon --session',
  });
}

/**
 * Starts something that writes one line to a file descriptor when it is ready.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {User} user
 * @param {number} descriptor
 * @returns {Promise<{ said: string, stop: () => Promise<void> } | undefined>} undefined when it ended instead
 */
async function startService(command, args, user, descriptor) {
  const [program, ...rest] = endingWithUs(command, args);
  const child = spawn(program, rest, {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    env: /** @type {NodeJS.ProcessEnv} */ (userEnv(user)),
    cwd: '/',
    detached: true,
    ...identity(user),
  });
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const stop = async () => {
    forget();
    await endGroup(child, ended);
  };
  const forget = atEnd(stop);
  const pipe = /** @type {import('node:stream').Readable} */ (child.stdio[descriptor]);
  const said = await Promise.race([firstLine(pipe), ended.then(() => undefined)]);
  if (said !== undefined) return { said, stop };
  forget();
  return undefined;
}

/**
 * A command line whose program is ended by the kernel when we are killed and cannot clean up.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {[string, ...string[]]}
 */
export function endingWithUs(command, args) {
  if (process.platform !== 'linux' || !which('setpriv')) return [command, ...args];
  return ['setpriv', '--pdeathsig', 'TERM', '--', command, ...args];
}

/** @param {import('node:stream').Readable} stream @returns {Promise<string | undefined>} */
async function firstLine(stream) {
  let text = '';
  for await (const chunk of stream) {
    text += String(chunk);
    const end = text.indexOf('\n');
    if (end >= 0) return text.slice(0, end).trim();
  }
  return undefined;
}
