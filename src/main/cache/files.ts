import type { FileRef } from '#shared/domain/attached.ts';
import type { LocalFile } from '#shared/ipc/files.ts';
import type { Db } from './db.ts';

/** A file that goes along with a message of this desk; `file` once the hub has it. */
export type Attachment = LocalFile & { readonly file: FileRef | null };

export type KeptFile = { readonly type: string; readonly bytes: Uint8Array };

/** `copyOf`: of which file of the hub it is a copy, and its bytes are there. */
export type OwnFile = KeptFile & { readonly copyOf: string | null };

/** Pictures that were looked at stay up to so many bytes, the latest. */
const mostKept = 200 * 1024 * 1024;

type Row = {
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly file: string | null;
  readonly copyOf: string | null;
};

export type FilesRepository = ReturnType<typeof filesOf>;

export function filesOf(db: Db) {
  const columns = 'key, name, type, size, file, copy_of AS copyOf';
  const insert = db.prepare<[string, string, string, string, number, string | null, Uint8Array]>(
    'INSERT OR IGNORE INTO attachment (key, conversation_id, name, type, size, copy_of, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const ofTray = db.prepare<[string], Row>(
    `SELECT ${columns} FROM attachment WHERE conversation_id = ? AND message_key IS NULL ORDER BY rowid`,
  );
  const ofMessage = db.prepare<[string], Row>(
    `SELECT ${columns} FROM attachment WHERE message_key = ? ORDER BY rowid`,
  );
  const attach = db.prepare<[string, string, string]>(
    'UPDATE attachment SET message_key = ? WHERE key = ? AND conversation_id = ? AND message_key IS NULL',
  );
  const detach = db.prepare<[string]>('UPDATE attachment SET message_key = NULL WHERE message_key = ?');
  const removeOne = db.prepare<[string]>('DELETE FROM attachment WHERE key = ? AND message_key IS NULL');
  const piece = db.prepare<[number, number, string], { bytes: Uint8Array }>(
    'SELECT substr(bytes, ? + 1, ?) AS bytes FROM attachment WHERE key = ?',
  );
  const whole = db.prepare<[string], OwnFile>(
    'SELECT type, bytes, copy_of AS copyOf FROM attachment WHERE key = ?',
  );
  const setFile = db.prepare<[string | null, string]>('UPDATE attachment SET file = ? WHERE key = ?');
  const forgetFiles = db.prepare<[string]>('UPDATE attachment SET file = NULL WHERE message_key = ?');
  const keep = db.prepare<[string, string, string, number, Uint8Array]>(
    'INSERT OR REPLACE INTO kept_file (id, variant, type, at, bytes) VALUES (?, ?, ?, ?, ?)',
  );
  const kept = db.prepare<[string, string], KeptFile>(
    'SELECT type, bytes FROM kept_file WHERE id = ? AND variant = ?',
  );
  const sizes = db.prepare<[], { id: string; variant: string; size: number }>(
    'SELECT id, variant, length(bytes) AS size FROM kept_file ORDER BY at DESC',
  );
  const drop = db.prepare<[string, string]>('DELETE FROM kept_file WHERE id = ? AND variant = ?');
  const dropBefore = db.prepare<[number]>('DELETE FROM kept_file WHERE at < ?');

  return {
    add: (conversationId: string, { key, name, type, size, copyOf }: LocalFile, bytes: Uint8Array): void =>
      void insert.run(key, conversationId, name, type, size, copyOf ?? null, bytes),
    tray: (conversationId: string): Attachment[] => ofTray.all(conversationId).map(toAttachment),
    ofMessage: (messageKey: string): Attachment[] => ofMessage.all(messageKey).map(toAttachment),
    /** False where it is not there, or goes along with another one. */
    attach: (messageKey: string, key: string, conversationId: string): boolean =>
      attach.run(messageKey, key, conversationId).changes > 0,
    /** Back beside the text. */
    detach: (messageKey: string): void => void detach.run(messageKey),
    remove: (key: string): void => void removeOne.run(key),
    piece: (key: string, at: number, length: number): Uint8Array | null =>
      piece.get(at, length, key)?.bytes ?? null,
    whole: (key: string): OwnFile | null => whole.get(key) ?? null,
    setFile: (key: string, file: FileRef | null): void =>
      void setFile.run(file === null ? null : JSON.stringify(file), key),
    /** The hub has them no more. */
    forgetFiles: (messageKey: string): void => void forgetFiles.run(messageKey),
    keep: (id: string, variant: string, file: KeptFile, at: number): void => {
      keep.run(id, variant, file.type, at, file.bytes);
      let sum = 0;
      for (const each of sizes.all()) {
        sum += each.size;
        if (sum > mostKept) drop.run(each.id, each.variant);
      }
    },
    kept: (id: string, variant: string): KeptFile | null => kept.get(id, variant) ?? null,
    /** Their term is over. */
    dropBefore: (moment: number): void => void dropBefore.run(moment),
  };
}

function toAttachment({ file, copyOf, ...row }: Row): Attachment {
  return {
    ...row,
    ...(copyOf !== null && { copyOf }),
    file: file === null ? null : (JSON.parse(file) as FileRef),
  };
}
