import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { me, workspace } from '#shared/protocol/handshake.ts';
import { readJson, removeFile, writeJson } from './json-file.ts';
import type { Vault } from './vault.ts';

const stored = z.strictObject({
  /** Address; what it was last, where the hub runs inside this desk (`hosted`). */
  hub: z.string(),
  hosted: z.boolean(),
  me,
  workspace,
  /** Wrapped; null once the hub ended the session: the cache stays for who comes back. */
  token: z.nullable(z.string()),
  /** Wrapped key of the cache file, 64 hex digits. */
  cacheKey: z.string(),
});

/** A signed-in account as it is kept on the disk, its secrets unwrapped. */
export type StoredAccount = z.infer<typeof stored>;

export type AccountFile = {
  readonly read: () => StoredAccount | null;
  readonly write: (account: StoredAccount) => void;
  /** Takes the keys away: what they opened is unreadable from now on. */
  readonly remove: () => void;
};

/** Null is read where nobody is signed in, or where the secrets cannot be unwrapped any more. */
export function accountFile(dir: string, vault: Vault): AccountFile {
  const path = join(dir, 'account.json');
  return {
    read: () => {
      const parsed = stored.safeParse(readJson(path));
      if (!parsed.success) return null;
      const cacheKey = vault.unwrap(parsed.data.cacheKey);
      if (cacheKey === null || !/^[0-9a-f]{64}$/.test(cacheKey)) return null;
      const token = parsed.data.token === null ? null : vault.unwrap(parsed.data.token);
      return { ...parsed.data, cacheKey, token };
    },
    write: (account) =>
      writeJson(path, {
        ...account,
        cacheKey: vault.wrap(account.cacheKey),
        token: account.token === null ? null : vault.wrap(account.token),
      }),
    remove: () => removeFile(path),
  };
}

export function newCacheKey(): string {
  return randomBytes(32).toString('hex');
}

/** The cache file of one person at one hub. Its name says nothing of either. */
export function cachePath(dir: string, account: Pick<StoredAccount, 'hub' | 'hosted' | 'me'>): string {
  const who = `${account.hosted ? 'hosted' : account.hub}\n${account.me.id}`;
  return join(dir, 'cache', `${createHash('sha256').update(who).digest('hex').slice(0, 32)}.db`);
}
