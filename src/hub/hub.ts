import { dirname, join, resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { filingProblem } from '#shared/domain/customer/filing.ts';
import type { DeskHints, DeskNews } from '#shared/protocol/desk.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { namespaces, type Role } from '#shared/protocol/handshake.ts';
import type { VisitorHints, VisitorNews } from '#shared/protocol/visitor.ts';
import { adminRoutes, openAdmin } from './admin/index.ts';
import { createAlerts } from './alerts/index.ts';
import {
  createConversations,
  createLapses,
  createStanding,
  type DeskActor,
  overRoom,
} from './conversations/index.ts';
import { type CrashLimits, crashKey, crashRoutes, createCrashStore } from './crashes/index.ts';
import {
  createCustomers,
  createIdentitySecret,
  createRecognition,
  createRecords,
  createSeen,
  customerHandlers,
  customerRoutes,
  roomsOf,
} from './customers/index.ts';
import {
  type AtDesk,
  createDeskPolicies,
  createDeskVersions,
  createDevices,
  createSignInNotices,
  deviceRoutes,
  sessionHandlers,
} from './devices/index.ts';
import { openDoors } from './doors.ts';
import { createFiles, type FileLimits, fileRoutes } from './files/index.ts';
import { createHandbooks } from './handbook/index.ts';
import { createHeart, lookInterval } from './heart.ts';
import { hubRoutes } from './http-routes.ts';
import { createOrdersAdmin, orderHandlers } from './orders/index.ts';
import {
  createLook,
  createPeople,
  createProfiles,
  createStaff,
  createWayOut,
  openWorkspace,
} from './people/index.ts';
import {
  accessRoutes,
  type BeginSession,
  createAudit,
  createGuessing,
  createOrigins,
  createSessions,
  findStale,
  lookStep,
  type Origins,
  type Report,
  type Seat,
} from './platform/access/index.ts';
import { createAddressOf } from './platform/address.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { openDatabase } from './platform/database/index.ts';
import { createHttp, forPages, listenAt, widgetFiles } from './platform/http/index.ts';
import { createLog, type Log } from './platform/log/index.ts';
import { oneAtATime } from './platform/one-at-a-time.ts';
import { closeSockets, createPresence, createSockets } from './platform/realtime/index.ts';
import { createSecrets, openSecrets, takeUpSecrets } from './platform/secrets.ts';
import { programVersion } from './program.ts';
import { createPublish } from './publish.ts';
import { createQuality } from './quality/index.ts';
import { createRates, type Limits } from './rates.ts';
import { renameHere } from './rename.ts';
import { createReplies } from './replies/index.ts';
import {
  createRebuilding,
  createReports,
  fillInterval,
  reportHandlers,
  reportScopeOf,
} from './reports/index.ts';
import { createFront, createPlans, createRouting, type RoundReport } from './routing/index.ts';
import { createSearch } from './search/index.ts';
import {
  createAttempts,
  createHints,
  createPersonOf,
  createProvider,
  createSignInBook,
  signInRoutes,
} from './sign-in/index.ts';
import { createBoards, createStepRights, createSupervision } from './supervision/index.ts';
import { createHealth, createMetrics, vitalRoutes } from './vitals/index.ts';
import { createHook, createWatch, createWatchRules } from './watch/index.ts';
import { createWays } from './ways/index.ts';

/** The project's folder, from `src/hub` as from `out/main`. */
export const root = resolve(import.meta.dirname, '../..');

/** How often files that nobody needs are looked for. Milliseconds. */
const sweepInterval = 3600_000;

/** How soon a client may come again to a hub that is going down. Milliseconds. */
const comeAgain = 1000;

export type HubOptions = {
  /** Path of an SQLite file, or a `postgres://` address. */
  readonly database: string;
  readonly host?: string;
  /** Tried in this order; 0 is any free one. */
  readonly ports?: readonly number[];
  /** It is reached through one proxy, whose word for where a request comes from is taken. */
  readonly behindProxy?: boolean;
  /** Name of the workspace where there is none yet. */
  readonly workspaceName?: string;
  readonly log?: Log;
  readonly clock?: Clock;
  readonly limits?: Partial<Limits>;
  /** Where files lie; without it in `files` beside the SQLite file, and on PostgreSQL none are taken. */
  readonly filesFolder?: string;
  readonly fileLimits?: Partial<FileLimits>;
  readonly crashLimits?: CrashLimits;
  /** How long an agent may be away before others get their conversations (P13). Milliseconds. */
  readonly leaseTime?: number;
  /** Most messages that one commit takes; for the bench, which compares with 1. */
  readonly maxBatch?: number;
  /** Told of each round of routing; for the bench, which measures them. */
  readonly onRound?: (report: RoundReport) => void;
  /** What the secrets of the house are sealed with in the database; without it they are kept as they are. */
  readonly secretsKey?: Buffer;
  /** Those that were sealed with another key are taken away, instead of being a reason not to start. */
  readonly forgetSecrets?: boolean;
  /** Who has it may administer, besides admins: the operator's, on this machine. */
  readonly operatorToken?: string;
  /** Who has it may read the figures of `/metrics`. */
  readonly metricsToken?: string;
  /** Folder of the built widget. */
  readonly widgetFolder?: string;
};

export type Hub = Awaited<ReturnType<typeof startHub>>;

/** Wires all and listens. Rejects with the system's error when it cannot. */
export async function startHub(options: HubOptions) {
  const { host = '127.0.0.1', ports = [0], clock = systemClock, log = createLog() } = options;
  const database = await openDatabase(options.database);
  try {
    return await compose();
  } catch (error) {
    await database.close();
    throw error;
  }

  async function compose() {
    const workspace = await openWorkspace(database, clock, options.workspaceName ?? 'Yingke');
    const audit = createAudit({ database, workspaceId: workspace.id, clock, log });
    const filesFolder =
      options.filesFolder ??
      (database.kind === 'sqlite' ? join(dirname(resolve(options.database)), 'files') : null);
    const folder = filesFolder === null ? null : dirname(filesFolder);
    const metrics = createMetrics({
      ...{ database, folder, version: programVersion(), now: clock.now },
      file: database.kind === 'sqlite' ? options.database : null,
      connections: () => ({ desk: desks.sockets.size, visitor: visitors.sockets.size }),
      agentsOnline: () => routing.online().length,
    });
    const report: Report = (denial) => {
      metrics.refused(denial.code);
      audit.report(denial);
    };
    const origins = await createOrigins(database, workspace.id, clock);
    const sessions = createSessions(database, clock);
    const devices = createDevices(database, workspace.id, clock);
    const people = createPeople(database, workspace.id, clock);
    const profiles = createProfiles(database, workspace.id);
    const plans = await createPlans({ database, workspace, clock });
    const customers = createCustomers(database, workspace.id, clock);
    const { secretsKey, forgetSecrets = false } = options;
    const secrets = secretsKey === undefined ? openSecrets : createSecrets(secretsKey, workspace.id);
    await takeUpSecrets(database, workspace.id, secrets, forgetSecrets);
    // Without a key nothing is taken that must not lie open.
    const crashes =
      folder === null || secretsKey === undefined
        ? null
        : createCrashStore({
            ...{ folder: join(folder, 'crashes'), key: crashKey(secretsKey, workspace.id), clock },
            ...(options.crashLimits !== undefined && { limits: options.crashLimits }),
          });
    const identity = createIdentitySecret(database, workspace.id, clock, secrets);
    const records = createRecords(database, workspace.id, clock);
    const seen = createSeen(database, clock);
    const { identify } = records;
    const recognise = createRecognition({ database, clock, secret: identity, log, identify });
    const signInBook = await createSignInBook({ database, workspaceId: workspace.id, clock, plans, secrets });
    const provider = createProvider({ now: clock.now, log });
    const hints = createHints(database, clock, secrets);
    const handbooks = await createHandbooks({ database, workspaceId: workspace.id, clock });
    const deskPolicies = await createDeskPolicies({ database, workspaceId: workspace.id, clock });
    const wayOut = createWayOut(database, workspace.id, clock);
    const look = createLook(database, workspace.id, clock);
    const addressOf = createAddressOf(options.behindProxy ?? false);
    const rates = createRates(clock, options.limits);

    const http = await createHttp(hubRoutes, log, report, addressOf);
    const io = createSockets({ http: http.server, isAllowedOrigin: origins.isAllowed, addressOf, report });
    http.addHook('onResponse', async (_, reply) => metrics.requested(reply.statusCode, reply.elapsedTime));
    const desks = io.of(namespaces.desk);
    const visitors = io.of(namespaces.visitor);
    const tellDesks = <E extends keyof DeskNews>(rooms: string[], event: E, news: DeskNews[E]) =>
      void desks.to(rooms).emit(event, news);
    const tellVisitors = <E extends keyof VisitorNews>(rooms: string[], event: E, news: VisitorNews[E]) =>
      void visitors.to(rooms).emit(event, news);

    const publish = createPublish({ desks, visitors, overseers: () => supervision.overseers() });

    const routing = await createRouting({
      database,
      workspaceId: workspace.id,
      clock,
      log,
      plans,
      profiles,
      standing: createStanding(database, workspace.id, clock),
      write: (write) => conversations.write(write),
      leaseTime: options.leaseTime,
      onRound: options.onRound,
      tellDesks,
    });

    const conversations = createConversations({
      database,
      workspaceId: workspace.id,
      clock,
      log,
      maxBatch: options.maxBatch,
      house: {
        ...routing.house,
        filingProblem: (...filing) => filingProblem(handbooks.current().handbook, ...filing),
      },
      admit: rates.conversation,
      onCommitted: (committed) => {
        publish(committed);
        for (const { entry } of committed)
          if (entry.body.kind === 'message') metrics.wrote(entry.author.kind);
        heart.wrote(committed);
        routing.committed(committed);
        boards.committed(committed);
        supervision.committed(committed);
      },
      onTyping: ({ id: conversationId, visitor, agent, guests }, by, text) => {
        if (by !== null) {
          const news: VisitorHints['typing'] = { conversationId, name: by.name };
          visitors.to(`visitor:${visitor.id}`).volatile.emit('typing', news);
        } else if (agent !== null) {
          const news: DeskHints['typing'] = { conversationId, ...(text !== undefined && { text }) };
          const rooms = [agent, ...guests].map(({ id }) => `person:${id}`);
          desks.to(rooms).volatile.emit('typing', news);
        }
      },
      onSeen: ({ owners, conversation: { group } }, seen) => {
        const over = group === null ? [] : [overRoom(group.id)];
        tellDesks(['supervisors', ...over, ...owners.map((id) => `person:${id}`)], 'seen', seen);
      },
      onHouseSeen: ({ id: conversationId, visitor }, publicSeq) => {
        const news: VisitorHints['seen'] = { conversationId, publicSeq };
        visitors.to(`visitor:${visitor.id}`).emit('seen', news);
      },
      onMark: (personId, mark) => tellDesks([`person:${personId}`], 'mark', mark),
    });

    const replies = await createReplies({
      database,
      workspace,
      clock,
      profiles,
      hasGroup: (id) => plans.current().plan.groups.some((group) => group.id === id),
      audit,
      tell: (rooms, news) => tellDesks(rooms, 'replies', news),
    });

    /** No longer anybody is let in (P17). */
    let closed = false;
    /** It will go soon: nobody new is to be sent here, and who comes is let in all the same. */
    let draining = false;
    const failed = (what: string) => (error: unknown) => log.error({ err: error }, what);
    const here = createPresence();
    const front = await createFront({
      database,
      workspaceId: workspace.id,
      clock,
      routing,
      plans,
      isVisitorHere: here.isPresent,
      tellDesks,
      tellVisitors,
      move: (socketId, from, to) => {
        visitors.in(socketId).socketsLeave(from);
        visitors.in(socketId).socketsJoin(to);
      },
    });

    /** The sockets in the room hear why, and are gone (P16). */
    const revoke = (room: string, code: DeskNews['revoked']['code'], by?: DeskNews['revoked']['by']) => {
      tellDesks([room], 'revoked', { code, ...(by !== undefined && { by }) });
      desks.in(room).disconnectSockets(true);
    };

    const seatsHere = () =>
      [...desks.sockets.values()].map(({ id: socketId, data }) => {
        const { id: personId, sessionId } = (data as { actor: DeskActor }).actor;
        return { socketId, sessionId, personId };
      });
    const signInNotices = createSignInNotices({
      sessions,
      seats: seatsHere,
      tell: (socketId, signIns) => tellDesks([socketId], 'sign_ins', { signIns: [...signIns] }),
    });

    /** What they keep goes; who is not here is told when they come. */
    const wipe = async (sessionIds: readonly string[]) => {
      const here = sessionIds.filter((id) => desks.adapter.rooms.has(`session:${id}`));
      for (const id of await devices.told(here)) revoke(`session:${id}`, 'wiped');
    };

    /** Somebody in another role: the desk comes back by itself, and is told what it is then (P16). */
    const rescope = (room: string) => void desks.in(room).disconnectSockets(true);

    /** P16, for what another node has done: its changes are in the database, and nowhere else. */
    const revokeStale = async () => {
      const seats = new Map<string, Seat>();
      for (const { data } of desks.sockets.values()) {
        const { actor } = data as { actor: DeskActor };
        seats.set(`${actor.sessionId} ${actor.person.role}`, {
          sessionId: actor.sessionId,
          role: actor.person.role,
        });
      }
      for (const { sessionId, because, by } of await findStale(database, [...seats.values()])) {
        const room = `session:${sessionId}`;
        if (because === 'role') rescope(room);
        else if (because === 'wipe') await wipe([sessionId]);
        else if (because === 'disabled') revoke(room, 'forbidden');
        else revoke(room, 'unauthenticated', by);
      }
    };

    const rights = createStepRights(routing.known);
    const search = createSearch({ database, workspaceId: workspace.id, reads: conversations.reads });
    const ways = createWays({
      database,
      clock,
      reads: conversations.reads,
      isAllowedOrigin: origins.isAllowed,
      isHere: here.isPresent,
      roomsOf,
      tell: (rooms, news) => tellDesks(rooms, 'way', news),
    });
    const orders = createOrdersAdmin({ database, workspaceId: workspace.id, clock, secrets, log });
    const quality = createQuality({
      ...{ database, workspaceId: workspace.id, clock, profiles, audit, led: rights.led },
      reads: conversations.reads,
      staffOf: rights.leadersOf,
      isHere: routing.known.presence.isHere,
      tell: (personId, news) => tellDesks([`person:${personId}`], 'quality', news),
      failed: failed('news of reviews were not told'),
    });
    const reports = createReports({
      database,
      location: options.database,
      workspaceId: workspace.id,
      clock,
      plan: () => plans.current().plan,
      tellTimes: routing.tellTimes,
      people: profiles.list,
      scopeOf: (person) => reportScopeOf(rights.led(person), routing.known.roster.members().values()),
    });
    const alerts = await createAlerts({
      ...{ database, clock, known: routing.known, tellDesks, led: rights.led },
    });
    const watchRules = await createWatchRules({ database, workspaceId: workspace.id, clock, plans });
    const hook = createHook({ database, workspace, clock, secrets, log });
    const watch = await createWatch({
      ...{ database, workspaceId: workspace.id, clock, rules: watchRules, hook, tellDesks },
      reads: conversations.reads,
      known: routing.known,
      led: rights.led,
    });

    const boards = createBoards({
      database,
      workspaceId: workspace.id,
      clock,
      log,
      known: routing.known,
      led: rights.led,
      isConnected: (socketId) => desks.sockets.has(socketId),
      tell: (socketIds, delta) => void desks.to([...socketIds]).emit('board', delta),
    });
    routing.onForeign(boards.foreign);
    routing.onChange(boards.changed);
    const supervision = createSupervision({
      ...{ database, clock, conversations, routing, audit, rights },
      tell: (personId, news) => tellDesks([`person:${personId}`], 'watched', news),
      // The desk comes back by itself, and sees what it is to see by then.
      rescope: (sessionId) => rescope(`session:${sessionId}`),
      failed: failed('who watches was not kept'),
    });

    const versions = createDeskVersions({
      clock,
      required: () => deskPolicies.current().rules.desk,
      statusOf: routing.statusOf,
      setStatus: routing.setStatus,
    });
    openDoors({
      desks,
      visitors,
      // Nobody is let in any more (P17).
      checkOpen: () => {
        if (closed) throw new RefusalError({ code: 'unavailable', retryAfter: comeAgain });
      },
      workspace,
      sessions,
      devices,
      ownSessions: sessionHandlers({
        ...{ sessions, audit, now: clock.now },
        isHere: (id) => desks.adapter.rooms.has(`session:${id}`),
        revoke: (id) => revoke(`session:${id}`, 'unauthenticated', 'self'),
        notices: signInNotices,
      }),
      signInNotices,
      versions,
      policy: () => deskPolicies.current().rules,
      origins,
      customers,
      recognise,
      seen,
      customerHandlers: customerHandlers({
        database,
        clock,
        reads: conversations.reads,
        records,
        seen,
        handbooks,
        tell: (rooms, customer) => {
          renameHere(visitors, customer);
          tellDesks(rooms, 'customer', { customer });
        },
        tellTicks: (rooms, news) => tellDesks(rooms, 'ticks', news),
      }),
      wayOut,
      conversations,
      replies,
      routing,
      front,
      search,
      alerts: alerts.handlers,
      boards,
      watch: watch.handlers,
      supervision,
      ways,
      orders: orderHandlers({ admin: orders, reads: conversations.reads, records }),
      quality: quality.handlers,
      reports: reportHandlers(reports),
      here,
      rates,
      report,
      log,
      addressOf,
      onAnswered: (kind, took) => metrics.answered(kind === 'person' ? 'desk' : 'visitor', took),
    });

    const heart = await createHeart({
      reads: conversations.reads,
      clock,
      log,
      visitorsHere: here.present,
      tellDesks: (head) => tellDesks(['workspace'], 'head', head),
      tellVisitor: (id, head) => tellVisitors([`visitor:${id}`], 'head', head),
      onForeign: routing.foreign,
    });
    deskPolicies.onChange(({ rules }) => {
      tellDesks(['workspace'], 'policy', rules);
      // They come again by themselves, and hear at the door that they are too old.
      for (const socket of desks.sockets.values())
        if (versions.isRefused((socket.data as { actor: AtDesk }).actor.app)) socket.disconnect(true);
    });
    handbooks.onChange(({ version }) => tellDesks(['workspace'], 'handbook', { version }));
    const { write } = conversations;
    const lapses = createLapses({ database, workspaceId: workspace.id, clock, write });
    await routing.begin();
    const stopTouching = clock.every(lookStep, () => {
      sessions
        .touch(seatsHere().map(({ sessionId }) => sessionId))
        .catch(failed('who is connected was not put down'));
    });
    const stopRenewing = clock.every(routing.renewInterval, routing.renew);
    const looks = [
      heart.look,
      revokeStale,
      signInNotices.look,
      routing.look,
      front.look,
      plans.look,
      origins.look,
      search.look,
      replies.look,
      alerts.look,
      boards.look,
      watch.look,
      quality.look,
      handbooks.look,
      deskPolicies.look,
      versions.look,
      signInBook.look,
      seen.flush,
      lapses.look,
      supervision.look,
      ways.look,
      reports.look,
    ].map(oneAtATime);
    const stopLooking = clock.every(lookInterval, () => {
      for (const look of looks) look.run().catch(failed('look at the database failed'));
    });

    /** On the trail before there is a session, whichever way they came. */
    const begin: BeginSession = async (me, from) => {
      const { address, device, method } = from;
      versions.checkDoor(from.app);
      const event = `sign-in.${method}`;
      await audit.changed({ event, actor: { kind: 'person', id: me.id }, address, subject: device });
      const { token, expiresAt } = await sessions.begin(me.id, from);
      await signInNotices.look();
      const wipe = await devices.tellIfDue({ device, personId: me.id });
      const { id, name } = workspace;
      const policy = deskPolicies.current().rules;
      return { token, expiresAt, me, workspace: { id, name }, policy, ...(wipe && { wipe }) };
    };
    accessRoutes(http, {
      sessions,
      guessing: createGuessing(options.limits?.guessing),
      accountOf: people.accountOf,
      takesPasswords: () => signInBook.current().rules.passwords,
      begin,
      addressOf,
      onEnded: (sessionId) => revoke(`session:${sessionId}`, 'unauthenticated'),
      leave: hints.leave,
    });
    await http.register((scope: FastifyInstance) =>
      signInRoutes(scope, {
        book: signInBook,
        provider,
        attempts: createAttempts(database, workspace.id, clock),
        hints,
        personOf: createPersonOf({
          ...{ database, workspaceId: workspace.id, clock, profiles, audit },
          staff: createStaff(database, workspace.id, clock),
          rescope: (id) => rescope(`person:${id}`),
        }),
        accountOf: people.accountById,
        begin,
        admit: rates.signIn,
        addressOf,
        report,
      }),
    );
    deviceRoutes(http, { devices, audit, addressOf });
    await http.register((scope: FastifyInstance) =>
      crashRoutes(scope, { store: crashes, sessions, audit, admit: rates.crash, addressOf }),
    );
    const admin = openAdmin({
      database,
      workspaceId: workspace.id,
      clock,
      plans,
      handbooks,
      policies: deskPolicies,
      origins,
      audit,
      crashes,
      profiles,
      identity,
      orders,
      rebuilding: createRebuilding(reports.filling, log),
      watch: { rules: watchRules, hook, tryRule: reports.tryRule },
      signIn: { book: signInBook, provider },
      effects: {
        rescope: (id) => rescope(`person:${id}`),
        revoke: (id, code) => revoke(`person:${id}`, code, code === 'unauthenticated' ? 'admin' : undefined),
        wipe,
        ended: (ids) => {
          for (const id of ids) revoke(`session:${id}`, 'unauthenticated', 'admin');
        },
        here: () => seatsHere().map(({ sessionId }) => sessionId),
      },
    });
    await http.register((scope: FastifyInstance) =>
      adminRoutes(scope, { admin, sessions, operatorToken: options.operatorToken ?? null, addressOf }),
    );
    const files =
      filesFolder === null
        ? null
        : createFiles({
            ...{ database, workspaceId: workspace.id, clock, secrets, log, limits: options.fileLimits },
            root: filesFolder,
            checkRead: conversations.mayRead,
            inReplyOf: replies.mayUseFile,
            visitorIn: async (id) => (await conversations.reads.held(id))?.conversation.visitor.id ?? null,
          });
    const ofFiles =
      files === null
        ? null
        : fileRoutes({
            ...{ files, sessions, addressOf },
            visitorOf: customers.known,
            isAllowedOrigin: origins.isAllowed,
            admit: rates.files,
          });
    const stopFilling = clock.every(fillInterval, () => {
      reports.filling.run().catch(failed('facts for reports were not made'));
    });
    const sweepingWatch = oneAtATime(watch.sweep);
    const sweeping = oneAtATime(async () => files?.sweep());
    const stopSweeping = clock.every(sweepInterval, () => {
      sweeping.run().catch(failed('files that nobody needs were not removed'));
      crashes?.sweep().catch(failed('old reports of crashes were not removed'));
      ways.sweep.run().catch(failed('old pages were not removed'));
      sweepingWatch.run().catch(failed('old deliveries were not removed'));
    });
    await http.register(async (pages: FastifyInstance) => {
      await forPages(pages, origins.isAllowed);
      customerRoutes(pages, {
        isAllowedOrigin: origins.isAllowed,
        register: async (locale, origin) => ({
          ...(await customers.register(locale, origin)),
          wayOut: await wayOut.current(),
        }),
        addressOf,
        admit: rates.register,
      });
      if (ofFiles !== null) await pages.register(ofFiles.visitor);
    });
    if (ofFiles !== null) {
      await http.register(ofFiles.desk);
      await http.register(ofFiles.bytes);
    }
    await http.register((scope: FastifyInstance) =>
      widgetFiles(scope, options.widgetFolder ?? join(root, 'out/widget'), look.current),
    );
    const { operatorToken, metricsToken } = options;
    await http.register((scope: FastifyInstance) =>
      vitalRoutes(scope, {
        health: createHealth({
          ...{ database, workspaceId: workspace.id, folder, log, now: clock.now },
          isOpen: () => !closed && !draining,
        }),
        head: conversations.reads.head,
        metrics,
        tokens: [operatorToken, metricsToken].filter((token) => token !== undefined),
      }),
    );

    const port = await listenAt(http, host, ports);
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

    let stopping: Promise<void> | null = null;
    /** P17: nobody comes in, what was asked for is committed and answered, all are told, the end. */
    const stop = async () => {
      closed = true;
      stopRenewing();
      stopTouching();
      stopLooking();
      stopSweeping();
      stopFilling();
      http.server.close();
      await Promise.all([heart.stop(), ...looks.map((look) => look.idle())]);
      front.stop();
      replies.stop();
      await boards.stop();
      // At once: what is asked from now on is refused, also while the last that was given is being written.
      await Promise.all([routing.stop(), conversations.drain()]);
      // Whoever is here has the whole time from now to come to the next hub.
      await routing.end();
      // The acks of the last commit are written in this turn, before the news.
      await new Promise((resolve) => setImmediate(resolve));
      tellDesks(['workspace'], 'draining', { retryAfter: comeAgain });
      visitors.emit('draining', { retryAfter: comeAgain } satisfies VisitorNews['draining']);
      await closeSockets(io);
      await http.close();
      await Promise.all([crashes?.idle(), sweeping.idle(), ways.sweep.idle(), sweepingWatch.idle()]);
      await files?.stop();
      await reports.stop();
      await seen.flush();
      await audit.flush();
      await quality.idle();
      metrics.stop();
      await database.close();
    };

    return {
      url,
      port,
      workspace,
      database,
      people,
      profiles,
      origins: origins as Origins,
      wayOut,
      look,
      identity,
      /** Null where none are taken. */
      files,
      replies,
      handbooks,
      orders,
      quality,
      watch: { rules: watchRules, hook },
      signInBook,
      plans,
      /** Ids of the agents who have a desk connected. */
      online: routing.online,
      /** They work in that role from now on, on every device. */
      setRole: async (personId: string, role: Role) => {
        await people.setRole(personId, role);
        rescope(`person:${personId}`);
      },
      /** Everything that this person has open ends, on every device. */
      disablePerson: async (personId: string) => {
        await people.disable(personId);
        await sessions.endAllOf(personId, 'admin');
        revoke(`person:${personId}`, 'forbidden');
      },
      /** `/health` says so, for whoever shares out connections; everything else goes on until it is stopped. */
      drain: () => {
        draining = true;
      },
      stop: () => {
        stopping ??= stop();
        return stopping;
      },
    };
  }
}
