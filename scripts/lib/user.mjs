import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../setup/places.mjs';
import { electronRuntime } from '../setup/runtime.mjs';
import { which } from '../setup/system.mjs';

/**
 * Who runs the app. `self`: whoever started us (no root). `other`: root started us, and this ordinary user
 * runs the app, because Electron's sandbox refuses root. `root`: nobody else could, for the reason in `why`.
 * @typedef {{ kind: 'self' } | { kind: 'other', name: string, uid: number, gid: number, home: string }
 *   | { kind: 'root', why: string }} User
 */

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
  const runtime = path.join(user.home, 'run');
  // Made by that user: root follows no link that somebody else may have put there.
  spawnSync('mkdir', ['-p', '-m', '700', runtime], { stdio: 'ignore', ...identity(user) });
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
