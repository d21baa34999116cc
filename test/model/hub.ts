import { newId } from '#shared/domain/key.ts';
import { type DeskEvents, deskEvents } from '#shared/protocol/desk.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import { type VisitorEvents, visitorEvents } from '#shared/protocol/visitor.ts';
import {
  createConversations,
  createStanding,
  type DeskActor,
  type VisitorActor,
  type Write,
} from '../../src/hub/conversations/index.ts';
import { createRecords, createSeen, customerHandlers } from '../../src/hub/customers/index.ts';
import { createHandbooks } from '../../src/hub/handbook/index.ts';
import { createHeart } from '../../src/hub/heart.ts';
import { createProfiles, epochFor } from '../../src/hub/people/index.ts';
import type { Database } from '../../src/hub/platform/database/index.ts';
import { createLog } from '../../src/hub/platform/log/index.ts';
import { createDispatcher, createPresence, openNamespace } from '../../src/hub/platform/realtime/index.ts';
import { createPublish } from '../../src/hub/publish.ts';
import { createPlans, createRouting } from '../../src/hub/routing/index.ts';
import { noQuality } from '../support/quality.ts';
import { noReplies } from '../support/replies.ts';
import { noReports } from '../support/reports.ts';
import { noSupervision } from '../support/supervision.ts';
import { noWatch } from '../support/watch.ts';
import type { Asked, House } from './house.ts';
import type { Machine } from './machine.ts';
import { createNamespace } from './namespace.ts';

/** How often the hub looks at its database here: less often than the real one, which costs too much. */
const lookInterval = 5_000;

/** The site on which the widget stands. */
const shop = 'https://shop.example.test';

export type Crash = 'now' | 'before commit' | 'after commit';

export type Hub = Awaited<ReturnType<typeof startHub>>;

/**
 * The hub as `src/hub/hub.ts` wires it, without HTTP, sign-in and real sockets: the database, the
 * transcripts, the dispatcher, the doors, the heartbeat, the queue and the leases are the real ones.
 */
export async function startHub(options: {
  readonly machine: Machine;
  readonly house: House;
  /** Waiting conversations are given to agents who are here. */
  readonly routes: boolean;
}) {
  const { machine, house, routes } = options;
  const process = machine.spawn();
  const { workspaceId, people, visitors } = house;
  let armed: Crash | null = null;
  /** Answered while a commit is under way: what they were decided by may be that commit already. */
  let meanwhile: Asked[] = [];
  const never = <T>() => new Promise<T>(() => {});

  /** Dies at its next commit where a step asked for it, and what is dead writes nothing. */
  const database: Database = {
    ...house.database,
    transaction: async (run) => {
      if (!process.alive()) return never();
      const dies = armed;
      armed = null;
      // Another thread writes, in real time.
      machine.waits();
      meanwhile = [];
      try {
        const done = await house.database.transaction(async (bulk) => {
          const result = await run(bulk);
          if (dies === 'before commit') throw new Died();
          return result;
        });
        house.head = Math.max(house.head, (done as { readonly head?: number }).head ?? 0);
        if (dies === null) return done;
      } catch (error) {
        if (!(error instanceof Died)) throw error;
      } finally {
        for (const asked of meanwhile) asked.to = house.head;
        machine.goesOn();
      }
      process.kill();
      return never();
    },
  };
  const clock = {
    now: machine.now,
    every: (interval: number, run: () => void) => {
      let cancel = () => {};
      const again = () => {
        cancel = process.clock.after(interval, () => {
          run();
          again();
        });
      };
      again();
      return () => cancel();
    },
  };
  const log = createLog({ write: (line) => void house.faults.push(`hub: ${line}`) }, 'error');
  const desks = createNamespace(undefined);
  const doors = createNamespace(shop);
  const tellDesks = (rooms: string[], event: string, news: unknown) => desks.to(rooms).emit(event, news);

  const publish = createPublish({
    desks: desks as never,
    visitors: doors as never,
    overseers: () => [],
  });
  const routing = await createRouting({
    database,
    workspaceId,
    clock,
    log,
    plans: await createPlans({ database, workspace: { id: workspaceId, name: 'Model' }, clock }),
    profiles: createProfiles(database, workspaceId),
    standing: createStanding(database, workspaceId, clock),
    write: (write) => conversations.write(write),
    tellDesks,
  });
  const conversations = createConversations({
    database,
    workspaceId,
    clock,
    log,
    house: routing.house,
    onCommitted: (committed) => {
      house.head = committed.at(-1)?.entry.feedSeq ?? house.head;
      publish(committed);
      heart.wrote(committed);
      routing.committed(committed);
    },
    onMark: (personId, mark) => tellDesks([`person:${personId}`], 'mark', mark),
  });

  // Who is busy is given nothing.
  if (!routes) for (const { id } of people) await routing.setStatus(id, { status: 'busy', reason: null });

  const here = createPresence();

  /** Everything that is asked and answered goes into the record that is compared at the end. */
  const recorded =
    <A extends { readonly id: string }>(
      dispatch: (actor: A, address: string) => (event: string, args: readonly unknown[]) => void,
    ) =>
    (actor: A, address: string) => {
      const take = dispatch(actor, address);
      return (event: string, args: readonly unknown[]) => {
        const [input, ack] = args as [Asked['input'], (answer: Asked['answer']) => void];
        const asked = { by: actor.id, event, input, from: house.head, at: machine.now() };
        house.unanswered.push(asked);
        take(event, [
          input,
          (answer: Asked['answer']) => {
            const answered: Asked = { ...asked, to: house.head, until: machine.now(), answer };
            house.asked.push(answered);
            meanwhile.push(answered);
            ack(answer);
          },
        ]);
      };
    };

  const report = ({ code, event }: { code: string; event: string }) => {
    // Whom one may not ask, a desk may ask all the same.
    const isOurs = code === 'bad_request' && !/^conversation\.(transfer|invite)$/.test(event);
    if (code === 'internal' || code === 'unknown_event' || isOurs)
      house.faults.push(`hub: ${event} was refused with ${code}`);
  };
  const common = { log, report, addressOf: () => '192.0.2.1', checkScope: conversations.checkScope };

  openNamespace<DeskActor>({
    ...common,
    namespace: desks as never,
    admit: async ({ auth }) => {
      const person = people.find(({ id }) => id === (auth as { token: string }).token);
      if (person === undefined) throw new RefusalError('unauthenticated');
      return { kind: 'person', id: person.id, person, sessionId: newId() };
    },
    rooms: ({ person }) => [
      `person:${person.id}`,
      'workspace',
      person.role === 'agent' ? 'queue' : 'supervisors',
    ],
    greet: async ({ person }) => ({
      head: await conversations.reads.head(),
      epoch: epochFor({ id: workspaceId, name: 'Model', epoch: house.epoch }, person.role),
      oldest: 0,
      me: person satisfies Me,
      workspace: { id: workspaceId, name: 'Model' },
      status: routing.statusOf(person.id),
      settings: routing.settings(),
    }),
    dispatcher: recorded(
      createDispatcher<DeskEvents, DeskActor>({
        ...common,
        registry: deskEvents,
        handlers: {
          ...conversations.deskHandlers,
          ...noReplies,
          ...noReports,
          ...noSupervision,
          ...customerHandlers({
            database,
            clock,
            reads: conversations.reads,
            records: createRecords(database, workspaceId, clock),
            seen: createSeen(database, clock),
            handbooks: await createHandbooks({ database, workspaceId, clock }),
            tell: () => undefined,
            tellTicks: () => undefined,
          }),
          'way.pull': async () => ({ views: [] }),
          'orders.pull': async () => ({ state: 'off' as const }),
          'status.set': ({ person }, wanted) => routing.setStatus(person.id, wanted),
          'colleagues.pull': async () => ({ people: [], groups: [] }),
          search: async () => ({ lines: [], next: null }),
          'alert.report': async () => null,
          'alerts.pull': async () => ({ lines: [] }),
          'alerts.open': async () => ({ calls: [] }),
          'board.level': async () => ({ at: 0, within: 0, met: 0, decided: 0, openings: [] }),
          'board.open': async () => ({ number: 0, at: 0, rows: [], agents: [], groups: [] }),
          'board.got': async () => null,
          'board.close': async () => null,
          ...noQuality,
          ...noWatch,
          'sessions.list': async () => ({ sessions: [] }),
          'sessions.end': async () => null,
          'sessions.endOthers': async () => ({ ended: 0 }),
          'sessions.known': async () => null,
        },
        roleOf: ({ person }) => person.role,
        admit: () => 0,
      }),
    ),
    onJoined: ({ person }) => routing.joined(person),
    onLeft: ({ person }) => {
      if (process.alive()) routing.left(person);
    },
  });

  openNamespace<VisitorActor>({
    ...common,
    namespace: doors as never,
    admit: async ({ auth, socketId }) => {
      const found = visitors.find(({ token }) => token === (auth as { token: string }).token);
      if (found === undefined) throw new RefusalError('unauthenticated');
      return { kind: 'visitor', id: found.visitor.id, visitor: found.visitor, socketId };
    },
    rooms: ({ id }) => [`visitor:${id}`],
    greet: async ({ id }) => ({
      workspace: 'Model',
      conversation: await conversations.reads.latest(id),
      wayOut: { hotline: null, email: null, form: null },
      service: { open: true, opensAt: null, agents: [] },
      queue: null,
    }),
    dispatcher: recorded(
      createDispatcher<VisitorEvents, VisitorActor>({
        ...common,
        registry: visitorEvents,
        handlers: { ...conversations.visitorHandlers, 'page.view': async () => null },
        roleOf: () => 'visitor',
        admit: () => 0,
      }),
    ),
    onJoined: ({ id }) => here.arrive(id),
    onLeft: ({ id }) => here.leave(id),
  });

  house.head = await conversations.reads.head();
  const heart = await createHeart({
    reads: conversations.reads,
    clock,
    log,
    visitorsHere: here.present,
    tellDesks: (head) => tellDesks(['workspace'], 'head', head),
    tellVisitor: (id, head) => doors.to([`visitor:${id}`]).emit('head', head),
    onForeign: routing.foreign,
  });
  await routing.begin();
  clock.every(routing.renewInterval, routing.renew);
  clock.every(lookInterval, () => void heart.look());
  clock.every(5 * lookInterval, () => void routing.look());

  return {
    process,
    namespaces: { desk: desks, visitor: doors },
    /** The hub's own write, as routing and leases make them. A race that is lost is no fault. */
    write: (one: Write) => void conversations.write(one).catch(() => {}),
    crash: (when: Crash) => {
      if (when === 'now') process.kill();
      else armed = when;
    },
  };
}

class Died extends Error {}
