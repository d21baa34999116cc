import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { type HeardRules, heardRules } from '#shared/domain/policy/hub-rules.ts';
import { unsent } from '#shared/ipc/account.ts';
import { me, workspace } from '#shared/protocol/handshake.ts';
import { readJson, removeFile, removeSecret, writeJson } from './json-file.ts';
import { type Lock, lock, openUnder, sealUnder } from './pass-phrase.ts';
import type { Awaitable, Vault } from './vault.ts';

const person = {
  /** Address; what it was last, where the hub runs inside this desk (`hosted`). */
  hub: z.string(),
  hosted: z.boolean(),
  me,
  workspace,
} as const;

const stored = z.strictObject({
  ...person,
  /** Wrapped, or sealed where there is a lock; null once the hub ended the session: the cache stays. */
  token: z.nullable(z.string()),
  /** Wrapped key of the cache file, 64 hex digits; null where the lock holds it. */
  cacheKey: z.nullable(z.string()),
  /** The key under a pass phrase. */
  lock: z.optional(lock),
  /** What was not sent when the hub ended the session. */
  unsent: z.optional(unsent),
  /** What the hub rules, sealed under the cache's key. The token goes with its hash: without these rules it is none. */
  rules: z.optional(z.string()),
});
type Stored = z.infer<typeof stored>;

type Person = Pick<Stored, keyof typeof person | 'unsent'>;

/** A signed-in account, its secrets unwrapped. */
export type StoredAccount = Person & {
  readonly token: string | null;
  /** Null: the cache is in memory only, and nothing of the account is on the disk. */
  readonly cacheKey: string | null;
  readonly lock: Lock | null;
  /** What the hub rules of this desk, for when it is away; null: nothing was heard. */
  readonly rules: HeardRules | null;
};

/** One whose secrets wait for a pass phrase. */
export type LockedAccount = Person & {
  readonly lock: Lock;
  readonly sealedToken: string | null;
  readonly sealedRules: string | null;
};

/** `lost`: there was somebody, but the keys cannot be read (any more). */
export type AccountRead =
  | { readonly kind: 'none' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'open'; readonly account: StoredAccount }
  | { readonly kind: 'locked'; readonly account: LockedAccount };

export type AccountFile = {
  readonly read: () => Awaitable<AccountRead>;
  readonly write: (account: StoredAccount) => Promise<void>;
  /** Takes the keys away: what they opened is unreadable from now on. */
  readonly remove: () => void;
};

export function accountFile(dir: string, vault: Vault): AccountFile {
  const path = join(dir, 'account.json');

  function read(): Awaitable<AccountRead> {
    const parsed = stored.safeParse(readJson(path));
    if (!parsed.success) return { kind: existsSync(path) ? 'lost' : 'none' };
    const { token, cacheKey, lock: locked, rules: sealed, ...who } = parsed.data;
    const sealedRules = sealed ?? null;
    if (locked !== undefined) {
      return { kind: 'locked', account: { ...who, lock: locked, sealedToken: token, sealedRules } };
    }
    if (cacheKey === null) return { kind: 'lost' };
    const both = [vault.unwrap(cacheKey), token === null ? null : vault.unwrap(token)] as const;
    const open = (key: string | null, secret: string | null): AccountRead =>
      key !== null && /^[0-9a-f]{64}$/.test(key)
        ? {
            kind: 'open',
            account: { ...who, cacheKey: key, lock: null, ...withRules(key, secret, sealedRules) },
          }
        : { kind: 'lost' };
    const [key, secret] = both;
    // A keychain that answers at once is not waited for.
    if (!(key instanceof Promise) && !(secret instanceof Promise)) return open(key, secret);
    return Promise.all(both).then(([k, s]) => open(k, s));
  }

  async function write({
    token: plain,
    cacheKey,
    lock: locked,
    rules,
    ...who
  }: StoredAccount): Promise<void> {
    if (cacheKey === null) return removeFile(path);
    const sealed = rules === null ? null : sealUnder(cacheKey, JSON.stringify(rules));
    const token = plain === null || sealed === null ? plain : `${plain}.${hashOf(sealed)}`;
    const ruled = sealed === null ? {} : { rules: sealed };
    if (locked !== null) {
      const under = token === null ? null : sealUnder(cacheKey, token);
      return writeJson(path, { ...who, ...ruled, token: under, cacheKey: null, lock: locked });
    }
    writeJson(path, {
      ...who,
      ...ruled,
      token: token === null ? null : await vault.wrap(token),
      cacheKey: await vault.wrap(cacheKey),
    });
  }

  function remove(): void {
    // What was not renamed yet when this program was killed holds the same keys.
    for (const one of [path, `${path}.next`]) if (existsSync(one)) removeSecret(one);
  }

  return { read, write, remove };
}

/** The account behind a lock, once its key is there. */
export function opened(
  { sealedToken, sealedRules, lock: locked, ...who }: LockedAccount,
  cacheKey: string,
): StoredAccount {
  const token = sealedToken === null ? null : openUnder(cacheKey, sealedToken);
  return { ...who, lock: locked, cacheKey, ...withRules(cacheKey, token, sealedRules) };
}

/**
 * The token with the rules that it was kept with. Who takes the rules out of the file, or puts others there, has no token any more and
 * signs in again, which is when the hub says them anew.
 */
function withRules(
  key: string,
  secret: string | null,
  sealed: string | null,
): Pick<StoredAccount, 'token' | 'rules'> {
  const text = sealed === null ? null : openUnder(key, sealed);
  const read = heardRules.safeParse(text === null ? null : JSON.parse(text));
  const rules = read.success ? read.data : null;
  const [token = null, hash] = secret?.split('.') ?? [];
  const fits =
    hash === undefined ? sealed === null : sealed !== null && rules !== null && hash === hashOf(sealed);
  return { token: fits ? token : null, rules };
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export function newCacheKey(): string {
  return randomBytes(32).toString('hex');
}

/** The cache file of one person at one hub. Its name says nothing of either. */
export function cachePath(dir: string, account: Pick<StoredAccount, 'hub' | 'hosted' | 'me'>): string {
  const who = `${account.hosted ? 'hosted' : account.hub}\n${account.me.id}`;
  return join(dir, 'cache', `${createHash('sha256').update(who).digest('hex').slice(0, 32)}.db`);
}
