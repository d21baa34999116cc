import { newId } from '#shared/domain/key.ts';
import { emptyVerdict } from '#shared/domain/quality/review.ts';
import type { DeskEvent } from '#shared/protocol/desk.ts';
import { demoScoreCard } from '../../../src/hub/demo/index.ts';
import type { Inputs } from './on.ts';

/** Of a sample. */
const aRule = {
  ...{ from: 0, agents: [], groups: [], dispositions: [], words: [], seed: '1' },
  ...{ ratedAtMost: null, lastedAtLeast: null, transfersAtLeast: null, alerted: false, unreviewed: false },
  pick: { from: 'all', count: 10 } as const,
};

export const inputsOfQuality = {
  'quality.cards': () => ({}),
  'quality.card': () => ({ id: newId(), version: null }),
  'quality.card.save': () => ({ id: newId(), version: 0, card: demoScoreCard(), retired: false }),
  'quality.begin': ({ closed, cardId }) => ({ id: newId(), conversationId: closed, cardId }),
  'quality.reviews': () => ({
    ...{ mine: false, agentId: null, sampleId: null, conversationId: null, states: [], before: null },
    limit: 10,
  }),
  'quality.review': ({ reviewId }) => ({ reviewId }),
  'quality.preview': ({ now, cardId }) => ({ rule: { ...aRule, to: now }, cardId }),
  'quality.sample.add': ({ now, cardId, reviewer }) => ({
    ...{ id: newId(), name: 'x', rule: { ...aRule, to: now }, cardId, reviewers: [reviewer] },
    ...{ dueAt: null, second: false },
  }),
  'quality.samples': () => ({}),
  'quality.second': ({ reviewId, reviewer }) => ({
    id: newId(),
    reviewId,
    reviewerId: reviewer,
    dueAt: null,
  }),
  'quality.agreement': ({ now, cardId }) => ({ from: 0, to: now, cardId }),
  'quality.trends': ({ now }) => ({ from: 0, to: now, timeZone: 'UTC' }),
  'quality.draft': ({ reviewId }) => ({ reviewId, draft: emptyVerdict }),
  'quality.submit': ({ reviewId, stale }) => ({
    reviewId,
    version: stale,
    verdict: emptyVerdict,
    release: false,
  }),
  'quality.release': ({ reviewId, stale }) => ({ reviewId, version: stale }),
  'quality.cancel': ({ reviewId, stale }) => ({ reviewId, version: stale }),
  'quality.answer': ({ reviewId, stale }) => ({ reviewId, version: stale, text: 'no', verdict: null }),
  'quality.followup.add': ({ reviewId, reviewer }) => ({
    ...{ reviewId, key: newId(), text: 'x', ownerId: reviewer, dueAt: 1 },
  }),
  'quality.followup.done': ({ followUpId }) => ({ id: followUpId, note: '' }),
  'quality.followups': () => ({ all: true }),
  'quality.own': () => ({ before: null, limit: 10 }),
  'quality.own.review': ({ reviewId }) => ({ reviewId }),
  'quality.unseen': () => ({}),
  'quality.seen': ({ reviewId }) => ({ reviewId, followUps: true }),
  'quality.appeal': ({ reviewId, stale }) => ({ reviewId, version: stale, reason: 'no' }),
} satisfies Partial<Inputs<DeskEvent>>;
