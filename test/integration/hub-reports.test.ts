import { afterEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { type FigureId, figureIds } from '#shared/domain/reports/figures.ts';
import { noFilters, type ReportQuestion } from '#shared/domain/reports/question.ts';
import type { Report } from '#shared/protocol/reports.ts';
import {
  type DeskClient,
  deskClient,
  say,
  startTestHub,
  type TestHub,
  testPeople,
  visitorClient,
} from '../support/hub.ts';
import { rawHistory } from '../support/raw-history.ts';
import { recount } from '../support/recount.ts';

/** E3, H5: reports of what really went over sockets, asked for over one. */

let hub: TestHub;
afterEach(() => hub.stop());

async function ask(
  desk: DeskClient,
  question: ReportQuestion,
  compare: ReportQuestion['period'] | null = null,
): Promise<Report> {
  const key = newId();
  for (;;) {
    const answer = await desk.get('reports.ask', { key, question, compare });
    if (answer.state === 'done') return answer.report;
  }
}

const near = (value: number | null | undefined) => (value == null ? null : Math.round(value * 1e6) / 1e6);
const figureOf = ({ total }: Pick<Report, 'total'>, figure: FigureId) =>
  total[figureIds.indexOf(figure)] ?? null;

test('[E3] a day of customers, agents and a supervisor: the report equals a recount of what the database holds', async () => {
  hub = await startTestHub();
  const sue = await deskClient(hub.url, testPeople.sue);
  const ann = await deskClient(hub.url, testPeople.ann);
  const [first, second, third] = [
    await visitorClient(hub.url),
    await visitorClient(hub.url),
    await visitorClient(hub.url),
  ];
  const one = await say(first, 'where is my order?');
  await ann.until(
    'entry',
    (n) => n.entry.body.kind === 'assigned' && n.entry.conversationId === one.conversationId,
  );
  await ann.get('message.send', { conversationId: one.conversationId, key: newId(), text: 'one moment' });
  await say(first, 'thank you');
  await ann.get('message.send', {
    conversationId: one.conversationId,
    key: newId(),
    text: 'it is on its way',
  });
  await ann.get('status.set', { status: 'away', reason: null });

  // Nobody takes the next ones: one is closed without an answer, one waits.
  const two = await say(second, 'hello?');
  const three = await say(third, 'hello??');
  const rowOf = async (conversationId: string) =>
    (await sue.get('conversation.pull', { conversationId, after: 0, before: null, limit: 1 })).conversation;
  await expect.poll(async () => (await rowOf(two.conversationId)).group).not.toBeNull();
  await expect.poll(async () => (await rowOf(three.conversationId)).group).not.toBeNull();
  const close = async (desk: DeskClient, conversationId: string) =>
    desk.get('conversation.close', {
      conversationId,
      key: newId(),
      version: (await rowOf(conversationId)).version,
    });
  await close(sue, two.conversationId);

  // The first goes to Ben, who ends it, and the customer says how it was; twice.
  const ben = await deskClient(hub.url, testPeople.ben);
  const { version } = await rowOf(one.conversationId);
  await ann.get('conversation.transfer', {
    conversationId: one.conversationId,
    key: newId(),
    version,
    to: { person: ben.ready.me.id, ask: false },
    note: null,
  });
  await ben.get('message.send', { conversationId: one.conversationId, key: newId(), text: 'Ben here' });
  await close(ben, one.conversationId);
  for (const score of [2, 4])
    await first.get('rating.set', {
      conversationId: one.conversationId,
      key: newId(),
      score,
      comment: null,
    });
  ann.close();

  const { timeZone, today, agents } = await sue.get('reports.choices', {});
  expect(agents.map(({ name }) => name)).toEqual(expect.arrayContaining(['Ann', 'Ben', 'Sue']));
  const question: ReportQuestion = {
    period: { from: today, to: today },
    by: ['agent', 'hour'],
    filters: noFilters,
    inHours: false,
  };
  const report = await ask(sue, question, { from: '2020-01-01', to: '2020-01-01' });
  const counted = recount({
    ...(await rawHistory(hub.hub.database)),
    zone: timeZone,
    asOf: report.asOf,
    from: today,
    to: today,
    by: ['agent', 'hour'],
    agents: [],
    groups: [],
    inHours: false,
  });
  // What people are goes on while it is counted: the rest stands still.
  const moving = ['signedIn', 'online', 'busy', 'away', 'invisible', 'serving', 'effort', 'occupancy'];
  const still = figureIds.filter((id) => !moving.includes(id));
  for (const id of still) expect([id, near(figureOf(report, id))]).toEqual([id, near(counted.total[id])]);
  for (const { keys, values } of report.rows)
    for (const id of still)
      expect([keys, id, near(values[figureIds.indexOf(id)])]).toEqual([
        keys,
        id,
        near(counted.rows.get(keys.join('|'))?.[id]),
      ]);
  expect(report.rows).toHaveLength(counted.rows.size);
  for (const [id, value] of [
    ['offered', 3],
    ['answered', 1],
    ['abandoned', 1],
    ['transfersOut', 1],
    ['rating', 4],
    ['rated', 1],
    ['handled', 3],
  ] as const)
    expect([id, figureOf(report, id)]).toEqual([id, value]);
  expect(figureOf(report, 'away')).toBeGreaterThan(0);
  expect(report.compare?.total[0]).toBe(0);
  expect(Object.values(report.names.agents)).toEqual(expect.arrayContaining(['Ann', 'Ben']));

  // Behind a number, the conversation; behind the conversation, its entries.
  const behind = await sue.get('reports.behind', {
    question,
    keys: [],
    figure: 'abandoned',
    offset: 0,
    limit: 10,
  });
  expect(behind.pieces.map(({ conversationId }) => conversationId)).toEqual([two.conversationId]);
  const explained = await sue.get('reports.explain', {
    conversationId: one.conversationId,
    figure: 'nextResponse',
    inHours: false,
  });
  expect(explained.pieces).toMatchObject([
    { agent: 'Ann', from: { kind: 'message' }, to: { kind: 'message', author: 'Ann' } },
  ]);
});

test('[E3] agents have no reports; what is asked wrongly is refused', async () => {
  hub = await startTestHub();
  const ann = await deskClient(hub.url, testPeople.ann);
  const sue = await deskClient(hub.url, testPeople.sue);
  const question: ReportQuestion = {
    period: { from: '2026-01-01', to: '2026-01-31' },
    by: [],
    filters: noFilters,
    inHours: false,
  };
  const asked = { key: newId(), question, compare: null };
  for (const answer of [
    await ann.ask('reports.ask', asked),
    await ann.ask('reports.cancel', { key: newId() }),
    await ann.ask('reports.behind', { question, keys: [], figure: 'offered', offset: 0, limit: 1 }),
    await ann.ask('reports.explain', { conversationId: newId(), figure: 'offered', inHours: false }),
    await ann.ask('reports.choices', {}),
  ])
    expect(answer).toEqual({ ok: false, error: { code: 'forbidden' } });
  const wrong = async (change: object) => {
    const answer = await sue.ask('reports.ask', {
      ...asked,
      key: newId(),
      question: { ...question, ...change },
    });
    return answer.ok ? 'granted' : answer.error.code;
  };
  expect(await wrong({})).toBe('granted');
  for (const change of [
    { period: { from: '2026-02-01', to: '2026-01-31' } },
    { period: { from: '2025-01-01', to: '2026-01-31' } },
    { period: { from: '2026-02-30', to: '2026-03-31' } },
    { by: ['day', 'day'] },
    { by: ['day', 'agent', 'group'] },
    { by: ['moon'] },
    { more: true },
  ])
    expect([change, await wrong(change)]).toEqual([change, 'bad_request']);
  expect(
    await sue.ask('reports.explain', { conversationId: newId(), figure: 'offered', inHours: false }),
  ).toEqual({
    ok: false,
    error: { code: 'not_found' },
  });
});

test('[E3] a hub that is gone and comes again goes on counting where it was, and time without a desk is nobody’s', async () => {
  hub = await startTestHub();
  const ann = await deskClient(hub.url, testPeople.ann);
  await say(await visitorClient(hub.url), 'hello');
  await ann.until('entry', (n) => n.entry.body.kind === 'assigned');
  await hub.restart();
  const here = () => hub.hub.database.kysely.selectFrom('agent_presence_log').selectAll().execute();
  const [before] = await here();
  expect(before?.person_id).toBe(ann.ready.me.id);
  const sue = await deskClient(hub.url, testPeople.sue);
  const { today } = await sue.get('reports.choices', {});
  const question: ReportQuestion = {
    period: { from: today, to: today },
    by: ['agent'],
    filters: noFilters,
    inHours: false,
  };
  const report = await ask(sue, question);
  expect(figureOf(report, 'offered')).toBe(1);
  const [again] = await here();
  expect(again).toEqual(before);
  const own = report.rows.find(({ keys }) => keys[0] === ann.ready.me.id)?.values[
    figureIds.indexOf('signedIn')
  ];
  expect(own).toBe((before?.until ?? 0) - (before?.since ?? 0));
});
