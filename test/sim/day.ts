import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import type { RoutingProfile } from '#shared/domain/routing/profile.ts';
import { sourcesOf, uuidOf } from './house.ts';
import type { Person, Scenario } from './scenario.ts';

/** A day of a house: when customers come, when agents are there. */

const minute = 60_000;
const hour = 60 * minute;

/** Customers by the hour, as a shop's day is: quiet at night, most before noon and in the evening. */
const byHour = [
  3, 2, 1, 1, 1, 2, 4, 8, 14, 20, 23, 21, 16, 17, 20, 20, 18, 16, 17, 20, 23, 21, 14, 7,
] as const;

/** Hours of the shifts and how much of the house is in each. */
const shifts = [
  { from: 0, to: 8, share: 0.1 },
  { from: 7, to: 15, share: 0.25 },
  { from: 9, to: 17, share: 0.15 },
  { from: 14, to: 22, share: 0.2 },
  { from: 16, to: 24, share: 0.3 },
] as const;

/** Breaks: the first colleague's after so many hours of the shift, the next ones' later, six turns in all. */
const breaks = [
  { after: 1.5, length: 10 * minute, apart: 10 * minute },
  { after: 3, length: 40 * minute, apart: 20 * minute },
  { after: 6, length: 10 * minute, apart: 10 * minute },
] as const;
const turns = 6;

export type DayOptions = {
  readonly plan: RoutingPlan;
  readonly profiles: readonly RoutingProfile[];
  /** Of the places that are online in the busiest hour, the share that customers ask for; above 1: too much. */
  readonly load: number;
  /** Midnight with which the day begins, epoch milliseconds. */
  readonly midnight: number;
  readonly service: number;
  readonly patience: number;
};

export function dayOf({ plan, profiles, load, midnight, service, patience }: DayOptions): Scenario {
  const people = profiles.map((profile, n) => personOf(profile, n, midnight));
  const asked = (n: number) => (byHour[n] ?? 0) / placesIn(people, plan, midnight + n * hour);
  const busiest = Math.max(...byHour.map((_, n) => asked(n)).filter(Number.isFinite));
  // Arrivals each millisecond for each of the numbers by hour.
  const scale = load / (busiest * service);
  const rate = (at: number) => (byHour[Math.floor((at - midnight) / hour)] ?? 0) * scale;
  const values = plan.settings.customerValues.map(({ priority }) => ({
    priority,
    share: 0.06 / plan.settings.customerValues.length,
  }));
  return {
    plan,
    people,
    sources: sourcesOf(plan),
    from: midnight,
    to: midnight + 24 * hour,
    measureFrom: midnight,
    rate,
    topRate: Math.max(...byHour) * scale,
    service: { mean: service, spread: 0.8 },
    patience,
    values,
    returning: 0.3,
    choosing: 0.03,
    unanswered: 0.03,
  };
}

function personOf(profile: RoutingProfile, n: number, midnight: number): Person {
  const { shift, nth } = shiftOf(n);
  const online: { from: number; to: number }[] = [];
  let from = midnight + shift.from * hour;
  for (const { after, length, apart } of breaks) {
    const begins = midnight + (shift.from + after) * hour + (nth % turns) * apart;
    online.push({ from, to: begins });
    from = begins + length;
  }
  online.push({ from, to: midnight + shift.to * hour });
  return { id: uuidOf(`agent ${n}`), name: `Agent ${n + 1}`, profile, shifts: online };
}

/** Shifts are filled evenly, however many people there are; `nth` counts those of the shift. */
function shiftOf(n: number): { shift: (typeof shifts)[number]; nth: number } {
  const filled = shifts.map((shift) => ({ shift, nth: 0 }));
  for (let i = 0; ; i++) {
    const [next] = filled.toSorted((a, b) => (a.nth + 1) / a.shift.share - (b.nth + 1) / b.shift.share);
    if (next === undefined) throw new Error('there are shifts');
    if (i === n) return next;
    next.nth += 1;
  }
}

/** Mean number of places for conversations in the hour that begins then. */
function placesIn(people: readonly Person[], { settings }: RoutingPlan, from: number): number {
  let places = 0;
  for (const { profile, shifts: spans } of people) {
    for (const span of spans) {
      const shared = Math.min(span.to, from + hour) - Math.max(span.from, from);
      if (shared > 0) places += ((profile.capacity ?? settings.capacity) * shared) / hour;
    }
  }
  return places;
}
