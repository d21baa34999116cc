import { join } from 'node:path';
import * as z from 'zod/mini';
import { readJson, removeFile, writeJson } from './json-file.ts';
import type { Vault } from './vault.ts';

const stored = z.array(
  z.strictObject({
    /** Its name, kind and port among it. */
    proxy: z.string(),
    user: z.string(),
    /** Wrapped by the keychain. */
    password: z.string(),
  }),
);

type Password = { readonly user: string; readonly password: string };

export type ProxyPasswords = {
  readonly get: (proxy: string) => Promise<Password | null>;
  /** In place of what that proxy was told before. `keep`: it is to outlive this program, where it can. */
  readonly set: (proxy: string, password: Password, keep: boolean) => Promise<void>;
  readonly forget: (proxy: string) => Promise<void>;
  readonly list: () => Promise<
    readonly { readonly proxy: string; readonly user: string; readonly kept: boolean }[]
  >;
  /** Whether they can outlive this program: only where a keychain protects them. */
  readonly keeps: boolean;
};

/**
 * What people have told proxies. A password is for the proxy that it was given for and for no other, be it on the same host. Often it is
 * the one of the person's account in the whole house, so without a keychain nothing of it is on the disk.
 */
export function openProxyPasswords(dir: string, vault: Vault): ProxyPasswords {
  const path = join(dir, 'proxies.json');
  const keeps = vault.protection === 'keychain';
  const known = new Map<string, Password & { readonly keep: boolean }>();
  let read: Promise<void> | null = null;

  function ready(): Promise<void> {
    read ??= (async () => {
      const parsed = stored.safeParse(keeps ? readJson(path) : null);
      for (const { proxy, user, password } of parsed.success ? parsed.data : []) {
        const plain = await vault.unwrap(password);
        if (plain !== null) known.set(proxy, { user, password: plain, keep: true });
      }
    })();
    return read;
  }

  async function write(): Promise<void> {
    if (!keeps) return;
    const kept = [...known].filter(([, { keep }]) => keep);
    if (kept.length === 0) return removeFile(path);
    const all = kept.map(async ([proxy, { user, password }]) => ({
      ...{ proxy, user },
      password: await vault.wrap(password),
    }));
    writeJson(path, await Promise.all(all));
  }

  return {
    get: async (proxy) => {
      await ready();
      const found = known.get(proxy);
      return found === undefined ? null : { user: found.user, password: found.password };
    },
    set: async (proxy, password, keep) => {
      await ready();
      known.set(proxy, { ...password, keep: keep && keeps });
      await write();
    },
    forget: async (proxy) => {
      await ready();
      known.delete(proxy);
      await write();
    },
    list: async () => {
      await ready();
      return [...known].map(([proxy, { user, keep }]) => ({ proxy, user, kept: keep }));
    },
    keeps,
  };
}
