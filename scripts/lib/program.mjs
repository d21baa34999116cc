import { setUp } from '../setup/set-up.mjs';
import { cleanUp, stopping } from './cleanup.mjs';
import { describe } from './problem.mjs';
import { createReport, seconds } from './report.mjs';

/**
 * What every command here begins and ends with: errors in words, an honest exit code, nothing left running.
 * @param {(report: import('./report.mjs').Report) => Promise<number | void>} work its number is the exit code
 */
export async function program(work) {
  try {
    const code = await work(createReport());
    if (stopping()) return;
    process.exitCode = code ?? 0;
  } catch (error) {
    if (stopping()) return;
    process.stderr.write(`${describe(error)}\n`);
    process.exitCode = 1;
  }
  await cleanUp();
}

/**
 * The set-up, with a line also when there was nothing to do.
 * @param {import('../setup/set-up.mjs').Purpose} purpose
 * @param {import('./report.mjs').Report} report
 */
export async function prepare(purpose, report) {
  const started = performance.now();
  await setUp(purpose, report);
  if (report.lines === 0) report.line(`✓ Set-up: nothing to do (${seconds(performance.now() - started)})`);
}
