/**
 * `npm test [-- --only integration|e2e]`: sets up, checks, builds and runs every test. The last line is
 * `N passed, N failed`; a check or a build that fails counts as a failure, so that line tells the whole truth.
 */
import { spawn } from 'node:child_process';
import { readArguments } from './lib/arguments.mjs';
import { build } from './lib/build.mjs';
import { checks, reportFile, vitest } from './lib/checks.mjs';
import { atEnd, stopping } from './lib/cleanup.mjs';
import { describe, Problem } from './lib/problem.mjs';
import { prepare, program } from './lib/program.mjs';
import { seconds } from './lib/report.mjs';
import { failuresOf, none, sum, totalsOf } from './lib/results.mjs';
import { endGroup } from './lib/run.mjs';
import { runSteps } from './lib/steps.mjs';
import { inRoot, node24, root, toolEnv } from './setup/places.mjs';
import { electronRuntime } from './setup/runtime.mjs';

const usage = 'npm test [-- --only integration|e2e]';
const failure = Object.freeze({ passed: 0, failed: 1, skipped: 0 });
const kinds = /** @type {const} */ ({ integration: 'Integration tests', e2e: 'End-to-end tests' });

await program(async (report) => {
  const started = performance.now();
  const { only } = readArguments(process.argv.slice(2), { values: ['only'], usage });
  if (only !== undefined && only !== 'integration' && only !== 'e2e') {
    throw new Problem(`There are no tests named “${only}”.`, { advice: `Usage: ${usage}` });
  }
  await prepare('test', report);
  /** @type {[string, import('./lib/results.mjs').Totals][]} */
  const rows = [];
  /** @type {string[]} */
  const failures = [];
  if (!only) rows.push(...(await check(report)));
  const built = await tryBuild(report);
  if (!built) rows.push(['Build', failure]);
  for (const kind of /** @type {(keyof typeof kinds)[]} */ (only ? [only] : Object.keys(kinds))) {
    // The hub serves the widget, and the desk is what the end-to-end tests start: no build, no tests.
    if (!built) report.line(`✗ ${kinds[kind]}: not run, because the build failed`);
    else {
      const { totals, failed } = await runTests(kind, report);
      rows.push([kinds[kind], totals]);
      failures.push(...failed);
    }
  }
  if (stopping()) return;
  // Once more at the end: of a long log one mostly reads that.
  for (const line of failures) report.line(line);
  const all = rows.map(([, totals]) => totals).reduce(sum, none);
  report.line('');
  for (const [name, { passed, failed, skipped }] of rows) {
    report.line(`${name}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
  }
  report.line(`Time: ${seconds(performance.now() - started)}`);
  report.line(`${all.passed} passed, ${all.failed} failed`);
  return all.failed === 0 && all.passed > 0 ? 0 : 1;
});

/**
 * @param {import('./lib/report.mjs').Report} report
 * @returns {Promise<[string, import('./lib/results.mjs').Totals][]>}
 */
async function check(report) {
  const { steps, totals } = checks();
  const failed = await runSteps(steps, report);
  const others = failed.filter((name) => name !== 'Unit tests');
  return [
    ...others.map((name) => /** @type {[string, import('./lib/results.mjs').Totals]} */ ([name, failure])),
    ['Unit tests', totals()],
  ];
}

/** @param {import('./lib/report.mjs').Report} report */
async function tryBuild(report) {
  try {
    await build(['desk', 'widget'], report);
    return true;
  } catch (error) {
    report.line(describe(error));
    return false;
  }
}

/** @param {keyof typeof kinds} kind @param {import('./lib/report.mjs').Report} report */
async function runTests(kind, report) {
  report.line(`\n${kinds[kind]}`);
  const file = reportFile(kind);
  const args = [...vitest(kind), '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const child = spawn(node24, args, {
    cwd: root,
    env: { ...toolEnv(), ...electronRuntime().env, YINGKE_BUILT_RENDERER: inRoot('out', 'renderer') },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32',
  });
  /** @type {Promise<number>} */
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
  const forget = atEnd(() => endGroup(child, ended));
  const code = await ended;
  forget();
  return { totals: totalsOf(file, code), failed: failuresOf(file) };
}
