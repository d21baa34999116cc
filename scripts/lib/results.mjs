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

const linesOfReason = 8;

/**
 * The failed tests of a run's JSON report, each with the beginning of its reason: a log that is kept only by
 * its end must still say what failed. Empty when there is no report.
 * @param {string} file
 * @returns {string[]} lines to print
 */
export function failuresOf(file) {
  /** @type {{ name: string, status: string, message?: string, assertionResults: { status: string, fullName: string, failureMessages?: string[] }[] }[]} */
  let results;
  try {
    results = JSON.parse(readFileSync(file, 'utf8')).testResults ?? [];
  } catch {
    return [];
  }
  return results.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? told(name, message ?? '') : [];
    return failed.flatMap((test) => told(`${name} > ${test.fullName}`, test.failureMessages?.[0] ?? ''));
  });
}

/** @param {string} what @param {string} reason */
function told(what, reason) {
  const lines = reason.split('\n').slice(0, linesOfReason);
  return [`✗ ${what}`, ...lines.map((line) => `    ${line}`)];
}

/** An old report must not be taken for a new one. @param {string} file */
export const forgetReport = (file) => rmSync(file, { force: true });
