import type { FileRef } from '#shared/domain/attached.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { refOf } from '../files/index.ts';
import type { Bulk, Database } from '../platform/database/index.ts';
import { filesOf, type ReplyRow } from './row.ts';
import { mayViewerUse, type Viewer } from './viewer.ts';

type Place = { readonly database: Database; readonly workspaceId: string };

/** What the files of these replies are, by id. */
export async function refsOf(
  { database }: Place,
  rows: readonly ReplyRow[],
): Promise<ReadonlyMap<string, FileRef>> {
  const ids = [...new Set(rows.flatMap(filesOf))];
  if (ids.length === 0) return new Map();
  const records = await database.kysely.selectFrom('file').selectAll().where('id', 'in', ids).execute();
  return new Map(
    records.flatMap((record) => {
      const ref = refOf(record);
      return ref === null ? [] : [[ref.id, ref] as const];
    }),
  );
}

/** Whether one of the replies that they may use has this file. */
export async function mayUseFile({ database, workspaceId }: Place, viewer: Viewer, fileId: string) {
  const rows = await database.kysely
    .selectFrom('reply_file as k')
    .innerJoin('reply', 'reply.id', 'k.reply_id')
    .selectAll('reply')
    .where('k.file_id', '=', fileId)
    .where('k.kept', '=', 1)
    .where('reply.workspace_id', '=', workspaceId)
    .where('reply.deleted_at', 'is', null)
    .execute();
  return rows.some((row) => mayViewerUse(viewer, row));
}

type Upload = {
  readonly id: string;
  readonly owner_kind: string;
  readonly owner_id: string;
  readonly type: string | null;
  readonly conversation_id: string | null;
};

export type FilesAtHand = Awaited<ReturnType<typeof filesAtHand>>;

/** What is known of files while replies are written; `ids`: all that these name. */
export async function filesAtHand(bulk: Bulk, workspaceId: string, viewer: Viewer, ids: readonly string[]) {
  const wanted = [...new Set(ids)].map((id) => [id] as const);
  const uploads = new Map(
    (
      await bulk.lookup<Upload>(
        { select: 'id, owner_kind, owner_id, type, conversation_id', from: 'file', by: ['id'] },
        wanted,
      )
    ).map((upload) => [upload.id, upload]),
  );
  type Use = ReplyRow & { readonly file_id: string };
  const uses = await bulk.lookup<Use>(
    {
      select: 'k.file_id, r.*',
      from: 'reply_file k join reply r on r.id = k.reply_id',
      by: ['k.file_id'],
      where: 'k.kept = 1 and r.deleted_at is null',
    },
    wanted,
  );
  const usable = new Set(
    uses
      .filter((row) => row.workspace_id === workspaceId && mayViewerUse(viewer, row))
      .map((row) => row.file_id),
  );
  const taken = new Map<string, string>();
  const kept: (readonly [replyId: string, fileId: string, kept: number])[] = [];

  /** They have just sent it themselves, and it is nowhere yet. */
  const isFresh = (id: string): boolean => {
    const upload = uploads.get(id);
    return (
      upload?.type != null &&
      upload.owner_kind === 'person' &&
      upload.owner_id === viewer.id &&
      upload.conversation_id === null
    );
  };

  return {
    isThere: (id: string): boolean => uploads.has(id),

    /** Throws the refusal where one of those that are new to it is not theirs to give. */
    check: (files: readonly string[], before: readonly string[]): void => {
      for (const id of files) {
        if (before.includes(id) || usable.has(id) || isFresh(id)) continue;
        throw new RefusalError('file_gone');
      }
    },

    /** The reply has these from now on, in the place of those. */
    settle: (replyId: string, files: readonly string[], before: readonly string[]): void => {
      for (const id of before) if (!files.includes(id) && uploads.has(id)) kept.push([replyId, id, 0]);
      for (const id of files) {
        if (before.includes(id)) continue;
        kept.push([replyId, id, 1]);
        if (isFresh(id)) taken.set(id, replyId);
        // Also for the wishes after this one.
        usable.add(id);
      }
    },

    write: async (): Promise<void> => {
      // Of several wishes for the same reply the last one counts.
      const last = new Map(kept.map((one) => [`${one[0]} ${one[1]}`, one]));
      if (taken.size > 0)
        await bulk.update(
          'file',
          { id: 'text', owner_kind: 'text', owner_id: 'text' },
          [...taken].map(([id, replyId]) => [id, 'reply', replyId]),
        );
      if (last.size > 0)
        await bulk.upsert('reply_file', { reply_id: 'text', file_id: 'text', kept: 'bigint' }, 2, [
          ...last.values(),
        ]);
    },
  };
}
