import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { Line } from '#shared/domain/reports/fact-of.ts';
import { figureIds } from '#shared/domain/reports/figures.ts';
import { noFilters, type ReportScope } from '#shared/domain/reports/question.ts';
import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import { agentSilentIn, waitIn } from '#shared/domain/watch/held.ts';
import { piecesOf } from '#shared/domain/watch/past.ts';
import { triedOnHappenings, triedOnPieces } from '#shared/domain/watch/trial.ts';
import type { PersonRecord } from '#shared/protocol/admin.ts';
import { createReports, type Reports } from '../../src/hub/reports/index.ts';
import { groups, history, people } from '../support/histories.ts';
import { rawHistory } from '../support/raw-history.ts';
import { recount } from '../support/recount.ts';
import { watching } from '../support/watch.ts';
import { openStore, places, type Store } from './stores.ts';

/** E3 on both databases: facts that are filled from the feed, read by the thread, and counted once more from the rows. */

type Past = typeof history extends fc.Arbitrary<infer T> ? T : never;

const x = { id: 'x', role: 'supervisor' } as const;
/** What part of the house is theirs who ask. */
let scope: ReportScope | null = null;

describe.each(places)('reports on $name', ({ open }) => {
  let place: Awaited<ReturnType<typeof open>>;
  let store: Store;
  let reports: Reports;
  let past: Past;
  let feed = 0;

  /** Rows as the writer leaves them; `transcript` finds them at their places. */
  const write = async (entries: readonly Past['conversations'][number][number][]) => {
    for (const e of entries) {
      feed += 1;
      await store.database.kysely
        .insertInto('entry')
        .values({
          id: newId(),
          workspace_id: store.workspace.id,
          conversation_id: e.conversation,
          seq: e.seq,
          feed_seq: feed,
          public_seq: null,
          author_kind: e.authorKind as 'agent',
          author_id: e.authorId,
          author_name: 'x',
          audience: 'everyone',
          key: null,
          at: e.at,
          kind: e.kind,
          body: JSON.stringify(e.body),
        })
        .execute();
    }
    await store.database.kysely.updateTable('workspace').set({ feed_head: feed }).execute();
  };

  beforeAll(async () => {
    place = await open();
    store = await openStore(await place.location());
    const { kysely } = store.database;
    // The same past on both: the seed is said where it fails.
    past = fc
      .sample(history, { numRuns: 40, seed: 20_261_129 })
      .sort((a, b) => b.conversations.flat().length - a.conversations.flat().length)[0] as Past;
    await kysely
      .insertInto('person')
      .values(
        people.map((id, n) => ({
          id,
          workspace_id: store.workspace.id,
          email: `p${n}@example.test`,
          name: `P${n}`,
          role: 'agent' as const,
          password_hash: '',
          disabled_at: null,
          created_at: 0,
          routing: null,
        })),
      )
      .execute();
    await kysely
      .insertInto('visitor')
      .values({
        id: 'v',
        workspace_id: store.workspace.id,
        token_hash: 'v',
        name: 'Vic',
        locale: 'en',
        origin: '',
        created_at: 0,
      } as never)
      .execute();
    for (const entries of past.conversations)
      await kysely
        .insertInto('conversation')
        .values({
          id: entries[0]?.conversation ?? '',
          workspace_id: store.workspace.id,
          visitor_id: 'v',
          status: 'closed',
          version: 1,
          opened_at: entries[0]?.at ?? 0,
          owners: '',
        } as never)
        .execute();
    await kysely.deleteFrom('routing_plan').execute();
    await kysely
      .insertInto('routing_plan')
      .values(
        past.plans.map(({ at, plan }, n) => ({
          workspace_id: store.workspace.id,
          version: n + 1,
          at,
          by: 'x',
          plan: JSON.stringify(plan),
        })),
      )
      .execute();
    await kysely
      .insertInto('agent_status_log')
      .values(
        past.said.map(({ person, since, status }) => ({ person_id: person, since, status, reason: null })),
      )
      .execute();
    await kysely
      .insertInto('agent_presence_log')
      .values(past.here.map(({ person, since, until }) => ({ id: newId(), person_id: person, since, until })))
      .execute();
    reports = createReports({
      database: store.database,
      location: store.location,
      workspaceId: store.workspace.id,
      clock: { now: () => past.asOf, every: () => () => undefined },
      plan: () =>
        ({ ...past.plans[0]?.plan, settings: { defaultGroup: groups[1] } }) as unknown as RoutingPlan,
      scopeOf: () => scope,
      tellTimes: async () => undefined,
      people: async () =>
        people.map(
          (id) => ({ id, role: 'agent', disabled: false, profile: { groups: null } }) as PersonRecord,
        ),
    });
    // In two halves, cut through the middle of conversations.
    const inTime = past.conversations.flat().sort((a, b) => a.at - b.at || a.seq - b.seq);
    await write(inTime.slice(0, inTime.length / 2));
    await reports.filling.run();
    await write(inTime.slice(inTime.length / 2));
  });
  afterAll(async () => {
    await reports.stop();
    await store.close();
    await place.close();
  });

  const period = () => {
    const shift = (n: number) =>
      new Date(Date.parse(past.place.day) + n * 86_400_000).toISOString().slice(0, 10);
    return { from: shift(-1), to: shift(1) };
  };
  const near = (value: number | null) => (value === null ? null : Math.round(value * 1e6) / 1e6);

  async function report(by: readonly ('agent' | 'day' | 'hour' | 'group')[], inHours: boolean) {
    const asked = {
      key: newId(),
      question: { period: period(), by: [...by], filters: noFilters, inHours },
      compare: null,
    };
    let answer = await reports.ask(x, asked);
    while (answer.state !== 'done') answer = await reports.ask(x, asked);
    return answer.report;
  }

  test.each([true, false])(
    '[E3] a report equals a recount of the rows, opening hours %s',
    async (inHours) => {
      for (const by of [
        ['agent', 'day'],
        ['group', 'hour'],
      ] as const) {
        const made = await report(by, inHours);
        const counted = recount({
          ...(await rawHistory(store.database)),
          zone: past.place.zone,
          asOf: past.asOf,
          ...period(),
          by,
          agents: [],
          groups: [],
          inHours,
        });
        const named = (values: readonly (number | null)[]) =>
          figureIds.map((id, n) => [id, near(values[n] ?? null)]);
        const wanted = (counts: Readonly<Record<string, number | null>>) =>
          figureIds.map((id) => [id, near(counts[id] ?? null)]);
        expect(made.timeZone).toBe(past.place.zone);
        expect(named(made.total)).toEqual(wanted(counted.total));
        expect(
          Object.fromEntries(made.rows.map(({ keys, values }) => [keys.join('|'), named(values)])),
        ).toEqual(Object.fromEntries([...counted.rows].map(([key, counts]) => [key, wanted(counts)])));
        expect(made.total[0]).toBeGreaterThan(2);
      }
    },
  );

  test('[H5] behind each number are as many pieces as it has, and they make it', async () => {
    const made = await report(['agent'], false);
    for (const { keys, values } of made.rows) {
      for (const figure of [
        'offered',
        'wait',
        'nextResponse90',
        'handling',
        'serviceLevel',
        'rating',
        'transfersIn',
      ] as const) {
        const behind = await reports.behind(x, {
          question: { period: period(), by: ['agent'], filters: noFilters, inHours: false },
          keys,
          figure,
          offset: 0,
          limit: 100,
        });
        const value = values[figureIds.indexOf(figure)] ?? null;
        expect(behind.value).toEqual(value);
        expect(behind.pieces).toHaveLength(behind.count);
        const own = behind.pieces.map((piece) => piece.value);
        const mean = own.length === 0 ? null : own.reduce((a, b) => a + b, 0) / own.length;
        if (figure === 'offered' || figure === 'transfersIn') expect(own).toHaveLength(value ?? -1);
        else if (figure === 'nextResponse90') expect(value === null || own.includes(value)).toBe(true);
        else expect(near(mean)).toBe(near(value));
        for (const { customer, conversationId } of behind.pieces) {
          expect(customer).toBe('Vic');
          const explained = await reports.explain(x, {
            conversationId: conversationId ?? '',
            figure,
            inHours: false,
          });
          expect(explained.pieces.length).toBeGreaterThan(0);
        }
      }
    }
  });

  test('[E3] of some groups it is what a report of all says of these and of none, behind each number nothing else', async () => {
    const whole = await report(['group'], false);
    const [mine = '', others = ''] = groups;
    scope = { groups: [mine], people: [people[0] ?? ''] };
    try {
      const part = await report(['group'], false);
      const of = (keys: readonly string[]) => (row: { keys: string[] }) => keys.includes(row.keys[0] ?? '');
      expect(whole.rows.some(of([others]))).toBe(true);
      expect(part.rows).toEqual(whole.rows.filter(of([mine, ''])));
      expect(JSON.stringify(part)).not.toContain(others);
      // A filter that names what is not theirs finds nothing.
      const question = { period: period(), by: [], filters: noFilters, inHours: false };
      const named = { ...question, filters: { ...noFilters, groups: [others] } };
      const at = { keys: [], offset: 0, limit: 100 };
      expect(await reports.behind(x, { ...at, question: named, figure: 'offered' })).toMatchObject({
        count: 0,
      });
      for (const figure of figureIds) {
        const behind = await reports.behind(x, { ...at, question, figure });
        expect(behind.pieces.filter(({ group }) => group !== null && group !== mine)).toEqual([]);
        expect(JSON.stringify(behind)).not.toContain(others);
      }
      // Of what people did whatever the conversation: theirs alone, and of which conversation only where it is theirs.
      const times = await report(['agent'], false);
      const signedIn = figureIds.indexOf('signedIn');
      const withTime = times.rows.filter(({ values }) => (values[signedIn] ?? 0) > 0);
      expect(withTime.every(({ keys }) => keys[0] === people[0])).toBe(true);
      const serving = await reports.behind(x, { ...at, question, figure: 'serving' });
      for (const { conversationId, customer } of serving.pieces)
        expect(conversationId === null).toBe(customer === null);
      // Of one that was elsewhere too, only what was theirs is explained.
      for (const entries of past.conversations) {
        const asked = {
          conversationId: entries[0]?.conversation ?? '',
          figure: 'handling',
          inHours: false,
        } as const;
        const names = (await reports.explain(x, asked)).pieces.map(({ group }) => group);
        expect(names).not.toContain(`G${others}`);
        expect(JSON.stringify(names)).not.toContain(others);
      }
      expect((await reports.choices(x)).groups.map(({ id }) => id)).not.toContain(others);
    } finally {
      scope = null;
    }
  });

  test('[E5] a rule that is tried is tried on these rows: what it would have raised is what is found in them by hand', async () => {
    const all = past.conversations.map((entries) => ({
      id: entries[0]?.conversation ?? '',
      lines: entries.map(
        ({ at, seq, authorKind, authorId, kind, body }): Line => ({
          ...{ at, seq, kind },
          author: { kind: authorKind, id: authorId },
          body: ['assigned', 'routed', 'closed', 'wrapped', 'rated'].includes(kind)
            ? (body as Line['body'])
            : null,
        }),
      ),
    }));
    const begin = Math.min(...all.flatMap(({ lines }) => lines[0]?.at ?? []));
    const days = { from: Math.max(past.asOf - 7 * 86_400_000, begin), to: past.asOf };
    const waits = all.flatMap(({ id, lines }) => piecesOf(id, lines, waitIn, past.asOf));
    const silent = all.flatMap(({ id, lines }) => piecesOf(id, lines, agentSilentIn, past.asOf));
    const rated = all
      .flatMap(({ id, lines }) =>
        lines.flatMap(({ at, body }) =>
          body?.kind === 'rated' && body.score <= 3 ? [{ subject: id, at, until: null }] : [],
        ),
      )
      .sort((a, b) => a.at - b.at);
    const wanted = {
      waiting: triedOnPieces(waits, 30, null, days),
      agent_silent: triedOnPieces(silent, 30, null, days),
      rating: triedOnHappenings(rated, null, days),
    };
    const long = { over: 30, worse: null };
    expect({
      waiting: await reports.tryRule(watching({ kind: 'waiting', ...long })),
      agent_silent: await reports.tryRule(watching({ kind: 'agent_silent', ...long })),
      rating: await reports.tryRule(watching({ kind: 'rating', atMost: 3 })),
    }).toEqual({
      waiting: { ...days, ...wanted.waiting },
      agent_silent: { ...days, ...wanted.agent_silent },
      rating: { ...days, ...wanted.rating },
    });
    expect(wanted.waiting.raised).toBeGreaterThan(0);
    expect(wanted.agent_silent.raised).toBeGreaterThan(0);
    // Of the rest both databases say something, and words that nobody has said were not said.
    const words = await reports.tryRule(watching({ kind: 'customer_words', words: ['投诉'] }));
    expect(words).toEqual({ ...days, raised: 0, subjects: 0 });
    const level = { below: 101, clear: 101, minutes: 60, least: 1, worse: null } as const;
    expect((await reports.tryRule(watching({ kind: 'service_level', ...level }))).raised).toBeGreaterThan(0);
    expect((await reports.tryRule(watching({ kind: 'away', status: 'away', ...long }))).from).toBeLessThan(
      past.asOf,
    );
  });

  test('[E3] made anew from nothing it is the same, and made twice it counts nothing twice', async () => {
    const facts = () =>
      store.database.kysely.selectFrom('report_fact').selectAll().orderBy('conversation_id').execute();
    await reports.filling.run();
    const before = await facts();
    expect(before).toHaveLength(past.conversations.length);
    await store.database.kysely.deleteFrom('report_fact').execute();
    expect(await reports.filling.rebuild()).toEqual({ facts: past.conversations.length });
    expect(await facts()).toEqual(before);
    await reports.filling.rebuild();
    expect(await facts()).toEqual(before);
  });

  test('[E3] facts that are damaged, missing or of nothing are as they were after a rebuild', async () => {
    const { kysely } = store.database;
    const facts = () =>
      kysely.selectFrom('report_fact').selectAll().orderBy('conversation_id').orderBy('opened_at').execute();
    await reports.filling.run();
    const before = await facts();
    const [damaged, moved, missing] = before;
    if (damaged === undefined || moved === undefined || missing === undefined) throw new Error('too few');
    const at = (id: string) => kysely.updateTable('report_fact').where('conversation_id', '=', id);
    await at(damaged.conversation_id).set({ fact: moved.fact, last_at: 1 }).execute();
    await at(moved.conversation_id)
      .set({ opened_at: moved.opened_at + 1 })
      .execute();
    await kysely.deleteFrom('report_fact').where('conversation_id', '=', missing.conversation_id).execute();
    await kysely
      .insertInto('report_fact')
      .values({ ...damaged, conversation_id: newId() })
      .execute();
    expect(await facts()).not.toEqual(before);
    expect(await reports.filling.rebuild()).toEqual({ facts: past.conversations.length });
    expect(await facts()).toEqual(before);
  });

  test('a report that nobody waits for any more is given up', async () => {
    const key = newId();
    const asked = reports.ask(x, {
      key,
      question: { period: period(), by: [], filters: noFilters, inHours: false },
      compare: null,
    });
    expect(reports.cancel('somebody else', key)).toBeNull();
    reports.cancel('x', key);
    await expect(asked).rejects.toMatchObject({ refusal: { code: 'unavailable' } });
  });
});
