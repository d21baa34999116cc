import { unsaidFor } from '../conversations/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Folder } from './folder.ts';
import type { Records } from './records.ts';

/** So many at a time: a look must not hold anything up. */
const portion = 500;

/** As long as the files of a deleted reply stay, so that it can be put back with them. Milliseconds. */
const replyKeptFor = 30 * 24 * 3600_000;

/** Removes files: those that nobody has said within a day, those of what is erased, and what no record knows of. */
export function createBroom(records: Records, folder: Folder, clock: Clock) {
  return {
    /** Asked every hour. A node that ends in between leaves bytes that no record knows of: they go the next time. */
    sweep: async (): Promise<void> => {
      const moment = clock.now() - unsaidFor;
      for (const id of await records.removeUnsaid(moment, portion)) await folder.remove(id);
      const deletedBefore = clock.now() - replyKeptFor;
      for (const id of await records.removeUnkept(deletedBefore, portion)) await folder.remove(id);
      const lying = await folder.olderThan(moment);
      for (let i = 0; i < lying.length; i += portion) {
        const some = lying.slice(i, i + portion);
        const known = new Set((await records.ofMany(some)).map(({ id }) => id));
        for (const id of some) if (!known.has(id)) await folder.remove(id);
      }
    },
    /** All that was said in these conversations; for retention and erasure. Their records go with them. */
    erase: async (conversationIds: readonly string[]): Promise<number> => {
      if (conversationIds.length === 0) return 0;
      const files = await records.ofConversations(conversationIds);
      await records.remove(files.map(({ id }) => id));
      for (const { id } of files) await folder.remove(id);
      return files.length;
    },
  };
}
