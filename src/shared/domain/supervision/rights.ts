import type { Role } from '../../protocol/handshake.ts';
import type { StepAction } from './actions.ts';
import type { Supervision } from './settings.ts';

/** Who wants to step in, as far as that goes by groups. */
export type Stepper = {
  readonly role: Role;
  /** Ids; null: every group. */
  readonly groups: readonly string[] | null;
};

/**
 * Groups that person leads: whose board, figures, alerts and reviews are theirs; null: all of them. Of nobody who does not
 * supervise.
 */
export function groupsLed({ role, groups }: Stepper, settings: Supervision): readonly string[] | null {
  if (role === 'admin') return null;
  if (role === 'agent') return [];
  return settings.groups === 'all' ? null : groups;
}

/**
 * Groups whose conversations that person reads and may step into, besides what every agent sees; null: all of them. What
 * one may not watch one does not get to read at all, or the right would be one of the screen alone.
 */
export function groupsOver(who: Stepper, settings: Supervision): readonly string[] | null {
  if (who.role === 'supervisor' && !settings.allowed.includes('watch')) return [];
  return groupsLed(who, settings);
}

/**
 * Whether something of that group is theirs who lead those (null: all). What is in no group yet is everybody's who leads: somebody
 * has to see that it waits, and every agent does.
 */
export function isLed(led: readonly string[] | null, groupId: string | null): boolean {
  return led === null || groupId === null || led.includes(groupId);
}

/**
 * Whether somebody who is in those groups (null: in all) works for one that they lead. Who is in none works for the house, and is
 * of those who lead all of it.
 */
export function isPersonLed(led: readonly string[] | null, groups: readonly string[] | null): boolean {
  return led === null || groups === null || groups.some((id) => led.includes(id));
}

/**
 * Whether they may do it to something of `groupId`: null for what is in no group yet, which is anybody's. Of an agent it
 * is enough that one of their groups is.
 */
export function mayStepIn(
  who: Stepper,
  action: StepAction,
  of: string | null | readonly string[],
  settings: Supervision,
): boolean {
  if (who.role === 'admin') return true;
  if (who.role === 'agent' || !settings.allowed.includes(action)) return false;
  const led = groupsLed(who, settings);
  return of === null || typeof of === 'string' ? isLed(led, of) : isPersonLed(led, of);
}
