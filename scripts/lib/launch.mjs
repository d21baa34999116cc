import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statfsSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../setup/places.mjs';
import { electronRuntime } from '../setup/runtime.mjs';
import { which } from '../setup/system.mjs';
import { atEnd } from './cleanup.mjs';
import { Problem } from './problem.mjs';
import { endGroup } from './run.mjs';

/**
 * How the app is brought up on this machine: as whom, on which display, with which message bus, sandboxed or
 * not. Shared by `npm start`, the end-to-end tests and the bench, so that all three run it in the same way.
 */

/**
 * Who runs the app. `self`: whoever started us (no root). `other`: root started us, and this ordinary user
 * runs the app, because Electron's sandbox refuses root. `root`: nobody else could, for the reason in `why`.
 * @typedef {{ kind: 'self' } | { kind: 'other', name: string, uid: number, gid: number, home: string }
 *   | { kind: 'root', why: string }} User
 */

/** @typedef {{ env: Record<string, string>, stop: () => Promise<void> }} Service */

const userName = 'yingke-dev';
const userHome = '/var/lib/yingke-dev';

/**
 * @param {{ reads?: readonly string[], writes?: readonly string[] }} [needs] absolute paths this user must be
 *   able to read, and to write, besides the checkout and the runtime
 * @returns {User}
 */
export function ordinaryUser(needs = {}) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return { kind: 'self' };
  if (!which('setpriv')) return { kind: 'root', why: 'setpriv is not installed' };
  const account = findUser() ?? (createUser() ? findUser() : undefined);
  if (!account) return { kind: 'root', why: `the user ${userName} could not be created` };
  const reads = [path.join(root, 'package.json'), electronRuntime().binary, ...(needs.reads ?? [])];
  for (const file of reads) {
    if (!can(account, '-r', file)) return { kind: 'root', why: `the user ${userName} cannot read ${file}` };
  }
  for (const folder of needs.writes ?? []) {
    if (!can(account, '-w', folder))
      return { kind: 'root', why: `the user ${userName} cannot write ${folder}` };
  }
  return { kind: 'other', ...account };
}

function findUser() {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${userName}:`));
  const [name, , uid, gid, , home] = line?.split(':') ?? [];
  return name && home ? { name, uid: Number(uid), gid: Number(gid), home } : undefined;
}

function createUser() {
  if (!which('useradd')) return false;
  const args = [
    '--system',
    '--user-group',
    '--create-home',
    '--home-dir',
    userHome,
    '--shell',
    '/usr/sbin/nologin',
  ];
  return spawnSync('useradd', [...args, userName], { stdio: 'ignore' }).status === 0;
}

/** @param {{ uid: number, gid: number }} user @param {'-r' | '-w' | '-x'} how @param {string} file */
function can(user, how, file) {
  const test = spawnSync(
    'setpriv',
    [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', 'test', how, file],
    { stdio: 'ignore', cwd: '/' },
  );
  return test.status === 0;
}

/**
 * The environment of a program run as this user.
 * @param {User} user
 * @param {Record<string, string | undefined>} [env]
 */
export function userEnv(user, env = process.env) {
  if (user.kind !== 'other') return { ...env };
  const kept = Object.entries(env).filter(([name]) => !/^(XDG_|SUDO_|XAUTHORITY$|DBUS_|npm_)/.test(name));
  const runtime = path.join(os.tmpdir(), `${user.name}-run`);
  mkdirSync(runtime, { recursive: true, mode: 0o700 });
  chownSync(runtime, user.uid, user.gid);
  return {
    ...Object.fromEntries(kept),
    HOME: user.home,
    USER: user.name,
    LOGNAME: user.name,
    XDG_RUNTIME_DIR: runtime,
  };
}

/** What `spawn` needs to run something as this user. @param {User} user */
export const identity = (user) => (user.kind === 'other' ? { uid: user.uid, gid: user.gid } : {});

/**
 * Makes a folder that this user can write, made if it is not there. One that is there is handed over only
 * when it is empty or was handed over before: nothing else in the world changes its owner.
 * @param {string} folder
 * @param {User} user
 */
export function givenFolder(folder, user) {
  const made = makeFolders(folder);
  if (user.kind !== 'other') return;
  if (made.length > 0) {
    for (const each of made) chownSync(each, user.uid, user.gid);
  } else if (statSync(folder).uid === 0 && isEmpty(folder) && can(user, '-x', path.dirname(folder))) {
    chownSync(folder, user.uid, user.gid);
  }
}

/**
 * Makes a folder and what is missing above it. (Node's own recursive way never ends inside of /proc.)
 * @param {string} folder
 * @returns {string[]} those made, the outermost first
 */
function makeFolders(folder) {
  if (existsSync(folder)) return [];
  const above = makeFolders(path.dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
  return [...above, folder];
}

/** @param {string} folder */
const isEmpty = (folder) => execFileSync('ls', ['-A', folder], { encoding: 'utf8' }).trim() === '';

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
 *   user?: User, args?: readonly string[], services?: readonly Service[],
 *   env?: Record<string, string | undefined>, app?: string,
 * }} [options] args: the app's own; services: the display and the bus started for it; app: its folder
 * @returns {{ command: string, args: string[], switches: string[], env: Record<string, string | undefined>,
 *   uid?: number, gid?: number, cwd: string, sandbox: boolean, notes: string[] }}
 *   args: everything after the command; switches: the part of them that is Chromium's, before the app's folder;
 *   notes: what a person should be told
 */
export function launchPlan(options = {}) {
  const { user = ordinaryUser(), args = [], services = [], app = root } = options;
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

/**
 * Where the app keeps its data when nothing else is said.
 * @param {User} user
 */
export function defaultDataFolder(user, env = process.env, platform = process.platform) {
  if (user.kind === 'other') return path.join(user.home, '.local', 'share', 'yingke');
  if (platform === 'darwin') return path.join(os.homedir(), 'Library', 'Application Support', 'Yingke');
  if (platform === 'win32')
    return path.join(env.APPDATA ?? path.join(os.homedir(), 'AppData', 'Roaming'), 'Yingke');
  return path.join(env.XDG_CONFIG_HOME || path.join(os.homedir(), '.config'), 'Yingke');
}
