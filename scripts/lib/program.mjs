import { setUp } from '../setup/set-up.mjs';
import { cleanUp, stopping } from './cleanup.mjs';
import { describe } from './problem.mjs';
import { createReport, seconds } from './report.mjs';

/**
 * What every command here begins and ends with: the set-up, errors in words, and nothing left running.
 * @param {import('../setup/set-up.mjs').Purpose | undefined} purpose none: this command sets up by itself, or not
 * @param {(report: import('./report.mjs').Report) => Promise<number | void>} work its number is the exit code
 */
export async function program(purpose, work) {
  const started = performance.now();
  const report = createReport();
  try {
    if (purpose) {
      await setUp(purpose, report);
      if (report.lines === 0)
        report.line(`✓ Set-up: nothing to do (${seconds(performance.now() - started)})`);
    }
    const code = await work(report);
    if (stopping()) return;
    process.exitCode = code ?? 0;
  } catch (error) {
    if (stopping()) return;
    process.stderr.write(`${describe(error)}\n`);
    process.exitCode = 1;
  }
  await cleanUp();
}
