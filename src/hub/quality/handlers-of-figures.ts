import type { PersonRef } from '#shared/domain/entry.ts';
import { agreementOn, differing, type ScoredTwice } from '#shared/domain/quality/agreement.ts';
import { itemsOf } from '#shared/domain/quality/card.ts';
import type { ReviewHead, StepBody } from '#shared/domain/quality/review.ts';
import { byWeek, failuresIn, groupedBy, scoreOfRows, type TrendRow } from '#shared/domain/quality/trends.ts';
import { isTimeZone, wallOf } from '#shared/domain/routing/time-zone.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { QualityEvents } from '#shared/protocol/quality.ts';
import type { DeskActor } from '../conversations/index.ts';
import type { Handlers } from '../platform/realtime/index.ts';
import type { Led } from '../supervision/index.ts';
import { ofGroups } from './led.ts';
import type { Parts } from './parts.ts';
import { fromFlag, fromTenths, type ReviewRow, verdictOf } from './row.ts';

type OfFigures = Pick<QualityEvents, 'quality.agreement' | 'quality.trends'>;

/** Most reviews that one answer is about, items of the list of failures, and pairs that differ. */
const mostRows = 20_000;
const mostItems = 20;
const mostDiffering = 50;

/** What many reviews say together. */
export function figureHandlers(parts: Parts): Handlers<OfFigures, DeskActor> {
  const { database, workspaceId, led, cards, reads } = parts;
  const { kysely } = database;

  const submittedIn = (from: number, to: number, groups: Led) =>
    kysely
      .selectFrom('review')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('submitted_at', '>=', from)
      .where('submitted_at', '<', to)
      .where(ofGroups('group_id', groups))
      .limit(mostRows);

  /** As it was submitted, whatever an appeal has made of it. */
  const submissionOf = async (id: string): Promise<ScoredTwice['first'] | null> => {
    const step = (await reads.steps(id)).find(({ body }) => body.what === 'submitted');
    const body = step?.body as Extract<StepBody, { what: 'submitted' }> | undefined;
    return body === undefined ? null : { marks: body.verdict.marks, passed: body.passed };
  };

  return {
    'quality.agreement': async ({ person }, { from, to, cardId }) => {
      const { card } = await cards.read(cardId, null);
      const isHidden = await reads.hiddenFrom(person.id);
      const seconds = await submittedIn(from, to, led(person))
        .where('card_id', '=', cardId)
        .where('round', '=', 2)
        .where('agent_id', '<>', person.id)
        .execute();
      const found: { readonly first: ReviewRow; readonly second: ReviewRow; readonly both: ScoredTwice }[] =
        [];
      for (const second of seconds) {
        const first = await reads.find(second.pair_id);
        // Who still has to score the same learns nothing of it here either.
        if (first === null || first.submitted_at === null || isHidden(first)) continue;
        const [one, other] = [await submissionOf(first.id), await submissionOf(second.id)];
        if (one !== null && other !== null)
          found.push({ first, second, both: { first: one, second: other } });
      }
      const all = agreementOn(
        card,
        found.map(({ both }) => both),
      );
      const pairs = new Map<string, typeof found>();
      for (const one of found) {
        const key = [one.first.reviewer_id, one.second.reviewer_id].sort().join(' ');
        pairs.set(key, [...(pairs.get(key) ?? []), one]);
      }
      const apart = found
        .map((one) => ({ ...one, ids: differing(card, one.both) }))
        .filter(({ ids }) => ids.length > 0)
        .slice(-mostDiffering);
      const heads = new Map(
        (
          await reads.heads(
            apart.flatMap(({ first, second }) => [first, second]),
            person.id,
          )
        ).map((head) => [head.id, head]),
      );
      const nameOf = new Map(itemsOf(card).map(({ id, name }) => [id, name]));
      return {
        pairs: all.pairs,
        same: all.same,
        passed: all.passed,
        items: all.items.flatMap(({ itemId, agreement }) => {
          const name = nameOf.get(itemId);
          return name === undefined ? [] : [{ itemId, name, agreement }];
        }),
        reviewers: [...pairs.values()].map((own) => {
          const { same, passed } = agreementOn(
            card,
            own.map(({ both }) => both),
          );
          const [one, other] = namesIn(own[0]);
          return { one, other, pairs: own.length, same, passed };
        }),
        differing: apart.flatMap(({ first, second, ids }) => {
          const [a, b]: (ReviewHead | undefined)[] = [heads.get(first.id), heads.get(second.id)];
          const items = ids.flatMap((id) => nameOf.get(id) ?? []);
          return a === undefined || b === undefined ? [] : [{ first: a, second: b, items }];
        }),
      };
    },
    'quality.trends': async ({ person }, { from, to, timeZone }) => {
      if (!isTimeZone(timeZone)) throw new RefusalError({ code: 'bad_request', field: 'timeZone' });
      const isHidden = await reads.hiddenFrom(person.id);
      const submitted = await submittedIn(from, to, led(person))
        .where('round', '=', 1)
        .where('agent_id', '<>', person.id)
        .execute();
      const rows: TrendRow[] = [];
      const names = new Map<string, string>();
      for (const row of submitted) {
        // Of what they still have to score themselves nothing is told.
        if (isHidden(row)) continue;
        names.set(row.agent_id, row.agent_name);
        if (row.group_id !== null) names.set(row.group_id, row.group_name ?? '');
        rows.push({
          wall: wallOf(timeZone, row.submitted_at ?? 0),
          ...{ total: fromTenths(row.total), passed: fromFlag(row.passed) },
          ...{ agent: row.agent_id, group: row.group_id, card: row.card_id },
          marks: verdictOf(row)?.marks ?? {},
        });
      }
      const series = (of: (row: TrendRow) => string | null) =>
        [...groupedBy(rows, of)].map(([id, own]) => ({
          id,
          score: scoreOfRows(own),
          weeks: [...byWeek(own)],
        }));
      const named = (of: (row: TrendRow) => string | null) =>
        series(of).map((one) => ({ ...one, name: names.get(one.id) ?? '' }));
      const ofCards = [];
      const items = new Map<string, { card: { zh: string; en: string }; name: { zh: string; en: string } }>();
      for (const one of series(({ card }) => card)) {
        const { card } = await cards.read(one.id, null);
        for (const item of itemsOf(card)) items.set(item.id, { card: card.name, name: item.name });
        ofCards.push({ ...one, name: card.name });
      }
      const closedThen = kysely
        .selectFrom('conversation')
        .where('workspace_id', '=', workspaceId)
        .where('closed_at', '>=', from)
        .where('closed_at', '<', to)
        .where('agent_id', 'is not', null)
        .where(ofGroups('group_id', led(person)));
      const closed = await closedThen
        .select((eb) => eb.fn.countAll<number | string>().as('n'))
        .executeTakeFirst();
      const reviewed = await closedThen
        .where('id', 'in', (eb) =>
          eb.selectFrom('review').select('conversation_id').where('submitted_at', 'is not', null),
        )
        .select((eb) => eb.fn.countAll<number | string>().as('n'))
        .executeTakeFirst();
      return {
        all: scoreOfRows(rows),
        weeks: [...byWeek(rows)],
        agents: named(({ agent }) => agent),
        groups: named(({ group }) => group),
        cards: ofCards,
        // What a newer version has no more is named by nothing, and left out.
        items: failuresIn(rows)
          .flatMap(({ itemId, n, failed }) => {
            const known = items.get(itemId);
            return known === undefined ? [] : [{ ...known, n, failed }];
          })
          .slice(0, mostItems),
        closed: Number(closed?.n ?? 0),
        reviewed: Number(reviewed?.n ?? 0),
      };
    },
  };
}

function namesIn(
  one: { readonly first: ReviewRow; readonly second: ReviewRow } | undefined,
): readonly [PersonRef, PersonRef] {
  const of = (row: ReviewRow | undefined) => ({ id: row?.reviewer_id ?? '', name: row?.reviewer_name ?? '' });
  return [of(one?.first), of(one?.second)];
}
