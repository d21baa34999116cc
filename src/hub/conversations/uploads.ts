import type { Lookup } from '../platform/database/index.ts';
import type { Upload } from './drafts.ts';

/** Of a file's row, what a message has to know: only of what was looked at and taken. */
export const uploadLookup: Lookup = {
  select: 'f.id, f.name, f.type, f.size, f.width, f.height, f.owner_id, f.conversation_id, f.created_at',
  from: 'file f',
  by: ['f.id'],
  where: 'f.type is not null',
};

export type UploadRow = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly owner_id: string;
  readonly conversation_id: string | null;
  readonly created_at: number;
};

export function toUpload(row: UploadRow): Upload {
  const { id, name, type, size, width, height } = row;
  return {
    file: { id, name, type, size, ...(width !== null && height !== null && { width, height }) },
    ownerId: row.owner_id,
    conversationId: row.conversation_id,
    createdAt: row.created_at,
  };
}
