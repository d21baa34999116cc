import * as z from 'zod/mini';
import { filed } from '../domain/customer/filing.ts';
import { routingDecision } from '../domain/routing/decision.ts';
import { agentStatus, awayReason, chosenStatus } from '../domain/routing/status.ts';
import { colleague, groupState, houseSettings } from '../protocol/colleagues.ts';
import { id, text, version } from '../protocol/fields.ts';

/** The own status, null until the hub has told it; and what of the house's settings goes with it. */
export const ownStatus = z.strictObject({
  own: z.nullable(agentStatus),
  settings: houseSettings,
});
export type OwnStatus = z.infer<typeof ownStatus>;

/** Everybody who serves, and every group, as the hub told last. Null until it has. */
export const colleagues = z.strictObject({
  people: z.array(colleague),
  groups: z.array(groupState),
});
export type Colleagues = z.infer<typeof colleagues>;

const one = { conversationId: id, version };

/** What goes to somebody else, and status. All of it needs the hub; `unavailable` when it is away. */
export const routingCalls = {
  /** What is known now: for a page that comes later than the news. */
  'routing.now': {
    input: z.strictObject({}),
    answer: z.strictObject({ status: ownStatus, colleagues: z.nullable(colleagues) }),
  },
  'status.set': {
    input: z.strictObject({ status: chosenStatus, reason: z.nullable(awayReason) }),
    answer: agentStatus,
  },
  'conversations.transfer': {
    input: z.strictObject({
      ...one,
      to: z.union([z.strictObject({ person: id, ask: z.boolean() }), z.strictObject({ group: id })]),
      note: z.nullable(text),
    }),
    answer: z.null(),
  },
  'conversations.invite': {
    input: z.strictObject({ ...one, to: id, note: z.nullable(text) }),
    answer: z.null(),
  },
  'conversations.leave': { input: z.strictObject(one), answer: z.null() },
  /** Asks the customer how the service was. */
  'conversations.askRating': { input: z.strictObject({ conversationId: id }), answer: z.null() },
  /** With `filed` also when its time is over, and once more: what was filed last counts. */
  'conversations.wrapDone': {
    input: z.strictObject({ ...one, filed: z.optional(filed) }),
    answer: z.null(),
  },
  /** Closes it, and files it in the same breath. */
  'conversations.closeAndFile': { input: z.strictObject({ ...one, filed }), answer: z.null() },
  'offers.accept': { input: z.strictObject(one), answer: z.null() },
  'offers.decline': { input: z.strictObject(one), answer: z.null() },
  'offers.withdraw': { input: z.strictObject(one), answer: z.null() },
  /** Why it went to whom, oldest first; for supervisors. */
  'conversations.decisions': {
    input: z.strictObject({ conversationId: id }),
    answer: z.strictObject({ decisions: z.array(routingDecision) }),
  },
} as const;

export const routingNews = {
  'status.changed': ownStatus,
  /** All of them, several times a second at most. */
  'colleagues.changed': colleagues,
} as const;
