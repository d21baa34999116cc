import { copyFileSync, existsSync, readFileSync, statSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { atEnd } from '../lib/cleanup.mjs';
import { must } from '../lib/run.mjs';
import { reinstall } from './dependencies.mjs';
import { inRoot, node24, tool, toolEnv } from './places.mjs';
import { dropStamp, readStamp, writeStamp } from './stamp.mjs';

/**
 * better-sqlite3 carries builds for Node-API 10, which the fallback runtime (Electron 33) does not have: it
 * would crash at load. There it is compiled once with Node-API's experimental level, kept in the cache folder
 * and put in the place of the build that came with the package. The official runtime needs none of this.
 */

const stampFile = inRoot('node_modules', '.yingke-sqlite.json');
const place = tool('better-sqlite3', 'prebuilds', `${process.platform}-${process.arch}.node`);

function packageVersion() {
  const about = JSON.parse(readFileSync(tool('better-sqlite3', 'package.json'), 'utf8'));
  return `${about.name}-${about.version}`;
}

/** @param {import('./electron.mjs').ElectronRuntime} runtime */
const mark = (runtime) => `${runtime.version}${runtime.fallback ? '-npm' : ''}`;

/** @param {import('./electron.mjs').ElectronRuntime} runtime */
export function sqliteReady(runtime) {
  const stamp = readStamp(stampFile);
  try {
    return (
      stamp.package === packageVersion() &&
      stamp.runtime === mark(runtime) &&
      stamp.bytes === statSync(place).size &&
      stamp.touched === statSync(place).mtimeMs
    );
  } catch {
    return false;
  }
}

/** @param {string} cache @param {import('./electron.mjs').ElectronRuntime} runtime */
const built = (cache, runtime) => path.join(cache, `${packageVersion()}-electron-${runtime.version}.node`);

/** @param {string} cache */
const published = (cache) => path.join(cache, `${packageVersion()}-as-published.node`);

/**
 * Whether it has to be compiled, so that a compiler is needed.
 * @param {string} cache
 * @param {import('./electron.mjs').ElectronRuntime} runtime
 */
export function sqliteNeedsBuild(cache, runtime) {
  return runtime.fallback && !existsSync(built(cache, runtime));
}

/**
 * Compiles it into the cache folder (about 80 s), if it has to be.
 * @param {string} cache
 * @param {import('./electron.mjs').ElectronRuntime} runtime
 * @param {import('../lib/report.mjs').Report} report
 */
export async function compileSqlite(cache, runtime, report) {
  if (!sqliteNeedsBuild(cache, runtime)) return;
  const step = report.start('SQLite');
  step.note('compiling, about 80 s');
  // In a folder of its own: an interrupted build leaves nothing behind in node_modules.
  const work = await mkdtemp(path.join(cache, 'tmp-sqlite-'));
  const forget = atEnd(() => rm(work, { recursive: true, force: true }));
  try {
    const source = path.join(work, 'node_modules', 'better-sqlite3');
    await mkdir(path.dirname(source), { recursive: true });
    await cp(tool('better-sqlite3'), source, {
      recursive: true,
      filter: (from) => !from.startsWith(tool('better-sqlite3', 'prebuilds')),
    });
    await cp(tool('node-addon-api'), path.join(work, 'node_modules', 'node-addon-api'), { recursive: true });
    await must(
      node24,
      [
        tool('node-gyp', 'bin', 'node-gyp.js'),
        'rebuild',
        '--release',
        '--force_build=1',
        '--jobs=max',
        ...nodeHeaders(),
      ],
      {
        cwd: source,
        env: {
          ...toolEnv(),
          // The experimental level takes the module in every runtime that has the functions it uses.
          CXXFLAGS: '-DNAPI_EXPERIMENTAL -UNAPI_VERSION -DNAPI_VERSION=2147483647',
        },
        failing: 'better-sqlite3 could not be compiled for this Electron.',
        advice: 'It needs a C++20 compiler, make and Python 3; the compiler’s words are above.',
      },
    );
    const made = path.join(source, 'build', 'Release', 'better_sqlite3.node');
    await copyWhole(made, built(cache, runtime));
    step.done(`compiled for Electron ${runtime.version}`);
  } catch (error) {
    step.fail();
    throw error;
  } finally {
    forget();
    await rm(work, { recursive: true, force: true });
  }
}

/** Node's headers come with the lock file's Node; without them node-gyp would fetch them from nodejs.org. */
function nodeHeaders() {
  const folder = tool('node', 'node_modules', `node-${process.platform}-${process.arch}`);
  return existsSync(path.join(folder, 'include', 'node', 'node_api.h')) ? [`--nodedir=${folder}`] : [];
}

/**
 * Puts the right build in place and tries it in Node and in Electron.
 * @param {string} cache
 * @param {import('./electron.mjs').ElectronRuntime} runtime
 * @param {import('../lib/report.mjs').Report} report
 */
export async function placeSqlite(cache, runtime, report) {
  if (sqliteReady(runtime)) return;
  const wasOurs = String(readStamp(stampFile).runtime ?? '').endsWith('-npm');
  dropStamp(stampFile);
  const step = report.start('SQLite');
  step.note('trying it');
  try {
    if (runtime.fallback) {
      if (!existsSync(published(cache)) && !wasOurs) await copyWhole(place, published(cache));
      await copyWhole(built(cache, runtime), place);
    } else if (existsSync(published(cache))) {
      await copyWhole(published(cache), place);
    } else if (wasOurs) {
      step.note('putting back the build that comes with the package');
      await reinstall('better-sqlite3');
    }
    await tryIn('Node 24', node24, {});
    await tryIn(`Electron ${runtime.version}`, runtime.binary, { ELECTRON_RUN_AS_NODE: '1' });
    const { size, mtimeMs } = statSync(place);
    writeStamp(stampFile, {
      package: packageVersion(),
      runtime: mark(runtime),
      bytes: size,
      touched: mtimeMs,
    });
    step.done(`loads in Node 24 and in Electron ${runtime.version}`);
  } catch (error) {
    step.fail();
    throw error;
  }
}

const trial = `
  const Database = require('better-sqlite3');
  const database = new Database(':memory:');
  database.pragma("cipher='sqlcipher'");
  database.exec("create virtual table t using fts5(x); insert into t values ('trial')");
  if (database.prepare("select count(*) n from t where t match 'trial'").get().n !== 1) process.exit(2);
  database.close();
`;

/** @param {string} what @param {string} binary @param {Record<string, string>} env */
async function tryIn(what, binary, env) {
  await must(binary, ['-e', trial], {
    cwd: inRoot(),
    env: { ...process.env, ...env },
    limit: 30_000,
    failing: `better-sqlite3 does not load in ${what}.`,
    advice: 'Remove node_modules, then run it again.',
  });
}

/** A copy that is there whole or not at all. @param {string} from @param {string} to */
async function copyWhole(from, to) {
  const temporary = `${to}.${process.pid}`;
  copyFileSync(from, temporary);
  await rename(temporary, to);
}
