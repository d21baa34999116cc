import { isOpen, opensNext } from '#shared/domain/routing/hours.ts';
import type { Hours, RoutingPlan } from '#shared/domain/routing/plan.ts';

/** Whether customers are served there and then. A group without hours, or of which the hours are gone, always. */
export function isGroupOpen(plan: RoutingPlan, groupId: string, now: number): boolean {
  const hours = hoursOf(plan, groupId);
  return hours === null || isOpen(hours, now);
}

/** When it is open again, epoch milliseconds; null while it is open and where it never will be. */
export function groupOpensAt(plan: RoutingPlan, groupId: string, now: number): number | null {
  const hours = hoursOf(plan, groupId);
  return hours === null || isOpen(hours, now) ? null : opensNext(hours, now);
}

function hoursOf(plan: RoutingPlan, groupId: string): Hours | null {
  const id = plan.groups.find((group) => group.id === groupId)?.hours ?? null;
  return plan.hours.find((hours) => hours.id === id) ?? null;
}
