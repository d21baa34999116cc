import type { Selectable } from 'kysely';
import type { FileRef } from '#shared/domain/attached.ts';
import type { Database, Tables } from '../platform/database/index.ts';

export type FileRecord = Selectable<Tables['file']>;
export type Owner = { readonly kind: 'person' | 'visitor'; readonly id: string };
export type Records = ReturnType<typeof createRecords>;

/** What is written of files in the database. */
export function createRecords({ kysely }: Database, workspaceId: string) {
  const all = () => kysely.selectFrom('file').selectAll().where('workspace_id', '=', workspaceId);

  return {
    of: async (id: string): Promise<FileRecord | null> =>
      (await all().where('id', '=', id).executeTakeFirst()) ?? null,

    ofMany: (ids: readonly string[]): Promise<FileRecord[]> =>
      all()
        .where('id', 'in', [...ids])
        .execute(),

    byKey: async (owner: Owner, key: string): Promise<FileRecord | null> =>
      (await all().where('owner_id', '=', owner.id).where('key', '=', key).executeTakeFirst()) ?? null,

    ofConversations: (ids: readonly string[]): Promise<FileRecord[]> =>
      all()
        .where('conversation_id', 'in', [...ids])
        .execute(),

    /** Bytes that came from there since `moment`. */
    sentSince: async (owner: Owner, moment: number): Promise<number> => {
      const row = await kysely
        .selectFrom('file')
        .select((e) => e.fn.sum<number | string | null>('upload_size').as('bytes'))
        .where('owner_id', '=', owner.id)
        .where('created_at', '>', moment)
        .executeTakeFirst();
      return Number(row?.bytes ?? 0);
    },

    /** False where there is one of that key already. */
    add: async (
      file: { id: string; owner: Owner; key: string; name: string; size: number },
      now: number,
    ): Promise<boolean> => {
      const { id, owner, key, name, size } = file;
      const done = await kysely
        .insertInto('file')
        .values({
          ...{ id, workspace_id: workspaceId, owner_kind: owner.kind, owner_id: owner.id, key, name },
          ...{ upload_size: size, size, type: null, width: null, height: null },
          ...{ conversation_id: null, created_at: now },
        })
        .onConflict((oc) => oc.columns(['owner_id', 'key']).doNothing())
        .executeTakeFirst();
      return Number(done.numInsertedOrUpdatedRows ?? 0) > 0;
    },

    taken: async (
      id: string,
      found: Pick<FileRecord, 'name' | 'type' | 'size' | 'width' | 'height' | 'has_thumb'>,
    ): Promise<void> => {
      await kysely.updateTable('file').set(found).where('id', '=', id).execute();
    },

    remove: async (ids: readonly string[]): Promise<void> => {
      if (ids.length > 0)
        await kysely
          .deleteFrom('file')
          .where('id', 'in', [...ids])
          .execute();
    },

    /** The same file once more, of somebody else; false where there is one of that key already. */
    addCopy: async (of: FileRecord, id: string, owner: Owner, key: string, now: number): Promise<boolean> => {
      const { conversation_id: _said, ...what } = of;
      const whose = { id, owner_kind: owner.kind, owner_id: owner.id, key, conversation_id: null };
      const done = await kysely
        .insertInto('file')
        .values({ ...what, ...whose, created_at: now })
        .onConflict((oc) => oc.columns(['owner_id', 'key']).doNothing())
        .executeTakeFirst();
      return Number(done.numInsertedOrUpdatedRows ?? 0) > 0;
    },

    /** Removes files of replies that are in none any more, or only in ones that were deleted before `moment`. */
    removeUnkept: async (moment: number, most: number): Promise<string[]> => {
      const rows = await all()
        .where('owner_kind', '=', 'reply')
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('reply_file as k')
                .innerJoin('reply as r', 'r.id', 'k.reply_id')
                .select('k.file_id')
                .whereRef('k.file_id', '=', 'file.id')
                .where('k.kept', '=', 1)
                .where((e) => e.or([e('r.deleted_at', 'is', null), e('r.deleted_at', '>=', moment)])),
            ),
          ),
        )
        .limit(most)
        .execute();
      const ids = rows.map(({ id }) => id);
      if (ids.length === 0) return ids;
      await kysely.deleteFrom('reply_file').where('file_id', 'in', ids).execute();
      await kysely.deleteFrom('file').where('id', 'in', ids).execute();
      return ids;
    },

    /** Removes what nobody has said since before `moment`; answers the ids, at most so many. */
    removeUnsaid: async (moment: number, most: number): Promise<string[]> => {
      const rows = await all()
        .where('conversation_id', 'is', null)
        .where('owner_kind', '!=', 'reply')
        .where('created_at', '<', moment)
        .limit(most)
        .execute();
      const removed: string[] = [];
      for (const { id } of rows) {
        // Again, for it may have been said a moment ago.
        const done = await kysely
          .deleteFrom('file')
          .where('id', '=', id)
          .where('conversation_id', 'is', null)
          .where('owner_kind', '!=', 'reply')
          .executeTakeFirst();
        if (Number(done.numDeletedRows) > 0) removed.push(id);
      }
      return removed;
    },

    /** What was taken back by its author is not for customers' eyes any more. */
    recalledIn: async (conversationIds: readonly string[]): Promise<ReadonlySet<string>> => {
      if (conversationIds.length === 0) return new Set();
      const recalls = await kysely
        .selectFrom('entry')
        .select('body')
        .where('conversation_id', 'in', [...conversationIds])
        .where('kind', '=', 'recalled')
        .execute();
      const ids = recalls.map(({ body }) => (JSON.parse(body) as { entryId: string }).entryId);
      if (ids.length === 0) return new Set();
      const messages = await kysely.selectFrom('entry').select('body').where('id', 'in', ids).execute();
      return new Set(
        messages.flatMap(({ body }) =>
          ((JSON.parse(body) as { files?: FileRef[] }).files ?? []).map(({ id }) => id),
        ),
      );
    },
  };
}

/** As a message has it; only of what was taken. */
export function refOf(record: FileRecord): FileRef | null {
  const { id, name, type, size, width, height } = record;
  if (type === null) return null;
  return { id, name, type, size, ...(width !== null && height !== null && { width, height }) };
}
