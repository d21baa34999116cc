import { isOpen, opensNext } from '#shared/domain/routing/hours.ts';
import type { Hours, RoutingPlan } from '#shared/domain/routing/plan.ts';

/** As far as a pause is concerned. */
type Paused = { readonly of: (groupId: string) => unknown };

/** Whether customers are served there and then. A group without hours, or of which the hours are gone, always; none that is paused. */
export function isGroupOpen(plan: RoutingPlan, pauses: Paused, groupId: string, now: number): boolean {
  if (pauses.of(groupId) !== null) return false;
  const hours = hoursOf(plan, groupId);
  return hours === null || isOpen(hours, now);
}

/** When it is open again, epoch milliseconds; null while it is open, where it never will be, and where nobody knows: it is paused. */
export function groupOpensAt(plan: RoutingPlan, pauses: Paused, groupId: string, now: number): number | null {
  if (pauses.of(groupId) !== null) return null;
  const hours = hoursOf(plan, groupId);
  return hours === null || isOpen(hours, now) ? null : opensNext(hours, now);
}

function hoursOf(plan: RoutingPlan, groupId: string): Hours | null {
  const id = plan.groups.find((group) => group.id === groupId)?.hours ?? null;
  return plan.hours.find((hours) => hours.id === id) ?? null;
}
