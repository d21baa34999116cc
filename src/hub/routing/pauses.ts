import type { PersonRef } from '#shared/domain/entry.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';

export type Pause = { readonly by: string; readonly since: number };
export type Pauses = Awaited<ReturnType<typeof createPauses>>;

/**
 * Groups that somebody has paused (E2). No part of the plan: a pause is of the moment, and neither an admin who works on the
 * plan nor an earlier version that is taken back has anything to do with it.
 */
export async function createPauses(options: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: Clock;
  readonly onChange: () => void;
}) {
  const { database, workspaceId, clock, onChange } = options;
  const { kysely } = database;

  const read = async (): Promise<ReadonlyMap<string, Pause>> => {
    const rows = await kysely
      .selectFrom('group_pause')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .execute();
    return new Map(rows.map(({ group_id, by_name, since }) => [group_id, { by: by_name, since }]));
  };

  let known = await read();
  const look = async (): Promise<void> => {
    const now = await read();
    if (JSON.stringify([...now]) === JSON.stringify([...known])) return;
    known = now;
    onChange();
  };

  return {
    /** Null while it goes on. */
    of: (groupId: string): Pause | null => known.get(groupId) ?? null,
    /** Resolves when it is on disk. Paused twice, the first one counts. */
    set: async (groupId: string, paused: boolean, { id, name }: PersonRef): Promise<void> => {
      if (paused)
        await kysely
          .insertInto('group_pause')
          .values({
            workspace_id: workspaceId,
            group_id: groupId,
            by_id: id,
            by_name: name,
            since: clock.now(),
          })
          .onConflict((oc) => oc.doNothing())
          .execute();
      else
        await kysely
          .deleteFrom('group_pause')
          .where('workspace_id', '=', workspaceId)
          .where('group_id', '=', groupId)
          .execute();
      await look();
    },
    /** Every second: what another node has done. */
    look,
  };
}
