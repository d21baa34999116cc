import type { AgentStatus, ChosenStatus } from './status.ts';

/**
 * Away by itself (A13): nobody's hand on the machine for a while, or its screen locked; and back when they are.
 * Pure: the desk says what it sees and does what comes out.
 */

/** What a desk sees of the person at its machine. */
export type Hands = 'active' | 'idle' | 'locked';

export type AutoAway = {
  /** What they were before they were away by themselves: what they come back to. */
  readonly before: ChosenStatus;
  /** This desk has said so in this spell of absence already. It does not say it again when another desk of theirs ends it. */
  readonly isSaid: boolean;
};

export const noAutoAway: AutoAway = { before: 'online', isSaid: false };

export type AutoAwayStep = {
  readonly next: AutoAway;
  /** What is to be told to the hub, null where nothing is. Told in vain it comes again with the next step. */
  readonly set: Pick<AgentStatus, 'status' | 'reason'> | null;
};

/** Whether the desk said it, not the person and not the hub: only that is over by itself. */
export function isAutoAway({ status, reason }: Pick<AgentStatus, 'status' | 'reason'>): boolean {
  return status === 'away' && (reason?.is === 'idle' || reason?.is === 'locked');
}

/** What follows from the own status as the hub has it, and from what is seen at the machine. */
export function stepAutoAway(state: AutoAway, own: AgentStatus, hands: Hands): AutoAwayStep {
  const isAuto = isAutoAway(own);
  const before = isAuto ? state.before : own.status;
  if (hands === 'active') {
    const back = before === 'away' ? 'online' : before;
    return { next: { before, isSaid: false }, set: isAuto ? { status: back, reason: null } : null };
  }
  // Who cannot be seen stays so; who has said that they are away is.
  const isHere = own.status === 'online' || own.status === 'busy';
  if (state.isSaid || !isHere) return { next: { before, isSaid: state.isSaid || isAuto }, set: null };
  return { next: { before, isSaid: false }, set: { status: 'away', reason: { is: hands } } };
}

/** The hub has taken what a step wanted to be told. */
export function wasSaid(state: AutoAway, hands: Hands): AutoAway {
  return { ...state, isSaid: hands !== 'active' };
}
