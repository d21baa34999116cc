/**
 * `npm run bench [-- --only NAME …]`: what the product is measured by, one bench after the other and never two at
 * once: they would measure each other. What follows a single bench's name is for that bench.
 * `npm run bench:start` is the start of the app alone, `npm run bench:desk` how it feels at work.
 */
import { build } from './lib/build.mjs';
import { Problem } from './lib/problem.mjs';
import { prepare, program } from './lib/program.mjs';
import { runShown } from './lib/run.mjs';
import { inRoot, node24, root, toolEnv } from './setup/places.mjs';
import { electronRuntime } from './setup/runtime.mjs';

/** `app`: whether it needs the app itself, built, and Electron; the others run on Node. */
const benches = [
  { name: 'throughput', app: false },
  { name: 'latency', app: false },
  { name: 'idle', app: false },
  { name: 'reconnect', app: false },
  { name: 'resume', app: false },
  { name: 'routing', app: false },
  { name: 'boards', app: false },
  { name: 'widget', app: false },
  { name: 'cache', app: false },
  { name: 'search', app: false },
  { name: 'reports', app: false },
  { name: 'watch-try', app: false },
  { name: 'search-painted', app: true },
  { name: 'start', app: true },
  { name: 'desk', app: true },
];

await program(async (report) => {
  const { chosen, rest } = choose(process.argv.slice(2));
  const app = chosen.some((bench) => bench.app);
  await prepare(app ? 'test' : 'hub', report);
  if (app) await build(['desk', 'widget'], report);
  let failed = 0;
  for (const { name, app: needsApp } of chosen) {
    if (chosen.length > 1) report.line(`${name}:`);
    if ((await run(name, rest, needsApp ? electronRuntime().env : {})) !== 0) failed += 1;
  }
  return failed === 0 ? 0 : 1;
});

/**
 * @param {readonly string[]} words the command line: a bench's name, or `--only NAME`, and what is for it; or nothing
 */
function choose(words) {
  const [first, second] = words;
  const wanted = first === '--only' ? second : first?.startsWith('--') ? undefined : first;
  if (first === undefined) return { chosen: benches, rest: [] };
  const bench = benches.find(({ name }) => name === wanted);
  if (bench === undefined) {
    throw new Problem(`There is no bench “${wanted ?? first}”.`, {
      advice: `There are: ${benches.map(({ name }) => name).join(', ')}. Usage: npm run bench [-- --only NAME …]`,
    });
  }
  return { chosen: [bench], rest: words.slice(first === '--only' ? 2 : 1) };
}

/**
 * @param {string} name
 * @param {readonly string[]} rest its arguments
 * @param {Record<string, string | undefined>} env
 * @returns {Promise<number>} its exit code
 */
async function run(name, rest, env) {
  return runShown(node24, [inRoot('test', 'bench', `${name}.ts`), ...rest], {
    cwd: root,
    env: { ...toolEnv(), ...env },
  });
}
