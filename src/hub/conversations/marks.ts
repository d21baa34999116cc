import { sql } from 'kysely';
import type { Mark } from '#shared/protocol/desk.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';

/**
 * Moves a person's read mark forward and answers where it is then (P11): marks merge by maximum, so
 * devices may report in any order. It never passes the end of the transcript. What somebody read who was not in the
 * conversation (`serves`) is theirs alone: the customer hears nothing of it, now or when they come back.
 */
export async function setMark(
  database: Database,
  clock: Clock,
  personId: string,
  mark: Mark,
  serves: boolean,
): Promise<Mark> {
  const { kysely } = database;
  const conversation = await kysely
    .selectFrom('conversation_growth')
    .select('last_seq')
    .where('conversation_id', '=', mark.conversationId)
    .executeTakeFirstOrThrow();
  const seq = Math.min(mark.seq, conversation.last_seq);
  const row = await kysely
    .insertInto('mark')
    .values({
      person_id: personId,
      conversation_id: mark.conversationId,
      seq,
      served_seq: serves ? seq : 0,
      at: clock.now(),
    })
    .onConflict((oc) =>
      oc.columns(['person_id', 'conversation_id']).doUpdateSet({
        seq: sql<number>`case when excluded.seq > mark.seq then excluded.seq else mark.seq end`,
        served_seq: sql<number>`case when excluded.served_seq > mark.served_seq
          then excluded.served_seq else mark.served_seq end`,
        at: sql<number>`excluded.at`,
      }),
    )
    .returning('seq')
    .executeTakeFirstOrThrow();
  return { conversationId: mark.conversationId, seq: row.seq };
}
