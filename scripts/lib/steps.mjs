import { seconds } from './report.mjs';

/**
 * @typedef {{ name: string, work: () => Promise<{ ok: boolean, output: string, note?: string }> }} CheckStep
 */

/**
 * Runs independent steps, some at a time, with a line for each and the output of those that failed.
 * @param {readonly CheckStep[]} steps
 * @param {{ line: (text: string) => void, start: (name: string) => import('./report.mjs').Step }} report
 * @param {number} [atOnce]
 * @returns {Promise<string[]>} the names of those that failed
 */
export async function runSteps(steps, report, atOnce = 2) {
  const waiting = [...steps];
  /** @type {string[]} */
  const failed = [];
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const started = performance.now();
      const open = report.start(step.name);
      const { ok, output, note } = await step.work();
      open.same();
      const text = note ? ` ${note}` : '';
      report.line(`${ok ? '✓' : '✗'} ${step.name}${text} (${seconds(performance.now() - started)})`);
      if (ok) continue;
      failed.push(step.name);
      report.line(indent(output));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return failed;
}

/** @param {string} text */
const indent = (text) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
