import { RefusalError } from '#shared/protocol/errors.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import { mayChangeNote } from './audience.ts';

/** What staff write down of a customer, for each other. */
export function createNotes(database: Database, clock: Pick<Clock, 'now'>) {
  const { kysely } = database;

  const ofCustomer = async (customerId: string, noteId: string) => {
    const note = await kysely
      .selectFrom('customer_note')
      .select(['id', 'author_id'])
      .where('id', '=', noteId)
      .where('customer_id', '=', customerId)
      .executeTakeFirst();
    if (note === undefined) throw new RefusalError('not_found');
    return note;
  };

  return {
    /** Under the key that the author's desk has minted: asked twice, it is there once. */
    add: async (customerId: string, key: string, { id, name }: Me, text: string): Promise<void> => {
      await kysely
        .insertInto('customer_note')
        .values({ id: key, customer_id: customerId, author_id: id, author_name: name, text, at: clock.now() })
        .onConflict((oc) => oc.doNothing())
        .execute();
      const kept = await ofCustomer(customerId, key);
      if (kept.author_id !== id) throw new RefusalError('conflict');
    },
    edit: async (customerId: string, noteId: string, person: Me, text: string): Promise<void> => {
      const note = await ofCustomer(customerId, noteId);
      if (!mayChangeNote(person, note.author_id, 'edit')) throw new RefusalError('forbidden');
      await kysely
        .updateTable('customer_note')
        .set({ text, edited_at: clock.now() })
        .where('id', '=', noteId)
        .execute();
    },
    remove: async (customerId: string, noteId: string, person: Me): Promise<void> => {
      const note = await ofCustomer(customerId, noteId);
      if (!mayChangeNote(person, note.author_id, 'delete')) throw new RefusalError('forbidden');
      await kysely.deleteFrom('customer_note').where('id', '=', noteId).execute();
    },
  };
}
