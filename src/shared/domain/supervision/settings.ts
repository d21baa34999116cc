import * as z from 'zod/mini';
import { stepActions } from './actions.ts';

export const stepAction = z.enum(stepActions);

/** How much an agent is told of who watches: nothing, that somebody does, or who. */
export const told = z.enum(['never', 'somebody', 'name']);
export type Told = z.infer<typeof told>;

/** Part of the house's settings. Admins have every right; this is of supervisors. */
export const supervision = z.strictObject({
  allowed: z.array(stepAction).check(z.maxLength(stepActions.length)),
  /** `own`: of the groups that they are a member of, and of what is in no group yet. */
  groups: z.enum(['all', 'own']),
  /** While a conversation goes on, and when a closed one is read. */
  told,
  toldAfterwards: told,
});
export type Supervision = z.infer<typeof supervision>;
