import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyHandbook } from '#shared/domain/customer/handbook.ts';
import { newId } from '#shared/domain/key.ts';
import { emptyVerdict } from '#shared/domain/quality/review.ts';
import { noNeeds } from '#shared/domain/routing/needs.ts';
import { type DeskEvent, type DeskEvents, deskEvents } from '#shared/protocol/desk.ts';
import type { Answer, RefusalCode } from '#shared/protocol/errors.ts';
import type { Me, Role } from '#shared/protocol/handshake.ts';
import type { InputOf, Scope } from '#shared/protocol/registry.ts';
import { type VisitorEvent, type VisitorEvents, visitorEvents } from '#shared/protocol/visitor.ts';
import type { DeskActor, VisitorActor, Write } from '../../src/hub/conversations/index.ts';
import { demoScoreCard } from '../../src/hub/demo/index.ts';
import { createLog } from '../../src/hub/platform/log/index.ts';
import { createDispatcher, type Handlers } from '../../src/hub/platform/realtime/index.ts';
import { newReply } from '../support/replies.ts';
import { someQuestion } from '../support/reports.ts';
import { openStore, places, type Store } from './stores.ts';
import { accepting, asking, by, closing, from, giving, inviting, taking } from './writes.ts';

/**
 * Every event × every role × every relation to a conversation, through the hub's own dispatcher,
 * scope check and decision; and every event × whoever has no business in its namespace, at the door of a real hub. An
 * event that is not in the tables below does not compile. HTTP has a matrix of its own: routes.test.ts.
 */

/**
 * What a conversation is to the one who asks; `group`: it waits in the queue of a group that they are not in; `ended`: it was
 * theirs, and they have it to wrap up.
 */
const relations = ['own', 'had', 'queued', 'group', 'others', 'asked', 'guest', 'ended'] as const;
type Relation = (typeof relations)[number];

/** That none of those who ask is in. */
const group = { id: newId(), name: 'Sales' };

/** Of a sample. */
const aRule = {
  ...{ from: 0, to: 1, agents: [], groups: [], dispositions: [], words: [], seed: '1' },
  ...{ ratedAtMost: null, lastedAtLeast: null, transfersAtLeast: null, alerted: false, unreviewed: false },
  pick: { from: 'all', count: 1 } as const,
};

/** Of the house's only checklist. */
const aStep = newId();

type Stage = {
  readonly conversationId: string;
  readonly version: number;
  readonly mine: string;
  /** A note of theirs on the customer. */
  readonly note: string;
  readonly to: string;
};

const noFilters = {
  conversation: null,
  customer: null,
  agent: null,
  from: null,
  to: null,
  status: null,
  kind: null,
};

const deskInputs: { readonly [E in DeskEvent]: (on: Stage) => InputOf<DeskEvents, E> } = {
  'feed.pull': () => ({ since: 0, limit: 500 }),
  'conversations.page': () => ({ after: null, limit: 500 }),
  'conversation.pull': ({ conversationId }) => ({ conversationId, after: 0, before: null, limit: 10 }),
  'conversation.find': ({ conversationId, mine }) => ({ conversationId, of: { entryId: mine } }),
  'message.send': ({ conversationId }) => ({ conversationId, key: newId(), text: 'hi' }),
  'note.add': ({ conversationId }) => ({ conversationId, key: newId(), text: 'hi', mentions: [] }),
  'message.edit': ({ conversationId, mine }) => ({ conversationId, key: newId(), entryId: mine, text: 'x' }),
  'message.recall': ({ conversationId, mine }) => ({ conversationId, key: newId(), entryId: mine }),
  'conversation.take': ({ conversationId, version }) => ({ conversationId, key: newId(), version }),
  'conversation.transfer': ({ conversationId, version, to }) => ({
    conversationId,
    key: newId(),
    version,
    to: { person: to, ask: false },
    note: null,
  }),
  'conversation.close': ({ conversationId, version }) => ({ conversationId, key: newId(), version }),
  'conversation.invite': ({ conversationId, version, to }) => ({
    conversationId,
    key: newId(),
    version,
    to,
    note: null,
  }),
  'conversation.leave': ({ conversationId, version }) => ({ conversationId, key: newId(), version }),
  'offer.accept': ({ conversationId, version }) => ({ conversationId, key: newId(), version }),
  'offer.decline': ({ conversationId, version }) => ({ conversationId, key: newId(), version }),
  'offer.withdraw': ({ conversationId, version }) => ({ conversationId, key: newId(), version }),
  'rating.ask': ({ conversationId }) => ({ conversationId, key: newId() }),
  'wrap.done': ({ conversationId, version }) => ({ conversationId, key: newId(), version }),
  'conversation.decisions': ({ conversationId }) => ({ conversationId }),
  'reports.ask': () => ({ key: newId(), question: someQuestion, compare: null }),
  'reports.cancel': () => ({ key: newId() }),
  'reports.behind': () => ({ question: someQuestion, keys: [], figure: 'offered', offset: 0, limit: 10 }),
  'reports.explain': ({ conversationId }) => ({ conversationId, figure: 'offered', inHours: false }),
  'reports.choices': () => ({}),
  'customer.pull': ({ conversationId }) => ({ conversationId }),
  'customer.save': ({ conversationId }) => ({ conversationId, version: 1, change: { phone: '110' } }),
  'customer.note.add': ({ conversationId }) => ({ conversationId, key: newId(), text: 'hi' }),
  'customer.note.edit': ({ conversationId, note }) => ({ conversationId, noteId: note, text: 'x' }),
  'customer.note.delete': ({ conversationId, note }) => ({ conversationId, noteId: note }),
  'customer.conversations': ({ conversationId }) => ({ conversationId, before: null, limit: 10 }),
  'customer.transcript': ({ conversationId }) => ({
    conversationId,
    of: conversationId,
    before: null,
    limit: 10,
  }),
  'way.pull': ({ conversationId }) => ({ conversationId }),
  'orders.pull': ({ conversationId }) => ({ conversationId }),
  'checklist.pull': ({ conversationId }) => ({ conversationId }),
  'checklist.tick': ({ conversationId }) => ({ conversationId, stepId: aStep, done: true }),
  'customer.tags': () => ({}),
  'handbook.pull': () => ({}),
  'status.set': () => ({ status: 'busy', reason: null }),
  'colleagues.pull': () => ({}),
  'replies.pull': () => ({ since: 0, view: '' }),
  'reply.save': () => newReply('x'),
  'replies.write': () => ({ replies: [newReply('x')] }),
  'reply.delete': () => ({ id: newId(), version: 1 }),
  'reply.restore': () => ({ id: newId(), version: 1 }),
  'replies.use': () => ({ uses: [{ id: newId(), count: 1, lastAt: 1 }] }),
  'replies.uses': () => ({ after: null }),
  'alert.report': ({ conversationId }) => ({
    conversationId,
    since: 0,
    rung: 'toast',
    what: 'raised',
    ago: 0,
  }),
  'alerts.pull': ({ conversationId }) => ({ conversationId }),
  'alerts.open': () => ({}),
  'quality.cards': () => ({}),
  'quality.card': () => ({ id: newId(), version: null }),
  'quality.card.save': () => ({ id: newId(), version: 0, card: demoScoreCard(), retired: false }),
  'quality.begin': ({ conversationId }) => ({ id: newId(), conversationId, cardId: newId() }),
  'quality.reviews': () => ({
    ...{ mine: false, agentId: null, sampleId: null, conversationId: null, states: [], before: null },
    limit: 10,
  }),
  'quality.review': () => ({ reviewId: newId() }),
  'quality.preview': () => ({ rule: aRule, cardId: newId() }),
  'quality.sample.add': () => ({
    ...{
      id: newId(),
      name: 'x',
      rule: aRule,
      cardId: newId(),
      reviewers: [newId()],
      dueAt: null,
      second: false,
    },
  }),
  'quality.samples': () => ({}),
  'quality.second': () => ({ id: newId(), reviewId: newId(), reviewerId: newId(), dueAt: null }),
  'quality.agreement': () => ({ from: 0, to: 1, cardId: newId() }),
  'quality.trends': () => ({ from: 0, to: 1, timeZone: 'UTC' }),
  'quality.draft': () => ({ reviewId: newId(), draft: emptyVerdict }),
  'quality.submit': () => ({ reviewId: newId(), version: 1, verdict: emptyVerdict, release: false }),
  'quality.release': () => ({ reviewId: newId(), version: 1 }),
  'quality.cancel': () => ({ reviewId: newId(), version: 1 }),
  'quality.answer': () => ({ reviewId: newId(), version: 1, text: 'no', verdict: null }),
  'quality.followup.add': () => ({ reviewId: newId(), key: newId(), text: 'x', ownerId: newId(), dueAt: 1 }),
  'quality.followup.done': () => ({ id: newId(), note: '' }),
  'quality.followups': () => ({ all: false }),
  'quality.own': () => ({ before: null, limit: 10 }),
  'quality.own.review': () => ({ reviewId: newId() }),
  'quality.appeal': () => ({ reviewId: newId(), version: 1, reason: 'no' }),
  'watch.open': () => ({}),
  'watch.past': () => ({ before: null, limit: 10 }),
  'watch.history': () => ({ alertId: newId() }),
  'watch.acknowledge': () => ({ alertId: newId(), note: null }),
  'watch.resolve': () => ({ alertId: newId(), note: null }),
  'watch.quiet': () => ({ ruleId: newId(), minutes: 10, for: 'me' }),
  'marks.pull': () => ({}),
  search: () => ({ query: 'hi', filters: noFilters, before: null, limit: 10 }),
  'mark.set': ({ conversationId }) => ({ conversationId, seq: 1 }),
  'board.open': () => ({}),
  'board.got': () => ({ number: 1 }),
  'board.close': () => ({}),
  typing: ({ conversationId }) => ({ conversationId }),
  'supervise.watch': ({ conversationId }) => ({ conversationId, watching: true }),
  'supervise.join': ({ conversationId, version }) => ({ conversationId, key: newId(), version }),
  'supervise.status': ({ to }) => ({ personId: to, status: 'busy', reason: null }),
  'supervise.moveQueue': () => ({ from: newId(), to: newId() }),
  'supervise.pause': () => ({ groupId: newId(), paused: true }),
};

const visitorInputs: { readonly [E in VisitorEvent]: (on: Stage) => InputOf<VisitorEvents, E> } = {
  'message.send': () => ({ key: newId(), text: 'hi', page: null }),
  'message.leave': () => ({
    key: newId(),
    text: 'hi',
    contact: { name: null, email: 'a@example.test', phone: null },
    page: null,
  }),
  'message.recall': ({ conversationId, mine }) => ({ conversationId, key: newId(), entryId: mine }),
  'rating.set': ({ conversationId }) => ({ conversationId, key: newId(), score: 5, comment: null }),
  'conversations.page': () => ({ before: null, limit: 10 }),
  'transcript.pull': ({ conversationId }) => ({ conversationId, after: 0, limit: 10 }),
  'mark.set': ({ conversationId }) => ({ conversationId, publicSeq: 1 }),
  'page.view': () => ({ page: { url: 'https://shop.example.test/', title: 'Shop' } }),
  typing: ({ conversationId }) => ({ conversationId }),
};

/**
 * Where the store has no handler for it, whoever is let in is answered: the registry, the roles and the scope are the
 * dispatcher's and are looked at here all the same.
 */
const whateverIsAsked = Object.fromEntries(
  Object.keys(deskEvents).map((event) => [event, async () => null]),
) as unknown as Handlers<DeskEvents, DeskActor>;

/** Of the others it is seen by what they cause: test/integration/hub-hints.test.ts. */
const isAcknowledged = (event: DeskEvent | VisitorEvent) => event !== 'typing';
const acknowledged = (Object.keys(deskEvents) as DeskEvent[]).filter(isAcknowledged);

/**
 * What is not for everybody who works here: the rest of the staff is refused whatever it is about. Stated here once more, so
 * that an event cannot be given to others in the registry alone.
 */
const supervisorsOnly: readonly DeskEvent[] = [
  'reports.ask',
  'reports.cancel',
  'reports.behind',
  'reports.explain',
  'reports.choices',
  'conversation.decisions',
  'board.open',
  'board.got',
  'board.close',
  'quality.cards',
  'quality.card',
  'quality.card.save',
  'quality.begin',
  'quality.reviews',
  'quality.review',
  'quality.draft',
  'quality.preview',
  'quality.sample.add',
  'quality.samples',
  'quality.second',
  'quality.agreement',
  'quality.trends',
  'quality.submit',
  'quality.release',
  'quality.cancel',
  'quality.answer',
  'quality.followup.add',
  'watch.open',
  'watch.past',
  'watch.history',
  'watch.acknowledge',
  'watch.resolve',
  'watch.quiet',
  'supervise.watch',
  'supervise.join',
  'supervise.status',
  'supervise.moveQueue',
  'supervise.pause',
];
const adminsOnly: readonly DeskEvent[] = [];
const rolesFor = (event: DeskEvent): readonly Role[] => {
  if (adminsOnly.includes(event)) return ['admin'];
  return supervisorsOnly.includes(event) ? ['supervisor', 'admin'] : ['agent', 'supervisor', 'admin'];
};

type Expected = 'granted' | RefusalCode;
type ByRelation = { readonly [R in Relation]: Expected };
type Rights = {
  readonly [S in Scope]: ByRelation;
} & { readonly events: { readonly [E in DeskEvent]?: ByRelation } };

const everywhere = (is: Expected): ByRelation => ({
  own: is,
  had: is,
  queued: is,
  group: is,
  others: is,
  asked: is,
  guest: is,
  ended: is,
});
const closedAtLast = (is: ByRelation): ByRelation => ({ ...is, ended: 'conversation_closed' });

const take = closedAtLast({ ...everywhere('taken'), own: 'conflict', queued: 'granted', group: 'granted' });
const answer = closedAtLast({
  ...everywhere('taken'),
  own: 'conflict',
  queued: 'conflict',
  group: 'conflict',
  asked: 'granted',
});
const write = closedAtLast({
  own: 'granted',
  had: 'taken',
  queued: 'forbidden',
  group: 'forbidden',
  others: 'not_found',
  asked: 'forbidden',
  guest: 'granted',
  ended: 'granted',
});
const hand: ByRelation = { ...write, guest: 'forbidden' };

/** By scope; for those events that ask more than that, by their name. */
const forAgents: Rights = {
  self: everywhere('granted'),
  'conversation.read': { ...everywhere('granted'), others: 'not_found' },
  // Each of these has a row of its own below.
  'conversation.decided': take,
  'conversation.write': write,
  'conversation.speak': write,
  house: everywhere('granted'),
  events: {
    'checklist.tick': { ...write, ended: 'granted' },
    'conversation.transfer': hand,
    'conversation.close': hand,
    'conversation.invite': hand,
    'offer.withdraw': hand,
    'rating.ask': hand,
    'conversation.leave': { ...write, own: 'forbidden' },
    'note.add': { ...everywhere('granted'), others: 'not_found' },
    'offer.accept': answer,
    'offer.decline': answer,
    'wrap.done': {
      ...everywhere('forbidden'),
      others: 'not_found',
      own: 'conflict',
      ended: 'granted',
    },
  },
};
/** Who supervises speaks where they are in it, and in no other. */
const speak = closedAtLast({ ...everywhere('join_first'), own: 'granted', guest: 'granted' });
const forSupervisors: Rights = {
  ...forAgents,
  'conversation.read': everywhere('granted'),
  'conversation.write': closedAtLast(everywhere('granted')),
  'conversation.speak': speak,
  events: {
    'supervise.join': closedAtLast({
      ...everywhere('granted'),
      own: 'conflict',
      guest: 'conflict',
      queued: 'conflict',
      group: 'conflict',
    }),
    'checklist.tick': { ...speak, ended: 'granted' },
    // One is asked something about it already; where nobody has it there is nothing to join in.
    'conversation.invite': closedAtLast({
      ...everywhere('granted'),
      asked: 'conflict',
      queued: 'bad_request',
      group: 'bad_request',
    }),
    'conversation.leave': { ...speak, own: 'forbidden' },
    'note.add': everywhere('granted'),
    'offer.accept': answer,
    'offer.decline': answer,
    'wrap.done': { ...everywhere('forbidden'), own: 'conflict', ended: 'granted' },
  },
};
const rightsOf = (role: Role) => (role === 'agent' ? forAgents : forSupervisors);

describe.each(places)('[P14] rights on $name', ({ open }) => {
  let place: Awaited<ReturnType<typeof open>>;
  let store: Store;
  let other: Me;
  let third: Me;
  let boss: Me;
  const people = new Map<Role, Me>();

  beforeAll(async () => {
    place = await open();
    store = await openStore(await place.location());
    other = await store.person('other');
    third = await store.person('third');
    boss = await store.person('boss', 'supervisor');
    const names = { zh: '退货', en: 'Return' };
    const steps = [{ id: aStep, text: names }];
    const list = { id: newId(), name: names, dispositions: [], groups: [], steps };
    await store.handbooks.save(0, { ...emptyHandbook, checklists: [list] }, 'he');
    for (const role of ['agent', 'supervisor', 'admin'] as const)
      people.set(role, await store.person(`my ${role}`, role));
  });
  afterAll(async () => {
    await store.close();
    await place.close();
  });

  const common = {
    checkScope: (...asked: Parameters<typeof store.conversations.checkScope>) =>
      store.conversations.checkScope(...asked),
    admit: () => 0,
    report: () => undefined,
    log: createLog({ write: () => undefined }),
  };
  const outcome = (answer: Answer<unknown>): Expected => (answer.ok ? 'granted' : answer.error.code);

  const actorOf = (me: Me): DeskActor => ({ kind: 'person', id: me.id, person: me, sessionId: newId() });
  const askAs = (me: Me, event: string, input: unknown, as?: Role | 'visitor') => {
    const dispatch = createDispatcher<DeskEvents, DeskActor>({
      ...common,
      registry: deskEvents,
      handlers: {
        ...whateverIsAsked,
        ...store.conversations.deskHandlers,
        ...store.customerHandlers,
        ...store.ways.deskHandlers,
      },
      roleOf: ({ person }) => as ?? person.role,
    });
    const actor = actorOf(me);
    return new Promise<Answer<unknown>>((answer) => dispatch(actor, '10.0.0.1')(event, [input, answer]));
  };

  const rowOf = async (id: string) => {
    const held = await store.conversations.reads.held(id);
    if (held === null) throw new Error('no such conversation');
    return held.conversation;
  };

  /**
   * A new conversation that is that to `me`, with a message of theirs where they could write one. For the event
   * that takes back what was asked, somebody is asked.
   */
  const stage = async (me: Me, relation: Relation, event?: DeskEvent): Promise<Stage> => {
    const { write } = store.conversations;
    const opened = await write(from(await store.visitor(), `canary of ${relation}`));
    const { conversationId } = opened;
    const row = () => rowOf(conversationId);
    const isMine = relation === 'own' || relation === 'had' || relation === 'ended';
    const waits = relation === 'queued' || relation === 'group';
    const owner = waits ? null : isMine ? me : other;
    if (relation === 'group') {
      const { version } = await row();
      await write({ kind: 'route', conversationId, version, group, priority: 5, needs: noNeeds, rule: null });
    }
    if (owner !== null) await write(taking(owner, await row()));
    if (relation === 'asked') await write(asking(other, await row(), me));
    if (relation === 'guest') {
      await write(inviting(other, await row(), me));
      await write(accepting(me, await row()));
    }
    const mayWrite = isMine || relation === 'guest';
    const mine = mayWrite ? await write(by(me, conversationId, 'mine')) : opened;
    if (relation === 'had') await write(giving(me, await row(), other));
    if (relation === 'ended') await write({ ...closing(me, await row()), wrapUpFor: 60_000 } as Write);
    const isAsked = relation === 'asked' || relation === 'ended';
    if (event === 'offer.withdraw' && !isAsked) await write(asking(boss, await row(), third));
    const { version } = await row();
    const note = newId();
    const noting = { conversationId, key: note, text: 'a note' };
    await store.customerHandlers['customer.note.add'](actorOf(me), noting);
    return { conversationId, version, mine: mine.id, note, to: third.id };
  };

  const cells = (['agent', 'supervisor', 'admin'] as const).flatMap((role) =>
    relations.flatMap((relation) =>
      acknowledged.map((event) => {
        const rights = rightsOf(role);
        const expected: Expected = rolesFor(event).includes(role)
          ? (rights.events[event] ?? rights[deskEvents[event].scope])[relation]
          : 'forbidden';
        return { role, relation, event, expected };
      }),
    ),
  );

  test.each(cells)('$role, $event, a conversation that is $relation: $expected', async (cell) => {
    const me = people.get(cell.role) as Me;
    const on = await stage(me, cell.relation, cell.event);
    const answer = await askAs(me, cell.event, deskInputs[cell.event](on));
    expect(outcome(answer)).toBe(cell.expected);
    // Whatever an agent asks, they are not told what a customer of others has said.
    if (cell.role === 'agent') expect(JSON.stringify(answer)).not.toContain('canary of others');
  });

  /** Who has no business in the namespace: refused whatever they ask, before anything is looked up. */
  const strangers = [
    ...acknowledged.map((event) => ({ event, as: 'visitor' as const })),
    ...(Object.keys(visitorEvents) as VisitorEvent[])
      .filter(isAcknowledged)
      .flatMap((event) => (['agent', 'supervisor', 'admin'] as const).map((as) => ({ event, as }))),
  ];

  test('[P14] a visitor has no event of desks, and the staff none of visitors', async () => {
    const me = people.get('admin') as Me;
    const on = await stage(me, 'own');
    for (const { event, as } of strangers) {
      if (as === 'visitor') {
        const answer = await askAs(me, event, deskInputs[event as DeskEvent](on), as);
        expect([event, outcome(answer)]).toEqual([event, 'forbidden']);
      } else expect([event, visitorEvents[event as VisitorEvent].roles]).toEqual([event, ['visitor']]);
    }
  });

  test('how many', () => {
    const all = cells.length + visitorCells.length + strangers.length;
    const counts = { granted: cells.filter(({ expected }) => expected === 'granted').length };
    process.stdout.write(
      `role matrix of events: ${all} cells (${acknowledged.length} of desks x 3 roles x ${relations.length} relations = ` +
        `${cells.length}, of visitors ${visitorCells.length}, of strangers ${strangers.length}), ` +
        `${cells.length - counts.granted} of the first refused\n`,
    );
    expect(cells.length).toBe(acknowledged.length * 3 * relations.length);
    for (const event of [...supervisorsOnly, ...adminsOnly]) expect(deskEvents).toHaveProperty([event]);
  });

  test.each(acknowledged)('[P14] %s is for those that the registry names, and no others', (event) => {
    expect([...deskEvents[event].roles].sort()).toEqual([...rolesFor(event)].sort());
  });

  test('one that does not exist is answered like one that one may not know of', async () => {
    const me = people.get('agent') as Me;
    const nothing = { conversationId: newId(), version: 1, mine: newId(), note: newId(), to: third.id };
    for (const event of acknowledged) {
      const { scope, roles } = deskEvents[event];
      if (scope === 'self') continue;
      const answer = await askAs(me, event, deskInputs[event](nothing));
      // What is not for agents at all is refused whatever it is about.
      const isForAgents = (roles as readonly Role[]).includes('agent');
      expect([event, outcome(answer)]).toEqual([event, isForAgents ? 'not_found' : 'forbidden']);
    }
  });

  const visitorCells = (Object.keys(visitorEvents) as VisitorEvent[])
    .filter(isAcknowledged)
    .flatMap((event) =>
      (['own', 'others'] as const).map((relation) => ({
        event,
        relation,
        expected:
          (visitorEvents[event].scope as Scope) === 'self' || relation === 'own' ? 'granted' : 'not_found',
      })),
    );

  test.each(visitorCells)('visitor, $event, a conversation that is $relation: $expected', async (cell) => {
    const [me, another] = [await store.visitor(), await store.visitor()];
    const { write } = store.conversations;
    const said = await write(from(cell.relation === 'own' ? me : another, 'canary'));
    const { conversationId } = said;
    if (cell.event === 'rating.set') {
      await write(taking(other, await rowOf(conversationId)));
      await write({ kind: 'askRating', person: other, conversationId, key: newId() });
    }
    const dispatch = createDispatcher<VisitorEvents, VisitorActor>({
      ...common,
      registry: visitorEvents,
      handlers: { ...store.conversations.visitorHandlers, ...store.ways.visitorHandlers },
      roleOf: () => 'visitor',
    });
    const actor: VisitorActor = { kind: 'visitor', id: me.id, visitor: me, socketId: 'a' };
    const input = visitorInputs[cell.event]({ conversationId, version: 1, mine: said.id, note: '', to: '' });
    const answer = await new Promise<Answer<unknown>>((resolve) =>
      dispatch(actor, '10.0.0.1')(cell.event, [input, resolve]),
    );
    expect(outcome(answer)).toBe(cell.expected);
    if (cell.relation === 'others') expect(JSON.stringify(answer)).not.toContain('canary');
  });

  test('nobody has an event of the other namespace', async () => {
    const me = people.get('admin') as Me;
    const answer = await askAs(me, 'transcript.pull', { conversationId: newId(), after: 0, limit: 10 });
    expect(outcome(answer)).toBe('unknown_event');
  });
});
