import { mayReview, whyNotAct } from '#shared/domain/quality/acts.ts';
import type { ScoreCard } from '#shared/domain/quality/card.ts';
import type { ReviewHead, Verdict } from '#shared/domain/quality/review.ts';
import { areMarksOf, firstWithoutMark, type Score, scoreOf } from '#shared/domain/quality/scoring.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import type { QualityEvents } from '#shared/protocol/quality.ts';
import type { DeskActor } from '../conversations/index.ts';
import type { Handlers } from '../platform/realtime/index.ts';
import { checkLed } from './led.ts';
import { newReview } from './new-review.ts';
import type { Parts } from './parts.ts';
import { releaseOf } from './release.ts';
import { type ReviewRow, standingOf, toFlag, toTenths, verdictOf } from './row.ts';

type OfReviews = Pick<
  QualityEvents,
  | 'quality.begin'
  | 'quality.reviews'
  | 'quality.review'
  | 'quality.draft'
  | 'quality.submit'
  | 'quality.release'
  | 'quality.cancel'
  | 'quality.answer'
>;

/** Of what is scored: nothing of it says how. */
const scoredStates = ['submitted', 'released', 'appealed', 'settled'] as const;

/** What reviewers do. Each answers with the review as it is then. */
export function reviewHandlers(parts: Parts): Handlers<OfReviews, DeskActor> {
  const { database, workspaceId, clock, conversations, led, cards, reads, changes } = parts;

  const answer = async (row: ReviewRow, { id }: Me): Promise<{ review: ReviewHead }> => {
    const [review] = await reads.heads([row], id);
    if (review === undefined) throw new RefusalError('internal');
    return { review };
  };

  const existing = async (person: Me, id: string): Promise<ReviewRow> => {
    const row = await reads.find(id);
    if (row === null) throw new RefusalError('not_found');
    checkLed(led(person), row);
    return row;
  };

  return {
    'quality.begin': async ({ person }, { id, conversationId, cardId }) => {
      const there = (await reads.find(id)) ?? (await reads.openOf(conversationId, cardId, person.id));
      if (there !== null) {
        if (there.reviewer_id !== person.id) throw new RefusalError('conflict');
        checkLed(led(person), there);
        return answer(there, person);
      }
      const held = await conversations.held(conversationId);
      if (held === null) throw new RefusalError('not_found');
      const { agent, status, group } = held.conversation;
      checkLed(led(person), { group_id: group?.id ?? null });
      if (agent === null || status !== 'closed') throw new RefusalError('conflict');
      if (!mayReview(person, agent.id) || held.owners.includes(person.id))
        throw new RefusalError('forbidden');
      const { version } = await cards.inUse(cardId);
      const row = newReview({
        ...{ id, workspaceId, conversation: held.conversation, agent, card: { id: cardId, version } },
        ...{ reviewer: person, at: clock.now(), dueAt: null, sampleId: null, first: null },
      });
      await changes.add([row], person);
      return answer(row, person);
    },
    'quality.reviews': async ({ person }, input) => {
      const { mine, agentId, sampleId, conversationId, states, before, limit } = input;
      const groups = led(person);
      const reviewerId = mine ? person.id : null;
      // To who is blind all that is scored looks the same: they are asked for as what they look like.
      const looksSubmitted = states.includes('submitted') && (await reads.isBlind(person.id));
      const kept = looksSubmitted ? [...new Set([...states, ...scoredStates])] : states;
      const filter = { reviewerId, agentId, sampleId, conversationId, states: kept, groups };
      const found: ReviewHead[] = [];
      for (let last = before; ; ) {
        const { rows, complete } = await reads.page(filter, last, limit);
        // What a supervisor had a part in as an agent they know as an agent does.
        const known = rows.filter((row) => row.agent_id !== person.id);
        const heads = await reads.heads(known, person.id);
        found.push(...heads.filter(({ state }) => states.length === 0 || states.includes(state)));
        last = rows.at(-1)?.id ?? null;
        if (complete || found.length >= limit)
          return { reviews: found.slice(0, limit), complete: complete && found.length <= limit };
      }
    },
    'quality.review': async ({ person }, { reviewId }) => {
      const row = await existing(person, reviewId);
      if (row.agent_id === person.id) throw new RefusalError('forbidden');
      const { review } = await answer(row, person);
      const isHidden = (await reads.hiddenFrom(person.id))(row);
      const draft = row.reviewer_id === person.id ? await reads.draft(reviewId) : null;
      const steps = await reads.steps(reviewId);
      return {
        review,
        card: await cards.of(row.card_id, row.card_version),
        verdict: isHidden ? null : verdictOf(row),
        steps: isHidden ? steps.filter(({ body }) => body.what === 'assigned') : steps,
        followUps: isHidden ? [] : await reads.followUps({ reviewId }),
        draft: draft === null || row.state !== 'open' ? null : (JSON.parse(draft) as Verdict),
      };
    },
    'quality.draft': async ({ person }, { reviewId, draft }) => {
      const row = await existing(person, reviewId);
      const refusal = whyNotAct(person, 'write', standingOf(row), clock.now());
      if (refusal !== null) throw new RefusalError(refusal);
      checkMarks(await cards.of(row.card_id, row.card_version), draft, 'draft');
      const kept = { review_id: reviewId, draft: JSON.stringify(draft), at: clock.now() };
      await database.kysely
        .insertInto('review_draft')
        .values(kept)
        .onConflict((oc) => oc.column('review_id').doUpdateSet({ draft: kept.draft, at: kept.at }))
        .execute();
      return null;
    },
    'quality.submit': async ({ person }, { reviewId, version, verdict, release }) => {
      const before = await existing(person, reviewId);
      const card = await cards.of(before.card_id, before.card_version);
      checkWhole(card, verdict);
      await checkLines(before.conversation_id, verdict);
      const score = scoreOf(card, verdict.marks);
      const row = await changes.step(person, { reviewId, version, act: 'submit' }, (at, now) => {
        const submitted = { ...scored(verdict, score), submitted_at: now };
        const body = { what: 'submitted', verdict, ...told(score) } as const;
        const first = { row: submitted, body };
        // A second one is for comparing: its agent is told the first.
        return release && at.round === 1 ? [first, releaseOf(card, now)] : [first];
      });
      return answer(row, person);
    },
    'quality.release': async ({ person }, { reviewId, version }) => {
      const before = await existing(person, reviewId);
      const card = await cards.of(before.card_id, before.card_version);
      const row = await changes.step(person, { reviewId, version, act: 'release' }, (_, now) => [
        releaseOf(card, now),
      ]);
      return answer(row, person);
    },
    'quality.cancel': async ({ person }, { reviewId, version }) => {
      await existing(person, reviewId);
      const cancelled = { row: {}, body: { what: 'cancelled' } } as const;
      return answer(
        await changes.step(person, { reviewId, version, act: 'cancel' }, () => [cancelled]),
        person,
      );
    },
    'quality.answer': async ({ person }, { reviewId, version, text, verdict }) => {
      const before = await existing(person, reviewId);
      const card = await cards.of(before.card_id, before.card_version);
      if (verdict !== null) {
        checkWhole(card, verdict);
        await checkLines(before.conversation_id, verdict);
      }
      const row = await changes.step(person, { reviewId, version, act: 'answer' }, (at) => {
        const said = { what: 'answered', text } as const;
        if (verdict === null) {
          const kept = {
            total: at.total === null ? null : at.total / 10,
            passed: at.passed === null ? null : at.passed === 1,
          };
          return [{ row: {}, body: { ...said, decision: 'kept', verdict: null, ...kept } }];
        }
        const score = scoreOf(card, verdict.marks);
        return [
          { row: scored(verdict, score), body: { ...said, decision: 'changed', verdict, ...told(score) } },
        ];
      });
      return answer(row, person);
    },
  };

  /** A comment stands on a line of this conversation, and where it says. */
  async function checkLines(conversationId: string, { comments }: Verdict): Promise<void> {
    for (const [at, { entryId, seq }] of comments.entries())
      if ((await conversations.find(conversationId, { entryId })) !== seq)
        throw new RefusalError({ code: 'bad_request', field: `verdict.comments.${at}.entryId` });
  }
}

function checkMarks(card: ScoreCard, { marks }: Verdict, of: 'draft' | 'verdict'): void {
  if (!areMarksOf(card, marks)) throw new RefusalError({ code: 'bad_request', field: `${of}.marks` });
}

function checkWhole(card: ScoreCard, verdict: Verdict): void {
  checkMarks(card, verdict, 'verdict');
  const missing = firstWithoutMark(card, verdict.marks);
  if (missing !== null) throw new RefusalError({ code: 'bad_request', field: `verdict.marks.${missing}` });
}

function scored(verdict: Verdict, { total, passed }: Score): Partial<ReviewRow> {
  return { verdict: JSON.stringify(verdict), total: toTenths(total), passed: toFlag(passed) };
}

function told({ total, passed }: Score) {
  return { total, passed };
}
