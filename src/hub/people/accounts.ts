import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { usualProfile } from '#shared/domain/routing/profile.ts';
import type { Role } from '#shared/protocol/handshake.ts';
import { writePrivately } from '../platform/private-file.ts';
import type { People } from './people.ts';
import type { Profiles } from './profiles.ts';

export type Starter = {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** Customers may choose them by name, and are told that they know most of this (B2). */
  readonly product?: string;
};

type Accounts = { hub: string; accounts: { name: string; email: string; password: string; role: Role }[] };

/**
 * Sees that these people exist, with random passwords that are kept in `path` for nobody but the
 * owner of the data folder, beside those that it holds already; and that the file names the hub's
 * present address.
 */
export async function seedAccounts(
  people: People,
  profiles: Pick<Profiles, 'setProfile'>,
  path: string,
  hub: string,
  starters: readonly Starter[],
): Promise<void> {
  const kept = await readAccounts(path);
  const accounts: Accounts['accounts'] = [];
  const asked = new Set(starters.map((starter) => starter.email));
  const others = kept?.accounts.filter((account) => !asked.has(account.email)) ?? [];
  for (const { product, ...starter } of starters) {
    const known = kept?.accounts.find((a) => a.email === starter.email);
    const password = known?.password ?? randomBytes(12).toString('base64url');
    const exists = (await people.accountOf(starter.email)) !== null;
    if (!exists) {
      const { id } = await people.create({ ...starter, password });
      if (product !== undefined) await profiles.setProfile(id, { ...usualProfile, listed: true, product });
    }
    // The file was lost, or was not written before the power went: a new password for them.
    else if (known === undefined) await people.setPassword(starter.email, password);
    accounts.push({ ...starter, password });
  }
  await writePrivately(
    path,
    `${JSON.stringify({ hub, accounts: [...others, ...accounts] } satisfies Accounts, null, 2)}\n`,
  );
}

async function readAccounts(path: string): Promise<Accounts | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Accounts;
  } catch {
    return null;
  }
}
