import type { Selectable } from 'kysely';
import type { FileRef } from '#shared/domain/attached.ts';
import type { Reply, ReplyContent, ReplyScope } from '#shared/domain/replies/reply.ts';
import type { Columns, Tables, Value } from '../platform/database/index.ts';

export type ReplyRow = Selectable<Tables['reply']>;

/** In the order of `valuesOf`; the first finds the row. */
export const replyColumns = {
  id: 'text',
  workspace_id: 'text',
  scope: 'text',
  owner_id: 'text',
  group_id: 'text',
  folder: 'text',
  shortcut: 'text',
  title: 'text',
  texts: 'text',
  files: 'text',
  version: 'bigint',
  revision: 'bigint',
  rescoped: 'bigint',
  deleted_at: 'bigint',
  updated_at: 'bigint',
  updated_by: 'text',
} as const satisfies Columns & Record<keyof ReplyRow, 'text' | 'bigint'>;

export function valuesOf(row: ReplyRow): Value[] {
  return (Object.keys(replyColumns) as (keyof ReplyRow)[]).map((name) => row[name]);
}

export function toReply(row: ReplyRow, known: ReadonlyMap<string, FileRef>): Reply {
  const files = filesOf(row);
  return {
    id: row.id,
    scope: scopeOf(row),
    folder: row.folder,
    shortcut: row.shortcut,
    title: row.title,
    texts: JSON.parse(row.texts) as Reply['texts'],
    files,
    attached: files.flatMap((id) => known.get(id) ?? []),
    version: row.version,
    updatedAt: row.updated_at,
    by: row.updated_by,
  };
}

export function filesOf({ files }: Pick<ReplyRow, 'files'>): string[] {
  return JSON.parse(files) as string[];
}

/** The columns that say what is in it and whose it is. */
export function columnsOf(content: ReplyContent, ownerId: string) {
  const { scope, folder, shortcut, title, texts, files } = content;
  return {
    scope: scope.is,
    owner_id: scope.is === 'personal' ? ownerId : null,
    group_id: scope.is === 'group' ? scope.group : null,
    folder,
    shortcut,
    title,
    texts: JSON.stringify(texts),
    files: JSON.stringify(files),
  } satisfies Partial<ReplyRow>;
}

export function scopeOf({ scope, group_id }: Pick<ReplyRow, 'scope' | 'group_id'>): ReplyScope {
  return scope === 'group' ? { is: 'group', group: group_id ?? '' } : { is: scope };
}
