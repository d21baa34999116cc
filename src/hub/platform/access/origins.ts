import type { Clock } from '../clock.ts';
import type { Database } from '../database/index.ts';

export type Origins = {
  /** Exactly this origin, as the browser writes it. `null`, parents and look-alikes are not. */
  readonly isAllowed: (origin: string) => boolean;
  /** Throws unless it is an origin: scheme, host and port, nothing after them. */
  readonly allow: (origin: string) => Promise<void>;
  readonly withdraw: (origin: string) => Promise<void>;
};

/** The sites that may embed the widget. Held in memory: every connection asks. */
export async function createOrigins(database: Database, workspaceId: string, clock: Clock): Promise<Origins> {
  const { kysely } = database;
  const rows = await kysely
    .selectFrom('allowed_origin')
    .select('origin')
    .where('workspace_id', '=', workspaceId)
    .execute();
  const allowed = new Set(rows.map((row) => row.origin));
  return {
    isAllowed: (origin) => allowed.has(origin),
    allow: async (origin) => {
      if (new URL(origin).origin !== origin) throw new Error(`not an origin: ${origin}`);
      await kysely
        .insertInto('allowed_origin')
        .values({ workspace_id: workspaceId, origin, created_at: clock.now() })
        .onConflict((oc) => oc.doNothing())
        .execute();
      allowed.add(origin);
    },
    withdraw: async (origin) => {
      allowed.delete(origin);
      await kysely
        .deleteFrom('allowed_origin')
        .where('workspace_id', '=', workspaceId)
        .where('origin', '=', origin)
        .execute();
    },
  };
}
