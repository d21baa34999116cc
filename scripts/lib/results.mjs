import { readFileSync, rmSync } from 'node:fs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Totals
 */

/** @type {Totals} */
export const none = Object.freeze({ passed: 0, failed: 0, skipped: 0 });

/** @param {Totals} a @param {Totals} b @returns {Totals} */
export const sum = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/**
 * What a run's JSON report says. A run that left no report, or ended badly with no failed test in its report
 * (a file that could not be loaded, an error outside of any test), counts as one failure.
 * @param {string} file
 * @param {number} exitCode
 * @returns {Totals}
 */
export function totalsOf(file, exitCode) {
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const failed = Number(report.numFailedTests ?? 0);
  const filesFailed = (report.testResults ?? []).filter(
    (/** @type {{ status: string, assertionResults: { status: string }[] }} */ result) =>
      result.status === 'failed' && !result.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const bad = failed + filesFailed;
  return {
    passed: Number(report.numPassedTests ?? 0),
    failed: bad === 0 && exitCode !== 0 ? 1 : bad,
    skipped: Number(report.numPendingTests ?? 0) + Number(report.numTodoTests ?? 0),
  };
}

/** An old report must not be taken for a new one. @param {string} file */
export const forgetReport = (file) => rmSync(file, { force: true });
