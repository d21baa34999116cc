import type { Account } from '#shared/ipc/account.ts';
import type { IpcInput } from '#shared/ipc/contract.ts';
import type { DeskNews } from '#shared/protocol/desk.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { protocolVersion } from '#shared/protocol/version.ts';
import type { Cache } from './cache/client.ts';
import { removeDatabase } from './cache/database-files.ts';
import { hubAddress, isSameHub } from './connection/hub-address.ts';
import { requestSignIn, requestSignOut } from './connection/hub-http.ts';
import { faultOf, type Log } from './log.ts';
import { type AccountFile, cachePath, newCacheKey, type StoredAccount } from './settings/account-file.ts';

export type AccountOptions = {
  readonly dir: string;
  readonly file: AccountFile;
  readonly cache: Cache;
  readonly device: string;
  readonly appVersion: string;
  readonly log: Log;
  /** What was used last, to fill the form; survives signing out. */
  readonly last: {
    readonly get: () => { hub: string; email: string };
    readonly set: (hub: string, email: string) => void;
  };
  /** Address of the hub inside this app, null where there is none (yet). */
  readonly hostedHub: () => string | null;
  readonly onChanged: (account: Account) => void;
  /** The signed-in person, their cache open; null when nobody is. */
  readonly onSeat: (account: SignedIn | null) => void;
};

export type SignedIn = StoredAccount & { readonly token: string };

export type Accounts = {
  readonly get: () => Account;
  /** Takes up who was signed in when the desk was last used. */
  readonly resume: () => void;
  readonly signIn: (input: IpcInput<'account.signIn'>) => Promise<Account>;
  readonly signOut: () => Promise<Account>;
  /** The hub ended it. `forbidden`: the account is closed, and its cache goes with it. */
  readonly ended: (code: 'unauthenticated' | 'forbidden') => Promise<void>;
  /** Whether the signed-in account is of the hub inside this app. */
  readonly isHosted: () => boolean;
  /** What the hub says of the person may change while they are signed in. */
  readonly refresh: (ready: Pick<DeskNews['ready'], 'me' | 'workspace'>) => void;
};

/** Who is signed in on this desk, their keys, and the end of both. */
export function createAccounts(options: AccountOptions): Accounts {
  const { file, cache, log } = options;
  /** Also while signed out by the hub: their cache is kept for when they come back. */
  let stored: StoredAccount | null = null;
  let code: string | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  function get(): Account {
    if (stored?.token != null) {
      return { state: 'signed-in', hub: stored.hub, me: stored.me, workspace: stored.workspace };
    }
    const last = options.last.get();
    // The hub inside this app may have another port than last time.
    return { state: 'signed-out', hub: options.hostedHub() ?? last.hub, email: last.email, code };
  }

  /** One change of account at a time. */
  function exclusive<T>(change: () => Promise<T>): Promise<T> {
    const result = queue.then(change, change);
    queue = result.catch(() => {});
    return result;
  }

  function begin(account: SignedIn): void {
    stored = account;
    const path = cachePath(options.dir, account);
    // Not waited for: calls that follow are answered after it, in order.
    cache.openFile({ path, key: account.cacheKey }).then(
      ({ how }) => log.info('cache open', { how }),
      (error) => log.error('cache did not open', faultOf(error)),
    );
    options.onSeat(account);
  }

  function resume(): void {
    stored = file.read();
    if (stored === null) return;
    if (stored.token === null) code = 'unauthenticated';
    else begin({ ...stored, token: stored.token });
  }

  /** Key first: from then on the cache is unreadable, whatever happens to the file. */
  async function wipe(account: StoredAccount): Promise<void> {
    file.remove();
    stored = null;
    await cache.closeFile().catch(() => {});
    removeDatabase(cachePath(options.dir, account));
  }

  async function signIn(input: IpcInput<'account.signIn'>): Promise<Account> {
    if (stored?.token != null) throw new RefusalError('conflict');
    const typed = hubAddress(input.hub);
    const own = options.hostedHub();
    const hosted = own !== null && isSameHub(typed, own);
    const hub = hosted ? own : typed;
    const email = input.email.trim();
    const answer = await requestSignIn(
      hub,
      {
        protocol: protocolVersion,
        app: `desk/${options.appVersion}`,
        device: options.device,
        email,
        password: input.password,
      },
      log,
    );
    const identity = { hub, hosted, me: answer.me };
    const isSame = stored !== null && cachePath(options.dir, stored) === cachePath(options.dir, identity);
    if (stored !== null && !isSame) await wipe(stored);
    const account = {
      ...identity,
      workspace: answer.workspace,
      token: answer.token,
      cacheKey: (isSame ? stored?.cacheKey : undefined) ?? newCacheKey(),
    };
    file.write(account);
    options.last.set(hub, email);
    code = null;
    begin(account);
    options.onChanged(get());
    return get();
  }

  async function signOut(): Promise<Account> {
    const leaving = stored;
    if (leaving !== null) {
      options.onSeat(null);
      await wipe(leaving);
      if (leaving.token !== null) void requestSignOut(leaving.hub, leaving.token, log);
    }
    code = null;
    options.onChanged(get());
    return get();
  }

  async function ended(why: 'unauthenticated' | 'forbidden'): Promise<void> {
    if (stored?.token == null) return;
    log.warn('signed out by the hub', { code: why });
    options.onSeat(null);
    if (why === 'forbidden') await wipe(stored);
    else {
      stored = { ...stored, token: null };
      file.write(stored);
      await cache.closeFile().catch(() => {});
    }
    code = why;
    options.onChanged(get());
  }

  return {
    get,
    resume,
    signIn: (input) => exclusive(() => signIn(input)),
    signOut: () => exclusive(signOut),
    ended: (why) => exclusive(() => ended(why)),
    isHosted: () => stored?.hosted === true,
    refresh: ({ me, workspace }) => {
      if (stored === null) return;
      const hub = (stored.hosted ? options.hostedHub() : null) ?? stored.hub;
      const next = { ...stored, hub, me, workspace };
      if (JSON.stringify(next) === JSON.stringify(stored)) return;
      stored = next;
      file.write(next);
      options.onChanged(get());
    },
  };
}
