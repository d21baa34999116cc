import { emptyHandbook, type Handbook, type KeptHandbook } from '#shared/domain/customer/handbook.ts';
import { handbookProblems } from '#shared/domain/customer/handbook-problems.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';

export type HandbookVersion = Omit<KeptHandbook, 'handbook'>;

export type Handbooks = {
  /** What is in force, as this node knows it: never older than a second. */
  readonly current: () => KeptHandbook;
  /** `version` is the one it was made from: refused with `conflict` when another is in force by now. */
  readonly save: (version: number, handbook: Handbook, by: string) => Promise<KeptHandbook>;
  /** The latest versions, newest first. */
  readonly history: (limit: number) => Promise<HandbookVersion[]>;
  /** Null when there never was such a version. */
  readonly version: (version: number) => Promise<KeptHandbook | null>;
  /** Called after every change, here or on another node. */
  readonly onChange: (listener: (kept: KeptHandbook) => void) => void;
  /** What another node has changed; asked every second. */
  readonly look: () => Promise<void>;
};

/** The handbook of the workspace; empty until somebody writes one. */
export async function createHandbooks(options: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: Pick<Clock, 'now'>;
}): Promise<Handbooks> {
  const { database, workspaceId, clock } = options;
  const { kysely } = database;
  const listeners: ((kept: KeptHandbook) => void)[] = [];

  const rows = () =>
    kysely
      .selectFrom('handbook')
      .select(['version', 'at', 'by', 'handbook'])
      .where('workspace_id', '=', workspaceId);

  const toKept = (row: HandbookVersion & { readonly handbook: string }): KeptHandbook => ({
    ...row,
    handbook: JSON.parse(row.handbook) as Handbook,
  });

  const latest = async (after: number): Promise<KeptHandbook | null> => {
    const row = await rows()
      .where('version', '>', after)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : toKept(row);
  };

  let known: KeptHandbook = (await latest(0)) ?? { version: 0, at: 0, by: '', handbook: emptyHandbook };

  const take = (kept: KeptHandbook) => {
    if (kept.version <= known.version) return;
    known = kept;
    for (const listener of listeners) listener(kept);
  };

  const look = async () => {
    const kept = await latest(known.version);
    if (kept !== null) take(kept);
  };

  return {
    current: () => known,
    save: async (version, handbook, by) => {
      const [wrong] = handbookProblems(handbook);
      if (wrong !== undefined) throw new RefusalError({ code: 'bad_request', field: wrong.path });
      await look();
      if (known.version !== version) throw new RefusalError('conflict');
      const kept = { version: version + 1, at: clock.now(), by, handbook };
      const row = await kysely
        .insertInto('handbook')
        .values({ ...kept, workspace_id: workspaceId, handbook: JSON.stringify(handbook) })
        // Each version is there once: of two who save at once one is first.
        .onConflict((oc) => oc.doNothing())
        .returning('version')
        .executeTakeFirst();
      if (row === undefined) throw new RefusalError('conflict');
      take(kept);
      return kept;
    },
    history: (limit) =>
      kysely
        .selectFrom('handbook')
        .select(['version', 'at', 'by'])
        .where('workspace_id', '=', workspaceId)
        .orderBy('version', 'desc')
        .limit(limit)
        .execute(),
    version: async (version) => {
      const row = await rows().where('version', '=', version).executeTakeFirst();
      return row === undefined ? null : toKept(row);
    },
    onChange: (listener) => void listeners.push(listener),
    look,
  };
}
