import { averageWait, occupancy, serviceLevel, type Traffic } from '#shared/domain/routing/erlang.ts';
import { noNeeds } from '#shared/domain/routing/needs.ts';
import { usualProfile } from '#shared/domain/routing/profile.ts';
import { emptyPlan, groupNamed, uuidOf } from './house.ts';
import { figuresOf, mean, median, waitOf } from './measure.ts';
import { customersOf, type Scenario } from './scenario.ts';
import { simulate } from './simulate.ts';

/** What the simulation says beside what Erlang C says, where its assumptions hold. */
export type Comparison = {
  readonly traffic: Traffic;
  readonly customers: number;
  readonly rows: readonly { readonly name: string; readonly theory: number; readonly simulated: number }[];
  /** The greatest difference, as a share of what the theory says. */
  readonly worst: number;
  /** Median error of the expected wait, milliseconds: ours, and of one who knows the true rate. */
  readonly told: { readonly ours: number; readonly best: number; readonly count: number };
};

const within = 20_000;

/** One group, one conversation each, exponential service, nobody gives up, a steady rate. */
export function compareWithTheory(options: {
  readonly seed: number;
  readonly agents: number;
  /** Share of their time that they are to be busy, below 1. */
  readonly load: number;
  readonly customers: number;
}): Comparison {
  const { seed, agents, load, customers: wanted } = options;
  const service = 180_000;
  const planned = (agents * load) / service;
  const group = groupNamed('All', { serviceLevel: { percent: 80, within } });
  const plan = emptyPlan([group], 1);
  // It begins empty, so the first twentieth is not measured.
  const to = Math.round(wanted / planned / 0.95);
  const scenario: Scenario = {
    plan,
    people: Array.from({ length: agents }, (_, n) => ({
      id: uuidOf(`agent ${n}`),
      name: `Agent ${n + 1}`,
      profile: usualProfile,
      shifts: [{ from: 0, to: to * 2 }],
    })),
    sources: [{ share: 1, groupId: group.id, needs: noNeeds, priority: 0 }],
    from: 0,
    to,
    measureFrom: Math.round(to * 0.05),
    rate: () => planned,
    topRate: planned,
    service: { mean: service, spread: null },
    patience: null,
    values: [],
    returning: 0,
    choosing: 0,
    unanswered: 0,
  };
  const run = simulate(scenario, customersOf(scenario, seed));
  const figures = figuresOf(run);
  const measured = run.outcomes.filter(({ customer: { at } }) => at >= scenario.measureFrom);
  // The theory is asked about the traffic that came: in a queue that is nearly full, a chance half a percent
  // more of it is ten percent more waiting, and says nothing about the rules.
  const traffic: Traffic = {
    agents,
    arrivals: measured.length / (to - scenario.measureFrom),
    service: mean(measured.map(({ customer }) => customer.service)),
  };
  const rows = [
    {
      name: `answered within ${within / 1000} s`,
      theory: serviceLevel(traffic, within),
      simulated: figures.level,
    },
    { name: 'average wait, s', theory: averageWait(traffic) / 1000, simulated: figures.wait / 1000 },
    { name: 'occupancy', theory: occupancy(traffic), simulated: figures.occupancy },
  ];
  const told = run.outcomes.flatMap(({ customer, told, ...one }) => {
    if (told === null || customer.at < scenario.measureFrom || customer.at >= to) return [];
    const was = waitOf({ ...one, customer, told });
    const known = (told.place * service) / agents;
    return [{ ours: Math.abs(told.wait - was), best: Math.abs(known - was) }];
  });
  return {
    traffic,
    customers: figures.came,
    rows,
    worst: Math.max(...rows.map(differenceOf)),
    told: {
      ours: median(told.map(({ ours }) => ours)),
      best: median(told.map(({ best }) => best)),
      count: told.length,
    },
  };
}

function differenceOf({ theory, simulated }: { theory: number; simulated: number }): number {
  return Math.abs(simulated - theory) / theory;
}
