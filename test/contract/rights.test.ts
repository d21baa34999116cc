import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyHandbook } from '#shared/domain/customer/handbook.ts';
import { newId } from '#shared/domain/key.ts';
import { noNeeds } from '#shared/domain/routing/needs.ts';
import { type DeskEvent, type DeskEvents, deskEvents } from '#shared/protocol/desk.ts';
import type { Answer } from '#shared/protocol/errors.ts';
import type { Me, Role } from '#shared/protocol/handshake.ts';
import { type InputOf, isOfConversation, type Scope } from '#shared/protocol/registry.ts';
import { type VisitorEvent, type VisitorEvents, visitorEvents } from '#shared/protocol/visitor.ts';
import type { DeskActor, VisitorActor, Write } from '../../src/hub/conversations/index.ts';
import { createLog } from '../../src/hub/platform/log/index.ts';
import { createDispatcher, type Handlers } from '../../src/hub/platform/realtime/index.ts';
import {
  adminsOnly,
  type Expected,
  expectedOf,
  type Relation,
  relations,
  rolesFor,
  supervisorsOnly,
} from '../support/rights/expected.ts';
import { deskInputs } from '../support/rights/inputs.ts';
import { aStep, type On, on } from '../support/rights/on.ts';
import { openStore, places, type Store } from './stores.ts';
import { accepting, asking, by, closing, from, giving, inviting, taking } from './writes.ts';

/**
 * Every event × every role × every relation to a conversation, through the hub's own dispatcher,
 * scope check and decision; and every event × whoever has no business in its namespace, at the door of a real hub. An
 * event that is not in the tables below does not compile. HTTP has a matrix of its own: routes.test.ts.
 */

/** That none of those who ask is in. */
const group = { id: newId(), name: 'Sales' };

const visitorInputs: { readonly [E in VisitorEvent]: (of: On) => InputOf<VisitorEvents, E> } = {
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
  const stage = async (me: Me, relation: Relation, event?: DeskEvent): Promise<On> => {
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
    return on({ conversationId, version, mine: mine.id, note, to: third.id });
  };

  const cells = (['agent', 'supervisor', 'admin'] as const).flatMap((role) =>
    relations.flatMap((relation) =>
      acknowledged.map((event) => {
        return { role, relation, event, expected: expectedOf(role, event, relation) };
      }),
    ),
  );

  test.each(cells)('$role, $event, a conversation that is $relation: $expected', async (cell) => {
    const me = people.get(cell.role) as Me;
    const of = await stage(me, cell.relation, cell.event);
    const answer = await askAs(me, cell.event, deskInputs[cell.event](of));
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
    const of = await stage(me, 'own');
    for (const { event, as } of strangers) {
      if (as === 'visitor') {
        const answer = await askAs(me, event, deskInputs[event as DeskEvent](of), as);
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
    const nothing = on({ to: third.id });
    for (const event of acknowledged) {
      const { scope, roles } = deskEvents[event];
      if (!isOfConversation(scope) && scope !== 'house') continue;
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
    const input = visitorInputs[cell.event](on({ conversationId, mine: said.id }));
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
