import * as z from 'zod/mini';

/** What somebody who supervises may do to the work of others (E2). Each is granted or not by the house. */
export const stepActions = [
  'watch',
  'whisper',
  'join',
  'takeOver',
  'reassign',
  'close',
  'status',
  'moveQueue',
  'pause',
] as const;
export const stepAction = z.enum(stepActions);
export type StepAction = z.infer<typeof stepAction>;

/** How much an agent is told of who watches: nothing, that somebody does, or who. */
export const told = z.enum(['never', 'somebody', 'name']);
export type Told = z.infer<typeof told>;

/** Part of the house's settings. Admins have every right; this is of supervisors. */
export const supervision = z.strictObject({
  allowed: z.array(stepAction).check(z.maxLength(stepActions.length)),
  /** `own`: of the groups that they are a member of, and of what is in no group yet. */
  groups: z.enum(['all', 'own']),
  /** While a conversation goes on, and when a closed one is read. */
  told: told,
  toldAfterwards: told,
});
export type Supervision = z.infer<typeof supervision>;

/** Of a house that has said nothing. */
export const usualSupervision: Supervision = {
  allowed: [...stepActions],
  groups: 'all',
  told: 'never',
  toldAfterwards: 'never',
};
