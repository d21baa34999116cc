import { hostname, release, type } from 'node:os';
import { backOff } from '#shared/domain/back-off.ts';
import type { Clock } from '#shared/domain/clock.ts';
import { assertNever } from '#shared/domain/exhaustive.ts';
import type { HeardRules, Ruling } from '#shared/domain/policy/hub-rules.ts';
import type { Account, Unsent } from '#shared/ipc/account.ts';
import type { CacheLoss, CacheState } from '#shared/ipc/app.ts';
import type { IpcInput } from '#shared/ipc/contract.ts';
import { minPassPhrase } from '#shared/ipc/pass-phrase.ts';
import type { DeskNews } from '#shared/protocol/desk.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { SignInAnswer } from '#shared/protocol/handshake.ts';
import { type SignInMethods, signInPaths } from '#shared/protocol/sign-in.ts';
import { protocolVersion } from '#shared/protocol/version.ts';
import type { Cache } from './cache/client.ts';
import { removeDatabase, removeOtherCaches, setAside } from './cache/database-files.ts';
import type { CacheOnDisk } from './cache/protocol.ts';
import { signInByBrowser } from './connection/browser-sign-in.ts';
import { hubAddress, isSameHub } from './connection/hub-address.ts';
import {
  requestExchange,
  requestMethods,
  requestSignIn,
  requestSignOut,
  requestWiped,
} from './connection/hub-http.ts';
import { faultOf, type Log } from './log.ts';
import type { WayOut } from './network/way-out.ts';
import {
  type AccountFile,
  type AccountRead,
  cachePath,
  type LockedAccount,
  newCacheKey,
  opened,
  type StoredAccount,
} from './settings/account-file.ts';
import { lockKey, unlockKey } from './settings/pass-phrase.ts';

/** How often the hub is told that it was obeyed, while it does not answer. */
const reportAttempts = 8;

/** What keeps a new account's cache: the policy counts where there is no keychain. */
export type Keeping = 'keychain' | 'basic' | 'memory' | 'passphrase';

export type AccountOptions = {
  readonly dir: string;
  readonly file: AccountFile;
  readonly cache: Cache;
  /** Of the rules of the account's hub, where it said some. */
  readonly keeping: (rules: Ruling | null) => Keeping;
  readonly device: string;
  readonly appVersion: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly way: WayOut;
  /** What was used last, to fill the form; survives signing out. */
  readonly last: {
    readonly get: () => { hub: string; email: string };
    readonly set: (hub: string, email: string) => void;
  };
  /** Hubs that may be used, besides the one inside this app; null: any. */
  readonly hubs: readonly string[] | null;
  /** How people may sign in on this computer, whatever the hub takes. */
  readonly signInMethod: 'password' | 'provider' | 'both';
  /** Hands a page of the hub to the system's browser; refuses what is neither https nor on this computer. */
  readonly openPage: (address: string) => Promise<unknown>;
  /** Whether a session that the hub ends takes along what is kept of the account. */
  readonly wipesWhenSignedOut: (rules: Ruling | null) => boolean;
  /** What the hub of who is here rules is this from now on; null: nobody, or nothing. */
  readonly onRules: (rules: Ruling | null) => void;
  /** Address of the hub inside this app, null where there is none (yet). */
  readonly hostedHub: () => string | null;
  readonly onChanged: (account: Account) => void;
  readonly onCache: (state: CacheState) => void;
  /** The signed-in person, their cache open; null when nobody is. */
  readonly onSeat: (account: SignedIn | null) => void;
  /** Whether this person is here already, in another account of this window. */
  readonly isElsewhere: (who: Identity) => Promise<boolean>;
};

/** Why the hub ends a session. */
export type Ending = DeskNews['revoked']['code'];

/** Whose doing it was, where the hub says so. */
type EndedBy = DeskNews['revoked']['by'];

/** Who somebody is: a person at a hub. */
export type Identity = Pick<StoredAccount, 'hub' | 'hosted' | 'me'>;

export type SignedIn = StoredAccount & { readonly token: string };

/** Signed in (or not asked again), but the cache waits for a pass phrase: a new one, or the one it has. */
type Waiting =
  | { readonly how: 'choose'; readonly account: SignedIn & { readonly cacheKey: string } }
  | {
      readonly how: 'enter';
      readonly account: LockedAccount;
      readonly token: string | null;
      /** Said with that token. */
      readonly heard: HeardRules | null;
    };

export type Accounts = {
  readonly get: () => Account;
  readonly cacheState: () => CacheState;
  /** Takes up who was signed in when the desk was last used; at once where the keychain answers at once. */
  readonly resume: () => Promise<void>;
  readonly signIn: (input: IpcInput<'account.signIn'>) => Promise<Account>;
  readonly signInMethods: (input: IpcInput<'account.signInMethods'>) => Promise<SignInMethods>;
  readonly signInByProvider: (input: IpcInput<'account.signInByProvider'>) => Promise<Account>;
  readonly cancelSignIn: () => void;
  readonly leaveProvider: (input: IpcInput<'account.leaveProvider'>) => Promise<null>;
  readonly unlock: (input: IpcInput<'account.unlock'>) => Promise<Account>;
  /** Also for whoever is not let in: everything that is kept here goes, unread. */
  readonly signOut: () => Promise<Account>;
  readonly unsent: () => Promise<Unsent>;
  /** True when what is not sent does not survive the end of this program. */
  readonly isInMemory: () => boolean;
  /** The cache was found damaged while in use. */
  readonly lost: (loss: CacheLoss) => void;
  readonly forgetLoss: () => Promise<null>;
  /** The hub ended it. `forbidden`: the account is closed, `wiped`: an order to remove it; the cache goes with either. */
  readonly ended: (code: Ending, by?: EndedBy) => Promise<void>;
  /** Whoever is signed in, is locked, or was signed out by the hub and has something kept here. */
  readonly whose: () => (Identity & Pick<StoredAccount, 'workspace'>) | null;
  /** Nobody is here, nothing is kept for anybody, and there is nothing to be said either. */
  readonly isVacant: () => boolean;
  /** Whether the signed-in account is of the hub inside this app. */
  readonly isHosted: () => boolean;
  /** What the hub says of the person may change while they are signed in. */
  readonly refresh: (ready: Said) => void;
  /** The hub rules this from now on. */
  readonly ruled: (rules: HeardRules) => void;
};

/** What a hub says of who is there when they come. */
type Said = Pick<DeskNews['ready'], 'me' | 'workspace' | 'policy'>;

/** Who is signed in on this desk, their keys, and the end of both. */
export function createAccounts(options: AccountOptions): Accounts {
  const { dir, file, cache, log } = options;
  const reach = { way: options.way, log };
  /** Also while signed out by the hub: their cache is kept for when they come back. */
  let stored: StoredAccount | null = null;
  /** Signed out by the hub, and what is kept needs its pass phrase. */
  let locked: LockedAccount | null = null;
  let waiting: Waiting | null = null;
  let code: string | null = null;
  let endedBy: EndedBy;
  let loss: CacheLoss | null = null;
  /** The disk refused: this account's cache is in memory all the same. */
  let offDisk = false;
  let queue: Promise<unknown> = Promise.resolve();

  function get(): Account {
    if (waiting !== null) {
      const { hub, me, workspace } = waiting.account;
      return { state: 'locked', how: waiting.how, hub, me, workspace };
    }
    if (stored?.token != null) {
      return { state: 'signed-in', hub: stored.hub, me: stored.me, workspace: stored.workspace };
    }
    const last = options.last.get();
    const kept = stored ?? locked;
    const unsent = kept?.unsent;
    const isKept = unsent !== undefined && unsent.messages + unsent.drafts > 0;
    return {
      state: 'signed-out',
      // The hub inside this app may have another port than last time.
      hub: options.hostedHub() ?? (last.hub || (kept?.hub ?? '')),
      email: last.email || (kept?.me.email ?? ''),
      code,
      ...(code === 'unauthenticated' && endedBy !== undefined && { by: endedBy }),
      ...(isKept ? { unsent } : {}),
    };
  }

  const isAllowed = (hub: string): boolean =>
    options.hubs === null || options.hubs.some((one) => isSameHub(one, hub));

  const rulingOf = (account: Pick<StoredAccount, 'hub' | 'rules'> | null): Ruling | null =>
    account?.rules == null ? null : { hub: account.hub, rules: account.rules };
  const keepingOf = (account: Pick<StoredAccount, 'hub' | 'rules'> | null): Keeping =>
    options.keeping(rulingOf(account));

  const isInMemory = (): boolean => stored !== null && (stored.cacheKey === null || offDisk);

  function cacheState(): CacheState {
    if (isInMemory()) return { protection: 'memory', loss };
    const isLocked = stored?.lock != null || locked !== null || waiting !== null;
    if (isLocked) return { protection: 'passphrase', loss };
    const keeping = keepingOf(stored);
    return { protection: stored !== null && keeping !== 'keychain' ? 'basic' : keeping, loss };
  }

  function lost(what: CacheLoss | null): void {
    loss = what;
    options.onCache(cacheState());
  }

  /** One change of account at a time. */
  function exclusive<T>(change: () => Promise<T>): Promise<T> {
    const result = queue.then(change, change);
    queue = result.catch(() => {});
    return result;
  }

  /** `from`: a file of this account that goes into memory; its key goes after it. */
  function begin(account: SignedIn, from: CacheOnDisk | null = null): void {
    stored = account;
    locked = null;
    waiting = null;
    offDisk = false;
    const path = cachePath(dir, account);
    const key = account.cacheKey;
    // Not waited for: calls that follow are answered after it, in order.
    cache.openFile(key === null ? { path: null, owner: path, from } : { path, key }).then(
      (open) => {
        log.info('cache open', { how: open.how, inMemory: open.inMemory, fault: open.fault ?? null });
        if (from !== null) file.remove();
        if (stored === null || cachePath(dir, stored) !== path) return;
        offDisk = open.inMemory && key !== null;
        if (open.loss !== null || offDisk) lost(open.loss ?? loss);
      },
      (error) => log.error('cache did not open', faultOf(error)),
    );
    options.onRules(rulingOf(account));
    options.onSeat(account);
    options.onCache(cacheState());
  }

  /** Opens what this account keeps, as the policy wants it now. */
  function enter(account: SignedIn): void {
    const { cacheKey } = account;
    if (cacheKey === null || isKept(account)) begin(account);
    else if (keepingOf(account) === 'memory') {
      begin({ ...account, cacheKey: null, lock: null }, { path: cachePath(dir, account), key: cacheKey });
    } else waiting = { how: 'choose', account: { ...account, cacheKey } };
  }

  /** Whether its key may lie on the disk as it is. */
  const isKept = (account: StoredAccount): boolean => {
    const keeping = keepingOf(account);
    return keeping === 'passphrase' ? account.lock !== null : keeping !== 'memory';
  };

  function takeUp(read: AccountRead): void {
    switch (read.kind) {
      case 'none':
        return;
      case 'lost':
        loss = { why: 'key', messages: 0, drafts: 0, complete: false };
        return;
      case 'locked':
        if (read.account.sealedToken !== null) {
          waiting = { how: 'enter', account: read.account, token: null, heard: null };
          return;
        }
        locked = read.account;
        code = 'unauthenticated';
        return;
      case 'open': {
        const { token, hub, hosted } = read.account;
        if (!hosted && !isAllowed(hub)) {
          stored = { ...read.account, token: null };
          code = 'managed';
          return;
        }
        if (token !== null) {
          enter({ ...read.account, token });
          return;
        }
        stored = read.account;
        code = 'unauthenticated';
        return;
      }
      default:
        assertNever(read);
    }
  }

  async function resume(): Promise<void> {
    const read = file.read();
    takeUp(read instanceof Promise ? await read : read);
    // It was ended before this was the rule, or this program was ended before it had followed it.
    const over = stored ?? locked;
    if (options.wipesWhenSignedOut(rulingOf(stored)) && code === 'unauthenticated' && over !== null) {
      await wipe(over);
      code = 'wiped';
      options.onChanged(get());
    }
  }

  /** Key first: from then on the cache is unreadable, whatever happens to the file. */
  async function wipe(account: Pick<StoredAccount, 'hub' | 'hosted' | 'me'>): Promise<void> {
    file.remove();
    stored = null;
    locked = null;
    waiting = null;
    loss = null;
    options.onRules(null);
    await cache.closeFile().catch(() => {});
    removeDatabase(cachePath(dir, account));
    options.onCache(cacheState());
  }

  /** The keys could not be read at the start. A keychain that was locked then may be open now. */
  async function lookAgain(): Promise<void> {
    const read = await file.read();
    if (read.kind !== 'open') return;
    stored = { ...read.account, token: null };
    lost(null);
  }

  /** The hub that somebody named, as it may be signed in to from here. */
  function hubNamed(name: string): { readonly hub: string; readonly hosted: boolean } {
    const typed = hubAddress(name);
    const own = options.hostedHub();
    const hosted = own !== null && isSameHub(typed, own);
    const hub = hosted ? own : typed;
    if (!hosted && !isAllowed(hub)) throw new RefusalError({ code: 'managed', field: 'HubAddresses' });
    return { hub, hosted };
  }

  const door = () => ({
    protocol: protocolVersion,
    app: `desk/${options.appVersion}`,
    device: options.device,
    // What the person knows it by, in the list of where they are signed in.
    computer: { name: hostname().slice(0, 80), system: `${type()} ${release()}`.slice(0, 80) },
  });

  function onlyWhenFree(): void {
    if (stored?.token != null || waiting !== null) throw new RefusalError('conflict');
  }

  async function signIn(input: IpcInput<'account.signIn'>): Promise<Account> {
    onlyWhenFree();
    const at = hubNamed(input.hub);
    if (options.signInMethod === 'provider')
      throw new RefusalError({ code: 'managed', field: 'SignInMethod' });
    const email = input.email.trim();
    const answer = await requestSignIn(at.hub, { ...door(), email, password: input.password }, reach);
    return letIn(at, email, answer);
  }

  /** Who has just signed out, as the provider's page for that is told it: of this start of the desk, once. */
  let leave: { readonly hub: string; readonly code: Promise<string | null> } | null = null;

  /** One sign-in waits for the browser; another one gives it up. */
  let browsing: AbortController | null = null;

  async function signInByProvider({ hub: name }: IpcInput<'account.signInByProvider'>): Promise<Account> {
    onlyWhenFree();
    const at = hubNamed(name);
    if (options.signInMethod === 'password')
      throw new RefusalError({ code: 'managed', field: 'SignInMethod' });
    browsing?.abort();
    const mine = new AbortController();
    browsing = mine;
    try {
      // Not in the row of changes of the account: minutes pass, and nothing else is to wait for them.
      const brought = await signInByBrowser({
        hub: at.hub,
        open: options.openPage,
        cancelled: mine.signal,
      });
      return await exclusive(async () => {
        onlyWhenFree();
        const answer = await requestExchange(at.hub, { ...door(), ...brought }, reach);
        return letIn(at, answer.me.email, answer);
      });
    } finally {
      if (browsing === mine) browsing = null;
    }
  }

  async function letIn(
    { hub, hosted }: { readonly hub: string; readonly hosted: boolean },
    email: string,
    answer: SignInAnswer,
  ): Promise<Account> {
    const identity = { hub, hosted, me: answer.me, workspace: answer.workspace };
    const rules = orNone(answer.policy);
    const { token } = answer;
    if (await options.isElsewhere(identity)) {
      void requestSignOut(hub, token, reach);
      throw new RefusalError('conflict');
    }
    const path = cachePath(dir, identity);
    if (loss?.why === 'key') await lookAgain();
    const before = stored ?? locked;
    const isSame = before !== null && cachePath(dir, before) === path && answer.wipe !== true;
    if (before !== null && !isSame) await wipe(before);
    // An order that this device was not here for: what it was for goes before anybody opens it.
    if (answer.wipe === true) {
      log.warn('wiped by an order of the hub', { at: 'sign-in' });
      await wipe(identity);
      void reportWiped(hub, token);
    }
    options.last.set(hub, email);
    code = null;
    if (isSame && stored === null && locked !== null) {
      waiting = { how: 'enter', account: { ...locked, ...identity }, token, heard: rules };
    } else {
      // Whatever else lies there nobody has a key for.
      if (!isSame) putAway(path);
      const isOnDisk = keepingOf({ hub, rules }) !== 'memory';
      const fresh = { cacheKey: isOnDisk ? newCacheKey() : null, lock: null };
      const { cacheKey, lock } = isSame && stored !== null ? stored : fresh;
      const account = { ...identity, token, cacheKey, lock, rules };
      // The key is on the disk before anything that needs it. One that waits for a pass phrase is written
      // under that, one in memory not at all.
      if (isKept(account)) await file.write(account);
      enter(account);
    }
    options.onChanged(get());
    return get();
  }

  function putAway(path: string): void {
    removeOtherCaches(path);
    setAside(path, 'damaged');
  }

  async function unlock({ passphrase }: IpcInput<'account.unlock'>): Promise<Account> {
    if (waiting === null) return get();
    if (waiting.how === 'choose') {
      if (passphrase.length < minPassPhrase)
        throw new RefusalError({ code: 'bad_request', field: 'passphrase' });
      const { account } = waiting;
      const chosen = { ...account, lock: await lockKey(passphrase, account.cacheKey) };
      await file.write(chosen);
      begin(chosen);
    } else {
      const { account, token, heard } = waiting;
      const cacheKey = await unlockKey(passphrase, account.lock);
      if (cacheKey === null) throw new RefusalError('wrong_credentials');
      const open = opened(account, cacheKey);
      const known = token ?? open.token;
      if (known === null) throw new RefusalError('internal');
      const entering = { ...open, token: known, rules: heard ?? open.rules };
      if (token !== null) await file.write(entering);
      enter(entering);
    }
    options.onChanged(get());
    return get();
  }

  async function signOut(): Promise<Account> {
    const leaving = waiting?.account ?? stored ?? locked;
    const token =
      waiting?.how === 'enter' ? waiting.token : (waiting?.account.token ?? stored?.token ?? null);
    if (leaving !== null) {
      options.onSeat(null);
      await wipe(leaving);
      leave = token === null ? null : { hub: leaving.hub, code: requestSignOut(leaving.hub, token, reach) };
    }
    code = null;
    options.onChanged(get());
    return get();
  }

  async function ended(why: Ending, by?: EndedBy): Promise<void> {
    if (stored?.token == null) return;
    endedBy = by;
    log.warn('signed out by the hub', { code: why });
    options.onSeat(null);
    const isWiped =
      why === 'wiped' || (why === 'unauthenticated' && options.wipesWhenSignedOut(rulingOf(stored)));
    if (why === 'wiped') await obey(stored, stored.token);
    else if (why === 'forbidden' || isWiped) await wipe(stored);
    else {
      // Said while they are signed out: nobody can look into what is kept until they are back.
      const unsent = await cache.unsent().catch(() => ({ messages: 0, drafts: 0 }));
      stored = { ...stored, token: null, unsent };
      await file.write(stored);
      // What is in memory only stays there, for the same person.
      if (!isInMemory()) await cache.closeFile().catch(() => {});
    }
    code = isWiped ? 'wiped' : why;
    options.onChanged(get());
  }

  /** The order of the hub of this account, and of no other: what is kept of it goes, and the form forgets who it was. */
  async function obey(account: StoredAccount, token: string): Promise<void> {
    const hub = (account.hosted ? options.hostedHub() : null) ?? account.hub;
    await wipe(account);
    options.last.set(hub, '');
    void reportWiped(hub, token);
  }

  /** Where it cannot be said the hub shows the device as told and not confirmed. */
  async function reportWiped(hub: string, token: string): Promise<void> {
    for (let attempt = 0; attempt < reportAttempts; attempt += 1) {
      const isSaid = await requestWiped(hub, token, reach).then(
        () => true,
        () => false,
      );
      if (isSaid) return;
      await new Promise<void>(
        (resolve) => void options.clock.after(backOff(attempt, options.random), resolve),
      );
    }
    log.warn('the hub was not told that the account is wiped');
  }

  async function refresh(change: (account: StoredAccount) => Partial<StoredAccount>): Promise<void> {
    if (stored === null) return;
    const hub = (stored.hosted ? options.hostedHub() : null) ?? stored.hub;
    const next = { ...stored, hub, ...change(stored) };
    if (JSON.stringify(next) === JSON.stringify(stored)) return;
    stored = next;
    options.onRules(rulingOf(next));
    await file.write(next);
    options.onChanged(get());
  }

  const keep = (change: (account: StoredAccount) => Partial<StoredAccount>): void =>
    void exclusive(() => refresh(change)).catch((error) => log.error('account was not kept', faultOf(error)));

  return {
    get,
    cacheState,
    resume,
    signIn: (input) => exclusive(() => signIn(input)),
    signInMethods: async ({ hub }) => {
      const methods = await requestMethods(hubNamed(hub).hub, reach);
      const { signInMethod } = options;
      return {
        password: methods.password && signInMethod !== 'provider',
        provider: signInMethod === 'password' ? null : methods.provider,
      };
    },
    signInByProvider,
    cancelSignIn: () => browsing?.abort(),
    leaveProvider: async ({ hub }) => {
      const named = hubNamed(hub).hub;
      const code = leave?.hub === named ? await leave.code : null;
      leave = null;
      await options.openPage(named + signInPaths.out + (code === null ? '' : `?code=${code}`));
      return null;
    },
    unlock: (input) => exclusive(() => unlock(input)),
    signOut: () => exclusive(signOut),
    unsent: () => (stored === null ? Promise.resolve({ messages: 0, drafts: 0 }) : cache.unsent()),
    isInMemory,
    lost,
    forgetLoss: async () => {
      lost(null);
      if (stored !== null) await cache.forgetLoss();
      return null;
    },
    ended: (why, by) => exclusive(() => ended(why, by)),
    whose: () => stored ?? waiting?.account ?? locked,
    isVacant: () =>
      stored === null && locked === null && waiting === null && code === null && loss?.why !== 'key',
    isHosted: () => (stored ?? waiting?.account)?.hosted === true,
    refresh: ({ me, workspace, policy }) =>
      keep(({ rules }) => ({ me, workspace, rules: policy === undefined ? rules : orNone(policy) })),
    ruled: (rules) => keep(() => ({ rules: orNone(rules) })),
  };
}

/** A hub that rules nothing, and one that knows no rules, are one. */
function orNone(rules: HeardRules | undefined): HeardRules | null {
  if (rules === undefined) return null;
  const isSome =
    rules.desk !== undefined || Object.keys({ ...rules.locked, ...rules.recommended }).length > 0;
  return isSome ? rules : null;
}
