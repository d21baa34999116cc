import { hasRoom, isMember, type RoutingAgent } from '#shared/domain/routing/agent.ts';
import { assignRound } from '#shared/domain/routing/assign-round.ts';
import type { Waiting } from '#shared/domain/routing/choose.ts';
import type { RoutingRule } from '#shared/domain/routing/decision.ts';
import { isOpen } from '#shared/domain/routing/hours.ts';
import type { Group } from '#shared/domain/routing/plan.ts';
import { placesOf, rankOf } from '#shared/domain/routing/rank.ts';
import { createFlows } from './flows.ts';
import type { Customer, Person, Scenario } from './scenario.ts';
import { createTimeline } from './timeline.ts';

/** What became of a customer. */
export type Outcome = {
  readonly customer: Customer;
  readonly kind: 'live' | 'message';
  readonly group: Group;
  startedAt: number | null;
  leftAt: number | null;
  agentId: string | null;
  rule: RoutingRule | null;
  /** Who had served them lately and was online when they came; null: nobody. */
  stickyTo: string | null;
  /** What they were told when they had come into the queue; null where they did not have to wait. */
  told: { readonly place: number; readonly wait: number } | null;
};

/** What an agent has done: sums of milliseconds x weight, within the time that is measured. */
export type Work = {
  readonly person: Person;
  readonly capacity: number;
  readonly busy: number;
  readonly online: number;
};

export type Run = {
  readonly scenario: Scenario;
  readonly outcomes: readonly Outcome[];
  readonly work: readonly Work[];
  /** Rounds of assignment in which somebody waited. */
  readonly rounds: number;
};

type Agent = { -readonly [K in keyof RoutingAgent]: RoutingAgent[K] } & {
  readonly person: Person;
  onShift: boolean;
  /** Has not answered an offer, until then. */
  awayUntil: number;
  since: number;
  busy: number;
  onlineTime: number;
};

/** Who has not answered comes back after so long. */
const awayFor = 5 * 60_000;

/**
 * Plays what the scenario says, with the real rules on a virtual clock: after each moment at which something
 * happened, as many of the waiting are given as can be.
 */
export function simulate(scenario: Scenario, customers: readonly Customer[]): Run {
  const { plan, from, to, measureFrom } = scenario;
  const line = createTimeline(from);
  const groups = new Map(plan.groups.map((group) => [group.id, group]));
  const hours = new Map(plan.hours.map((one) => [one.id, one]));
  const agents = scenario.people.map((person) => agentOf(person, plan.settings.capacity, measureFrom));
  const waiting = new Map<string, Waiting>();
  const outcomes = new Map<string, Outcome>();
  /** Whoever was served, by group: those who come again are some of these. */
  const served = new Map<string, { agentId: string; until: number }[]>();
  const flows = createFlows(plan.groups, () => agents, from);
  let came: string[] = [];
  let rounds = 0;

  /** Books what the agent had until now, before it changes. */
  const book = (agent: Agent) => {
    const until = Math.min(line.now(), to);
    if (until <= agent.since) return;
    agent.busy += agent.load * (until - agent.since);
    // Who has gone but still serves is there with what they serve.
    agent.onlineTime += (agent.online ? agent.capacity : agent.load) * (until - agent.since);
    agent.since = until;
  };
  const setLoad = (agent: Agent, change: number) => {
    book(agent);
    agent.load += change;
    if (change < 0) agent.idleSince = line.now();
  };
  const setOnline = (agent: Agent) => {
    book(agent);
    agent.online = agent.onShift && line.now() >= agent.awayUntil;
    flows.staffed();
  };

  const isHere = (id: string) => agents.some((agent) => agent.id === id && agent.online);

  const arrive = (customer: Customer) => {
    const { source, value } = customer;
    const group = groups.get(source.groupId) ?? plan.groups[0]!;
    const open = group.hours === null || isOpen(hours.get(group.hours)!, line.now());
    const kind = open ? 'live' : 'message';
    const here = agents.filter((agent) => agent.online && isMember(agent.profile, group.id));
    const chosen =
      customer.chooses === null || kind === 'message' ? undefined : here[pickOf(here, customer.chooses)];
    const before = served.get(group.id) ?? [];
    const last = customer.returns === null ? undefined : before[pickOf(before, customer.returns)];
    const stickyTo = last !== undefined && last.until > line.now() ? last : null;
    const queuedAt = line.now();
    const priority = Math.min(10, source.priority + value);
    waiting.set(customer.id, {
      id: customer.id,
      kind,
      groupId: group.id,
      queuedAt,
      rank: rankOf({ queuedAt, priority, front: false }, plan.settings),
      needs: { ...source.needs, agent: chosen?.id ?? null },
      weight: 1,
      asked: [],
      stickyTo,
    });
    outcomes.set(customer.id, {
      customer,
      kind,
      group,
      startedAt: null,
      leftAt: null,
      agentId: null,
      rule: null,
      stickyTo: stickyTo !== null && isHere(stickyTo.agentId) ? stickyTo.agentId : null,
      told: null,
    });
    if (kind === 'message') return;
    came.push(customer.id);
    flows.queued(group.id, 1);
    if (customer.patience !== null) line.plan(queuedAt + customer.patience, () => giveUp(customer.id));
  };

  /** Offers that are open, by conversation: what to do when the customer gives up meanwhile. */
  const offers = new Map<string, () => void>();

  const giveUp = (id: string) => {
    const outcome = outcomes.get(id)!;
    if (outcome.startedAt !== null) return;
    outcome.leftAt = line.now();
    waiting.delete(id);
    offers.get(id)?.();
    flows.left(outcome.group.id);
  };

  const start = (one: Waiting, agent: Agent, outcome: Outcome, rule: RoutingRule) => {
    const { customer, group } = outcome;
    const now = line.now();
    Object.assign(outcome, { startedAt: now, agentId: agent.id, rule });
    if (one.kind === 'live') flows.served(group.id, now > one.queuedAt);
    const end = now + customer.service;
    line.plan(end, () => {
      const list = served.get(group.id) ?? [];
      list.push({ agentId: agent.id, until: line.now() + group.stickyFor });
      served.set(group.id, list);
    });
    const free = end + Math.round(customer.wrapUp * group.wrapUpFor);
    line.plan(free, () => {
      setLoad(agent, -one.weight);
      flows.ended(group.id, free - now);
    });
  };

  const offer = (one: Waiting, agent: Agent, outcome: Outcome, rule: RoutingRule, time: number) => {
    const { customer } = outcome;
    const answered = one.asked.length >= customer.unanswered;
    let open = true;
    const end = () => {
      open = false;
      offers.delete(one.id);
    };
    offers.set(one.id, () => {
      end();
      setLoad(agent, -one.weight);
    });
    line.plan(line.now() + (answered ? Math.min(customer.answer, time) : time), () => {
      if (!open) return;
      end();
      if (answered) return start(one, agent, outcome, rule);
      setLoad(agent, -one.weight);
      agent.awayUntil = line.now() + awayFor;
      setOnline(agent);
      line.plan(agent.awayUntil, () => setOnline(agent));
      const priority = Math.min(10, customer.source.priority + customer.value);
      const rank = rankOf({ queuedAt: one.queuedAt, priority, front: true }, plan.settings);
      waiting.set(one.id, { ...one, rank, asked: [...one.asked, agent.id] });
    });
  };

  const look = () => {
    if (waiting.size > 0) {
      rounds += 1;
      const now = line.now();
      for (const { waiting: one, to: agent, decision } of assignRound(
        [...waiting.values()],
        agents,
        plan,
        now,
      )) {
        if (!agent.online || !hasRoom(agent, one))
          throw new Error(`${one.id} went to ${agent.id}, who is full`);
        waiting.delete(one.id);
        setLoad(agent, one.weight);
        agent.lastGivenAt = line.now();
        agent.idleSince = line.now();
        const outcome = outcomes.get(one.id)!;
        const { offerFor } = outcome.group;
        if (offerFor === null) start(one, agent, outcome, decision.rule);
        else offer(one, agent, outcome, decision.rule, offerFor);
      }
    }
    flows.settle(line.now());
    tell();
  };

  /** Who has come and waits is told their place and the wait, as the widget shows it. */
  const tell = () => {
    const new_ = came.filter((id) => waiting.has(id));
    came = [];
    if (new_.length === 0) return;
    const places = placesOf([...waiting.values()].filter(({ kind }) => kind === 'live'));
    for (const id of new_) {
      const outcome = outcomes.get(id)!;
      const place = places.get(id)!;
      const wait = flows.expected(outcome.group.id, place);
      if (wait !== null) outcome.told = { place, wait };
    }
  };

  for (const agent of agents) {
    for (const shift of agent.person.shifts) {
      for (const [at, onShift] of [
        [shift.from, true],
        [shift.to, false],
      ] as const) {
        line.plan(at, () => {
          agent.onShift = onShift;
          setOnline(agent);
        });
      }
    }
  }
  /** One after the other: a million of them need not all be planned at once. */
  const comes = (n: number) => {
    const customer = customers[n];
    if (customer === undefined) return;
    line.plan(customer.at, () => {
      comes(n + 1);
      arrive(customer);
    });
  };
  comes(0);
  line.run(Number.POSITIVE_INFINITY, look);
  for (const agent of agents) book(agent);
  return {
    scenario,
    outcomes: [...outcomes.values()],
    work: agents.map(({ person, capacity, busy, onlineTime }) => ({
      person,
      capacity,
      busy,
      online: onlineTime,
    })),
    rounds,
  };
}

/** A place in the list for a number between 0 and 1. */
const pickOf = (list: readonly unknown[], chance: number) => Math.floor(chance * list.length);

function agentOf(person: Person, usualCapacity: number, measureFrom: number): Agent {
  return {
    id: person.id,
    name: person.name,
    profile: person.profile,
    capacity: person.profile.capacity ?? usualCapacity,
    online: false,
    load: 0,
    lastGivenAt: 0,
    idleSince: 0,
    person,
    onShift: false,
    awayUntil: 0,
    since: measureFrom,
    busy: 0,
    onlineTime: 0,
  };
}
