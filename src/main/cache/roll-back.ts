import { renameSync } from 'node:fs';
import { backupOf, moveAside, syncFolderOf } from './database-files.ts';
import type { Db } from './db.ts';
import { putBack, type Rescued } from './rescue.ts';

/**
 * The way back over a migration (decision 47). A newer desk has changed the file for good, and has kept it as it was before; here that
 * copy takes its place again, with everything in it that only this computer has, as it is now. What came from the hub since then is fetched anew:
 * the copy's own cursor says from where.
 */

/**
 * The unsent of the newer file in place of that of the copy, in one transaction: what was sent or taken back since then must not be
 * sent from the copy. Where the newer file could not be read whole nobody knows that of what only the copy has: it stays, in sight, and
 * whoever wrote it decides. Should it be the hub's already, its entry takes it away.
 */
export function bringUpToDate(db: Db, rescued: Rescued): void {
  db.transaction(() => {
    const { messages, drafts, complete } = rescued;
    const removeMessage = db.prepare<[string]>('DELETE FROM outgoing WHERE key = ?');
    if (complete) {
      db.exec('DELETE FROM outgoing; DELETE FROM attachment WHERE message_key IS NULL; DELETE FROM draft');
      db.exec("DELETE FROM wrap_up; DELETE FROM meta WHERE name LIKE 'review %'");
    } else {
      for (const { key } of messages) removeMessage.run(key);
      const removeDraft = db.prepare<[string]>('DELETE FROM draft WHERE conversation_id = ?');
      for (const { conversationId } of drafts) removeDraft.run(conversationId);
      db.exec("UPDATE outbox SET state = 'refused', code = 'internal', uncertain = 1 WHERE state <> 'sent'");
    }
    putBack(db, rescued);
  })();
}

/** The copy is up to date and closed: it is the file from now on, and the newer one lies beside it. */
export function takeBackupsPlace(path: string): void {
  moveAside(path, 'newer');
  renameSync(backupOf(path), path);
  syncFolderOf(path);
}
