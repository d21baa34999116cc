import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** @param {...string} parts */
export const inRoot = (...parts) => path.join(root, ...parts);

/** Node 24 from the lock file: what everything but the set-up itself runs on. */
export const node24 = inRoot(
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** A file inside node_modules. @param {...string} name */
export const tool = (...name) => inRoot('node_modules', ...name);

/**
 * Where things are kept that outlive node_modules (the Electron runtime, what was compiled). When root sets
 * up, the app is run as an ordinary user, so the place must be one that everybody can read.
 * @param {{ env?: Record<string, string | undefined>, uid?: number, platform?: string, home?: string }} [on]
 */
export function cacheFolder(on = {}) {
  const { env = process.env, platform = process.platform, home = os.homedir() } = on;
  const uid = 'uid' in on ? on.uid : process.getuid?.();
  if (env.YINGKE_CACHE) return path.resolve(env.YINGKE_CACHE);
  if (platform === 'linux' && uid === 0) return '/var/cache/yingke-dev';
  if (platform === 'win32' && env.LOCALAPPDATA) return path.join(env.LOCALAPPDATA, 'yingke-dev', 'cache');
  // The XDG rule: a relative path there is to be ignored.
  const xdg = env.XDG_CACHE_HOME;
  return path.join(xdg && path.isAbsolute(xdg) ? xdg : path.join(home, '.cache'), 'yingke-dev');
}

/** The environment with the lock file's Node and the project's tools first on the path. */
export function toolEnv(env = process.env) {
  const bins = [path.dirname(node24), inRoot('node_modules', '.bin')];
  return { ...env, PATH: [...bins, env.PATH ?? ''].join(path.delimiter) };
}

/**
 * How npm is run: the one that runs us, where it is npm (on Windows npm is no program that can be spawned).
 * @returns {[command: string, ...args: string[]]}
 */
export function npm(env = process.env) {
  const file = env.npm_execpath;
  return file?.endsWith('npm-cli.js') ? [process.execPath, file] : ['npm'];
}
