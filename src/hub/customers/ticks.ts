import type { Tick } from '#shared/domain/customer/filing.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';

/** What is ticked off beside conversations: whoever takes one over sees how far it is. */
export function createTicks(database: Database, clock: Pick<Clock, 'now'>) {
  const { kysely } = database;
  return {
    of: async (conversationId: string): Promise<Tick[]> => {
      const rows = await kysely
        .selectFrom('checklist_tick')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .orderBy('at')
        .orderBy('step_id')
        .execute();
      return rows.map((row) => ({
        stepId: row.step_id,
        done: row.done === 1,
        by: { id: row.person_id, name: row.person_name },
        at: row.at,
      }));
    },
    set: async (conversationId: string, stepId: string, done: boolean, { id, name }: Me): Promise<void> => {
      const said = { done: done ? 1 : 0, person_id: id, person_name: name, at: clock.now() };
      await kysely
        .insertInto('checklist_tick')
        .values({ conversation_id: conversationId, step_id: stepId, ...said })
        .onConflict((oc) => oc.columns(['conversation_id', 'step_id']).doUpdateSet(said))
        .execute();
    },
  };
}
