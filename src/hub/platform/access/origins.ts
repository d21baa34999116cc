import type { Clock } from '../clock.ts';
import type { Database } from '../database/index.ts';

export type Origins = {
  /** Exactly this origin, as the browser writes it. `null`, parents and look-alikes are not. */
  readonly isAllowed: (origin: string) => boolean;
  /** Throws unless it is an origin: scheme, host and port, nothing after them. */
  readonly allow: (origin: string) => Promise<void>;
  readonly withdraw: (origin: string) => Promise<void>;
  /** As the database has them, oldest first. */
  readonly list: () => Promise<{ origin: string; createdAt: number }[]>;
  /** What another node has allowed or withdrawn; asked every second. */
  readonly look: () => Promise<void>;
};

/** The sites that may embed the widget. Held in memory: every connection asks. */
export async function createOrigins(database: Database, workspaceId: string, clock: Clock): Promise<Origins> {
  const { kysely } = database;
  const list = () =>
    kysely
      .selectFrom('allowed_origin')
      .select(['origin', 'created_at as createdAt'])
      .where('workspace_id', '=', workspaceId)
      .orderBy('created_at')
      .orderBy('origin')
      .execute();
  const read = async () => new Set((await list()).map(({ origin }) => origin));
  let allowed: ReadonlySet<string> = await read();
  /** Changes of our own, begun and done: what was read before one of them must not undo it. */
  let changes = 0;
  const change = (next: (before: ReadonlySet<string>) => Iterable<string>) => {
    changes += 1;
    allowed = new Set(next(allowed));
  };
  return {
    isAllowed: (origin) => allowed.has(origin),
    allow: async (origin) => {
      if (new URL(origin).origin !== origin) throw new Error(`not an origin: ${origin}`);
      await kysely
        .insertInto('allowed_origin')
        .values({ workspace_id: workspaceId, origin, created_at: clock.now() })
        .onConflict((oc) => oc.doNothing())
        .execute();
      change((before) => [...before, origin]);
    },
    withdraw: async (origin) => {
      const without = (before: ReadonlySet<string>) => [...before].filter((one) => one !== origin);
      // At once, and again when nobody can read it any more.
      change(without);
      await kysely
        .deleteFrom('allowed_origin')
        .where('workspace_id', '=', workspaceId)
        .where('origin', '=', origin)
        .execute();
      change(without);
    },
    list,
    look: async () => {
      const before = changes;
      const found = await read();
      if (changes === before) allowed = found;
    },
  };
}
