import { accessSync, constants, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../lib/problem.mjs';
import { dependenciesReady, installDependencies } from './dependencies.mjs';
import { findElectron, getElectron } from './electron.mjs';
import { takeLock } from './lock.mjs';
import { provide } from './packages.mjs';
import { cacheFolder } from './places.mjs';
import { compileSqlite, placeSqlite, sqliteNeedsBuild, sqliteReady } from './sqlite.mjs';
import { checkLibraries, hasDisplay, missingHere, needs } from './system.mjs';

/**
 * hub: the dependencies, enough to run the hub alone, to check and to build the widget.
 * start: and the Electron runtime, SQLite in it, the libraries, a virtual display where there is no other.
 * test: and the virtual display always, and a browser.
 * @typedef {'hub' | 'start' | 'test'} Purpose
 */

/** @param {Purpose} purpose */
function systemNeeds(purpose) {
  if (purpose === 'hub') return [];
  const virtual = purpose === 'test' || !hasDisplay();
  return [
    ...needs.libraries,
    ...(virtual ? needs.virtualDisplay : []),
    ...(purpose === 'test' ? needs.browser : []),
  ];
}

/** @param {Purpose} purpose @param {string} cache */
function ready(purpose, cache) {
  if (!dependenciesReady()) return false;
  if (purpose === 'hub') return true;
  const runtime = findElectron(cache);
  return (
    runtime !== undefined &&
    sqliteReady(runtime) &&
    // Fonts that cannot be had must not start a set-up every time.
    missingHere(systemNeeds(purpose)).every((need) => need.optional)
  );
}

/**
 * Makes this checkout and this machine ready. Quick when nothing changed; can be interrupted and run again.
 * @param {Purpose} purpose
 * @param {import('../lib/report.mjs').Report} report
 */
export async function setUp(purpose, report) {
  const cache = cacheFolder();
  if (ready(purpose, cache)) return;
  makeCache(cache);
  const release = await takeLock(path.join(cache, 'setup.lock'), (holder) => {
    report.line(`… Another set-up is at work (process ${holder}); waiting for it`);
  });
  try {
    sweep(cache);
    await installDependencies(report);
    if (purpose === 'hub') return;
    // The network and dpkg in one hand, the compiler in the other.
    const system = provide(systemNeeds(purpose), report);
    system.catch(() => {});
    const runtime = await getElectron(cache, report);
    if (sqliteNeedsBuild(cache, runtime)) {
      if (missingHere(needs.compiler).length > 0) {
        await system;
        await provide(needs.compiler, report);
      }
      await compileSqlite(cache, runtime, report);
    }
    await system;
    await checkLibraries(runtime.binary);
    await placeSqlite(cache, runtime, report);
  } finally {
    release();
  }
}

/** @param {string} cache */
function makeCache(cache) {
  try {
    mkdirSync(cache, { recursive: true, mode: 0o755 });
    accessSync(cache, constants.W_OK);
  } catch (cause) {
    throw new Problem(`The folder ${cache} cannot be written.`, {
      advice: 'Set YINGKE_CACHE to a folder that you may write (about 500 MB), then run it again.',
      cause,
    });
  }
}

/** What an interrupted set-up left behind; the lock is held, so it is nobody's. @param {string} cache */
function sweep(cache) {
  for (const name of readdirSync(cache)) {
    if (name.startsWith('tmp-')) rmSync(path.join(cache, name), { recursive: true, force: true });
  }
}
