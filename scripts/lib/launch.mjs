import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, readFileSync, statfsSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup/places.mjs';
import { electronRuntime } from '../setup/runtime.mjs';
import { which } from '../setup/system.mjs';
import { identity, userEnv } from './user.mjs';

/**
 * How the app is brought up on this machine: as whom, with which display and bus, sandboxed or not. Shared by
 * `npm start`, the end-to-end tests and the bench, so that all three run it in the same way.
 */

/** @typedef {import('./user.mjs').User} User */
/** @typedef {import('./services.mjs').Service} Service */

/**
 * Whether Chromium's sandbox works for an ordinary user here: with user namespaces, or with the helper that
 * is root's and setuid where the system's settings forbid those. (A container that forbids them usually
 * forbids what the helper does too.)
 * @param {string} dist the runtime's folder
 * @param {User} user
 * @returns {string | undefined} why not
 */
function sandboxProblem(dist, user) {
  if (process.platform !== 'linux') return undefined;
  const closed =
    sysctl('kernel/unprivileged_userns_clone') === '0' ||
    sysctl('kernel/apparmor_restrict_unprivileged_userns') === '1' ||
    sysctl('user/max_user_namespaces') === '0';
  if (!closed) {
    if (!which('unshare')) return undefined;
    const probe = spawnSync('unshare', ['--user', 'true'], { stdio: 'ignore', cwd: '/', ...identity(user) });
    return probe.status === 0 ? undefined : 'this container allows no user namespaces';
  }
  const helper = path.join(dist, 'chrome-sandbox');
  if (!existsSync(helper)) return 'this system allows no user namespaces';
  if (process.getuid?.() === 0) {
    chownSync(helper, 0, 0);
    chmodSync(helper, 0o4755);
  }
  const about = statSync(helper);
  if (about.uid === 0 && (about.mode & 0o4000) !== 0) return undefined;
  return `this system allows no user namespaces; to have the sandbox: sudo chown root ${helper} && sudo chmod 4755 ${helper}`;
}

/** @param {string} name */
function sysctl(name) {
  try {
    return readFileSync(`/proc/sys/${name}`, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/**
 * How to start the app.
 * @param {{
 *   user: User, args?: readonly string[], services?: readonly Service[],
 *   env?: Record<string, string | undefined>, app?: string,
 * }} options args: the app's own; services: the display and the bus started for it; app: its folder
 * @returns {{ command: string, args: string[], switches: string[], env: Record<string, string | undefined>,
 *   uid?: number, gid?: number, cwd: string, sandbox: boolean, notes: string[] }}
 *   args: everything after the command; switches: the part of them that is Chromium's, before the app's folder;
 *   notes: what a person should be told
 */
export function launchPlan(options) {
  const { user, args = [], services = [], app = root } = options;
  const runtime = electronRuntime();
  const refusal =
    user.kind === 'root' ? `started as root, and ${user.why}` : sandboxProblem(runtime.dist, user);
  const switches = [];
  const notes = [];
  if (refusal) {
    switches.push('--no-sandbox');
    notes.push(`The app runs without Chromium’s sandbox: ${refusal}.`);
  }
  if (smallSharedMemory()) switches.push('--disable-dev-shm-usage');
  // A virtual display has no graphics processor. Left to find that out, Chromium starts its GPU process three
  // times, and now and then a page that began to draw in between never gets to the screen.
  if (services.some((service) => service.env.DISPLAY)) switches.push('--disable-gpu');
  const env = {
    ...userEnv(user, options.env ?? process.env),
    ...runtime.env,
    ...Object.assign({}, ...services.map((service) => service.env)),
  };
  // Somebody's shell may have it set (an editor built on Electron does); the app would start as plain Node.
  delete env.ELECTRON_RUN_AS_NODE;
  return {
    command: runtime.binary,
    args: [...switches, app, ...args],
    switches,
    env,
    ...identity(user),
    cwd: root,
    sandbox: refusal === undefined,
    notes,
  };
}

/** Containers often give 64 MB, in which Chromium's pages crash. */
function smallSharedMemory() {
  if (process.platform !== 'linux') return false;
  try {
    const { bsize, blocks } = statfsSync('/dev/shm');
    return bsize * blocks < 256 * 1024 * 1024;
  } catch {
    return true;
  }
}
