import { RefusalError } from '#shared/protocol/errors.ts';
import type { KeptSignInRules, SignInProvider, SignInRules } from '#shared/protocol/sign-in.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Secrets } from '../platform/secrets.ts';
import { createVersions, type Kept } from '../platform/versions.ts';
import type { Plans } from '../routing/index.ts';

export type SignInBook = Awaited<ReturnType<typeof createSignInBook>>;

/** Path of what is wrong; null when it is right. */
function wrongIn({ provider, passwords }: SignInRules, groups: ReadonlySet<string>): string | null {
  // Nobody could come in.
  if (provider === null) return passwords ? null : 'passwords';
  for (const [at, grant] of provider.grants.entries()) {
    if (grant.groups.some((id) => !groups.has(id))) return `provider.grants.${at}.groups`;
  }
  return null;
}

/** How one signs in to this house, under versions, and the client's secret, sealed (decisions 34 and 39). */
export async function createSignInBook(options: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly plans: Pick<Plans, 'current'>;
  readonly secrets: Secrets;
}) {
  const { plans, secrets, ...parts } = options;
  const { kysely } = parts.database;
  const versions = await createVersions<'rules', SignInRules>({
    ...parts,
    table: 'sign_in_rules',
    column: 'rules',
    none: { provider: null, passwords: true },
    wrongIn: (rules) => wrongIn(rules, new Set(plans.current().plan.groups.map(({ id }) => id))),
  });

  const secret = async (): Promise<string | null> => {
    const row = await kysely
      .selectFrom('workspace')
      .select('sign_in_secret')
      .where('id', '=', parts.workspaceId)
      .executeTakeFirstOrThrow();
    return secrets.open('sign_in_secret', row.sign_in_secret);
  };

  const keep = async (next: string | null): Promise<void> => {
    await kysely
      .updateTable('workspace')
      .set({ sign_in_secret: secrets.seal('sign_in_secret', next) })
      .where('id', '=', parts.workspaceId)
      .execute();
  };

  const told = async (kept: Kept<'rules', SignInRules>): Promise<KeptSignInRules> => ({
    ...kept,
    hasSecret: (await secret()) !== null,
  });

  return {
    ...versions,
    secret,
    /** One that was in force; null where there never was such a version. */
    past: async (version: number): Promise<KeptSignInRules | null> => {
      const kept = await versions.version(version);
      return kept === null ? null : told(kept);
    },
    /** The kept secret for whom it is kept for, and for nobody else. */
    secretFor: async ({ issuer, clientId }: SignInProvider): Promise<string | null> => {
      // Another node may have put another one in force within this second: its secret is for that one.
      await versions.look();
      const { provider } = versions.current().rules;
      return provider?.issuer === issuer && provider.clientId === clientId ? secret() : null;
    },
    /** The provider in force with its secret; null where there is none. */
    provider: async (): Promise<{ provider: SignInProvider; secret: string | null } | null> => {
      const { provider } = versions.current().rules;
      return provider === null ? null : { provider, secret: await secret() };
    },
    read: async (): Promise<KeptSignInRules> => {
      await versions.look();
      return told(versions.current());
    },
    /** An absent secret stays, unless it would go to another host by now; without a provider there is none. */
    put: async (
      version: number,
      rules: SignInRules,
      given: string | null | undefined,
      by: string,
    ): Promise<KeptSignInRules> => {
      await versions.look();
      const before = versions.current().rules.provider;
      const isElsewhere =
        before !== null &&
        rules.provider !== null &&
        new URL(before.issuer).origin !== new URL(rules.provider.issuer).origin;
      if (given === undefined && isElsewhere && (await secret()) !== null)
        throw new RefusalError({ code: 'bad_request', field: 'secret' });
      if (isElsewhere && versions.current().version === version) {
        // Not for a moment may it go to the new place.
        await keep(null);
      }
      const kept = await versions.save(version, rules, by);
      const next = rules.provider === null ? null : given;
      if (next !== undefined) await keep(next);
      return told(kept);
    },
  };
}
