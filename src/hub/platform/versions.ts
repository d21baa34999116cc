import { type Kysely, sql } from 'kysely';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database/index.ts';

/** A version of a document, without what it says. */
export type Version = { readonly version: number; readonly at: number; readonly by: string };

/** `C` is what the document is called in it, and its column's name. */
export type Kept<C extends string, T> = Version & { readonly [K in C]: T };

export type Versions<C extends string, T> = {
  /** What is in force, as this node knows it: never older than a second. */
  readonly current: () => Kept<C, T>;
  /** Rejects as `save` would, as far as that is known by now; nothing is changed. Answers the number that it would get. */
  readonly check: (version: number, document: T) => Promise<number>;
  /**
   * Puts it in force under the next version. `version` is the one it was made from: refused with `conflict` when another is in force by
   * now, with `bad_request` and the path of what is wrong when it is not right.
   */
  readonly save: (version: number, document: T, by: string) => Promise<Kept<C, T>>;
  /** The latest versions before `before`, newest first. */
  readonly history: (limit: number, before?: number) => Promise<Version[]>;
  /** Null when there never was such a version. */
  readonly version: (version: number) => Promise<Kept<C, T> | null>;
  /** Called after every change, here or on another node. Answers how to stop that. */
  readonly onChange: (listener: (kept: Kept<C, T>) => void) => () => void;
  /** What another node has changed; asked every second. */
  readonly look: () => Promise<void>;
};

/** The tables that hold such documents have these columns, and one of the document's own. */
type Row = { workspace_id: string; version: number; at: number; by: string };

/** A document of the workspace that is changed as a whole, under a version: the routing plan, the handbook, the alert rules. */
export async function createVersions<C extends string, T>(options: {
  readonly database: Database;
  readonly table: 'routing_plan' | 'handbook' | 'watch_rules' | 'desk_policy' | 'sign_in_rules';
  readonly column: C;
  readonly workspaceId: string;
  readonly clock: Pick<Clock, 'now'>;
  /** What is in force, under version 0, until somebody writes another. */
  readonly none: T;
  /** Path of the first thing that is wrong; null when it is right. */
  readonly wrongIn: (document: T) => string | null;
}): Promise<Versions<C, T>> {
  const { database, table, column, workspaceId, clock, none, wrongIn } = options;
  // These tables are one to what is done here.
  const kysely = database.kysely as unknown as Kysely<{ document: Row }>;
  const name = table as 'document';
  const listeners = new Set<(kept: Kept<C, T>) => void>();

  const rows = () =>
    kysely
      .selectFrom(name)
      .select(['version', 'at', 'by', sql.ref<string>(column).as('document')])
      .where('workspace_id', '=', workspaceId);

  const keptAs = (of: Version, document: T) => ({ ...of, [column]: document }) as Kept<C, T>;

  const toKept = ({ document, ...of }: Version & { readonly document: string }): Kept<C, T> =>
    keptAs(of, JSON.parse(document) as T);

  const latest = async (after: number): Promise<Kept<C, T> | null> => {
    const row = await rows()
      .where('version', '>', after)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : toKept(row);
  };

  let known = (await latest(0)) ?? keptAs({ version: 0, at: 0, by: '' }, none);

  /** Of what comes in any order, only what is newer counts. */
  const take = (kept: Kept<C, T>) => {
    if (kept.version <= known.version) return;
    known = kept;
    for (const listener of listeners) listener(kept);
  };

  const look = async () => {
    const kept = await latest(known.version);
    if (kept !== null) take(kept);
  };

  const check = async (version: number, document: T): Promise<number> => {
    const field = wrongIn(document);
    if (field !== null) throw new RefusalError({ code: 'bad_request', field });
    await look();
    if (known.version !== version) throw new RefusalError('conflict');
    return version + 1;
  };

  return {
    current: () => known,
    look,
    check,
    save: async (version, document, by) => {
      const of = { version: await check(version, document), at: clock.now(), by };
      const row = await kysely
        .insertInto(name)
        .values({ ...of, workspace_id: workspaceId, [column]: JSON.stringify(document) })
        // Each version is there once: of two who save at once one is first.
        .onConflict((oc) => oc.doNothing())
        .returning('version')
        .executeTakeFirst();
      if (row === undefined) throw new RefusalError('conflict');
      const kept = keptAs(of, document);
      take(kept);
      return kept;
    },
    history: (limit, before = Number.MAX_SAFE_INTEGER) =>
      kysely
        .selectFrom(name)
        .select(['version', 'at', 'by'])
        .where('workspace_id', '=', workspaceId)
        .where('version', '<', before)
        .orderBy('version', 'desc')
        .limit(limit)
        .execute(),
    version: async (version) => {
      const row = await rows().where('version', '=', version).executeTakeFirst();
      return row === undefined ? null : toKept(row);
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
