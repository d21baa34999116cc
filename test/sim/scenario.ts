import type { Needs } from '#shared/domain/routing/needs.ts';
import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import type { RoutingProfile } from '#shared/domain/routing/profile.ts';
import { type Random, randomOf } from '../faults/random.ts';
import { arrivals, exponential, logNormal, pickByShare } from './chance.ts';

/** What a simulated stretch of time is made of. Times are milliseconds, moments epoch milliseconds. */
export type Scenario = {
  readonly plan: RoutingPlan;
  readonly people: readonly Person[];
  readonly sources: readonly Source[];
  readonly from: number;
  readonly to: number;
  /** What comes before is not measured: it begins with nobody there. */
  readonly measureFrom: number;
  /** Arrivals each millisecond. */
  readonly rate: (at: number) => number;
  readonly topRate: number;
  /** `spread` null: exponential; else log-normal with this standard deviation as a share of the mean. */
  readonly service: { readonly mean: number; readonly spread: number | null };
  /** Mean of an exponential; null: nobody gives up. */
  readonly patience: number | null;
  /** Of all, by the priority that their value adds. */
  readonly values: readonly { readonly priority: number; readonly share: number }[];
  /** Share that was served before that day and comes again; that chooses an agent by name. */
  readonly returning: number;
  readonly choosing: number;
  /** Share of offers that nobody answers, where a group offers. */
  readonly unanswered: number;
};

export type Person = {
  readonly id: string;
  readonly name: string;
  readonly profile: RoutingProfile;
  /** When they are online. */
  readonly shifts: readonly { readonly from: number; readonly to: number }[];
};

/** A stream of customers, as an entry rule sends them. */
export type Source = {
  readonly share: number;
  readonly groupId: string;
  readonly needs: Needs;
  readonly priority: number;
};

/** Somebody who comes, with all that chance has to say about them: the same whatever is done with them. */
export type Customer = {
  readonly id: string;
  readonly at: number;
  readonly source: Source;
  readonly value: number;
  /** How long they are served; how long they wait before they give up, null: for ever. */
  readonly service: number;
  readonly patience: number | null;
  /** Between 0 and 1: which earlier customer they are, which agent they choose. Null: new, chooses none. */
  readonly returns: number | null;
  readonly chooses: number | null;
  /** So many offers of them are not answered before one is. */
  readonly unanswered: number;
  /** How long an agent thinks before they accept, and how long wrap-up takes as a share of what there is. */
  readonly answer: number;
  readonly wrapUp: number;
};

export function customersOf(scenario: Scenario, seed: number): Customer[] {
  const random = randomOf(seed);
  // Each with numbers of its own: another patience does not change who comes when.
  const moments = random.part('moments');
  const list: Customer[] = [];
  for (const at of arrivals(moments, scenario.from, scenario.to, scenario.rate, scenario.topRate)) {
    list.push(customerOf(scenario, `c${String(list.length).padStart(7, '0')}`, Math.floor(at), random));
  }
  return list;
}

function customerOf(scenario: Scenario, id: string, at: number, random: Random): Customer {
  const own = random.part(id);
  const { service, patience, values } = scenario;
  const usual = { priority: 0, share: 1 - values.reduce((sum, { share }) => sum + share, 0) };
  const source = pickByShare(own, scenario.sources);
  let unanswered = 0;
  while (unanswered < 3 && own.next() < scenario.unanswered) unanswered += 1;
  return {
    id,
    at,
    source,
    value: pickByShare(own, [usual, ...values]).priority,
    service: Math.round(
      service.spread === null ? exponential(own, service.mean) : logNormal(own, service.mean, service.spread),
    ),
    patience: patience === null ? null : Math.round(exponential(own, patience)),
    returns: own.next() < scenario.returning ? own.next() : null,
    chooses: own.next() < scenario.choosing ? own.next() : null,
    unanswered,
    answer: Math.round(logNormal(own, 4000, 0.6)),
    wrapUp: Math.min(1, exponential(own, 0.4)),
  };
}
