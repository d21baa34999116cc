#!/usr/bin/env node
/**
 * Makes this checkout and this machine ready: `npm run setup [-- --for hub|start|test]`. The other commands
 * do it by themselves. Runs on the machine's own Node (18 or newer) with nothing installed.
 */
import { readArguments } from './lib/arguments.mjs';
import { Problem } from './lib/problem.mjs';
import { prepare, program } from './lib/program.mjs';

const usage = 'npm run setup [-- --for hub|start|test]';

await program(async (report) => {
  const purpose = readArguments(process.argv.slice(2), { values: ['for'], usage }).for ?? 'start';
  if (purpose !== 'hub' && purpose !== 'start' && purpose !== 'test') {
    throw new Problem(`“${purpose}” is nothing to set up for.`, { advice: `Usage: ${usage}` });
  }
  await prepare(purpose, report);
});
