import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { strategy as strategies } from '#shared/domain/routing/plan.ts';
import { dayOf } from './day.ts';
import { exampleHouse, profilesFor, withStrategy } from './house.ts';
import { figuresOf } from './measure.ts';
import { readPlan } from './read-plan.ts';
import { allowed, dayLines, speedLines, theoryLines } from './report.ts';
import { customersOf } from './scenario.ts';
import { simulate } from './simulate.ts';
import { measureSpeed } from './speed.ts';
import { compareWithTheory } from './theory.ts';

/** The simulation as a program; `scripts/sim-routing.mjs` has the words about its options, and checks them. */

const { values } = parseArgs({
  options: {
    plan: { type: 'string' },
    seed: { type: 'string', default: '1' },
    agents: { type: 'string' },
    load: { type: 'string', default: '1.1' },
    service: { type: 'string', default: '480' },
    patience: { type: 'string', default: '300' },
    customers: { type: 'string', default: '800000' },
    json: { type: 'boolean', default: false },
  },
});

/** Midnight in Shanghai, a Monday. */
const midnight = Date.UTC(2026, 10, 22, 16);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const seed = Number(values.seed);

function run(): boolean {
  const { plan, profiles: known } =
    values.plan === undefined
      ? { plan: exampleHouse(), profiles: null }
      : readPlan(readFileSync(values.plan, 'utf8'));
  const profiles =
    known === null || values.agents !== undefined ? profilesFor(plan, Number(values.agents ?? 40)) : known;
  const day = dayOf({
    plan,
    profiles,
    load: Number(values.load),
    midnight,
    service: Number(values.service) * 1000,
    patience: Number(values.patience) * 1000,
  });
  const customers = customersOf(day, seed);
  const results = strategies.options.map((strategy) => ({
    strategy,
    figures: figuresOf(simulate({ ...day, plan: withStrategy(plan, strategy) }, customers)),
  }));
  const theory = compareWithTheory({ seed, agents: 10, load: 0.75, customers: Number(values.customers) });
  const speed = measureSpeed({ waiting: 1000, agents: 200 });
  const agrees = theory.worst <= allowed;
  if (values.json) {
    say(
      JSON.stringify({ seed, agents: profiles.length, strategies: results, theory, speed, agrees }, null, 2),
    );
    return agrees;
  }
  say(
    `Seed ${seed}: a day of ${customers.length} customers, ${profiles.length} agents in ${plan.groups.length} groups, load ${values.load} in the busiest hour`,
  );
  for (const line of ['', ...dayLines(results), '', ...theoryLines(theory), '', ...speedLines(speed)])
    say(line);
  return agrees;
}

try {
  process.exitCode = run() ? 0 : 1;
} catch (error) {
  process.stderr.write(`✗ ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
