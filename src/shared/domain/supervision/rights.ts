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
 * Groups whose conversations that person sees and may step into, besides what every agent sees; null: all of them. What
 * one may not watch one does not get to see at all, or the right would be one of the screen alone.
 */
export function groupsOver({ role, groups }: Stepper, settings: Supervision): readonly string[] | null {
  if (role === 'admin') return null;
  if (role === 'agent' || !settings.allowed.includes('watch')) return [];
  return settings.groups === 'all' ? null : groups;
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
  if (settings.groups === 'all' || who.groups === null || of === null) return true;
  const own = who.groups;
  return typeof of === 'string' ? own.includes(of) : of.some((id) => own.includes(id));
}
