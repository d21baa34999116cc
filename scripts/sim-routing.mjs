/**
 * `npm run sim:routing`: a day of customers and agents against the real routing rules on a virtual clock, each
 * strategy in turn, and the simulation against Erlang C where its assumptions hold. docs/routing.md says how it is
 * read. Exit code 1 where simulation and theory do not agree.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readArguments } from './lib/arguments.mjs';
import { Problem } from './lib/problem.mjs';
import { prepare, program } from './lib/program.mjs';
import { runShown } from './lib/run.mjs';
import { inRoot, node24, root, toolEnv } from './setup/places.mjs';

const usage = `npm run sim:routing -- [--plan FILE] [--agents N] [--load X] [--seed N] [--json] …

  --plan FILE     a routing plan as it is exported; without it an example with two groups
  --agents N      so many people, made up; without it those of the file, or 40
  --load 1.1      of the places online in the busiest hour, the share that customers ask for
  --service 480   how long a conversation is, in seconds, on average
  --patience 300  how long a customer waits before they give up, in seconds, on average
  --customers N   so many in the run that is compared with Erlang C (800000)
  --seed N        another run of chance (1)
  --json          for programs`;

const numbers = /** @type {const} */ (['seed', 'agents', 'load', 'service', 'patience', 'customers']);

await program(async (report) => {
  const list = process.argv.slice(2);
  if (list.includes('--help')) {
    report.line(usage);
    return;
  }
  const read = readArguments(list, { flags: ['json'], values: ['plan', ...numbers], usage });
  for (const name of numbers) {
    const value = read[name];
    if (value !== undefined) checkNumber(name, String(value));
  }
  // What is for programs has no other lines in it.
  const json = read.json === true;
  await prepare('hub', json ? { ...report, line: () => undefined } : report);
  const { plan, ...others } = read;
  const args = Object.entries(others).flatMap(([name, value]) =>
    value === true ? [`--${name}`] : [`--${name}`, value],
  );
  if (plan !== undefined) args.push('--plan', fileOf(String(plan)));
  return runShown(node24, [inRoot('test', 'sim', 'main.ts'), ...args], { cwd: root, env: toolEnv() });
});

/** @param {string} plan where it is, from where the command was given */
function fileOf(plan) {
  const file = path.resolve(process.env.INIT_CWD ?? process.cwd(), plan);
  if (!existsSync(file)) throw new Problem(`There is no file ${file}.`, { advice: `Usage: ${usage}` });
  return file;
}

/** @param {string} name @param {string} value */
function checkNumber(name, value) {
  const number = Number(value);
  const isCount = name === 'seed' || name === 'agents' || name === 'customers';
  const least = name === 'seed' ? 0 : name === 'customers' ? 1000 : isCount ? 1 : 0.01;
  if (Number.isFinite(number) && number >= least && (!isCount || Number.isInteger(number))) return;
  throw new Problem(`--${name} ${value} makes no sense.`, { advice: `Usage: ${usage}` });
}
