import { mintToken } from '../platform/access/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Secrets } from '../platform/secrets.ts';

/** So long a node may go by what another has changed meanwhile. Milliseconds. */
const freshFor = 1000;

export type IdentitySecret = ReturnType<typeof createIdentitySecret>;

/** What the customer's site and we both know, and nobody else: who has it can say who anybody is. */
export function createIdentitySecret(
  database: Database,
  workspaceId: string,
  clock: Clock,
  secrets: Secrets,
) {
  const { kysely } = database;
  let known: { readonly at: number; readonly secret: string | null } | null = null;

  return {
    /** Null: none was made. */
    current: async (): Promise<string | null> => {
      const now = clock.now();
      if (known !== null && now >= known.at && now - known.at < freshFor) return known.secret;
      const { identity_secret: kept } = await kysely
        .selectFrom('workspace')
        .select('identity_secret')
        .where('id', '=', workspaceId)
        .executeTakeFirstOrThrow();
      const secret = secrets.open('identity_secret', kept);
      known = { at: now, secret };
      return secret;
    },
    /** Makes another instead. */
    renew: async (): Promise<string> => {
      const secret = mintToken();
      await kysely
        .updateTable('workspace')
        .set({ identity_secret: secrets.seal('identity_secret', secret) })
        .where('id', '=', workspaceId)
        .execute();
      known = null;
      return secret;
    },
  };
}
