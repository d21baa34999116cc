import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { figureIds } from '#shared/domain/reports/figures.ts';
import { noFilters, type ReportQuestion } from '#shared/domain/reports/question.ts';
import { usualProfile } from '#shared/domain/routing/profile.ts';
import { usualSupervision } from '#shared/domain/supervision/usual.ts';
import type { DeskEvents } from '#shared/protocol/desk.ts';
import type { InputOf } from '#shared/protocol/registry.ts';
import { demoScoreCard } from '../../src/hub/demo/index.ts';
import { openBoard } from '../support/boards.ts';
import { type HeldClock, heldClock } from '../support/held-clock.ts';
import {
  type DeskClient,
  deskClient,
  say,
  startTestHub,
  type TestHub,
  type TestPerson,
  testPeople,
  visitorClient,
} from '../support/hub.ts';
import { groupOf } from '../support/routing.ts';
import { haveRules, watching } from '../support/watch.ts';

/**
 * Where the house says that supervisors see their own groups (E2), nothing of another group comes over their wire: on the board,
 * in reports and behind their numbers, in samples and reviews, in alerts, in a replay. With a real hub and everybody's sockets.
 */

const ada = { name: 'Ada', email: 'ada@example.test', password: 'correct horse ada', role: 'admin' } as const;
const cy = { name: 'Cy', email: 'cy@example.test', password: 'correct horse cyy', role: 'agent' } as const;

let hub: TestHub;
let clock: HeldClock;
let admin: DeskClient;
let agents: readonly [DeskClient, DeskClient, DeskClient];
let home: string;
const other = newId();
let mine: string;
let theirs: string;

const putIn = async (person: TestPerson, groups: string[] | null) => {
  const row = await hub.hub.database.kysely
    .selectFrom('person')
    .select('id')
    .where('email', '=', person.email)
    .executeTakeFirstOrThrow();
  await hub.hub.profiles.setProfile(row.id, { ...usualProfile, groups });
};
const house = async (groups: 'all' | 'own') => {
  const { version, plan } = hub.hub.plans.current();
  const supervision = { ...usualSupervision, groups };
  await hub.hub.plans.save(version, { ...plan, settings: { ...plan.settings, supervision } }, 'test');
};
const rowOf = async (conversationId: string) =>
  (await admin.get('conversation.pull', { conversationId, after: 0, before: null, limit: 1 })).conversation;

/** A customer of that name, whose conversation is that agent's, in that group. */
async function customer(name: string, words: string, agent: DeskClient, groupId: string): Promise<string> {
  const visitor = await visitorClient(hub.url);
  const { conversationId } = await say(visitor, words);
  await expect.poll(async () => (await rowOf(conversationId)).group).not.toBeNull();
  await admin.get('customer.save', { conversationId, version: 1, change: { name } });
  const give = async (to: { person: string; ask: boolean } | { group: string }) =>
    admin.get('conversation.transfer', {
      ...{ conversationId, key: newId(), version: (await rowOf(conversationId)).version, to, note: null },
    });
  await give({ group: groupId });
  await expect
    .poll(async () => {
      clock.leap(1000);
      return (await rowOf(conversationId)).agent?.id;
    })
    .toBe(agent.ready.me.id);
  return conversationId;
}

beforeEach(async () => {
  clock = heldClock();
  hub = await startTestHub({ clock });
  await hub.hub.people.create(ada);
  await hub.hub.people.create(cy);
  const { version, plan } = hub.hub.plans.current();
  home = plan.settings.defaultGroup;
  await hub.hub.plans.save(
    version,
    { ...plan, groups: [...plan.groups, groupOf(other, { name: 'B team' })] },
    'test',
  );
  await house('own');
  await putIn(testPeople.ann, [home]);
  await putIn(testPeople.ben, [other]);
  await putIn(cy, []);
  await putIn(testPeople.sue, [home]);
  admin = await deskClient(hub.url, ada);
  agents = [
    await deskClient(hub.url, testPeople.ann),
    await deskClient(hub.url, testPeople.ben),
    await deskClient(hub.url, cy),
  ];
  const [ann, ben] = agents;
  mine = await customer('Alice of A', 'words of A', ann, home);
  theirs = await customer('Canary Bird', 'words of B', ben, other);
});
afterEach(() => hub.stop());

/** Everything that came over the wire to them from now on, but the list of colleagues, which is everybody's who works here. */
const wire = ({ socket }: DeskClient): string[] => {
  const frames: string[] = [];
  socket.io.engine.on('packet', ({ type, data }) => {
    if (type === 'message' && !String(data).startsWith('2/desk,["colleagues"')) frames.push(String(data));
  });
  return frames;
};
const pass = async (seconds: number) => {
  for (let s = 0; s < seconds; s += 5) {
    clock.leap(5000);
    await admin.get('watch.open', {});
    await admin.get('watch.open', {});
  }
};
const question = (by: ReportQuestion['by'] = []): ReportQuestion => {
  const day = new Date(clock.now()).toISOString().slice(0, 10);
  const shift = (n: number) => new Date(Date.parse(day) + n * 86_400_000).toISOString().slice(0, 10);
  return { period: { from: shift(-1), to: shift(1) }, by, filters: noFilters, inHours: false };
};
async function report(desk: DeskClient, by: ReportQuestion['by']) {
  const key = newId();
  for (;;) {
    const answer = await desk.get('reports.ask', { key, question: question(by), compare: null });
    if (answer.state === 'done') return answer.report;
  }
}
const nothingOfB = (heard: unknown, alsoNot: readonly string[] = []) => {
  const text = JSON.stringify(heard);
  for (const word of ['Canary', 'words of B', theirs, other, 'B team', ...alsoNot])
    expect(text).not.toContain(word);
};
const close = async (conversationId: string) =>
  admin.get('conversation.close', {
    ...{ conversationId, key: newId(), version: (await rowOf(conversationId)).version },
  });

test('[P19] on the board of A, from its opening on, is nothing of B; what goes there is gone', async () => {
  const sue = await deskClient(hub.url, testPeople.sue);
  const frames = wire(sue);
  const [hers, whole] = [await openBoard(sue), await openBoard(admin)];
  const rows = () => [...hers.book().rows.values()].map(({ id, visitor }) => [id, visitor.name]);
  const agents = () => [...hers.book().agents.values()].map(({ name }) => name);
  expect(rows()).toEqual([[mine, 'Alice of A']]);
  expect([...hers.book().groups.keys()]).toEqual([home]);
  // Ben is of B, Cy of no group, which is the house's.
  expect(agents()).toEqual(['Ann']);
  expect([...whole.book().agents.values()].map(({ name }) => name).sort()).toEqual(['Ann', 'Ben', 'Cy']);
  expect(whole.book().rows.size).toBe(2);

  // What happens over there is told to who leads all, and to her nothing.
  await admin.get('supervise.join', {
    ...{ conversationId: theirs, key: newId(), version: (await rowOf(theirs)).version },
  });
  await expect.poll(() => [...whole.book().rows.values()].find(({ id }) => id === theirs)?.guests).toBe(1);
  expect(rows()).toEqual([[mine, 'Alice of A']]);
  nothingOfB(frames);

  // Of B, served by one of hers: the conversation is theirs all the same.
  const ann = [...whole.book().agents.values()].find(({ name }) => name === 'Ann')?.id ?? '';
  const move = async (id: string, to: { person: string; ask: boolean } | { group: string }) =>
    admin.get('conversation.transfer', {
      ...{ conversationId: id, key: newId(), version: (await rowOf(id)).version, to, note: null },
    });
  await move(theirs, { person: ann, ask: false });
  await expect
    .poll(() => [...whole.book().rows.values()].find(({ id }) => id === theirs)?.agent?.id)
    .toBe(ann);
  expect(rows()).toEqual([[mine, 'Alice of A']]);
  nothingOfB(frames);

  // It goes to B: gone from hers, and it is told with nothing but its handle.
  await move(mine, { group: other });
  await expect.poll(rows).toEqual([]);
  expect(whole.book().rows.size).toBe(2);
  nothingOfB([hers.told]);
});

test('[P19] who is in other groups now, or sees all, has another board within a second', async () => {
  let sue = await deskClient(hub.url, testPeople.sue);
  let board = await openBoard(sue);
  const ids = () => [...board.book().rows.values()].map(({ id }) => id).sort();
  expect(ids()).toEqual([mine]);
  /** Sent through the door; comes again. */
  const again = async () => {
    await expect
      .poll(() => {
        clock.leap(1000);
        return sue.socket.connected;
      })
      .toBe(false);
    sue = await deskClient(hub.url, testPeople.sue);
    board = await openBoard(sue);
  };
  await putIn(testPeople.sue, [other]);
  await again();
  expect(ids()).toEqual([theirs]);
  await house('all');
  await again();
  expect(ids()).toEqual([mine, theirs].sort());
  await house('own');
  await again();
  expect(ids()).toEqual([theirs]);
  // Of no group at all she leads what is in none: nothing here.
  await putIn(testPeople.sue, []);
  await again();
  expect(ids()).toEqual([]);
  expect([...board.book().groups.keys()]).toEqual([]);
  expect([...board.book().agents.keys()]).toEqual([]);
});

test('[P19] reports of A and what is behind their numbers have nothing of B', async () => {
  const sue = await deskClient(hub.url, testPeople.sue);
  await pass(60);
  const frames = wire(sue);
  for (const by of [['group'], ['agent'], ['agent', 'day'], []] as ReportQuestion['by'][]) {
    nothingOfB(await report(sue, by), ['Ben']);
  }
  const handled = figureIds.indexOf('handled');
  // Both were Ann's at first: what has gone to B since counts, and nothing says which it is.
  expect((await report(sue, [])).total[handled]).toBe(3);
  expect((await report(admin, [])).total[handled]).toBe(4);
  for (const figure of figureIds) {
    const asked = { question: question(), keys: [], figure, offset: 0, limit: 100 };
    nothingOfB(await sue.get('reports.behind', asked), ['Ben']);
  }
  // It is there for who leads all: there was something to hide.
  const behind = await admin.get('reports.behind', {
    ...{ question: question(), keys: [], figure: 'offered', offset: 0, limit: 100 },
  });
  expect(behind.pieces.map(({ customer }) => customer).sort()).toEqual(['Alice of A', 'Canary Bird']);
  nothingOfB(await sue.get('reports.choices', {}), ['Ben']);
  const explain = { figure: 'offered', inHours: false } as const;
  await expect(sue.get('reports.explain', { ...explain, conversationId: theirs })).rejects.toThrow(
    'not_found',
  );
  expect((await sue.get('reports.explain', { ...explain, conversationId: mine })).pieces).toHaveLength(1);
  const hers = await sue.get('reports.behind', {
    ...{ question: question(), keys: [], figure: 'offered', offset: 0, limit: 100 },
  });
  expect(hers.pieces.map(({ conversationId, customer: name }) => [conversationId, name])).toEqual(
    expect.arrayContaining([
      [mine, 'Alice of A'],
      [null, null],
    ]),
  );
  // She asks for theirs by name: it is as if there were none.
  const named = { ...question(), filters: { ...noFilters, groups: [other] } };
  expect(
    await sue.get('reports.behind', { question: named, keys: [], figure: 'offered', offset: 0, limit: 9 }),
  ).toMatchObject({ count: 0, pieces: [] });
  nothingOfB(frames, ['Ben']);
});

test('[P19] samples, reviews, figures of quality and a replay have nothing of B', async () => {
  const cardId = newId();
  await admin.get('quality.card.save', { id: cardId, version: 0, card: demoScoreCard(), retired: false });
  await close(mine);
  await close(theirs);
  const sue = await deskClient(hub.url, testPeople.sue);
  const frames = wire(sue);
  const rule = {
    ...{ from: 0, to: clock.now() + 1, agents: [], groups: [], dispositions: [], words: [], seed: '1' },
    ...{ ratedAtMost: null, lastedAtLeast: null, transfersAtLeast: null, alerted: false, unreviewed: false },
    pick: { from: 'all', count: 10 } as const,
  };
  expect(await admin.get('quality.preview', { rule, cardId })).toMatchObject({ matched: 2 });
  const preview = await sue.get('quality.preview', { rule, cardId });
  expect(preview).toMatchObject({ matched: 1, byAgent: [{ name: 'Ann' }] });

  // The admin has both looked at, and looks at what is B's.
  const of = newId();
  const begun = await admin.get('quality.begin', { id: newId(), conversationId: theirs, cardId });
  const sample = { name: 'all of it', rule, cardId, dueAt: null, second: false };
  await admin.get('quality.sample.add', { id: of, ...sample, reviewers: [admin.ready.me.id] });
  // To whom it is given it has to be theirs.
  await expect(
    admin.get('quality.sample.add', { id: newId(), ...sample, reviewers: [sue.ready.me.id] }),
  ).rejects.toThrow('reviewers.0');

  const refused = async <E extends keyof DeskEvents & string>(event: E, input: InputOf<DeskEvents, E>) =>
    expect([event, await sue.ask(event, input)]).toEqual([
      event,
      expect.objectContaining({ ok: false, error: expect.objectContaining({ code: 'not_found' }) }),
    ]);
  const { id: reviewId, version } = begun.review;
  await refused('quality.begin', { id: newId(), conversationId: theirs, cardId });
  await refused('quality.review', { reviewId });
  await refused('quality.release', { reviewId, version });
  await refused('quality.cancel', { reviewId, version });
  await refused('quality.second', { id: newId(), reviewId, reviewerId: admin.ready.me.id, dueAt: null });
  await refused('quality.followup.add', {
    ...{ reviewId, key: newId(), text: 'x', ownerId: sue.ready.me.id, dueAt: 1 },
  });
  await refused('conversation.pull', { conversationId: theirs, after: 0, before: null, limit: 50 });
  const all = { mine: false, agentId: null, sampleId: null, conversationId: null, states: [], before: null };
  const listed = await sue.get('quality.reviews', { ...all, limit: 50 });
  expect(listed.reviews.map(({ conversationId }) => conversationId)).toEqual([mine]);
  expect((await admin.get('quality.reviews', { ...all, limit: 50 })).reviews).toHaveLength(3);
  expect((await sue.get('quality.samples', {})).samples).toEqual([]);
  expect((await admin.get('quality.samples', {})).samples).toHaveLength(1);
  const trends = { from: 0, to: clock.now() + 1, timeZone: 'UTC' };
  expect(await sue.get('quality.trends', trends)).toMatchObject({ closed: 1 });
  expect(await admin.get('quality.trends', trends)).toMatchObject({ closed: 2 });
  await sue.get('quality.agreement', { from: 0, to: clock.now() + 1, cardId });
  await sue.get('quality.followups', { all: true });

  // Her own choice is of hers alone.
  const own = newId();
  const drawn = await sue.get('quality.sample.add', { id: own, ...sample, reviewers: [sue.ready.me.id] });
  expect(drawn.sample).toMatchObject({ matched: 1, total: 1 });
  expect((await sue.get('quality.samples', {})).samples.map(({ id }) => id)).toEqual([own]);
  const replay = await sue.get('conversation.pull', {
    ...{ conversationId: mine, after: 0, before: null, limit: 50 },
  });
  expect(JSON.stringify(replay.entries)).toContain('words of A');
  nothingOfB(frames, [reviewId]);
});

test('[P19] alerts of B are neither told to who leads A nor listed, kept from others or done with by them', async () => {
  const rule = watching({ kind: 'agent_silent', over: 60, worse: null });
  const away = watching({ kind: 'away', status: 'busy', over: 60, worse: null });
  await haveRules(hub.hub, rule, away);
  for (const desk of agents) await desk.get('status.set', { status: 'busy', reason: null });
  const sue = await deskClient(hub.url, testPeople.sue);
  const frames = wire(sue);
  const opened = async (desk: DeskClient) =>
    (await desk.get('watch.open', {})).alerts
      .map(({ conversationId, person }) => conversationId ?? person?.name)
      .sort();
  await expect
    .poll(async () => {
      await pass(5);
      return opened(admin);
    })
    .toEqual([mine, theirs, 'Ann', 'Ben', 'Cy'].sort());
  expect(await opened(sue)).toEqual([mine, 'Ann'].sort());
  await expect
    .poll(async () => {
      await pass(5);
      return admin.news('watch_call').flatMap(({ alerts }) => alerts).length;
    })
    .toBeGreaterThanOrEqual(4);
  // The house's ladder (P18) has reached supervisors too, and told her of hers.
  await expect
    .poll(async () => {
      await pass(5);
      return sue.news('alert').map(({ conversationId }) => conversationId);
    })
    .toContain(mine);
  await expect
    .poll(async () => {
      await pass(5);
      return admin.news('alert').map(({ conversationId }) => conversationId);
    })
    .toContain(theirs);
  expect(sue.news('watch').flatMap(({ alerts }) => alerts).length).toBeGreaterThan(0);

  const { alerts } = await admin.get('watch.open', {});
  const alertId = alerts.find(({ conversationId }) => conversationId === theirs)?.id ?? '';
  const unknown = { error: { code: 'not_found' } };
  expect(await sue.ask('watch.history', { alertId })).toMatchObject(unknown);
  expect(await sue.ask('watch.acknowledge', { alertId, note: null })).toMatchObject(unknown);
  expect(await sue.ask('watch.resolve', { alertId, note: null })).toMatchObject(unknown);
  expect(await sue.ask('watch.quiet', { ruleId: rule.id, minutes: 10, for: 'all' })).toMatchObject({
    error: { code: 'forbidden' },
  });
  await sue.get('watch.quiet', { ruleId: rule.id, minutes: 10, for: 'me' });
  for (const { id } of alerts) await admin.get('watch.resolve', { alertId: id, note: null });
  const past = async (desk: DeskClient) =>
    (await desk.get('watch.past', { before: null, limit: 100 })).alerts.length;
  expect(await past(admin)).toBe(5);
  expect(await past(sue)).toBe(2);
  await pass(5);
  nothingOfB(frames, [alertId, 'Ben', 'Cy']);
});
