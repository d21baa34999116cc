import type { Namespace } from 'socket.io';
import { type DeskEvents, type DeskNews, deskEvents } from '#shared/protocol/desk.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { deskHandshake, visitorHandshake } from '#shared/protocol/handshake.ts';
import { type VisitorEvents, type VisitorNews, visitorEvents } from '#shared/protocol/visitor.ts';
import type { Alerts } from './alerts/index.ts';
import { type Conversations, roomsOfReader } from './conversations/index.ts';
import type { createCustomers, createRecognition, customerHandlers, Seen } from './customers/index.ts';
import type { DeskVersions, Devices, SignInNotices, sessionHandlers } from './devices/index.ts';
import type { orderHandlers } from './orders/index.ts';
import { type createWayOut, epochFor, type Workspace } from './people/index.ts';
import { type Origins, parseAtDoor, type Report, type Sessions } from './platform/access/index.ts';
import type { AddressOf } from './platform/address.ts';
import type { Log } from './platform/log/index.ts';
import { createDispatcher, openNamespace, type Presence } from './platform/realtime/index.ts';
import type { Quality } from './quality/index.ts';
import type { createRates } from './rates.ts';
import type { Replies } from './replies/index.ts';
import type { reportHandlers } from './reports/index.ts';
import type { AtDoor, Front, Routing } from './routing/index.ts';
import type { Search } from './search/index.ts';
import type { AtBoard, Boards, Supervision } from './supervision/index.ts';
import type { Watch } from './watch/index.ts';
import type { Ways } from './ways/index.ts';

/** A person at one of their desks; `app` as that one says of itself. */
type AtOwnDesk = AtBoard & { readonly app: string };

/** Who comes in, what they are told first, and what they may ask: desks and visitors. */
export function openDoors(parts: {
  readonly desks: Namespace;
  readonly visitors: Namespace;
  /** Throws a refusal when nobody is let in. */
  readonly checkOpen: () => void;
  readonly workspace: Workspace;
  readonly sessions: Sessions;
  readonly devices: Pick<Devices, 'whyNot'>;
  readonly ownSessions: ReturnType<typeof sessionHandlers>;
  readonly signInNotices: Pick<SignInNotices, 'greet'>;
  readonly versions: DeskVersions;
  readonly policy: () => NonNullable<DeskNews['ready']['policy']>;
  readonly origins: Origins;
  readonly customers: ReturnType<typeof createCustomers>;
  readonly recognise: ReturnType<typeof createRecognition>;
  readonly seen: Pick<Seen, 'came'>;
  readonly customerHandlers: ReturnType<typeof customerHandlers>;
  readonly wayOut: ReturnType<typeof createWayOut>;
  readonly conversations: Conversations;
  readonly replies: Replies;
  readonly routing: Routing;
  readonly front: Front;
  readonly search: Search;
  readonly alerts: Alerts['handlers'];
  readonly boards: Pick<Boards, 'handlers' | 'left'>;
  readonly watch: Watch['handlers'];
  readonly supervision: Supervision;
  readonly ways: Ways;
  readonly orders: ReturnType<typeof orderHandlers>;
  readonly quality: Quality['handlers'];
  readonly reports: ReturnType<typeof reportHandlers>;
  /** Visitors. */
  readonly here: Presence;
  readonly rates: ReturnType<typeof createRates>;
  readonly report: Report;
  readonly log: Log;
  readonly addressOf: AddressOf;
  readonly onAnswered: (kind: 'person' | 'visitor', took: number) => void;
}): void {
  const { desks, visitors, checkOpen, workspace, sessions, devices, origins, customers, recognise, wayOut } =
    parts;
  const { conversations, replies, routing, front, search, alerts, here, rates, report, log, addressOf } =
    parts;
  const { seen, supervision, versions, ways, onAnswered } = parts;
  const common = { report, log, addressOf, onAnswered, checkScope: conversations.checkScope };

  openNamespace<AtOwnDesk & { token: string }>({
    ...common,
    namespace: desks,
    admit: async ({ auth, origin, socketId }) => {
      checkOpen();
      // The desk is no web page, whatever origins the widget may have.
      if (origin !== undefined) throw new RefusalError('origin_refused');
      const { token, app } = parseAtDoor(deskHandshake, auth);
      versions.checkDoor(app);
      const signedIn = await sessions.find(token, app);
      if (signedIn === null) throw new RefusalError(await devices.whyNot(token));
      const { sessionId } = signedIn;
      const person = await supervision.asReader(signedIn.person);
      await versions.coming({ app, person });
      return { kind: 'person', id: person.id, person, sessionId, token, app, socketId };
    },
    rooms: ({ person, sessionId }) => [
      `person:${person.id}`,
      `session:${sessionId}`,
      'workspace',
      ...roomsOfReader(person),
      ...supervision.roomsOf(person),
    ],
    greet: async ({ person, token, sessionId, socketId }) => {
      // Signed out between the door and the room, they would have missed it.
      if ((await sessions.find(token)) === null) throw new RefusalError(await devices.whyNot(token));
      const { id, name } = workspace;
      const signIns = parts.signInNotices.greet({ socketId, sessionId, personId: person.id });
      return {
        head: await conversations.reads.head(),
        epoch: epochFor(workspace, person.role, person.over),
        oldest: 0,
        me: { id: person.id, name: person.name, email: person.email, role: person.role },
        ...(person.over && { over: [...person.over] }),
        workspace: { id, name },
        status: routing.statusOf(person.id),
        settings: routing.settings(),
        watched: supervision.toldTo(person.id),
        policy: parts.policy(),
        ...(signIns.length > 0 && { signIns: [...signIns] }),
      } satisfies DeskNews['ready'];
    },
    dispatcher: createDispatcher<DeskEvents, AtOwnDesk>({
      ...common,
      registry: deskEvents,
      handlers: {
        ...conversations.deskHandlers,
        ...replies.handlers,
        ...alerts,
        ...parts.boards.handlers,
        ...parts.watch,
        ...parts.customerHandlers,
        ...ways.deskHandlers,
        ...parts.orders,
        ...parts.quality,
        ...parts.reports,
        ...supervision.handlers,
        ...parts.ownSessions,
        'customer.transcript': async (actor, input, address) => {
          const page = await parts.customerHandlers['customer.transcript'](actor, input);
          if (actor.person.role !== 'agent' && page.entries.length > 0)
            await supervision.read(actor, input.of, address);
          return page;
        },
        'conversation.take': async (actor, input) => {
          versions.checkTakes(actor);
          return conversations.deskHandlers['conversation.take'](actor, input);
        },
        'offer.accept': async (actor, input) => {
          versions.checkTakes(actor);
          return conversations.deskHandlers['offer.accept'](actor, input);
        },
        'status.set': (actor, wanted) => routing.setStatus(actor.person.id, versions.wantedAt(actor, wanted)),
        'colleagues.pull': async ({ person }) => front.colleagues(person),
        search: async (actor, question, address) => {
          const found = await search.find(actor.person, question);
          await supervision.found(actor, found.lines, address);
          return found;
        },
      },
      roleOf: ({ person }) => person.role,
      admit: rates.desk,
    }),
    onJoined: (actor) => {
      routing.joined(actor.person);
      versions.joined(actor);
      supervision.joined(actor);
    },
    onLeft: (actor) => {
      parts.boards.left(actor.socketId);
      versions.left(actor);
      routing.left(actor.person);
      supervision.left(actor);
    },
  });

  openNamespace<AtDoor>({
    ...common,
    namespace: visitors,
    admit: async ({ auth, origin, socketId, userAgent }) => {
      checkOpen();
      if (origin === undefined || !origins.isAllowed(origin)) throw new RefusalError('origin_refused');
      const { token, locale, page, customer, timeZone } = parseAtDoor(visitorHandshake, auth);
      const found = await customers.find(token, locale);
      if (found === null) throw new RefusalError('unauthenticated');
      const visitor = customer === undefined ? found : await recognise(found, customer);
      seen.came(visitor.id, { userAgent, timeZone: timeZone ?? null });
      return { kind: 'visitor', id: visitor.id, visitor, socketId, page: page ?? null };
    },
    rooms: ({ id }) => [`visitor:${id}`],
    greet: async (actor) => {
      return {
        workspace: workspace.name,
        conversation: await conversations.reads.latest(actor.id),
        wayOut: await wayOut.current(),
        ...(await front.greet(actor)),
      } satisfies VisitorNews['ready'];
    },
    dispatcher: createDispatcher<VisitorEvents, AtDoor>({
      ...common,
      registry: visitorEvents,
      handlers: { ...conversations.visitorHandlers, ...ways.visitorHandlers },
      roleOf: () => 'visitor',
      admit: rates.visitor,
    }),
    onJoined: (actor) => {
      here.arrive(actor.id);
      front.joined(actor);
    },
    onLeft: (actor) => {
      here.leave(actor.id);
      ways.left(actor.id);
      front.left(actor);
    },
  });
}
