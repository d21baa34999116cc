import * as z from 'zod/mini';
import { bothNames } from '../domain/customer/handbook.ts';
import { scoreCard } from '../domain/quality/card.ts';
import { followUp, reason, reviewHead, reviewState, reviewStep, verdict } from '../domain/quality/review.ts';
import { id, key, time, version } from './fields.ts';
import type { Role } from './handshake.ts';
import type { Registry } from './registry.ts';

const supervising = ['supervisor', 'admin'] as const satisfies readonly Role[];
const everyRole = ['agent', 'supervisor', 'admin'] as const satisfies readonly Role[];

export const keptCard = z.object({
  id,
  version,
  at: time,
  by: z.string(),
  /** Nothing new is scored with it. */
  retired: z.boolean(),
  card: scoreCard,
});
export type KeptCard = z.infer<typeof keptCard>;

export const cardHead = z.object({
  id,
  version,
  at: time,
  by: z.string(),
  retired: z.boolean(),
  name: bothNames,
  items: z.int(),
});
export type CardHead = z.infer<typeof cardHead>;

/** A review with all that belongs to it. */
export const wholeReview = z.object({
  review: reviewHead,
  card: scoreCard,
  /** What was submitted, or decided after an appeal; null while nothing is, or for who may not know it yet. */
  verdict: z.nullable(verdict),
  steps: z.array(reviewStep),
  followUps: z.array(followUp),
});
export type WholeReview = z.infer<typeof wholeReview>;

/**
 * Quality (E4). Reviewers are supervisors and admins, never of what they had a part in themselves. An agent knows of their own
 * results alone, once they are released. Whoever still has to score the same with the same card sees no other score of it.
 */
export const qualityEvents = {
  /** The latest version of each. */
  'quality.cards': {
    input: z.strictObject({}),
    answer: z.object({ cards: z.array(cardHead) }),
    roles: supervising,
    scope: 'self',
  },
  /** One of them, the latest version where none is named; and which versions there are. */
  'quality.card': {
    input: z.strictObject({ id, version: z.nullable(version) }),
    answer: z.object({
      kept: keptCard,
      versions: z.array(z.object({ version, at: time, by: z.string(), retired: z.boolean() })),
    }),
    roles: supervising,
    scope: 'self',
  },
  /** Compare-and-set: `version` 0 is a new one, its id minted by the desk. The same once more is answered as then. */
  'quality.card.save': {
    input: z.strictObject({ id, version, card: scoreCard, retired: z.boolean() }),
    answer: keptCard,
    roles: supervising,
    scope: 'self',
  },
  /** Looks at one conversation, outside of a sample: `id` is that of the review. */
  'quality.begin': {
    input: z.strictObject({ id, conversationId: id, cardId: id }),
    answer: z.object({ review: reviewHead }),
    roles: supervising,
    scope: 'conversation.read',
  },
  /** Reviews, the latest first; `before` is the last id of the page before. */
  'quality.reviews': {
    input: z.strictObject({
      /** Those that the sender is to do, or has done. */
      mine: z.boolean(),
      agentId: z.nullable(id),
      sampleId: z.nullable(id),
      conversationId: z.nullable(id),
      states: z.array(reviewState).check(z.maxLength(6)),
      before: z.nullable(id),
      limit: z.int().check(z.minimum(1), z.maximum(100)),
    }),
    answer: z.object({ reviews: z.array(reviewHead), complete: z.boolean() }),
    roles: supervising,
    scope: 'self',
  },
  'quality.review': {
    input: z.strictObject({ reviewId: id }),
    /** `draft`: what its reviewer has filled in so far, for themselves alone. */
    answer: z.object({ ...wholeReview.shape, draft: z.nullable(verdict) }),
    roles: supervising,
    scope: 'self',
  },
  /** What is being filled in, kept for its reviewer on every device. The last word counts. */
  'quality.draft': {
    input: z.strictObject({ reviewId: id, draft: verdict }),
    answer: z.null(),
    roles: supervising,
    scope: 'self',
  },
  /** `version` is the review's. With `release` its agent may read it at once. */
  'quality.submit': {
    input: z.strictObject({ reviewId: id, version, verdict, release: z.boolean() }),
    answer: z.object({ review: reviewHead }),
    roles: supervising,
    scope: 'self',
  },
  'quality.release': {
    input: z.strictObject({ reviewId: id, version }),
    answer: z.object({ review: reviewHead }),
    roles: supervising,
    scope: 'self',
  },
  /** It will not be done. */
  'quality.cancel': {
    input: z.strictObject({ reviewId: id, version }),
    answer: z.object({ review: reviewHead }),
    roles: supervising,
    scope: 'self',
  },
  /** What somebody else decides of an appeal; with a `verdict` the score is another from then on. */
  'quality.answer': {
    input: z.strictObject({ reviewId: id, version, text: reason, verdict: z.nullable(verdict) }),
    answer: z.object({ review: reviewHead }),
    roles: supervising,
    scope: 'self',
  },
  /** Something that its agent, or somebody else, is to do. `key` is the follow-up's id. */
  'quality.followup.add': {
    input: z.strictObject({ reviewId: id, key, text: reason, ownerId: id, dueAt: time }),
    answer: z.object({ followUp }),
    roles: supervising,
    scope: 'self',
  },
  /** By its owner, or a supervisor. */
  'quality.followup.done': {
    input: z.strictObject({ id, note: z.string().check(z.maxLength(1000)) }),
    answer: z.object({ followUp }),
    roles: everyRole,
    scope: 'self',
  },
  /** What is to be done: the sender's own, or everybody's for supervisors. Open ones first, by when they are due. */
  'quality.followups': {
    input: z.strictObject({ all: z.boolean() }),
    answer: z.object({ followUps: z.array(followUp) }),
    roles: everyRole,
    scope: 'self',
  },
  /** The sender's own results, the latest first. */
  'quality.own': {
    input: z.strictObject({ before: z.nullable(id), limit: z.int().check(z.minimum(1), z.maximum(100)) }),
    answer: z.object({ reviews: z.array(reviewHead), complete: z.boolean() }),
    roles: everyRole,
    scope: 'self',
  },
  'quality.own.review': {
    input: z.strictObject({ reviewId: id }),
    answer: wholeReview,
    roles: everyRole,
    scope: 'self',
  },
  /** Its agent does not agree. */
  'quality.appeal': {
    input: z.strictObject({ reviewId: id, version, reason }),
    answer: z.object({ review: reviewHead }),
    roles: everyRole,
    scope: 'self',
  },
} as const satisfies Registry;

export type QualityEvents = typeof qualityEvents;
