/**
 * `npm run faults`: real hub, desks and widgets on lines that break, processes that are killed and frozen; then
 * everything that was written is looked for in the database and at every client. Exit code 1 where something is
 * lost, doubled or out of order. What is real in it says test/faults/run.ts.
 */
import { readArguments } from './lib/arguments.mjs';
import { Problem } from './lib/problem.mjs';
import { prepare, program } from './lib/program.mjs';
import { runShown } from './lib/run.mjs';
import { inRoot, node24, root, toolEnv } from './setup/places.mjs';

const usage = `npm run faults -- [--full | --drops | --missed] [--minutes 10] [--seed N] [--messages N] [--visitors 20] [--desks 5]

  --full        10,000 messages through 100 hub kills, 30 desk kills, 30 widget reloads and 60 cuts, in ten minutes
                (the default; --minutes, --messages, --visitors and --desks make it shorter, longer, smaller)
  --drops       nothing breaks but one live event in a hundred is lost: how soon is everybody complete?
  --missed      a desk that was away comes back to 10,000 entries (--messages): how soon is it complete?
  --seed N      repeats the schedule of a run; without it one is made, and said`;

const kinds = /** @type {const} */ (['full', 'drops', 'missed']);

await program(async (report) => {
  const list = process.argv.slice(2);
  if (list.includes('--help')) {
    report.line(usage);
    return;
  }
  const read = readArguments(list, {
    flags: kinds,
    values: ['minutes', 'seed', 'messages', 'visitors', 'desks'],
    usage,
  });
  const asked = kinds.filter((kind) => read[kind]);
  if (asked.length > 1) throw new Problem('One kind of run at a time.', { advice: `Usage: ${usage}` });
  for (const [name, value] of Object.entries(read)) {
    if (typeof value === 'string') checkNumber(name, value);
  }
  await prepare('test', report);
  const args = Object.entries(read).flatMap(([name, value]) => (value === true ? [] : [`--${name}`, value]));
  return runShown(node24, [inRoot('test', 'faults', 'main.ts'), ...args, '--kind', asked[0] ?? 'full'], {
    cwd: root,
    env: toolEnv(),
    patience: 10_000,
  });
});

/** @param {string} name @param {string} value */
function checkNumber(name, value) {
  const number = Number(value);
  const fits = name === 'minutes' ? number > 0 && number <= 24 * 60 : Number.isInteger(number) && number >= 0;
  if (fits && (name === 'seed' || number > 0)) return;
  throw new Problem(`--${name} ${value} makes no sense.`, { advice: `Usage: ${usage}` });
}
