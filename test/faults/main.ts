import { parseArgs } from 'node:util';
import { runDrops } from './drops.ts';
import { interrupt } from './interrupt.ts';
import { runMissed } from './missed.ts';
import { reportOf } from './report.ts';
import { runFaults } from './run.ts';
import { usualFaults } from './schedule.ts';

/** The bench as a program; `scripts/faults.mjs` has the words about its options, and checks them. */

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const { values } = parseArgs({
  options: {
    kind: { type: 'string', default: 'full' },
    minutes: { type: 'string' },
    seed: { type: 'string' },
    messages: { type: 'string' },
    visitors: { type: 'string', default: '20' },
    desks: { type: 'string', default: '5' },
  },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 1_000_000) : Number(values.seed);
const common = { seed, visitors: Number(values.visitors), desks: Number(values.desks), say };

async function full(): Promise<boolean> {
  const minutes = Number(values.minutes ?? 10);
  const result = await runFaults({
    ...common,
    ...usualFaults(minutes),
    duration: minutes * 60_000,
    messages: Number(values.messages ?? Math.ceil(minutes * 1000)),
    changes: Math.ceil(minutes * 50),
    loseEvents: 0.01,
    healLimit: 180_000,
  });
  for (const line of reportOf(result)) say(line);
  return result.violations.length === 0;
}

async function run(): Promise<boolean> {
  if (values.kind === 'missed') return runMissed({ ...common, messages: Number(values.messages ?? 10_000) });
  if (values.kind === 'drops') {
    const minutes = Number(values.minutes ?? 0.5);
    const messages = Number(values.messages ?? Math.ceil(minutes * 2400));
    return runDrops({ ...common, duration: minutes * 60_000, messages });
  }
  return full();
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void interrupt().then(() => process.exit(1)));
}
say(`Seed ${seed}`);
try {
  process.exitCode = (await run()) ? 0 : 1;
} catch (error) {
  say(`✗ ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
