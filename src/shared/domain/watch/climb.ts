import type { Severity } from './rule.ts';

/** How far an alert has gone: to whom its rule says, to every supervisor, to admins and the house's webhook. */
export const topRung = 2;
export const climbReasons = ['time', 'nobody'] as const;
export type ClimbReason = (typeof climbReasons)[number];

/** Whoever is to hear of it has so long to come, after it was raised, before it is said that nobody is there. Milliseconds. */
const patience = 15_000;

/** What is told again where nobody has acknowledged it. Milliseconds. */
export const remindAfter = 30 * 60_000;

/**
 * Whether a critical alert that nobody has acknowledged goes on to more people, and why: its time is over, or nobody of those
 * who were to hear of it is there to hear it, or all of them have muted it.
 */
export function climbDue(
  alert: {
    readonly severity: Severity;
    readonly rung: number;
    /** When it came to that rung. */
    readonly rungAt: number;
    readonly isAcknowledged: boolean;
  },
  climbAfter: number | null,
  isHeard: boolean,
  now: number,
): ClimbReason | null {
  if (alert.severity !== 'critical' || alert.isAcknowledged) return null;
  if (climbAfter === null || alert.rung >= topRung) return null;
  if (now - alert.rungAt >= climbAfter * 1000) return 'time';
  return !isHeard && now - alert.rungAt >= patience ? 'nobody' : null;
}
