import { expect, test } from 'vitest';
import { noNeeds } from '#shared/domain/routing/needs.ts';
import { type Group, strategy as strategies } from '#shared/domain/routing/plan.ts';
import { usualProfile } from '#shared/domain/routing/profile.ts';
import { dayOf } from './day.ts';
import { emptyPlan, exampleHouse, groupNamed, profilesFor, uuidOf, withStrategy } from './house.ts';
import { figuresOf, waitOf } from './measure.ts';
import { type Customer, customersOf, type Scenario } from './scenario.ts';
import { simulate } from './simulate.ts';

const seed = 3;
const minute = 60_000;

/** A house of one group and of people who serve one at a time, for an hour. */
function small(people: number, said: Partial<Group> = {}): Scenario {
  const group = groupNamed('All', { stickyFor: 0, ...said });
  return {
    plan: emptyPlan([group], 1),
    people: Array.from({ length: people }, (_, n) => ({
      id: uuidOf(`agent ${n}`),
      name: `Agent ${n}`,
      profile: usualProfile,
      shifts: [{ from: 0, to: 60 * minute }],
    })),
    sources: [{ share: 1, groupId: group.id, needs: noNeeds, priority: 0 }],
    from: 0,
    to: 60 * minute,
    measureFrom: 0,
    rate: () => 0,
    topRate: 0,
    service: { mean: minute, spread: null },
    patience: null,
    values: [],
    returning: 0,
    choosing: 0,
    unanswered: 0,
  };
}

function comes(scenario: Scenario, id: string, at: number, said: Partial<Customer> = {}): Customer {
  const source = scenario.sources[0]!;
  return {
    id,
    at,
    source,
    value: 0,
    service: 10 * minute,
    patience: null,
    returns: null,
    chooses: null,
    unanswered: 0,
    answer: 1000,
    wrapUp: 1,
    ...said,
  };
}

test('one agent: the first is served at once, the valuable one before who came earlier, one gives up', () => {
  const scenario = small(1);
  const { outcomes, work } = simulate(scenario, [
    comes(scenario, 'first', 0),
    comes(scenario, 'second', minute),
    comes(scenario, 'impatient', 2 * minute, { patience: minute }),
    comes(scenario, 'valuable', 3 * minute, { value: 5 }),
  ]);
  expect(outcomes.map((one) => [one.customer.id, one.startedAt, one.leftAt])).toEqual([
    ['first', 0, null],
    ['second', 20 * minute, null],
    ['impatient', null, 3 * minute],
    ['valuable', 10 * minute, null],
  ]);
  expect(outcomes.map((one) => waitOf(one) / minute)).toEqual([0, 19, 1, 7]);
  expect(work[0]).toMatchObject({ busy: 30 * minute, online: 60 * minute });
});

test('an offer that is not answered: the next agent has it, from the front, and the first is away for a while', () => {
  const scenario = small(2, { offerFor: 20_000 });
  const { outcomes } = simulate(scenario, [
    comes(scenario, 'asks', 0, { unanswered: 1 }),
    comes(scenario, 'later', 21_500),
  ]);
  const [asks, later] = outcomes;
  expect(asks).toMatchObject({ startedAt: 21_000, agentId: scenario.people[1]!.id });
  // The other one is away for five minutes, from then on.
  expect(later).toMatchObject({ startedAt: 20_000 + 5 * minute + 1000, agentId: scenario.people[0]!.id });
});

test('who was offered and not answered is before a valuable one who came later', () => {
  const scenario = small(2, { offerFor: 20_000 });
  const { outcomes } = simulate(scenario, [
    comes(scenario, 'first', 0, { service: 30_000 }),
    comes(scenario, 'asks', 0, { unanswered: 1 }),
    comes(scenario, 'valuable', 10_000, { value: 5 }),
  ]);
  // The first one's agent is free at 31 s; the other does not answer until 20 s.
  expect(outcomes[1]).toMatchObject({ startedAt: 32_000 });
  expect(outcomes[2]?.startedAt).toBeGreaterThan(5 * minute);
});

test('who gives up while they are on offer frees the place', () => {
  const scenario = small(1, { offerFor: 20_000 });
  const { outcomes } = simulate(scenario, [
    comes(scenario, 'impatient', 0, { patience: 500 }),
    comes(scenario, 'next', 600),
  ]);
  expect(outcomes.map(({ startedAt, leftAt }) => [startedAt, leftAt])).toEqual([
    [null, 500],
    [1600, null],
  ]);
});

test('wrap-up holds the place until it is over; who has gone finishes what they have', () => {
  const scenario = small(1, { wrapUpFor: 2 * minute });
  const { outcomes, work } = simulate(scenario, [
    comes(scenario, 'first', 0),
    comes(scenario, 'second', minute),
    comes(scenario, 'last', 58 * minute),
    comes(scenario, 'too late', 59 * minute),
  ]);
  expect(outcomes.map(({ startedAt }) => startedAt)).toEqual([0, 12 * minute, 58 * minute, null]);
  expect(work[0]?.busy).toBe(26 * minute);
});

test('who comes again gets their agent, where that one is free', () => {
  const scenario = small(2, { stickyFor: 60 * minute, strategy: 'longest_idle' });
  const { outcomes } = simulate(scenario, [
    comes(scenario, 'first', 0, { service: minute }),
    comes(scenario, 'again', 5 * minute, { returns: 0 }),
    comes(scenario, 'busy', 6 * minute, { returns: 0 }),
  ]);
  const [one, other] = scenario.people;
  expect(outcomes.map(({ agentId, rule }) => [agentId, rule])).toEqual([
    [one?.id, 'longest_idle'],
    [one?.id, 'sticky'],
    [other?.id, 'longest_idle'],
  ]);
  expect(figuresOf({ ...simulate(scenario, []), outcomes }).sticky).toBe(0.5);
});

const plan = exampleHouse();
const day = dayOf({
  plan,
  profiles: profilesFor(plan, 24),
  load: 1.1,
  midnight: Date.UTC(2026, 10, 22, 16),
  service: 8 * minute,
  patience: 5 * minute,
});
const customers = customersOf(day, seed);
const runs = strategies.options.map((strategy) => {
  const run = simulate({ ...day, plan: withStrategy(plan, strategy) }, customers);
  return { strategy, run, figures: figuresOf(run) };
});

test(`[B1] a day by each strategy: everybody is served or has gone, nobody is over capacity (seed ${seed})`, () => {
  expect(customers.length).toBeGreaterThan(2000);
  for (const { run, figures } of runs) {
    // That nobody is over capacity, and gets nothing while away, is checked with each that is given.
    expect(run.outcomes).toHaveLength(customers.length);
    for (const { kind, startedAt, leftAt, customer } of run.outcomes) {
      if (kind === 'live') expect(Number(startedAt !== null) + Number(leftAt !== null)).toBe(1);
      expect(startedAt ?? leftAt ?? customer.at).toBeGreaterThanOrEqual(customer.at);
    }
    // At night support is closed: what comes is a message, and is worked through in the morning.
    expect(figures.messages).toBeGreaterThan(20);
    const messages = run.outcomes.filter(({ kind }) => kind === 'message');
    const done = messages.filter(({ startedAt }) => startedAt !== null);
    expect(done.length / messages.length).toBeGreaterThan(0.7);
    expect(figures.level).toBeGreaterThan(0.5);
    expect(figures.lost).toBeLessThan(0.2);
    expect(figures.occupancy).toBeGreaterThan(0.4);
    expect(figures.occupancy).toBeLessThan(1);
    expect(figures.gini).toBeLessThan(0.1);
  }
});

test(`[B1] the valuable wait less than others, by every strategy (seed ${seed})`, () => {
  for (const { figures } of runs) expect(figures.valuedWait).toBeLessThan(figures.usualWait * 0.8);
});

test(`[B3] the expected wait is right on average: in all within a third of what it was (seed ${seed})`, () => {
  for (const { figures } of runs) {
    expect(figures.told?.count).toBeGreaterThan(200);
    expect(figures.told?.bias).toBeGreaterThan(0.75);
    expect(figures.told?.bias).toBeLessThan(1.33);
  }
});

test(`the same seed is the same day; another one is another (seed ${seed})`, () => {
  const again = simulate(runs[0]!.run.scenario, customersOf(day, seed));
  expect(again.outcomes).toEqual(runs[0]!.run.outcomes);
  expect(customersOf(day, seed + 1).slice(0, 5)).not.toEqual(customers.slice(0, 5));
});
