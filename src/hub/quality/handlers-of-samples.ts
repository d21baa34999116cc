import type { Selectable } from 'kysely';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { PersonRef } from '#shared/domain/entry.ts';
import { newId } from '#shared/domain/key.ts';
import { drawSample, type SampleRule, shareOut } from '#shared/domain/quality/sampling.ts';
import { isLed } from '#shared/domain/supervision/rights.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { QualityEvents, Sample } from '#shared/protocol/quality.ts';
import type { DeskActor } from '../conversations/index.ts';
import type { Tables } from '../platform/database/index.ts';
import type { Handlers } from '../platform/realtime/index.ts';
import type { LeadsSome } from '../supervision/index.ts';
import { candidatesOf } from './candidates.ts';
import { checkLed } from './led.ts';
import { newReview } from './new-review.ts';
import type { Parts } from './parts.ts';
import type { ReviewRow } from './row.ts';

type SampleRow = Selectable<Tables['quality_sample']>;

type OfSamples = Pick<
  QualityEvents,
  'quality.preview' | 'quality.sample.add' | 'quality.samples' | 'quality.second'
>;

/** Choices of conversations to be looked at, and the work that they are. */
export function sampleHandlers(parts: Parts): Handlers<OfSamples, DeskActor> {
  const { database, workspaceId, clock, conversations, profiles, led, cards, reads, changes } = parts;
  const { kysely } = database;

  const names = async (ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    if (ids.length === 0) return new Map();
    const found = await kysely.selectFrom('person').select(['id', 'name']).where('id', 'in', ids).execute();
    return new Map(found.map(({ id, name }) => [id, name]));
  };

  /** Somebody who may review; else the request does not fit. */
  const reviewerOf = async (id: string, field: string): Promise<PersonRef & LeadsSome> => {
    const person = await profiles.find(id);
    if (person === null || person.disabled || person.role === 'agent')
      throw new RefusalError({ code: 'bad_request', field });
    return { id, name: person.name, role: person.role };
  };
  /** What they are to look at has to be theirs: else it would be work that they cannot see. */
  const checkTheirs = (reviewer: LeadsSome, groupIds: readonly (string | null)[], field: string): void => {
    const groups = led(reviewer);
    if (!groupIds.every((id) => isLed(groups, id))) throw new RefusalError({ code: 'bad_request', field });
  };

  /**
   * A choice is theirs who drew it, as long as it names no groups that they do not lead; and theirs who lead all that it names. One of
   * the whole house is only of those who lead all, or whose own it is: it was drawn of theirs then.
   */
  const samplesOf =
    (person: LeadsSome) =>
    ({ by_id, rule }: SampleRow): boolean => {
      const groups = led(person);
      if (groups === null) return true;
      const named = (JSON.parse(rule) as SampleRule).groups;
      return named.every((id) => groups.includes(id)) && (named.length > 0 || by_id === person.id);
    };

  const list = async (only: string | null, isTheirs: (row: SampleRow) => boolean): Promise<Sample[]> => {
    const all = await kysely
      .selectFrom('quality_sample')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .$if(only !== null, (q) => q.where('id', '=', only))
      .orderBy('id', 'desc')
      .limit(100)
      .execute();
    const rows = all.filter(isTheirs);
    if (rows.length === 0) return [];
    const work = await kysely
      .selectFrom('review')
      .select((eb) => [
        'sample_id',
        eb.fn.countAll<number | string>().as('total'),
        eb.fn.sum<number | string>(eb.case().when('state', '=', 'open').then(0).else(1).end()).as('done'),
      ])
      .where(
        'sample_id',
        'in',
        rows.map(({ id }) => id),
      )
      .where('state', '<>', 'cancelled')
      .groupBy('sample_id')
      .execute();
    const counts = new Map(work.map((row) => [row.sample_id, row]));
    const made: Sample[] = [];
    for (const row of rows) {
      const card = await cards.of(row.card_id, row.card_version);
      made.push({
        ...{ id: row.id, at: row.at, by: row.by_name, name: row.name, dueAt: row.due_at },
        ...{ matched: row.matched, leftOut: row.left_out, rule: JSON.parse(row.rule) as SampleRule },
        card: { id: row.card_id, version: row.card_version, name: card.name },
        total: Number(counts.get(row.id)?.total ?? 0),
        done: Number(counts.get(row.id)?.done ?? 0),
      });
    }
    return made;
  };

  return {
    'quality.preview': async ({ person }, { rule, cardId }) => {
      const candidates = await candidatesOf(database, workspaceId, rule, cardId, led(person));
      const drawn = drawSample(candidates, rule);
      const byAgent = new Map<string, { matched: number; drawn: number }>();
      const of = (id: string) => byAgent.get(id) ?? { matched: 0, drawn: 0 };
      for (const { agentId } of candidates)
        byAgent.set(agentId, { ...of(agentId), matched: of(agentId).matched + 1 });
      for (const { agentId } of drawn) byAgent.set(agentId, { ...of(agentId), drawn: of(agentId).drawn + 1 });
      const known = await names([...byAgent.keys()]);
      return {
        matched: candidates.length,
        drawn: drawn.length,
        byAgent: [...byAgent]
          .map(([id, counts]) => ({ id, name: known.get(id) ?? '', ...counts }))
          .sort((a, b) => b.matched - a.matched || (a.id < b.id ? -1 : 1)),
      };
    },
    'quality.sample.add': async ({ person }, input) => {
      const { id, name, rule, cardId, reviewers, dueAt, second } = input;
      const [there] = await list(id, ({ by_id }) => by_id === person.id);
      // Asked for once more, as after a lost answer.
      if (there !== undefined) return { sample: there };
      const { version } = await cards.inUse(cardId);
      const who = new Map<string, PersonRef & LeadsSome>();
      for (const [at, reviewer] of reviewers.entries())
        who.set(reviewer, await reviewerOf(reviewer, `reviewers.${at}`));
      const candidates = await candidatesOf(database, workspaceId, rule, cardId, led(person));
      const byId = new Map(candidates.map((one) => [one.id, one]));
      const drawn = drawSample(candidates, rule).map((one) => byId.get(one.id) ?? null);
      const chosen = drawn.filter((one) => one !== null);
      for (const [at, reviewer] of [...who.values()].entries())
        checkTheirs(
          reviewer,
          chosen.map(({ group }) => group?.id ?? null),
          `reviewers.${at}`,
        );
      const shared = shareOut(chosen, [...who.keys()], second);
      const agents = await names([...new Set(chosen.map(({ agentId }) => agentId))]);
      const now = clock.now();
      const work: ReviewRow[] = shared.flatMap(({ id: conversationId, reviewers: some }) => {
        const of = byId.get(conversationId);
        if (of === undefined) return [];
        const agent = { id: of.agentId, name: agents.get(of.agentId) ?? '' };
        const conversation = { id: conversationId, group: of.group } satisfies Pick<
          Conversation,
          'id' | 'group'
        >;
        let first: string | null = null;
        return some.map((reviewerId) => {
          const row = newReview({
            ...{ id: newId(), workspaceId, conversation, agent, card: { id: cardId, version } },
            ...{ reviewer: who.get(reviewerId) ?? agent, at: now, dueAt, sampleId: id, first },
          });
          first ??= row.id;
          return row;
        });
      });
      const row = await kysely
        .insertInto('quality_sample')
        .values({
          ...{ id, workspace_id: workspaceId, at: now, by_id: person.id, by_name: person.name, name },
          ...{ rule: JSON.stringify(rule), card_id: cardId, card_version: version, due_at: dueAt },
          ...{ matched: candidates.length, left_out: chosen.length - shared.length },
        })
        .onConflict((oc) => oc.doNothing())
        .returning('id')
        .executeTakeFirst();
      if (row !== undefined) await changes.add(work, person);
      const [sample] = await list(id, ({ by_id }) => by_id === person.id);
      if (sample === undefined) throw new RefusalError('conflict');
      return { sample };
    },
    'quality.samples': async ({ person }) => ({ samples: await list(null, samplesOf(person)) }),
    'quality.second': async ({ person }, { id, reviewId, reviewerId, dueAt }) => {
      const first = await reads.find(reviewId);
      if (first === null) throw new RefusalError('not_found');
      checkLed(led(person), first);
      if (first.agent_id === person.id) throw new RefusalError('forbidden');
      const there = await reads.find(id);
      if (there !== null && there.pair_id !== first.id) throw new RefusalError('conflict');
      if (there === null) {
        const reviewer = await reviewerOf(reviewerId, 'reviewerId');
        checkTheirs(reviewer, [first.group_id], 'reviewerId');
        const held = await conversations.held(first.conversation_id);
        if (held === null) throw new RefusalError('not_found');
        if (first.round !== 1 || first.state === 'cancelled') throw new RefusalError('conflict');
        // Neither whose score it is compared with, nor who had a part in the conversation.
        if (reviewerId === first.reviewer_id || held.owners.includes(reviewerId))
          throw new RefusalError({ code: 'bad_request', field: 'reviewerId' });
        if ((await reads.pairOf(first.id)).some(({ round, state }) => round === 2 && state !== 'cancelled'))
          throw new RefusalError('conflict');
        const made = newReview({
          ...{ id, workspaceId, conversation: held.conversation, reviewer, at: clock.now(), dueAt },
          agent: { id: first.agent_id, name: first.agent_name },
          card: { id: first.card_id, version: first.card_version },
          ...{ sampleId: first.sample_id, first: first.id },
        });
        await changes.add([made], person);
      }
      const row = await reads.find(id);
      const [review] = row === null ? [] : await reads.heads([row], person.id);
      if (review === undefined) throw new RefusalError('internal');
      return { review };
    },
  };
}
