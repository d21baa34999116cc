import type { Clock } from '#shared/domain/clock.ts';
import type { Ruling } from '#shared/domain/policy/hub-rules.ts';
import type { Hands } from '#shared/domain/routing/auto-away.ts';
import type { DeskRequirement } from '#shared/domain/update/required.ts';
import type { Account, Unsent } from '#shared/ipc/account.ts';
import type { Connection } from '#shared/ipc/app.ts';
import type { AlertCall, AlertLine, AlertReported } from '#shared/protocol/alerts.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import {
  type AccountOptions,
  type Accounts,
  createAccounts,
  type Identity,
  type Keeping,
  type SignedIn,
} from './account.ts';
import { type AdminHandlers, createAdminCalls } from './admin.ts';
import type { Proof } from './alerts/reports.ts';
import { startCache } from './cache/client.ts';
import { startRetention, usualRetention } from './cache/retention.ts';
import type { Arrived } from './connection/feed.ts';
import { type Door, requestCrash } from './connection/hub-http.ts';
import { type Conversations, createConversations } from './conversations.ts';
import { type CustomerHandlers, createCustomerCalls } from './customers.ts';
import type { CrashDoor } from './diagnostics/crash-sender.ts';
import { createFiles, type Files } from './files.ts';
import type { Handlers } from './ipc/registrar.ts';
import { faultOf, type Log } from './log.ts';
import { straightWay, type WayOut } from './network/way-out.ts';
import { createQualityCalls, type QualityHandlers } from './quality.ts';
import { createReplyCalls, type ReplyHandlers } from './replies/handlers.ts';
import { createReportCalls, type ReportHandlers } from './reports.ts';
import { createRouting, type RoutingHandlers } from './routing/handlers.ts';
import { type Filling, startFilling } from './search/filling.ts';
import { createSearch, type SearchHandlers } from './search/search.ts';
import { createSeat, type Seat, type TellNews } from './seat.ts';
import { accountFile } from './settings/account-file.ts';
import type { Keep } from './settings/policy/by-account.ts';
import type { CachePolicy } from './settings/settings.ts';
import type { Vault } from './settings/vault.ts';
import { createWatchCalls, type WatchHandlers } from './watch.ts';

/** The live board; its page is one of several that the window may show. */
type BoardHandlers = Pick<Handlers, 'board.open' | 'board.level' | 'board.close'>;
type SessionHandlers = Pick<
  Handlers,
  'sessions.list' | 'sessions.end' | 'sessions.endOthers' | 'sessions.known' | 'sessions.asking'
>;

export type DeskOptions = {
  /** Data folder of this desk. */
  readonly dir: string;
  /** Script of the cache's thread. */
  readonly cacheScript: string | URL;
  readonly vault: Vault;
  /** What is done where no keychain protects the cache; `accept` where it is not said. */
  readonly cachePolicy?: CachePolicy;
  /** Days that closed conversations stay in the cache; 30 where it is not said. */
  readonly retentionDays?: number;
  /** Whether a session that the hub ends takes along what is kept of the account; not where it is not said. */
  readonly wipesWhenSignedOut?: boolean;
  /** What the hub of the account rules goes before that; it is not asked where it is not given. */
  readonly keep?: Keep;
  /** What the hub of who is here rules, from now on. */
  readonly onRules?: (ruling: Ruling | null) => void;
  readonly signInMethod?: AccountOptions['signInMethod'];
  /** Where it is not given there is no browser. */
  readonly openPage?: AccountOptions['openPage'];
  readonly device: string;
  readonly appVersion: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  /** How hubs are reached; straight where it is not given. */
  readonly way?: WayOut;
  /** Hubs that may be used; null: any. */
  readonly hubs?: readonly string[] | null;
  /** Whether the hub runs inside this app; its address comes by `hubIsAt`. */
  readonly hosts: boolean;
  readonly last: {
    readonly get: () => { hub: string; email: string };
    readonly set: (hub: string, email: string) => void;
  };
  /**
   * The first screen is there. What it does not need waits for this, because it would take the
   * processor from it: the line to the hub, and the cache's own thread.
   */
  readonly settled: Promise<void>;
  readonly tell: TellNews;
  /** Asks where to, and writes it there; nobody is asked where it is not given. */
  readonly save?: (name: string, bytes: () => Promise<Uint8Array>) => Promise<boolean>;
  readonly onArrived: (arrived: Arrived, meId: string) => void;
  /** Whether this person is here already, in another account of this window; nobody is where it is not given. */
  readonly isElsewhere?: AccountOptions['isElsewhere'];
};

/** The desk without a window: what it knows, and what it does with the hub. Runs on plain Node too. */
export type Desk = {
  readonly account: () => Account;
  readonly connection: () => Connection;
  /** Which versions of the desk the hub of who is here wants; null: it does not say. */
  readonly required: () => DeskRequirement | null;
  /** What carries the line: `websocket`, `polling`; null without one. */
  readonly transport: () => string | null;
  /** Messages that the hub has not, and those of them that it refused. */
  readonly outbox: () => Promise<{ readonly waiting: number; readonly refused: number }>;
  /** Entries in the cache, 0 while that is not known. */
  readonly cachedEntries: () => number;
  readonly conversations: Conversations;
  readonly routing: RoutingHandlers;
  readonly search: SearchHandlers;
  readonly files: Files;
  readonly customers: CustomerHandlers;
  readonly admin: AdminHandlers;
  readonly replies: ReplyHandlers;
  readonly quality: QualityHandlers;
  readonly reports: ReportHandlers;
  readonly alerts: AlertProof;
  readonly board: BoardHandlers;
  readonly watch: WatchHandlers;
  readonly sessions: SessionHandlers;
  /** What is seen of the person at this machine (A13). */
  readonly hands: (hands: Hands) => void;
  /** After so many milliseconds without a hand on the machine they are away; null: never, or not known. */
  readonly awayAfter: () => number | null;
  /** Takes up who was signed in, as soon as the keychain answers; everything else follows as news. */
  readonly start: () => Promise<void>;
  /** The hub inside this app is there, or is back at another address. */
  readonly hubIsAt: (address: string) => void;
  /** The hub inside this app does not start. */
  readonly hubFailed: (code: string) => void;
  readonly signIn: Accounts['signIn'];
  readonly signInMethods: Accounts['signInMethods'];
  readonly signInByProvider: Accounts['signInByProvider'];
  readonly cancelSignIn: Accounts['cancelSignIn'];
  readonly leaveProvider: Accounts['leaveProvider'];
  readonly signOut: Accounts['signOut'];
  readonly unlock: Accounts['unlock'];
  readonly unsent: Accounts['unsent'];
  readonly whose: Accounts['whose'];
  readonly isVacant: Accounts['isVacant'];
  readonly cacheState: Accounts['cacheState'];
  readonly forgetLoss: Accounts['forgetLoss'];
  /** Where reports of crashes may be handed over; null: nobody is signed in. */
  readonly crashDoor: () => CrashDoor | null;
  /** What ends with this program: nothing, unless the cache is in memory only. */
  readonly lostByQuitting: () => Promise<Unsent>;
  /** The machine woke up, or the network is back: try at once. */
  readonly nudge: () => void;
  /** Everything that was typed is on the disk already (P17); this only ends it in order. */
  readonly stop: () => Promise<void>;
};

/** The ladder of waits (P18) as the hub has it. */
export type AlertProof = {
  readonly calls: () => readonly AlertCall[];
  readonly report: (proof: Proof, what: AlertReported) => void;
  /** Needs the hub; `unavailable` when it is away. */
  readonly ledger: (conversationId: string) => Promise<AlertLine[]>;
};

export function createDesk(options: DeskOptions): Desk {
  const { clock, log, tell, way = straightWay } = options;
  const reach = { way, log };
  let seat: Seat | null = null;
  let filling: Filling | null = null;
  /** Of who sits there. */
  let token: string | null = null;
  let hostedHub: string | null = null;
  let ruling: Ruling | null = null;
  const keep: Keep =
    options.keep ??
    (() => ({
      retentionDays: options.retentionDays ?? usualRetention,
      cachePolicy: options.cachePolicy ?? 'accept',
      wipesWhenSignedOut: options.wipesWhenSignedOut === true,
    }));
  let cached = 0;
  let connection: Connection = {
    state: 'offline',
    code: null,
    since: clock.now(),
    pending: 0,
    latency: null,
  };

  const cache = startCache({
    script: options.cacheScript,
    threadAfter: options.settled,
    log,
    onRecreated: (loss) => {
      log.error('cache was damaged and is fetched again', { ...loss });
      cached = 0;
      accounts.lost(loss);
      seat?.resync().catch((error) => log.warn('resync failed', faultOf(error)));
    },
  });

  function setConnection(change: Partial<Connection>): void {
    const next = { ...connection, ...change };
    const isNew = next.state !== connection.state || next.code !== connection.code;
    const isTold = isNew || next.pending !== connection.pending;
    connection = isNew ? { ...next, since: clock.now() } : next;
    // The round trip changes with every answer: it is told with the next change that matters.
    if (isNew) log.info('line', { state: next.state, code: next.code });
    if (isTold) tell('app.connection', connection);
  }

  const accounts = createAccounts({
    dir: options.dir,
    file: accountFile(options.dir, options.vault),
    cache,
    device: options.device,
    appVersion: options.appVersion,
    clock,
    random: options.random,
    log,
    way,
    last: options.last,
    hubs: options.hubs ?? null,
    hostedHub: () => hostedHub,
    keeping: (rules) => keepingOf(options.vault, keep(rules).cachePolicy),
    wipesWhenSignedOut: (rules) => keep(rules).wipesWhenSignedOut,
    onRules: (rules) => {
      ruling = rules;
      tell('app.required', rules?.rules.desk ?? null);
      options.onRules?.(rules);
    },
    signInMethod: options.signInMethod ?? 'both',
    openPage: options.openPage ?? (() => Promise.reject(new RefusalError('unavailable'))),
    onChanged: (account) => tell('account.changed', account),
    onCache: (state) => tell('app.cache', state),
    onSeat: takeSeat,
    isElsewhere: options.isElsewhere ?? (async () => false),
  });

  const retention = startRetention({
    cache,
    clock,
    log,
    days: () => keep(ruling).retentionDays,
    onRemoved: () => void seat?.showList().catch((error) => log.warn('list was not shown', faultOf(error))),
  });

  function takeSeat(account: SignedIn | null): void {
    filling?.stop();
    filling = null;
    seat?.stop();
    seat = null;
    token = account?.token ?? null;
    cached = 0;
    setConnection({ state: 'offline', code: null, pending: 0, latency: null });
    if (account === null) return;
    const taken = createSeat({
      cache,
      token: account.token,
      device: options.device,
      appVersion: options.appVersion,
      me: account.me,
      clock,
      random: options.random,
      log,
      way,
      tell: (name, payload) => {
        if (seat === taken) tell(name, payload);
      },
      onArrived: (arrived) => {
        cached += arrived.added.length;
        options.onArrived(arrived, account.me.id);
      },
      onConnection: (change) => {
        if (seat === taken) setConnection(change);
      },
      onReady: accounts.refresh,
      onPolicy: accounts.ruled,
      onEnded: (code, by) => void accounts.ended(code, by),
    });
    seat = taken;
    void load(taken);
    setConnection({ state: 'connecting' });
    void options.settled.then(() => connect(taken));
    filling = startFilling({ cache, clock, log });
  }

  /** Connects as soon as it is known where to. */
  function connect(taken: Seat): void {
    const hub = hubOfAccount();
    if (seat === taken && hub !== null) taken.connect(hub);
  }

  /** Null while nobody is signed in, or the hub inside this app is not there yet. */
  function hubOfAccount(): string | null {
    const account = accounts.get();
    if (account.state !== 'signed-in') return null;
    return accounts.isHosted() && options.hosts ? hostedHub : account.hub;
  }

  /** What the cache keeps of work not done. */
  async function load(taken: Seat): Promise<void> {
    try {
      const jobs = await cache.jobs();
      if (seat !== taken) return;
      taken.outbox.load(jobs);
      setConnection({ pending: taken.outbox.pending() });
      cached += await cache.countEntries();
    } catch (error) {
      log.error('outbox did not load', faultOf(error));
    }
  }

  /** Null: nobody is signed in. */
  function door(): Door | null {
    if (token === null) return null;
    const hub = hubOfAccount();
    if (hub === null) throw new RefusalError('unavailable');
    return { hub, token };
  }

  const taken = (): Seat => {
    if (seat === null) throw new RefusalError('unauthenticated');
    return seat;
  };

  return {
    account: accounts.get,
    connection: () => connection,
    required: () => ruling?.rules.desk ?? null,
    transport: () => seat?.transport() ?? null,
    outbox: async () => {
      if (seat === null) return { waiting: 0, refused: 0 };
      // A cache that cannot be asked is a line of its own.
      const jobs = await cache.jobs().catch(() => []);
      const refused = jobs.filter(({ state }) => state === 'refused').length;
      return { waiting: jobs.filter(({ state }) => state !== 'sent').length - refused, refused };
    },
    cachedEntries: () => cached,
    conversations: createConversations({
      cache,
      clock,
      tell,
      onOpened: retention.opened,
      seat: taken,
    }),
    files: createFiles({
      ...{ cache, reach, now: clock.now, seat: taken },
      save: options.save ?? (async () => false),
    }),
    search: createSearch({
      cache,
      ask: () => {
        if (seat === null) throw new RefusalError('unauthenticated');
        return seat.ask;
      },
    }),
    routing: createRouting({ cache, seat: () => seat }),
    replies: createReplyCalls({ seat: () => seat }),
    quality: createQualityCalls({ cache, log, seat: taken }),
    watch: createWatchCalls({ seat: () => seat }),
    sessions: {
      'sessions.list': (input) => taken().ask('sessions.list', input),
      'sessions.end': (input) => taken().ask('sessions.end', input),
      'sessions.endOthers': (input) => taken().ask('sessions.endOthers', input),
      'sessions.known': (input) => taken().ask('sessions.known', input),
      'sessions.asking': () => ({ signIns: [...(seat?.signIns.get() ?? [])] }),
    },
    reports: createReportCalls(taken),
    alerts: {
      calls: () => seat?.calls.get() ?? [],
      report: (proof, what) => seat?.reports.add(proof, what),
      ledger: async (conversationId) => {
        if (seat === null) throw new RefusalError('unauthenticated');
        return (await seat.ask('alerts.pull', { conversationId })).lines;
      },
    },
    board: {
      'board.open': () => taken().board.open(),
      'board.level': (asked) => taken().ask('board.level', asked),
      'board.close': () => {
        seat?.board.close();
        return null;
      },
    },
    customers: createCustomerCalls({ cache, log, tell, seat: taken }),
    admin: createAdminCalls({ reach, door }),
    hands: (hands) => void seat?.status.hands(hands),
    awayAfter: () => seat?.status.get().settings.awayAfter ?? null,
    start: accounts.resume,
    hubIsAt: (address) => {
      const isNew = hostedHub !== address;
      hostedHub = address;
      const account = accounts.get();
      if (isNew && account.state === 'signed-out') tell('account.changed', account);
      const taken = seat;
      if (taken !== null && accounts.isHosted()) void options.settled.then(() => connect(taken));
    },
    hubFailed: (code) => {
      // What is written is kept all the same: for whoever writes this is a hub that is away.
      if (seat === null || accounts.isHosted()) setConnection({ state: 'offline', code });
    },
    signIn: accounts.signIn,
    signInMethods: accounts.signInMethods,
    signInByProvider: accounts.signInByProvider,
    cancelSignIn: accounts.cancelSignIn,
    leaveProvider: accounts.leaveProvider,
    signOut: accounts.signOut,
    unlock: accounts.unlock,
    unsent: accounts.unsent,
    whose: accounts.whose,
    isVacant: accounts.isVacant,
    cacheState: accounts.cacheState,
    forgetLoss: accounts.forgetLoss,
    crashDoor: () => {
      const whose = accounts.whose();
      if (token === null || whose === null) return null;
      return {
        hub: hubName(whose),
        send: async (report) => {
          const to = door();
          // Somebody else may have come since.
          if (to === null || accounts.whose()?.me.id !== whose.me.id)
            throw new RefusalError('unauthenticated');
          await requestCrash(to, report, reach);
        },
      };
    },
    lostByQuitting: async () => (accounts.isInMemory() ? accounts.unsent() : { messages: 0, drafts: 0 }),
    nudge: () => seat?.nudge(),
    stop: async () => {
      retention.stop();
      filling?.stop();
      seat?.stop();
      seat = null;
      await cache.stop();
    },
  };
}

/** Of the hub inside this app: its address is another after each start. */
export const hubInside = 'inside';

export function hubName({ hub, hosted }: Pick<Identity, 'hub' | 'hosted'>): string {
  return hosted ? hubInside : hub;
}

/** A keychain protects the key; the policy is for where there is none. */
function keepingOf(vault: Vault, cachePolicy: CachePolicy): Keeping {
  if (vault.protection === 'keychain') return 'keychain';
  return cachePolicy === 'accept' ? 'basic' : cachePolicy;
}
