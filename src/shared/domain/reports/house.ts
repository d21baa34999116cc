import { openBetween } from '../routing/hours.ts';
import type { Group, Hours, KeptPlan, RoutingPlan } from '../routing/plan.ts';
import { defaultServiceLevel } from '../urgency.ts';
import type { Wait } from './fact.ts';

/** What the house promised, and when it was open, at any time: as the plan said that was in force then. */
export type House = {
  /** How soon the group promised an answer, milliseconds. */
  readonly targetOf: (groupId: string | null, at: number) => number;
  /** Hours are those in force when the wait began. A group without hours is always open. */
  readonly waitOf: (groupId: string | null, from: number, to: number) => Wait;
};

export function houseOf(versions: readonly Pick<KeptPlan, 'at' | 'plan'>[]): House {
  const byTime = [...versions].sort((a, b) => a.at - b.at);

  /** What was before the first plan is looked at by the first. */
  const planAt = (at: number): RoutingPlan | undefined =>
    (byTime.findLast((version) => version.at <= at) ?? byTime[0])?.plan;

  const groupAt = (groupId: string | null, at: number): Group | undefined =>
    planAt(at)?.groups.find(({ id }) => id === groupId);

  const hoursAt = (groupId: string | null, at: number): Hours | undefined => {
    const hours = groupAt(groupId, at)?.hours ?? null;
    return hours === null ? undefined : planAt(at)?.hours.find(({ id }) => id === hours);
  };

  return {
    targetOf: (groupId, at) => groupAt(groupId, at)?.serviceLevel.within ?? defaultServiceLevel.late,
    waitOf: (groupId, from, to) => {
      const all = Math.max(0, to - from);
      const hours = hoursAt(groupId, from);
      return { all, open: hours === undefined ? all : openBetween(hours, from, to) };
    },
  };
}

/** Days and hours of reports are those of the default group's hours; of any there are; else the hub's own. */
export function reportZone(plan: RoutingPlan, own: string): string {
  const first = plan.groups.find(({ id }) => id === plan.settings.defaultGroup)?.hours ?? null;
  return (plan.hours.find(({ id }) => id === first) ?? plan.hours[0])?.timeZone ?? own;
}
