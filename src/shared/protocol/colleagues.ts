import * as z from 'zod/mini';
import { ladderTimes } from '../domain/alerts/ladder.ts';
import { replyRules } from '../domain/reply-check/rules.ts';
import { awayReason, chosenStatus } from '../domain/routing/status.ts';
import { supervision } from '../domain/supervision/settings.ts';
import { id, personName, time } from './fields.ts';
import { role } from './handshake.ts';

/** Somebody who works here, as colleagues see them. */
export const colleague = z.object({
  id,
  name: personName,
  role,
  /** `offline`: no desk of theirs is connected, or they do not want to be seen. */
  status: z.union([chosenStatus, z.literal('offline')]),
  reason: z.nullable(awayReason),
  since: time,
  /** What they serve now, in conversations of the usual weight, and how much they can. */
  load: z.number(),
  capacity: z.int(),
  /** Ids; null: every group. */
  groups: z.nullable(z.array(id)),
});
export type Colleague = z.infer<typeof colleague>;

export const groupState = z.object({
  id,
  name: personName,
  open: z.boolean(),
  /** Conversations in its queue. */
  waiting: z.int(),
  /** Since when the one that waits longest does; null when none waits. */
  longestSince: z.nullable(time),
  /** A customer is to be answered within so long, milliseconds. */
  within: z.optional(z.int()),
  /** Members who could be given one now. */
  free: z.int(),
  /** Somebody has paused it (E2): who, and since when. Absent while it is not. */
  paused: z.optional(z.object({ by: personName, since: time })),
});
export type GroupState = z.infer<typeof groupState>;

/** What of the plan's settings a desk goes by. */
export const houseSettings = z.object({
  awayReasons: z.array(z.string()),
  /** Milliseconds; null: never. */
  awayAfter: z.nullable(z.int()),
  /** So much waiting is a step of priority worth, milliseconds: for the order in which a queue is shown. */
  priorityStep: z.optional(z.int()),
  /** What replies are checked for; absent: the usual. */
  replyRules: z.optional(replyRules),
  /** After how long a desk tells of a customer who waits; absent: the usual. */
  ladder: z.optional(ladderTimes),
  /** What supervisors may do, and what agents are told of it (E2); absent: the usual. */
  supervision: z.optional(supervision),
});
export type HouseSettings = z.infer<typeof houseSettings>;
