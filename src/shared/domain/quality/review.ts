import * as z from 'zod/mini';
import { id, personName, sequence, time, version } from '../../protocol/fields.ts';
import { bothNames } from '../customer/handbook.ts';
import { personRef } from '../entry.ts';
import { mark } from './scoring.ts';

/** A conversation that somebody looks at with a score card (E4). */

/** As much as goes in one packet, whatever is in it (P15). */
export const maxComment = 400;
export const maxComments = 30;
export const maxSummary = 2000;
export const maxReason = 2000;
const words = z.string().check(z.maxLength(maxSummary));
export const reason = z.string().check(z.maxLength(maxReason), z.regex(/\S/u));

/** Something said on one line of the transcript. */
export const lineComment = z.strictObject({
  id,
  entryId: id,
  /** Where the entry stands, so that the line is found without reading all of them. */
  seq: sequence,
  text: z.string().check(z.maxLength(maxComment), z.regex(/\S/u)),
});
export type LineComment = z.infer<typeof lineComment>;

const marks = z.record(id, mark).check(z.refine((all) => Object.keys(all).length <= 60));

/** What a reviewer has said: while it is being written, and as it was submitted. */
export const verdict = z.strictObject({
  marks,
  comments: z.array(lineComment).check(z.maxLength(maxComments)),
  summary: words,
});
export type Verdict = z.infer<typeof verdict>;

export const emptyVerdict: Verdict = { marks: {}, comments: [], summary: '' };

/**
 * `open`: it is to be done. `submitted`: scored, and only supervisors know. `released`: the agent may read it. `appealed`: the
 * agent does not agree. `settled`: somebody else has answered to that. `cancelled`: it will not be done.
 */
export const reviewState = z.enum(['open', 'submitted', 'released', 'appealed', 'settled', 'cancelled']);
export type ReviewState = z.infer<typeof reviewState>;

/** A review as it stands in a list. `total` counts after an appeal what was decided there. */
export const reviewHead = z.object({
  id,
  version,
  conversationId: id,
  /** When the conversation was closed. */
  closedAt: z.nullable(time),
  customer: z.object({ id, name: z.nullable(z.string()) }),
  agent: personRef,
  group: z.nullable(z.object({ id, name: personName })),
  card: z.object({ id, version, name: bothNames }),
  reviewer: personRef,
  /** 2: the second one, that does not see the first. */
  round: z.int(),
  /** The same for both of a pair: the id of the first. */
  pairId: id,
  sampleId: z.nullable(id),
  state: reviewState,
  dueAt: z.nullable(time),
  /** Null while it is not submitted, and for who may not know it yet: whoever still has to score the same. */
  total: z.nullable(z.number()),
  passed: z.nullable(z.boolean()),
  submittedAt: z.nullable(time),
  releasedAt: z.nullable(time),
  /** Until when its agent may appeal; null where they may not. */
  appealUntil: z.nullable(time),
});
export type ReviewHead = z.infer<typeof reviewHead>;

/** What was done with it, one after the other; never changed. */
export const stepBody = z.discriminatedUnion('what', [
  z.object({ what: z.literal('assigned'), to: personRef, dueAt: z.nullable(time) }),
  z.object({
    what: z.literal('submitted'),
    verdict,
    total: z.nullable(z.number()),
    passed: z.nullable(z.boolean()),
  }),
  z.object({ what: z.literal('released') }),
  z.object({ what: z.literal('cancelled') }),
  z.object({ what: z.literal('appealed'), reason }),
  /** `verdict` where the score was changed; the one before stays in the step before. */
  z.object({
    what: z.literal('answered'),
    decision: z.enum(['kept', 'changed']),
    text: reason,
    verdict: z.nullable(verdict),
    total: z.nullable(z.number()),
    passed: z.nullable(z.boolean()),
  }),
  z.object({ what: z.literal('follow_up'), id, text: reason, owner: personRef, dueAt: time }),
  z.object({ what: z.literal('follow_up_done'), id, note: z.string() }),
]);
export type StepBody = z.infer<typeof stepBody>;

export const reviewStep = z.object({ version, at: time, by: personRef, body: stepBody });
export type ReviewStep = z.infer<typeof reviewStep>;

/** Something that has to come of a review. */
export const followUp = z.object({
  id,
  reviewId: id,
  conversationId: id,
  agent: personRef,
  text: z.string(),
  owner: personRef,
  dueAt: time,
  by: personRef,
  at: time,
  /** Null while it is to be done. */
  done: z.nullable(z.object({ at: time, by: personRef, note: z.string() })),
});
export type FollowUp = z.infer<typeof followUp>;
