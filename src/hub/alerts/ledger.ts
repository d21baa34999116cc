import { type Rung, rungs } from '#shared/domain/alerts/ladder.ts';
import type { PersonRef } from '#shared/domain/entry.ts';
import { type AlertLine, type AlertWhat, alertWhat } from '#shared/protocol/alerts.ts';
import type { Database } from '../platform/database/index.ts';

export type Wait = { readonly conversationId: string; readonly since: number };
export type Line = Wait & {
  readonly rung: Rung;
  readonly what: AlertWhat;
  readonly person: PersonRef | null;
  readonly at: number;
};

/** What ends a wait. */
export const ends = ['opened', 'answered', 'over'] as const satisfies readonly AlertWhat[];

/** Lines of one conversation that are read at once. */
const most = 200;

/** The table of what was done about waits. A line is written once, whoever tries: a node, another node, the same again. */
export function createLedger({ kysely }: Pick<Database, 'kysely'>) {
  return {
    /** Answers whether this call has written it, and else when it was. */
    write: async ({ conversationId, since, rung, what, person, at }: Line): Promise<number | null> => {
      const personId = person?.id ?? '';
      const key = { conversation_id: conversationId, since, rung, what, person_id: personId };
      const { numInsertedOrUpdatedRows } = await kysely
        .insertInto('alert')
        .values({ ...key, person_name: person?.name ?? '', at })
        .onConflict((oc) => oc.doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows === 1n) return null;
      const known = await kysely
        .selectFrom('alert')
        .select('at')
        .where('conversation_id', '=', conversationId)
        .where('since', '=', since)
        .where('rung', '=', rung)
        .where('what', '=', what)
        .where('person_id', '=', personId)
        .executeTakeFirstOrThrow();
      return known.at;
    },
    /** Oldest first. */
    of: async (conversationId: string): Promise<AlertLine[]> => {
      const rows = await kysely
        .selectFrom('alert')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .orderBy('at', 'desc')
        .limit(most)
        .execute();
      const lines = rows.map(({ since, rung, what, person_id, person_name, at }) => ({
        since,
        rung,
        what,
        person: person_id === '' ? null : { id: person_id, name: person_name },
        at,
      }));
      return lines.sort(inOrder);
    },
    /** Whether this person was told of this wait on this rung. */
    wasTold: async ({ conversationId, since }: Wait, rung: Rung, personId: string): Promise<boolean> => {
      const row = await kysely
        .selectFrom('alert')
        .select('at')
        .where('conversation_id', '=', conversationId)
        .where('since', '=', since)
        .where('rung', '=', rung)
        .where('what', '=', 'told')
        .where('person_id', '=', personId)
        .executeTakeFirst();
      return row !== undefined;
    },
    /** Everything of waits that the hub has raised and that have not ended. */
    open: async (): Promise<Line[]> => {
      const rows = await kysely
        .selectFrom('alert')
        .selectAll()
        .where('rung', 'in', ['colleague', 'supervisor'])
        .where('what', 'in', ['raised', 'told'])
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('alert as end')
                .select('end.at')
                .whereRef('end.conversation_id', '=', 'alert.conversation_id')
                .whereRef('end.since', '=', 'alert.since')
                .where('end.what', 'in', [...ends]),
            ),
          ),
        )
        .execute();
      return rows.map(({ conversation_id, since, rung, what, person_id, person_name, at }) => ({
        conversationId: conversation_id,
        since,
        rung,
        what,
        person: person_id === '' ? null : { id: person_id, name: person_name },
        at,
      }));
    },
    /**
     * Of these conversations: when the customer wrote the first thing of this wait that its agent has not read. What is
     * not in the answer is read.
     */
    unreadSince: async (ids: readonly string[]): Promise<ReadonlyMap<string, number>> => {
      const rows = await kysely
        .selectFrom('conversation as c')
        .innerJoin('conversation_growth as g', 'g.conversation_id', 'c.id')
        .innerJoin('entry as e', 'e.conversation_id', 'c.id')
        .leftJoin('mark as m', (join) =>
          join.onRef('m.conversation_id', '=', 'c.id').onRef('m.person_id', '=', 'c.agent_id'),
        )
        .select('c.id')
        .select((eb) => eb.fn.min('e.at').as('at'))
        .where('c.id', 'in', [...ids])
        .where('e.kind', '=', 'message')
        .where('e.author_kind', '=', 'visitor')
        .whereRef('e.at', '>=', 'g.waiting_since')
        .where((eb) => eb('e.seq', '>', eb.fn.coalesce('m.seq', eb.lit(0))))
        .groupBy('c.id')
        .execute();
      return new Map(rows.map(({ id, at }) => [id, Number(at)]));
    },
  };
}

/** Of the same moment: as one led to the other. */
function inOrder(a: AlertLine, b: AlertLine): number {
  return (
    a.at - b.at ||
    rungs.indexOf(a.rung) - rungs.indexOf(b.rung) ||
    alertWhat.options.indexOf(a.what) - alertWhat.options.indexOf(b.what)
  );
}

export type Ledger = ReturnType<typeof createLedger>;
