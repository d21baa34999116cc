import { sql } from 'kysely';
import type { Seen } from '#shared/protocol/desk.ts';
import type { Clock } from '../platform/clock.ts';
import { type Database, together } from '../platform/database/index.ts';

export type SeenMarks = ReturnType<typeof createSeenMarks>;

/**
 * How far each side has read, for the other (P11). Sequences are those that the customer counts by: what staff note
 * down between them must not show in a number.
 */
export function createSeenMarks(database: Database, clock: Clock) {
  const { kysely } = database;

  const publicSeqAt = async (conversationId: string, seq: number): Promise<number> => {
    const row = await kysely
      .selectFrom('entry')
      .select('public_seq')
      .where('conversation_id', '=', conversationId)
      .where('seq', '<=', seq)
      .where('public_seq', 'is not', null)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.public_seq ?? 0;
  };

  /** The furthest mark, among all lines, of those who served it, while they did. Everybody who comes back after an outage asks. */
  const markOfHouse = together(async (ids: readonly string[]) => {
    const rows = await kysely
      .selectFrom('mark as m')
      .innerJoin('participant as p', (on) =>
        on.onRef('p.conversation_id', '=', 'm.conversation_id').onRef('p.person_id', '=', 'm.person_id'),
      )
      .select((eb) => ['p.conversation_id', eb.fn.max('m.served_seq').as('seq')])
      .where('p.conversation_id', 'in', ids)
      .groupBy('p.conversation_id')
      .execute();
    return new Map(rows.map((row) => [row.conversation_id, row.seq]));
  });

  return {
    /** Moves the customer's mark forward, never past the end, and answers where it is then. */
    set: async ({ conversationId, publicSeq }: Seen): Promise<Seen> => {
      const { last_public_seq } = await kysely
        .selectFrom('conversation_growth')
        .select('last_public_seq')
        .where('conversation_id', '=', conversationId)
        .executeTakeFirstOrThrow();
      const row = await kysely
        .insertInto('visitor_mark')
        .values({
          conversation_id: conversationId,
          public_seq: Math.min(publicSeq, last_public_seq),
          at: clock.now(),
        })
        .onConflict((oc) =>
          oc.column('conversation_id').doUpdateSet({
            public_seq: sql<number>`case when excluded.public_seq > visitor_mark.public_seq
              then excluded.public_seq else visitor_mark.public_seq end`,
            at: sql<number>`excluded.at`,
          }),
        )
        .returning('public_seq')
        .executeTakeFirstOrThrow();
      return { conversationId, publicSeq: row.public_seq };
    },
    /** How far the customer has read; null for nothing. */
    byVisitor: together(async (ids: readonly string[]) => {
      const rows = await kysely
        .selectFrom('visitor_mark')
        .selectAll()
        .where('conversation_id', 'in', ids)
        .execute();
      return new Map(rows.map((row) => [row.conversation_id, row.public_seq]));
    }),
    publicSeqAt,
    /** How far those have read who served it, whoever of them came furthest. */
    byHouse: async (conversationId: string): Promise<number> => {
      const seq = await markOfHouse(conversationId);
      return seq === null ? 0 : publicSeqAt(conversationId, seq);
    },
  };
}
