import * as z from 'zod/mini';
import { id, personName, time } from '../../protocol/fields.ts';

/** What an agent can say of themselves. Who has no desk connected is offline, whatever they said. */
export const chosenStatus = z.enum(['online', 'busy', 'away', 'invisible']);
export type ChosenStatus = z.infer<typeof chosenStatus>;

/** Why they are away: one of the house's reasons in its own words, or what the desk or the hub found by itself. */
export const awayReason = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('said'), text: z.string().check(z.maxLength(40)) }),
  /** No hand on the machine, or its screen locked: over by itself when they are back. */
  z.strictObject({ is: z.enum(['idle', 'locked']) }),
  /** Did not answer what was offered; the hub said so, and only they can end it. */
  z.strictObject({ is: z.literal('not_responding') }),
  /** Their desk is older than the house wants, and its time is over; the hub said so, and ends it when they come with another. */
  z.strictObject({ is: z.literal('outdated') }),
]);
export type AwayReason = z.infer<typeof awayReason>;

export const agentStatus = z.object({
  status: chosenStatus,
  /** Only with `away`; null where none was given. */
  reason: z.nullable(awayReason),
  since: time,
  /** Who has set it, where it was not they themselves. */
  by: z.optional(z.object({ id, name: personName })),
});
export type AgentStatus = z.infer<typeof agentStatus>;

/** New conversations are given by themselves only to who is online. */
export function takesNew({ status }: Pick<AgentStatus, 'status'>): boolean {
  return status === 'online';
}
