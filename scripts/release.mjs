#!/usr/bin/env node
/** `npm run release -- COMMAND …` (`yingke-release`): makes and signs the feed of updates; see docs/building.md. */
import { prepare, program } from './lib/program.mjs';
import { createReport } from './lib/report.mjs';
import { runShown } from './lib/run.mjs';
import { inRoot, node24, toolEnv } from './setup/places.mjs';

await program(async () => {
  // What it says is read by programs too: how the set-up went is none of it.
  await prepare('hub', createReport(process.stderr));
  const args = [inRoot('scripts', 'release', 'main.ts'), ...process.argv.slice(2)];
  return runShown(node24, args, { cwd: process.cwd(), env: toolEnv() });
});
