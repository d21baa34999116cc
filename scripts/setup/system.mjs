import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { Problem } from '../lib/problem.mjs';
import { run } from '../lib/run.mjs';

/**
 * What Electron, a virtual display and the tests need of the system. On Debian and its like missing packages
 * are installed (as root or with a passwordless sudo), else the exact command is said. Elsewhere only what is
 * missing is said.
 */

/**
 * @typedef {{ packages: readonly string[], commands?: readonly string[], optional?: true }} Need
 * packages: names to choose from (Ubuntu renamed some); commands: any of them being there will do
 */

/** @type {Record<'libraries' | 'virtualDisplay' | 'browser' | 'compiler', readonly Need[]>} */
export const needs = {
  libraries: [
    { packages: ['libgtk-3-0t64', 'libgtk-3-0'] },
    { packages: ['libnss3'] },
    { packages: ['libasound2t64', 'libasound2'] },
    { packages: ['libgbm1'] },
    { packages: ['libnotify4'] },
    { packages: ['libsecret-1-0'] },
    { packages: ['dbus-daemon'], commands: ['dbus-daemon'] },
  ],
  virtualDisplay: [
    { packages: ['xvfb'], commands: ['Xvfb'] },
    { packages: ['fonts-wqy-microhei', 'fonts-noto-cjk', 'fonts-wqy-zenhei'], optional: true },
    { packages: ['fonts-noto-color-emoji'], optional: true },
  ],
  browser: [
    {
      packages: ['chromium'],
      commands: ['chromium', 'google-chrome-stable', 'google-chrome', 'chromium-browser'],
    },
    { packages: ['openbox'], commands: ['openbox'] },
    { packages: ['xdotool'], commands: ['xdotool'] },
  ],
  compiler: [
    { packages: ['g++'], commands: ['g++'] },
    { packages: ['make'], commands: ['make'] },
    { packages: ['python3'], commands: ['python3'] },
  ],
};

/** @param {string} name @returns {string | undefined} the full path of a command */
export function which(name, env = process.env) {
  for (const folder of (env.PATH ?? '').split(path.delimiter)) {
    if (!folder) continue;
    const file = path.join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

/** The browser for the customer's side of the tests; CHROMIUM names another one. */
export function findChromium(env = process.env) {
  if (env.CHROMIUM) return env.CHROMIUM;
  for (const name of needs.browser[0]?.commands ?? []) {
    const file = which(name, env);
    if (file) return file;
  }
  return undefined;
}

/** @param {Record<string, string | undefined>} env */
export const hasDisplay = (env = process.env) => Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);

/**
 * What is needed and not there.
 * @param {readonly Need[]} wanted
 * @param {(name: string) => boolean} installed
 * @param {(command: string) => boolean} there
 */
export function missing(wanted, installed, there) {
  return wanted.filter(
    (need) => !need.commands?.some(there) && !(need.packages.some(installed) && !need.commands?.length),
  );
}

/** @param {readonly Need[]} wanted @returns {readonly Need[]} */
export function missingHere(wanted) {
  if (process.platform !== 'linux') return [];
  const there = (/** @type {string} */ command) => which(command) !== undefined;
  if (!isDebian()) return wanted.filter((need) => need.commands && !need.commands.some(there));
  const installed = installedPackages(wanted.flatMap((need) => (need.commands ? [] : need.packages)));
  return missing(wanted, (name) => installed.has(name), there);
}

export const isDebian = () => which('dpkg-query') !== undefined && which('apt-get') !== undefined;

/** @param {readonly string[]} names */
function installedPackages(names) {
  if (names.length === 0) return new Set();
  let output = '';
  try {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg's own placeholders
    output = execFileSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\\n', ...names], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch (error) {
    // It fails when one of the names is unknown, and still tells of the others.
    output = String(/** @type {{ stdout?: unknown }} */ (error).stdout ?? '');
  }
  return new Set(
    output
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0] ?? ''),
  );
}

/**
 * On systems without dpkg: shared libraries that the Electron binary does not find.
 * @param {string} binary
 */
export async function checkLibraries(binary) {
  if (process.platform !== 'linux' || isDebian() || !which('ldd')) return;
  const { output } = await run('ldd', [binary], { limit: 10_000 });
  const absent = output
    .split('\n')
    .filter((line) => line.includes('not found'))
    .map((line) => line.trim().split(' ')[0]);
  if (absent.length === 0) return;
  throw new Problem(`Electron needs libraries that this system lacks: ${absent.join(', ')}.`, {
    advice: 'Install them with the system’s package manager (GTK 3, NSS, ALSA, GBM), then run it again.',
  });
}
