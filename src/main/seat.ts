import type { Clock } from '#shared/domain/clock.ts';
import type { Entry } from '#shared/domain/entry.ts';
import type { Connection } from '#shared/ipc/app.ts';
import type { IpcNews, IpcNewsName } from '#shared/ipc/contract.ts';
import type { ConversationRow, Outgoing } from '#shared/ipc/conversations.ts';
import type { DeskNews } from '#shared/protocol/desk.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import { protocolVersion } from '#shared/protocol/version.ts';
import { type CallsKeeper, createCalls } from './alerts/calls.ts';
import { createReports, type Reports } from './alerts/reports.ts';
import { createReviewNews } from './alerts/review-news.ts';
import type { Cache } from './cache/client.ts';
import { byConversation } from './cache/gaps.ts';
import { toOutgoing } from './cache/outbox.ts';
import { type Arrived, createFeed } from './connection/feed.ts';
import { createHistory, type History } from './connection/history.ts';
import type { Door } from './connection/hub-http.ts';
import type { createLink as createLinkType, Link } from './connection/link.ts';
import { createMarks, type Marks } from './connection/marks.ts';
import { createOutbox, type Outbox } from './connection/outbox.ts';
import type { Ask } from './connection/requests.ts';
import { createUploads, type Uploads } from './connection/uploads.ts';
import { createCustomerNews } from './customer-news.ts';
import { faultOf, type Log } from './log.ts';
import type { WayOut } from './network/way-out.ts';
import { createReplies, type RepliesKeeper } from './replies/keeper.ts';
import { type ColleaguesKeeper, createColleagues } from './routing/colleagues.ts';
import { createOwnStatus, type OwnStatusKeeper } from './routing/own-status.ts';
import { createWatched, type WatchedKeeper } from './routing/watched.ts';
import { createSignInNotices, type SignInNoticesKeeper } from './sign-in-notices.ts';
import { type BoardKeeper, createBoardKeeper } from './supervision/board.ts';
import { createLooked, type LookedKeeper } from './supervision/looked.ts';

/** After an acknowledgement the entry itself comes at once; if it does not, it is asked for. Milliseconds. */
const echoPatience = 1_000;
/** How many rows the list holds. */
export const listLimit = 500;

export type TellNews = <N extends IpcNewsName>(name: N, payload: IpcNews<N>) => void;

export type SeatOptions = {
  readonly cache: Cache;
  readonly token: string;
  readonly device: string;
  readonly appVersion: string;
  readonly me: Me;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly way: WayOut;
  readonly tell: TellNews;
  /** Something came that a person may want to be told of. */
  readonly onArrived: (arrived: Arrived) => void;
  readonly onConnection: (
    change: Partial<Pick<Connection, 'state' | 'code' | 'latency' | 'pending'>>,
  ) => void;
  readonly onReady: (ready: DeskNews['ready']) => void;
  readonly onPolicy: (rules: DeskNews['policy']) => void;
  /** The hub ended the session, or refuses this account. */
  readonly onEnded: (code: DeskNews['revoked']['code'], by?: DeskNews['revoked']['by']) => void;
};

/** What one signed-in person works with: the line to the hub and everything that runs over it. */
export type Seat = {
  readonly connect: (hub: string) => void;
  readonly ask: Ask;
  readonly typing: Link['typing'];
  readonly outbox: Outbox;
  readonly uploads: Uploads;
  /** Null while the hub is away. */
  readonly door: () => Door | null;
  readonly marks: Marks;
  readonly history: History;
  readonly status: OwnStatusKeeper;
  readonly colleagues: ColleaguesKeeper;
  readonly replies: RepliesKeeper;
  readonly calls: CallsKeeper;
  /** The live board, for who supervises. */
  readonly board: BoardKeeper;
  readonly watched: WatchedKeeper;
  readonly signIns: SignInNoticesKeeper;
  /** What one looks at of others. */
  readonly looked: LookedKeeper;
  /** What became of alerts here. */
  readonly reports: Reports;
  /** Reads a row again and shows it. */
  readonly touch: (conversationId: string) => void;
  /** Shows the whole list again. */
  readonly showList: () => Promise<void>;
  /** The cache is empty: forgets what was known of it and fetches everything. */
  readonly resync: () => Promise<void>;
  readonly nudge: () => void;
  readonly transport: Link['transport'];
  readonly stop: () => void;
};

export function createSeat(options: SeatOptions): Seat {
  const { cache, clock, log, tell } = options;
  let link: Link | null = null;
  let hubOrigin: string | null = null;
  let stopped = false;
  let pending = 0;
  /** As the hub said it last: a supervisor may be made an agent, and back (P16). */
  let { role } = options.me;
  /** Groups of which everything is seen; null: all. */
  let over: readonly string[] | null = role === 'agent' ? [] : null;

  const ask: Ask = (event, input) =>
    link === null ? Promise.reject(new RefusalError('unavailable')) : link.ask(event, input);

  const touched = new Set<string>();
  function touch(conversationId: string): void {
    touched.add(conversationId);
    if (touched.size === 1) queueMicrotask(() => void showTouched());
  }
  async function showTouched(): Promise<void> {
    const ids = [...touched];
    touched.clear();
    let found: ConversationRow[];
    try {
      found = (await Promise.all(ids.map((id) => cache.row(id)))).filter((row) => row !== null);
    } catch {
      // The cache's log says why; the row is shown again with its next change.
      return;
    }
    if (stopped) return;
    // One that was kept only for what was typed into it is gone with that: a whole list says so.
    if (found.length < ids.length) return void showList().catch(() => {});
    tell('conversations.changed', { rows: found, all: false });
  }

  async function showList(): Promise<void> {
    const rows = await cache.list(listLimit);
    if (!stopped) tell('conversations.changed', { rows, all: true });
  }

  function showAdded(entries: readonly Entry[]): void {
    for (const [conversationId, own] of byConversation(entries)) {
      tell('entries.added', { conversationId, entries: own });
    }
  }

  /** Their entries are here, or in the history: they are no longer on their way. */
  function showGone(messages: readonly Outgoing[]): void {
    for (const outgoing of messages) {
      outbox.remove(outgoing.key);
      tell('outgoing.changed', { outgoing, removed: true });
    }
    showPending();
  }

  function showPending(): void {
    if (outbox.pending() === pending) return;
    pending = outbox.pending();
    options.onConnection({ pending });
  }

  const door = (): Door | null =>
    hubOrigin === null || stopped ? null : { hub: hubOrigin, token: options.token };
  const uploads = createUploads({
    cache,
    door,
    reach: { way: options.way, log },
    onProgress: (progress) => tell('files.progress', progress),
  });
  const board = createBoardKeeper({ ask, log, tell: (part) => tell('board.changed', { parts: [part] }) });
  const outbox = createOutbox({
    upload: uploads.upload,
    ask,
    cache,
    clock,
    random: options.random,
    onChanged: (job) => {
      tell('outgoing.changed', { outgoing: toOutgoing(job), removed: false });
      touch(job.conversationId);
      showPending();
    },
    onGone: (job) => {
      showGone([toOutgoing(job)]);
      touch(job.conversationId);
    },
    onSent: (feedSeq) => void clock.after(echoPatience, () => feed.head(feedSeq)),
  });
  const marks = createMarks({ ask, cache, clock, random: options.random, log, onMoved: touch });
  const history = createHistory({
    ask,
    cache,
    me: options.me.id,
    onAdded: (conversationId, { added, confirmed }) => {
      tell('entries.added', { conversationId, entries: added });
      showGone(confirmed);
      touch(conversationId);
    },
    onForgotten: (sent) => {
      showGone(sent);
      void showList().catch(() => {});
    },
  });

  const status = createOwnStatus({ ask, onChanged: (own) => tell('status.changed', own) });
  const colleagues = createColleagues({
    ask,
    clock,
    log,
    onChanged: (all) => tell('colleagues.changed', all),
  });

  const replies = createReplies({
    ask,
    cache,
    clock,
    log,
    onChanged: (known) => tell('replies.changed', { known }),
  });
  const looked = createLooked({ ask, log });
  const watched = createWatched((all) => tell('supervise.watched', { all }));
  const signIns = createSignInNotices((all) => tell('sessions.asking', { signIns: all }));
  const reports = createReports({ ask, clock, log });
  const calls = createCalls({ ask, log, onChanged: (all) => tell('alerts.calls', { calls: all }) });
  const reviews = createReviewNews({ ask, log, tell: (told) => tell('quality.told', told) });
  const customers = createCustomerNews({ cache, log, tell, touch, ask });

  let replaced = false;
  const feed = createFeed({
    ask,
    cache,
    clock,
    random: options.random,
    log,
    onArrived: (arrived) => {
      if (arrived.rows.length > 0) tell('conversations.changed', { rows: [...arrived.rows], all: false });
      showAdded(arrived.added);
      showGone(arrived.confirmed);
      void history.check(lostSightOf(arrived));
      options.onArrived(arrived);
    },
    onReplaced: async () => {
      replaced = true;
      outbox.load(await cache.jobs());
      await showList();
    },
    onCaughtUp: () => {
      outbox.caughtUp();
      marks.caughtUp();
      void checkOthers().catch((error) => log.warn('the list was not checked', faultOf(error)));
      void fillOpen().catch((error) => log.warn('lines were not fetched', faultOf(error)));
    },
  });

  /**
   * What went from the queue to another agent, or one is asked about no more. Whether it may still be read depends
   * on its past, which the hub knows.
   */
  function lostSightOf({ added, rows }: Arrived): ConversationRow[] {
    return rows.filter(isOthers).filter(({ conversation }) => {
      const own = added.filter((entry) => entry.conversationId === conversation.id);
      return (
        own.length === 0 || own.some(({ body: { kind } }) => kind === 'assigned' || kind === 'offer_ended')
      );
    });
  }

  function isOthers({ conversation: { agent, group } }: ConversationRow): boolean {
    if (over === null || agent === null || agent.id === options.me.id) return false;
    return group === null || !over.includes(group.id);
  }

  /** What was to be checked when the line went, or the desk was killed. */
  async function checkOthers(): Promise<void> {
    if (over !== null) await history.check((await cache.list(listLimit)).filter(isOthers));
  }

  /** After a new list, the lines of what is open. */
  async function fillOpen(): Promise<void> {
    if (!replaced) return;
    replaced = false;
    await history.prefill(await cache.list(listLimit));
  }

  function onReady(ready: DeskNews['ready']): void {
    options.onConnection({ state: 'connected', code: null });
    role = ready.me.role;
    over = ready.over ?? (role === 'agent' ? [] : null);
    options.onReady(ready);
    feed.ready(ready, ready.me.id);
    outbox.online();
    status.ready(ready);
    colleagues.ready();
    watched.ready(ready.watched ?? []);
    signIns.ready(ready.signIns ?? []);
    looked.ready();
    replies.ready();
    calls.ready();
    reviews.ready();
    board.ready();
    reports.flush();
    customers.handbook();
  }

  function connect(hub: string): void {
    if (stopped) return;
    if (link !== null && hubOrigin === hub) {
      link.nudge();
      return;
    }
    link?.stop();
    link = null;
    hubOrigin = hub;
    // Loaded when it is needed first: the library is large, and the first screen does without it.
    void import('./connection/link.ts').then(({ createLink }) => {
      if (!stopped && link === null && hubOrigin === hub) link = open(createLink, hub);
    });
  }

  function open(createLink: typeof createLinkType, hub: string): Link {
    return createLink({
      hub,
      auth: () => ({
        protocol: protocolVersion,
        app: `desk/${options.appVersion}`,
        device: options.device,
        token: options.token,
      }),
      clock,
      random: options.random,
      log,
      way: options.way,
      onState: ({ state, code, by }) => {
        options.onConnection({ state, code, ...(state === 'connected' ? {} : { latency: null }) });
        if (state !== 'refused') return;
        if (code === 'unauthenticated' || code === 'forbidden' || code === 'wiped') options.onEnded(code, by);
      },
      onNews: {
        ready: onReady,
        entries: feed.live,
        head: ({ head }) => feed.head(head),
        mark: (mark) => void marks.heard(mark),
        seen: (seen) => void marks.seen(seen),
        status: status.heard,
        settings: status.housed,
        colleagues: colleagues.heard,
        replies: replies.heard,
        alert: calls.heard,
        alert_over: calls.over,
        board: board.heard,
        customer: customers.customer,
        handbook: customers.handbook,
        ticks: (news) => tell('ticks.changed', news),
        way: (news) => tell('way.changed', news),
        watch: (news) => tell('watch.changed', news),
        watch_rules: (news) => tell('watch.rules', news),
        watch_call: (news) => tell('watch.call', news),
        quality: reviews.heard,
        watched: watched.heard,
        sign_ins: signIns.heard,
        revoked: ({ code, by }) => options.onEnded(code, by),
        policy: options.onPolicy,
        draining: () => {},
      },
      onHint: { typing: (hint) => tell('conversations.typing', hint) },
      onDown: () => {
        feed.down();
        outbox.offline();
        marks.down();
      },
      onRoundTrip: (latency) => options.onConnection({ latency }),
    });
  }

  async function resync(): Promise<void> {
    outbox.load(await cache.jobs());
    await showList();
    link?.stop();
    link = null;
    if (hubOrigin !== null) connect(hubOrigin);
  }

  return {
    connect,
    ask,
    typing: (conversationId) => link?.typing(conversationId),
    outbox,
    uploads,
    door,
    marks,
    history,
    status,
    colleagues,
    replies,
    calls,
    board,
    looked,
    watched,
    signIns,
    reports,
    touch,
    showList,
    resync,
    nudge: () => link?.nudge(),
    transport: () => link?.transport() ?? null,
    stop: () => {
      stopped = true;
      uploads.stop();
      link?.stop();
      link = null;
      colleagues.stop();
      replies.stop();
      outbox.load([]);
    },
  };
}
