import * as z from 'zod/mini';
import { bothNames } from '../domain/customer/handbook.ts';
import { personRef } from '../domain/entry.ts';
import { scoreCard } from '../domain/quality/card.ts';
import { noteKind } from '../domain/quality/notes.ts';
import { followUp, reason, reviewHead, reviewState, reviewStep, verdict } from '../domain/quality/review.ts';
import { sampleRule } from '../domain/quality/sampling.ts';
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
const agreement = z.nullable(z.object({ n: z.int(), same: z.number(), kappa: z.nullable(z.number()) }));

/** A choice of conversations, and how far the work on it is. */
export const sample = z.object({
  id,
  at: time,
  by: z.string(),
  name: z.string(),
  rule: sampleRule,
  card: z.object({ id, version, name: bothNames }),
  dueAt: z.nullable(time),
  /** How many fitted the rule, and how many none of the reviewers may look at. */
  matched: z.int(),
  leftOut: z.int(),
  /** Reviews of it: all that are not cancelled, and those that are submitted. */
  total: z.int(),
  done: z.int(),
});
export type Sample = z.infer<typeof sample>;

const period = { from: time, to: time };
const weekScore = z.object({ week: z.int(), n: z.int(), average: z.nullable(z.number()), passed: z.int() });
const score = z.object({ n: z.int(), average: z.nullable(z.number()), passed: z.int() });

export const wholeReview = z.object({
  review: reviewHead,
  card: scoreCard,
  /** What was submitted, or decided after an appeal; null while nothing is, or for who may not know it yet. */
  verdict: z.nullable(verdict),
  steps: z.array(reviewStep),
  followUps: z.array(followUp),
});
export type WholeReview = z.infer<typeof wholeReview>;

/** Most of what is told of that goes along; how much there is in all is said. */
export const mostNotes = 30;

/** Something that somebody is told of unasked, until they have looked. */
export const qualityNote = z.object({
  id,
  kind: noteKind,
  reviewId: id,
  at: time,
  by: personRef,
  /** Null where it is of a follow-up: whose conversation it came of may be no concern of who is to do it. */
  customer: z.nullable(z.object({ id, name: z.nullable(z.string()) })),
  /** Until when something is to be done. */
  dueAt: z.nullable(time),
});
export type QualityNote = z.infer<typeof qualityNote>;

/** All that one has not looked at yet, the latest first, and how much that is. */
export const unseen = z.object({ notes: z.array(qualityNote).check(z.maxLength(mostNotes)), count: z.int() });
export type Unseen = z.infer<typeof unseen>;

export const qualityNews = {
  /** What the listener has not looked at, after something was added to it or is over; `added`: ids of those that came just now. */
  quality: z.object({ ...unseen.shape, added: z.array(id) }),
};
export type QualityNews = z.infer<(typeof qualityNews)['quality']>;

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
    scope: 'shared',
  },
  /** One of them, the latest version where none is named; and which versions there are. */
  'quality.card': {
    input: z.strictObject({ id, version: z.nullable(version) }),
    answer: z.object({
      kept: keptCard,
      versions: z.array(z.object({ version, at: time, by: z.string(), retired: z.boolean() })),
    }),
    roles: supervising,
    scope: 'shared',
  },
  /** Compare-and-set: `version` 0 is a new one, its id minted by the desk. The same once more is answered as then. */
  'quality.card.save': {
    input: z.strictObject({ id, version, card: scoreCard, retired: z.boolean() }),
    answer: keptCard,
    roles: supervising,
    scope: 'shared',
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
    scope: 'led',
  },
  'quality.review': {
    input: z.strictObject({ reviewId: id }),
    /** `draft`: what its reviewer has filled in so far, for themselves alone. */
    answer: z.object({ ...wholeReview.shape, draft: z.nullable(verdict) }),
    roles: supervising,
    scope: 'led.one',
  },
  /** What is being filled in, kept for its reviewer on every device. The last word counts. */
  /** How many fit, and which would be drawn: the same choice of the same period is the same sample. */
  'quality.preview': {
    input: z.strictObject({ rule: sampleRule, cardId: id }),
    answer: z.object({
      matched: z.int(),
      drawn: z.int(),
      byAgent: z.array(z.object({ id, name: z.string(), matched: z.int(), drawn: z.int() })),
    }),
    roles: supervising,
    scope: 'led',
  },
  /** Draws it and gives the work out, in turn; `second`: each conversation also to one who does not see the first. */
  'quality.sample.add': {
    input: z.strictObject({
      id,
      name: z.string().check(z.maxLength(80), z.regex(/\S/u)),
      rule: sampleRule,
      cardId: id,
      reviewers: z.array(id).check(z.minLength(1), z.maxLength(50)),
      dueAt: z.nullable(time),
      second: z.boolean(),
    }),
    answer: z.object({ sample }),
    roles: supervising,
    scope: 'led',
  },
  /** The latest 100. */
  'quality.samples': {
    input: z.strictObject({}),
    answer: z.object({ samples: z.array(sample) }),
    roles: supervising,
    scope: 'led',
  },
  /** Asks somebody else to score the same, without seeing what was said of it. `id` is that of the second review. */
  'quality.second': {
    input: z.strictObject({ id, reviewId: id, reviewerId: id, dueAt: z.nullable(time) }),
    answer: z.object({ review: reviewHead }),
    roles: supervising,
    scope: 'led.one',
  },
  /** How far two who scored the same are of one mind: over all, by pair of reviewers, by item, and where they are not. */
  'quality.agreement': {
    input: z.strictObject({ ...period, cardId: id }),
    answer: z.object({
      pairs: z.int(),
      same: z.nullable(z.number()),
      passed: agreement,
      items: z.array(z.object({ itemId: id, name: bothNames, agreement })),
      reviewers: z.array(
        z.object({
          one: personRef,
          other: personRef,
          pairs: z.int(),
          same: z.nullable(z.number()),
          passed: agreement,
        }),
      ),
      differing: z.array(z.object({ first: reviewHead, second: reviewHead, items: z.array(bothNames) })),
    }),
    roles: supervising,
    scope: 'led',
  },
  /** What the first reviews of a period say, week by week by the clock of that zone; `week` is its Monday in days since 1970-01-01. */
  'quality.trends': {
    input: z.strictObject({ ...period, timeZone: z.string().check(z.minLength(1), z.maxLength(64)) }),
    answer: z.object({
      all: score,
      weeks: z.array(weekScore),
      agents: z.array(z.object({ id, name: z.string(), score, weeks: z.array(weekScore) })),
      groups: z.array(z.object({ id, name: z.string(), score, weeks: z.array(weekScore) })),
      cards: z.array(z.object({ id, name: bothNames, score, weeks: z.array(weekScore) })),
      /** Those that are most often scored with nothing. */
      items: z.array(z.object({ card: bothNames, name: bothNames, n: z.int(), failed: z.int() })),
      /** Conversations that were closed then, and how many of these were looked at. */
      closed: z.int(),
      reviewed: z.int(),
    }),
    roles: supervising,
    scope: 'led',
  },
  'quality.draft': {
    input: z.strictObject({ reviewId: id, draft: verdict }),
    answer: z.null(),
    roles: supervising,
    scope: 'led.one',
  },
  /** `version` is the review's. With `release` its agent may read it at once. */
  'quality.submit': {
    input: z.strictObject({ reviewId: id, version, verdict, release: z.boolean() }),
    answer: z.object({ review: reviewHead }),
    roles: supervising,
    scope: 'led.one',
  },
  'quality.release': {
    input: z.strictObject({ reviewId: id, version }),
    answer: z.object({ review: reviewHead }),
    roles: supervising,
    scope: 'led.one',
  },
  /** It will not be done. */
  'quality.cancel': {
    input: z.strictObject({ reviewId: id, version }),
    answer: z.object({ review: reviewHead }),
    roles: supervising,
    scope: 'led.one',
  },
  /** What somebody else decides of an appeal; with a `verdict` the score is another from then on. */
  'quality.answer': {
    input: z.strictObject({ reviewId: id, version, text: reason, verdict: z.nullable(verdict) }),
    answer: z.object({ review: reviewHead }),
    roles: supervising,
    scope: 'led.one',
  },
  /** Something that its agent, or somebody else, is to do. `key` is the follow-up's id. */
  'quality.followup.add': {
    input: z.strictObject({ reviewId: id, key, text: reason, ownerId: id, dueAt: time }),
    answer: z.object({ followUp }),
    roles: supervising,
    scope: 'led.one',
  },
  /** By its owner, or a supervisor. */
  'quality.followup.done': {
    input: z.strictObject({ id, note: z.string().check(z.maxLength(1000)) }),
    answer: z.object({ followUp }),
    roles: everyRole,
    scope: 'led.one',
  },
  /** What is to be done: the sender's own, or everybody's for supervisors. Open ones first, by when they are due. */
  'quality.followups': {
    input: z.strictObject({ all: z.boolean() }),
    answer: z.object({ followUps: z.array(followUp) }),
    roles: everyRole,
    scope: 'led',
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
  /** What the sender has not looked at. */
  'quality.unseen': {
    input: z.strictObject({}),
    answer: unseen,
    roles: everyRole,
    scope: 'self',
  },
  /** The sender has looked at all that there is of that review, or at what they are to do. */
  'quality.seen': {
    input: z.strictObject({ reviewId: z.nullable(id), followUps: z.boolean() }),
    answer: z.null(),
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
