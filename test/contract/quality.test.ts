import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { itemsOf, type ScoreCard } from '#shared/domain/quality/card.ts';
import type { ReviewState, Verdict } from '#shared/domain/quality/review.ts';
import type { SampleRule } from '#shared/domain/quality/sampling.ts';
import type { Mark } from '#shared/domain/quality/scoring.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import type { QualityEvents, QualityNews } from '#shared/protocol/quality.ts';
import type { InputOf } from '#shared/protocol/registry.ts';
import { demoScoreCard } from '../../src/hub/demo/index.ts';
import { createProfiles } from '../../src/hub/people/index.ts';
import { createQuality, type Quality } from '../../src/hub/quality/index.ts';
import { openStore, places, type Store } from './stores.ts';
import { by, closing, from, taking } from './writes.ts';

const day = 24 * 3600_000;

type Told = { readonly to: string } & QualityNews;

describe.each(places)('[E4] quality on $name', ({ open }) => {
  let place: Awaited<ReturnType<typeof open>>;
  let store: Store;
  let quality: Quality;
  let ann: Me;
  let ben: Me;
  let sue: Me;
  let ada: Me;
  let card: ScoreCard;
  const cardId = newId();
  const audited: string[] = [];
  const here = new Set<string>();
  const told: Told[] = [];
  /** Somebody who cannot be read just now; and somebody who leads nothing. */
  let unknown = '';
  let limited = '';
  let now = 1_700_000_000_000;
  const at = (to: number) => {
    now = to;
    store.setClock(to);
  };

  /** A node of the hub, as far as reviews go: who has a desk there, and what they are told by it. */
  const nodeOf = (desks: ReadonlySet<string>, news: Told[]) =>
    createQuality({
      database: store.database,
      workspaceId: store.workspace.id,
      clock: { now: () => now },
      reads: store.conversations.reads,
      profiles: {
        find: async (id) => {
          if (unknown === id) throw new Error('the database is away');
          return createProfiles(store.database, store.workspace.id).find(id);
        },
      },
      led: ({ id }) => (id === limited ? [] : null),
      audit: { changed: async ({ event, subject }) => void audited.push(`${event} ${subject}`) },
      staffOf: () => [sue.id, ada.id],
      isHere: (id) => desks.has(id),
      tell: (id, one) => void news.push({ to: id, ...one }),
      failed: (error) => {
        throw error;
      },
    });

  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => place.close());
  beforeEach(async () => {
    store = await openStore(await place.location());
    at(1_700_000_000_000);
    audited.length = 0;
    told.length = 0;
    here.clear();
    unknown = '';
    limited = '';
    [ann, ben, sue, ada] = (await Promise.all([
      store.person('Ann'),
      store.person('Ben'),
      store.person('Sue', 'supervisor'),
      store.person('Ada', 'admin'),
    ])) as [Me, Me, Me, Me];
    quality = nodeOf(here, told);
    card = demoScoreCard();
    await ask(sue, 'quality.card.save', { id: cardId, version: 0, card, retired: false });
  });
  afterEach(async () => {
    await quality.idle();
    await store.close();
  });

  const ask = <E extends keyof QualityEvents>(person: Me, event: E, input: InputOf<QualityEvents, E>) =>
    quality.handlers[event](
      { kind: 'person', id: person.id, person, sessionId: newId() },
      input as never,
      '127.0.0.1',
    ) as ReturnType<Quality['handlers'][E]>;
  const refusal = async (asked: Promise<unknown>): Promise<string> => {
    try {
      await asked;
      return 'granted';
    } catch (error) {
      return (error as { refusal: { code: string } }).refusal.code;
    }
  };

  /** A closed conversation of that agent; answers its id and the entry that they wrote. */
  const closed = async (agent: Me) => {
    const { write, reads } = store.conversations;
    const { conversationId } = await write(from(await store.visitor(), 'hello'));
    const row = async () => {
      const held = await reads.held(conversationId);
      if (held === null) throw new Error('it is gone');
      return held.conversation;
    };
    await write(taking(agent, await row()));
    const said = await write(by(agent, conversationId, 'how can I help'));
    await write(closing(agent, await row()));
    return { conversationId, said };
  };
  const marksOf = (...given: Mark[]): Verdict['marks'] =>
    Object.fromEntries(
      itemsOf(card).map(({ id, scale }, i) => [id, given[i] ?? (scale.is === 'points' ? 5 : 1)]),
    );
  const verdictOf = (...given: Mark[]): Verdict => ({
    marks: marksOf(...given),
    comments: [],
    summary: 'so',
  });
  const begin = async (who: Me, conversationId: string) =>
    (await ask(who, 'quality.begin', { id: newId(), conversationId, cardId })).review;
  const submitted = async (who: Me, conversationId: string, verdict = verdictOf(), release = true) => {
    const { id: reviewId, version } = await begin(who, conversationId);
    return (await ask(who, 'quality.submit', { reviewId, version, verdict, release })).review;
  };

  test('cards are kept in versions, each once; a review keeps the one that it was made with', async () => {
    const renamed = { ...card, name: { zh: '新', en: 'New' } };
    const save = (version: number, one: ScoreCard, who = sue) =>
      ask(who, 'quality.card.save', { id: cardId, version, card: one, retired: false });
    const { conversationId } = await closed(ann);
    const review = await submitted(sue, conversationId);
    const both = await Promise.allSettled([save(1, renamed), save(1, { ...card, pass: 90 }, ada)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { kept, versions } = await ask(ada, 'quality.card', { id: cardId, version: null });
    expect(versions.map(({ version }) => version)).toEqual([2, 1]);
    // The same once more, as after a lost answer.
    if (kept.by === 'Sue') expect(await save(1, renamed)).toEqual(kept);
    expect(await refusal(save(1, { ...card, pass: 1 }))).toBe('conflict');
    expect((await ask(ada, 'quality.card', { id: cardId, version: 1 })).kept.card).toEqual(card);
    const whole = await ask(ada, 'quality.review', { reviewId: review.id });
    expect(whole.card).toEqual(card);
    expect(whole.review.card.version).toBe(1);
    const same = { ...card, sections: [...card.sections, ...card.sections] };
    expect(await refusal(save(2, same))).toBe('bad_request');
    expect(audited[0]).toBe(`quality.card.save ${cardId} 1`);

    await ask(sue, 'quality.card.save', { id: cardId, version: 2, card, retired: true });
    expect(await refusal(begin(sue, (await closed(ann)).conversationId))).toBe('conflict');
    expect((await ask(sue, 'quality.cards', {})).cards).toMatchObject([
      { id: cardId, version: 3, retired: true },
    ]);
  });

  test('a review: filled in, submitted, released, read by its agent, with a comment on a line', async () => {
    const { conversationId, said } = await closed(ann);
    const { id: reviewId, version } = await begin(sue, conversationId);
    // Begun twice it is one.
    expect((await begin(sue, conversationId)).id).toBe(reviewId);
    const comment = { id: newId(), entryId: said.id, seq: said.seq, text: 'too short' };
    const draft: Verdict = { marks: {}, comments: [comment], summary: '' };
    await ask(sue, 'quality.draft', { reviewId, draft });
    expect((await ask(sue, 'quality.review', { reviewId })).draft).toEqual(draft);
    expect((await ask(ada, 'quality.review', { reviewId })).draft).toBeNull();
    expect(await refusal(ask(ada, 'quality.draft', { reviewId, draft }))).toBe('forbidden');

    const submit = (verdict: Verdict, release = false) =>
      ask(sue, 'quality.submit', { reviewId, version, verdict, release });
    expect(await refusal(submit(draft))).toBe('bad_request');
    const elsewhere = { ...verdictOf(), comments: [{ ...comment, seq: said.seq + 1 }] };
    expect(await refusal(submit(elsewhere))).toBe('bad_request');
    const verdict = { ...verdictOf(1, 3, 0, 4), comments: [comment] };
    const { review } = await submit(verdict);
    expect(review).toMatchObject({ state: 'submitted', total: 71, passed: false, appealUntil: null });
    // Its answer was lost, and it is asked once more.
    expect(await submit(verdict)).toEqual({ review });
    expect(await refusal(submit(verdictOf(), true))).toBe('granted');
    expect((await ask(sue, 'quality.review', { reviewId })).verdict).toEqual(verdict);

    expect((await ask(ann, 'quality.own', { before: null, limit: 10 })).reviews).toEqual([]);
    expect(await refusal(ask(ann, 'quality.own.review', { reviewId }))).toBe('not_found');
    await ask(ada, 'quality.release', { reviewId, version: review.version });
    const own = await ask(ann, 'quality.own', { before: null, limit: 10 });
    expect(own.reviews).toMatchObject([
      { id: reviewId, total: 71, state: 'released', appealUntil: now + 7 * day },
    ]);
    const result = await ask(ann, 'quality.own.review', { reviewId });
    expect(result).toMatchObject({ verdict, card });
    expect(result.steps.map(({ body, by: who }) => [body.what, who.name])).toEqual([
      ['assigned', 'Sue'],
      ['submitted', 'Sue'],
      ['released', 'Ada'],
    ]);
    expect(await refusal(ask(ben, 'quality.own.review', { reviewId }))).toBe('not_found');
    expect((await ask(ben, 'quality.own', { before: null, limit: 10 })).reviews).toEqual([]);
  });

  test('nobody reviews what they had a part in, nor what is not over', async () => {
    const own = await closed(sue);
    expect(await refusal(begin(sue, own.conversationId))).toBe('forbidden');
    const { review } = await ask(ada, 'quality.begin', {
      id: newId(),
      conversationId: own.conversationId,
      cardId,
    });
    // Sue is a supervisor, and of her own work she knows what an agent knows.
    expect(await refusal(ask(sue, 'quality.review', { reviewId: review.id }))).toBe('forbidden');
    const every = {
      mine: false,
      agentId: null,
      sampleId: null,
      conversationId: null,
      before: null,
      limit: 10,
    };
    expect((await ask(sue, 'quality.reviews', { ...every, states: [] })).reviews).toEqual([]);
    const waiting = await store.conversations.write(from(await store.visitor(), 'hi'));
    expect(await refusal(begin(ada, waiting.conversationId))).toBe('conflict');
  });

  test('an appeal: in time, by its agent, answered by somebody else, both scores kept', async () => {
    const { conversationId } = await closed(ann);
    const { id: reviewId, version } = await submitted(sue, conversationId, verdictOf(0));
    const appeal = (who: Me, reason = 'I did greet') =>
      ask(who, 'quality.appeal', { reviewId, version, reason });
    expect(await refusal(appeal(ben))).toBe('not_found');
    expect(await refusal(appeal(ada))).toBe('forbidden');
    at(now + 7 * day + 1);
    expect(await refusal(appeal(ann))).toBe('too_late');
    at(now - 1);
    const appealed = (await appeal(ann)).review;
    expect(appealed.state).toBe('appealed');
    expect((await appeal(ann)).review).toEqual(appealed);
    const answer = (who: Me, verdict: Verdict | null) =>
      ask(who, 'quality.answer', { reviewId, version: appealed.version, text: 'You are right', verdict });
    expect(await refusal(answer(sue, null))).toBe('forbidden');
    const settled = (await answer(ada, verdictOf())).review;
    expect(settled).toMatchObject({ state: 'settled', total: 100, passed: true });
    const { steps, verdict } = await ask(ann, 'quality.own.review', { reviewId });
    expect(verdict).toEqual(verdictOf());
    expect(steps.map(({ body }) => ('total' in body ? body.total : body.what))).toEqual([
      'assigned',
      90,
      'released',
      'appealed',
      100,
    ]);
    expect(
      await refusal(ask(ann, 'quality.appeal', { reviewId, version: settled.version, reason: 'no' })),
    ).toBe('conflict');
  });

  test('of two who answer an appeal at once one does, and the other is told', async () => {
    const third = await store.person('Tom', 'supervisor');
    const { conversationId } = await closed(ann);
    const { id: reviewId, version } = await submitted(sue, conversationId, verdictOf(0));
    const { review } = await ask(ann, 'quality.appeal', { reviewId, version, reason: 'no' });
    const both = await Promise.all(
      [ada, third].map((who) =>
        refusal(ask(who, 'quality.answer', { reviewId, version: review.version, text: 'x', verdict: null })),
      ),
    );
    expect(both.sort()).toEqual(['conflict', 'granted']);
    expect((await ask(ada, 'quality.review', { reviewId })).steps).toHaveLength(5);
  });

  test('who still has to score the same does not see what others said of it', async () => {
    const { conversationId } = await closed(ann);
    const first = await submitted(sue, conversationId, verdictOf(0));
    const seen = async () => {
      const whole = await ask(ada, 'quality.review', { reviewId: first.id });
      const filter = { mine: false, agentId: null, sampleId: null, conversationId, before: null, limit: 10 };
      const { reviews } = await ask(ada, 'quality.reviews', { ...filter, states: [] });
      return JSON.stringify([whole.verdict, whole.steps, reviews.filter(({ id }) => id === first.id)]);
    };
    expect(await seen()).toContain('"total":90');
    const second = await begin(ada, conversationId);
    expect(await seen()).not.toMatch(/"total":90|"passed":true|"summary":"so"/u);
    const { id: reviewId, version } = second;
    await ask(ada, 'quality.submit', { reviewId, version, verdict: verdictOf(), release: false });
    expect(await seen()).toContain('"total":90');
  });

  test('a follow-up is asked for once, known to its owner, and closed by them or a supervisor', async () => {
    const { conversationId } = await closed(ann);
    const review = await submitted(sue, conversationId);
    const key = newId();
    const wanted = { reviewId: review.id, key, text: 'read it again', ownerId: ben.id, dueAt: now + day };
    const { followUp } = await ask(sue, 'quality.followup.add', wanted);
    expect(await ask(sue, 'quality.followup.add', wanted)).toEqual({ followUp });
    expect((await ask(ben, 'quality.followups', { all: false })).followUps).toEqual([followUp]);
    expect((await ask(ann, 'quality.followups', { all: false })).followUps).toEqual([]);
    expect(await refusal(ask(ann, 'quality.followups', { all: true }))).toBe('forbidden');
    expect(await refusal(ask(ann, 'quality.followup.done', { id: key, note: '' }))).toBe('not_found');
    expect(
      await refusal(ask(sue, 'quality.followup.add', { ...wanted, key: newId(), ownerId: newId() })),
    ).toBe('bad_request');
    const done = (await ask(ben, 'quality.followup.done', { id: key, note: 'done' })).followUp;
    expect(done.done).toMatchObject({ by: { name: 'Ben' }, note: 'done' });
    expect((await ask(ada, 'quality.followup.done', { id: key, note: 'again' })).followUp).toEqual(done);
    const { steps } = await ask(ada, 'quality.review', { reviewId: review.id });
    expect(steps.map(({ body }) => body.what).slice(-2)).toEqual(['follow_up', 'follow_up_done']);
  });

  const ruleOf = (change: Partial<SampleRule> = {}): SampleRule => ({
    ...{ from: now - day, to: now + day, agents: [], groups: [], dispositions: [], words: [] },
    ...{ ratedAtMost: null, lastedAtLeast: null, transfersAtLeast: null, alerted: false, unreviewed: false },
    ...{ pick: { from: 'all', count: 100 }, seed: 'a', ...change },
  });

  test('a sample is drawn by rule and seed, and given out in turn; nobody gets what they had a part in', async () => {
    const of = [];
    for (const agent of [ann, ann, ben, sue]) of.push(await closed(agent));
    const { conversationId } = await store.conversations.write(from(await store.visitor(), 'still open'));
    const matched = async (change: Partial<SampleRule>) =>
      (await ask(sue, 'quality.preview', { rule: ruleOf(change), cardId })).matched;
    expect(await matched({})).toBe(4);
    expect(await matched({ agents: [ann.id] })).toBe(2);
    expect(await matched({ words: ['CAN I'] })).toBe(4);
    expect(await matched({ words: ['refund'] })).toBe(0);
    // A key of what is kept is no word that was said.
    expect(await matched({ words: ['kind'] })).toBe(0);
    expect(await matched({ lastedAtLeast: 1 })).toBe(0);
    expect(await matched({ transfersAtLeast: 1 })).toBe(0);
    expect(await matched({ ratedAtMost: 5 })).toBe(0);
    expect(await matched({ alerted: true })).toBe(0);
    expect(await matched({ to: now })).toBe(0);
    const each = await ask(sue, 'quality.preview', {
      rule: ruleOf({ pick: { from: 'each', count: 1 } }),
      cardId,
    });
    expect(each).toMatchObject({ matched: 4, drawn: 3 });
    expect(each.byAgent[0]).toEqual({ id: ann.id, name: 'Ann', matched: 2, drawn: 1 });

    const id = newId();
    const wanted = {
      id,
      name: 'week',
      rule: ruleOf(),
      cardId,
      reviewers: [sue.id, ada.id],
      dueAt: now + day,
      second: true,
    };
    expect(
      await refusal(ask(sue, 'quality.sample.add', { ...wanted, id: newId(), reviewers: [ann.id] })),
    ).toBe('bad_request');
    const { sample } = await ask(sue, 'quality.sample.add', wanted);
    // Of three each of both has one, of what was Sue's Ada alone.
    expect(sample).toMatchObject({ matched: 4, leftOut: 0, total: 7, done: 0, rule: wanted.rule });
    expect(await ask(sue, 'quality.sample.add', wanted)).toEqual({ sample });
    const filter = { mine: true, agentId: null, sampleId: id, conversationId: null, before: null, limit: 10 };
    const [mine, hers] = [
      (await ask(sue, 'quality.reviews', { ...filter, states: [] })).reviews,
      (await ask(ada, 'quality.reviews', { ...filter, states: [] })).reviews,
    ];
    expect([mine.length, hers.length]).toEqual([3, 4]);
    expect(new Set(hers.map((one) => one.conversationId))).toEqual(
      new Set(of.map((one) => one.conversationId)),
    );
    expect(hers.map((one) => one.conversationId)).not.toContain(conversationId);
    expect(await matched({ unreviewed: true })).toBe(0);

    // Both score the same: the second has not seen the first, and then it is compared.
    const twice = mine.find((one) => one.agent.id === ann.id);
    const same = hers.find((one) => one.conversationId === twice?.conversationId);
    if (twice === undefined || same === undefined) throw new Error('nobody scores the same');
    expect(same.pairId).toBe(twice.pairId);
    await ask(sue, 'quality.submit', {
      reviewId: twice.id,
      version: 1,
      verdict: verdictOf(0),
      release: false,
    });
    const period = { from: now - day, to: now + day };
    expect((await ask(ada, 'quality.agreement', { ...period, cardId })).pairs).toBe(0);
    await ask(ada, 'quality.submit', {
      reviewId: same.id,
      version: 1,
      verdict: verdictOf(1),
      release: false,
    });
    const found = await ask(ada, 'quality.agreement', { ...period, cardId });
    expect(found).toMatchObject({ pairs: 1, same: 7 / 8, passed: { n: 1, same: 1, kappa: null } });
    expect(found.reviewers).toHaveLength(1);
    expect(found.differing.map(({ items }) => items.map(({ en }) => en))).toEqual([
      ['Greets and says their name'],
    ]);
    expect((await ask(sue, 'quality.samples', {})).samples).toMatchObject([{ id, total: 7, done: 2 }]);
    const second = same.round === 2 ? same : twice;
    expect(await refusal(ask(sue, 'quality.release', { reviewId: second.id, version: 2 }))).toBe('forbidden');

    const trends = await ask(ada, 'quality.trends', { ...period, timeZone: 'Asia/Shanghai' });
    expect(trends).toMatchObject({ all: { n: 1 }, closed: 4, reviewed: 1 });
    expect(trends.agents).toMatchObject([{ id: ann.id, name: 'Ann', weeks: [{ n: 1 }] }]);
    expect(await refusal(ask(ada, 'quality.trends', { ...period, timeZone: 'Nowhere' }))).toBe('bad_request');
  });

  test('a second review is asked of somebody else, once', async () => {
    const third = await store.person('Tom', 'supervisor');
    const { conversationId } = await closed(ann);
    const first = await submitted(sue, conversationId, verdictOf(0));
    const second = (reviewerId: string, id = newId()) =>
      ask(ada, 'quality.second', { id, reviewId: first.id, reviewerId, dueAt: null });
    expect(await refusal(second(sue.id))).toBe('bad_request');
    expect(await refusal(second(ann.id))).toBe('bad_request');
    const id = newId();
    const { review } = await second(third.id, id);
    expect(review).toMatchObject({ round: 2, pairId: first.id, state: 'open', total: null });
    expect((await second(third.id, id)).review).toEqual(review);
    expect(await refusal(second(ada.id))).toBe('conflict');
    const seen = await ask(third, 'quality.review', { reviewId: first.id });
    expect([seen.verdict, seen.review.total, seen.steps.length]).toEqual([null, null, 1]);
    // What is only for comparing its agent is not told.
    const { id: reviewId, version } = review;
    await ask(third, 'quality.submit', { reviewId, version, verdict: verdictOf(), release: true });
    expect((await ask(ann, 'quality.own', { before: null, limit: 10 })).reviews.map((one) => one.id)).toEqual(
      [first.id],
    );
  });

  test('news of reviews reach those who sit at another node, once; and what is over is over for all', async () => {
    const there = new Set([ann.id]);
    const heard: Told[] = [];
    here.add(sue.id).add(ada.id);
    const other = nodeOf(there, heard);
    const look = async () => {
      await quality.look();
      await other.look();
    };
    const kinds = (of: readonly Told[], who: Me) =>
      of.filter(({ to }) => to === who.id).map(({ notes }) => notes.map(({ kind }) => kind));
    const { conversationId } = await closed(ann);
    now += 10;
    const { id: reviewId, version } = await submitted(sue, conversationId);
    await look();
    await look();
    expect(kinds(heard, ann)).toEqual([['result']]);
    expect(kinds(told, ann)).toEqual([]);

    // The second is asked of Ada, who hears of the appeal when she has scored.
    const id = newId();
    await ask(sue, 'quality.second', { id, reviewId, reviewerId: ada.id, dueAt: null });
    await ask(ann, 'quality.appeal', { reviewId, version, reason: 'no' });
    await look();
    expect(kinds(told, ada)).toEqual([['second']]);
    expect(kinds(told, sue)).toEqual([['appeal']]);
    expect((await ask(ada, 'quality.unseen', {})).count).toBe(1);
    await ask(ada, 'quality.submit', { reviewId: id, version: 1, verdict: verdictOf(0), release: false });
    await look();
    expect(kinds(told, ada).at(-1)).toEqual(['appeal']);
    expect(told.at(-1)?.added).toHaveLength(1);

    await ask(ada, 'quality.answer', { reviewId, version: version + 1, text: 'so', verdict: null });
    await look();
    expect(kinds(told, sue).at(-1)).toEqual(['decided']);
    expect(kinds(heard, ann).at(-1)).toEqual(['answer', 'result']);
    expect((await ask(ada, 'quality.unseen', {})).count).toBe(0);
    // Looked at on whichever node.
    await ask(ann, 'quality.seen', { reviewId, followUps: false });
    await look();
    expect(heard.at(-1)).toMatchObject({ to: ann.id, notes: [], count: 0, added: [] });
    expect((await ask(sue, 'quality.unseen', {})).count).toBe(1);
  });

  test('of very much the latest goes along, and how much it is', async () => {
    for (let i = 0; i < 32; i++) {
      now += 1;
      await submitted(sue, (await closed(ann)).conversationId);
    }
    const { notes, count } = await ask(ann, 'quality.unseen', {});
    expect([notes.length, count]).toEqual([30, 32]);
    expect(notes[0]?.at).toBe(now);
  });

  test('who still has to score the same is told of no appeal and nothing to be done, in no list, and loses none of it', async () => {
    const { conversationId } = await closed(ann);
    const { id: reviewId, version } = await submitted(sue, conversationId, verdictOf(0));
    const id = newId();
    await ask(sue, 'quality.second', { id, reviewId, reviewerId: ada.id, dueAt: null });
    await ask(ann, 'quality.appeal', { reviewId, version, reason: 'no' });
    const task = { key: newId(), text: 'canary', ownerId: ann.id, dueAt: now + day };
    await ask(sue, 'quality.followup.add', { reviewId, ...task });
    const every = { mine: false, agentId: null, sampleId: null, conversationId: null, before: null };
    const list = async (...states: ReviewState[]) =>
      (await ask(ada, 'quality.reviews', { ...every, states, limit: 10 })).reviews.map((one) => [
        ...[one.id, one.state, one.version, one.total, one.releasedAt, one.appealUntil],
      ]);
    const shown = [reviewId, 'submitted', 2, null, null, null];
    expect(await list()).toContainEqual(shown);
    expect(await list('submitted')).toEqual([shown]);
    expect(await list('appealed', 'released', 'settled')).toEqual([]);
    expect((await ask(ada, 'quality.review', { reviewId })).review.state).toBe('submitted');
    const { followUps } = await ask(ada, 'quality.followups', { all: true });
    expect(JSON.stringify(followUps)).not.toContain('canary');
    expect((await ask(sue, 'quality.followups', { all: true })).followUps).toHaveLength(1);
    // Opening what says nothing is no look at the appeal.
    await ask(ada, 'quality.seen', { reviewId, followUps: true });
    await ask(ada, 'quality.submit', { reviewId: id, version: 1, verdict: verdictOf(), release: false });
    expect((await ask(ada, 'quality.unseen', {})).notes).toMatchObject([{ kind: 'appeal', reviewId }]);
    expect(await list('appealed')).toHaveLength(1);
    expect((await ask(ada, 'quality.followups', { all: true })).followUps).toHaveLength(1);
  });

  test('what one is to do is in one’s list, whichever group it came of', async () => {
    const { conversationId } = await closed(ann);
    const { id: reviewId } = await submitted(ada, conversationId);
    await store.database.kysely.updateTable('review').set({ group_id: 'elsewhere' }).execute();
    const task = { text: 'read it again', dueAt: now + 72 * 3600_000 };
    for (const ownerId of [sue.id, ann.id])
      await ask(ada, 'quality.followup.add', { reviewId, key: newId(), ownerId, ...task });
    limited = sue.id;
    const { followUps } = await ask(sue, 'quality.followups', { all: true });
    expect(followUps.map(({ owner }) => owner.id)).toEqual([sue.id]);
    expect((await ask(sue, 'quality.unseen', {})).notes.map(({ kind }) => kind)).toEqual(['follow_up']);
  });

  test('who could not be told is told with a later look, and nobody else waits for it', async () => {
    const heard: Told[] = [];
    const node = nodeOf(new Set([ann.id, sue.id]), heard);
    const { conversationId } = await closed(ann);
    const { id: reviewId } = await submitted(ada, conversationId);
    const task = { key: newId(), text: 'x', ownerId: sue.id, dueAt: now + 9 * day };
    await ask(ada, 'quality.followup.add', { reviewId, ...task });
    unknown = ann.id;
    await expect(node.look()).rejects.toThrow('away');
    expect(heard.map(({ to }) => to)).toEqual([sue.id]);
    now += 3600_000;
    await expect(node.look()).rejects.toThrow('away');
    unknown = '';
    await node.look();
    // And she, who was told, is not told again.
    expect(heard.map(({ to, notes }) => [to, notes[0]?.kind])).toEqual([
      [sue.id, 'follow_up'],
      [ann.id, 'result'],
    ]);
  });

  test('one is reminded a day before it is due, of what was given later when it is; not of what is done', async () => {
    const { conversationId } = await closed(ann);
    const { id: reviewId } = await submitted(sue, conversationId);
    const give = async (dueAt: number) => {
      const key = newId();
      await ask(sue, 'quality.followup.add', { reviewId, key, text: 'x', ownerId: ben.id, dueAt });
      return key;
    };
    const [start, done] = [now, await give(now + 3 * day)];
    await give(start + 3 * day);
    await give(start + day / 2);
    await ask(ben, 'quality.followup.done', { id: done, note: '' });
    await ask(ben, 'quality.seen', { reviewId: null, followUps: true });
    const due = async (at: number) => {
      now = at;
      await quality.look();
      return (await ask(ben, 'quality.unseen', {})).notes.map(({ kind, dueAt }) => [
        kind,
        (dueAt ?? 0) - start,
      ]);
    };
    expect(await due(start + day / 2 - 1)).toEqual([]);
    const half = ['due', day / 2];
    expect(await due(start + day / 2 + 60_000)).toEqual([half]);
    expect(await due(start + 2 * day - 60_001)).toEqual([half]);
    expect(await due(start + 2 * day)).toEqual([['due', 3 * day], half]);
  });
});
