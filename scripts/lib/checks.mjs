import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { inRoot, node24, root, tool, toolEnv } from '../setup/places.mjs';
import { forgetReport, none, totalsOf } from './results.mjs';
import { run } from './run.mjs';

/**
 * What `npm run check` looks at. Every step reads only, so any two can run at once.
 */

/** @param {readonly string[]} args */
async function node(args) {
  const color = process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' };
  const result = await run(node24, args, { cwd: root, env: { ...toolEnv(), ...color }, limit: 10 * 60_000 });
  return { ok: result.code === 0, output: result.output };
}

/** Every tsconfig.json that stands for a program: one in each folder of src, one for test, one for scripts. */
function projects() {
  const folders = [...readdirSync(inRoot('src')).map((name) => path.join('src', name)), 'test', 'scripts'];
  return folders.filter((folder) => existsSync(inRoot(folder, 'tsconfig.json')));
}

async function types() {
  const all = projects();
  const results = [];
  // One after the other: a compiler takes a core and 300 MB. What it knows of unchanged files is kept.
  for (const project of all) {
    const memory = inRoot(
      'node_modules',
      '.cache',
      'yingke',
      `${project.replaceAll(path.sep, '-')}.tsbuildinfo`,
    );
    const args = ['-p', project, '--incremental', '--tsBuildInfoFile', memory];
    results.push(await node([tool('typescript', 'bin', 'tsc'), ...args]));
  }
  return {
    ok: results.every((result) => result.ok),
    output: results.map((result) => result.output).join(''),
    note: `in ${all.length} projects`,
  };
}

/** Runs the unit tests. */
async function unitTests() {
  const file = reportFile('unit');
  const result = await node([
    ...vitest('unit'),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const totals = totalsOf(file, result.ok ? 0 : 1);
  return {
    ...result,
    totals,
    note: `${totals.passed} passed${totals.failed ? `, ${totals.failed} failed` : ''}`,
  };
}

/** @param {string} project */
export const vitest = (project) => [tool('vitest', 'vitest.mjs'), 'run', '--project', project];

/** @param {string} project */
export function reportFile(project) {
  mkdirSync(inRoot('test-results'), { recursive: true });
  const file = inRoot('test-results', `${project}.json`);
  forgetReport(file);
  return file;
}

/**
 * @returns {{ steps: import('./steps.mjs').CheckStep[], totals: () => import('./results.mjs').Totals }}
 *   totals: of the unit tests, once their step is over
 */
export function checks() {
  /** @type {import('./results.mjs').Totals} */
  let unit = none;
  const biome = tool('@biomejs', 'biome', 'bin', 'biome');
  const cruiser = tool('dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  return {
    // The longest first.
    steps: [
      { name: 'Types', work: types },
      {
        name: 'Unit tests',
        work: async () => {
          const result = await unitTests();
          unit = result.totals;
          return result;
        },
      },
      { name: 'Format and lint', work: () => node([biome, 'check', '--error-on-warnings']) },
      {
        name: 'Architecture',
        work: () => node([cruiser, 'src', 'test', 'scripts', '--output-type', 'err-long']),
      },
      { name: 'Dead code', work: () => node([tool('knip', 'bin', 'knip.js'), '--no-progress']) },
    ],
    totals: () => unit,
  };
}
