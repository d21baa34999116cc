import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { Problem } from '../lib/problem.mjs';
import { run, tail } from '../lib/run.mjs';
import { inRoot, node24, npm } from './places.mjs';
import { dropStamp, readStamp, writeStamp } from './stamp.mjs';

const stampFile = inRoot('node_modules', '.yingke-setup.json');

/** @typedef {{ version?: string, optional?: boolean, os?: string[], cpu?: string[], peer?: boolean }} LockEntry */

/** @param {string | Buffer} text */
export function hashOf(text) {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Whether what npm wrote down after its last work (node_modules/.package-lock.json) is what the lock file
 * asks for, other systems' packages aside. True after somebody's `npm install`, which is then not repeated.
 * @param {Record<string, LockEntry>} wanted "packages" of the lock file
 * @param {Record<string, LockEntry>} present "packages" of npm's own note
 */
export function holdsAll(wanted, present) {
  for (const [place, entry] of Object.entries(wanted)) {
    if (place === '') continue;
    const found = present[place];
    if (found ? found.version !== entry.version : !entry.optional) return false;
  }
  return Object.entries(present).every(([place, entry]) => place in wanted || entry.optional);
}

function lockHash() {
  try {
    return hashOf(readFileSync(inRoot('package-lock.json')));
  } catch (cause) {
    throw new Problem('package-lock.json is missing, so it is not known what to install.', {
      advice: 'Get it back with: git checkout package-lock.json',
      cause,
    });
  }
}

export function dependenciesReady() {
  return readStamp(stampFile).lock === lockHash() && existsSync(node24);
}

/** @param {import('../lib/report.mjs').Report} report */
export async function installDependencies(report) {
  if (dependenciesReady()) return;
  const lock = lockHash();
  if (adoptable()) {
    writeStamp(stampFile, { lock });
    report.line('✓ Dependencies: already as the lock file says');
    return;
  }
  // Without the stamp an earlier run was stopped half way, and npm does not see a half-unpacked package.
  const halfWay = !existsSync(stampFile) && existsSync(inRoot('node_modules'));
  dropStamp(stampFile);
  const step = report.start('Dependencies');
  try {
    if (halfWay) rmSync(inRoot('node_modules'), { recursive: true, force: true });
    step.note('npm install');
    await npmInstall();
    if (!adoptable()) {
      throw new Problem('What npm installed is not what the lock file says.', {
        advice: adviceFor('in sync'),
      });
    }
    writeStamp(stampFile, { lock });
    step.done(`${count()} packages`);
  } catch (error) {
    step.fail();
    throw error;
  }
}

/**
 * Not `npm ci`: it refuses a lock file that was written behind a mirror without other systems' packages.
 * --no-save leaves the lock file as it is; what was installed is to be held against it.
 */
async function npmInstall() {
  const [command, ...args] = [...npm(), 'install', '--no-save', '--no-progress'];
  const result = await run(command, args, { cwd: inRoot() });
  if (result.code === 0) return;
  throw new Problem('npm could not install the dependencies.', {
    advice: adviceFor(result.output),
    details: tail(withoutWarnings(result.output), 20),
  });
}

/** Puts a package back as it was published. @param {string} name its folder in node_modules */
export async function reinstall(name) {
  rmSync(inRoot('node_modules', name), { recursive: true, force: true });
  await npmInstall();
}

function adoptable() {
  try {
    const wanted = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages;
    const present = JSON.parse(readFileSync(inRoot('node_modules', '.package-lock.json'), 'utf8')).packages;
    return existsSync(node24) && holdsAll(wanted, present);
  } catch {
    return false;
  }
}

function count() {
  try {
    const note = JSON.parse(readFileSync(inRoot('node_modules', '.package-lock.json'), 'utf8'));
    return Object.keys(note.packages).length;
  } catch {
    return 0;
  }
}

/** @param {string} output */
function withoutWarnings(output) {
  return output
    .split('\n')
    .filter((line) => !line.startsWith('npm warn'))
    .join('\n');
}

/**
 * What to do about npm's refusal.
 * @param {string} output
 */
export function adviceFor(output) {
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|network/i.test(output)) {
    return 'The npm registry could not be reached: check the network or npm’s proxy and registry settings, then run it again.';
  }
  if (/ENOSPC/.test(output)) return 'The disk is full: make room, then run it again.';
  if (/EACCES|EPERM/.test(output)) {
    return 'A file in node_modules belongs to somebody else: remove node_modules, then run it again.';
  }
  if (/EUSAGE|in sync/.test(output)) {
    return 'package.json and package-lock.json do not fit each other: run npm install once, then run it again.';
  }
  return 'Run it again; if it fails in the same way, npm’s own words above say why.';
}
