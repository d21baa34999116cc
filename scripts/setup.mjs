#!/usr/bin/env node
/**
 * Makes this checkout and this machine ready: `npm run setup [-- --for hub|start|test]`. The other commands
 * do it by themselves. Runs on the machine's own Node (18 or newer) with nothing installed.
 */
import { cleanUp } from './lib/cleanup.mjs';
import { describe, Problem } from './lib/problem.mjs';
import { createReport, seconds } from './lib/report.mjs';
import { setUp } from './setup/set-up.mjs';

/** @param {readonly string[]} args @returns {import('./setup/set-up.mjs').Purpose} */
function purposeOf(args) {
  const [flag, value] = args;
  if (flag === undefined) return 'start';
  if (flag === '--for' && (value === 'hub' || value === 'start' || value === 'test')) return value;
  throw new Problem(`“${args.join(' ')}” is not understood.`, {
    advice: 'It is: npm run setup -- --for hub|start|test',
  });
}

const started = performance.now();
try {
  const report = createReport();
  await setUp(purposeOf(process.argv.slice(2)), report);
  if (report.lines === 0) report.line(`✓ Set-up: nothing to do (${seconds(performance.now() - started)})`);
} catch (error) {
  await cleanUp();
  process.stderr.write(`${describe(error)}\n`);
  process.exitCode = 1;
}
