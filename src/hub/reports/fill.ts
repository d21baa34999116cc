import { sql } from 'kysely';
import type { Bulk, Database } from '../platform/database/index.ts';
import { oneAtATime } from '../platform/one-at-a-time.ts';
import type { FactRow } from './facts.ts';
import { sweepFacts } from './sweep.ts';
import type { ReportThread } from './thread.ts';

/** Entries looked at in one go, and facts written in one: a writer with messages waits no longer than for these. */
const portion = 10_000;
const written = 200;

const columns = { opened_at: 'bigint', conversation_id: 'text', last_at: 'bigint', fact: 'text' } as const;

export type Filling = {
  /** Takes in what was written since. Resolves when all is in that was there when it began. */
  readonly run: () => Promise<void>;
  /** Begins with the first entry there ever was; what is there is made anew, and what is of no conversation goes. */
  readonly rebuild: () => Promise<{ readonly facts: number }>;
  /** How far it is: done, and of how many entries. */
  readonly progress: () => { readonly done: number; readonly of: number };
  readonly idle: () => Promise<void>;
};

/**
 * Facts follow the feed with a mark of their own: nobody's message waits for them. Of each conversation that something was added to, the
 * fact is made anew from all its entries, so that nothing can be counted twice or be missing, and it can all be done again.
 */
export function createFilling(database: Database, workspaceId: string, thread: ReportThread): Filling {
  const { kysely } = database;
  let [done, of] = [0, 0];
  let made = 0;
  let isAnew = false;

  const mark = async (on: typeof kysely = kysely): Promise<number> => {
    const row = await on
      .selectFrom('report_progress')
      .select('upto')
      .where('workspace_id', '=', workspaceId)
      .executeTakeFirst();
    return row?.upto ?? 0;
  };

  const upsert = async (bulk: Bulk, rows: readonly FactRow[], upto: number | null) => {
    await bulk.upsert('report_fact', columns, 2, rows);
    if (upto !== null)
      await bulk.upsert('report_progress', { workspace_id: 'text', upto: 'bigint' }, 1, [
        [workspaceId, upto],
      ]);
  };

  /** On SQLite there is one hub: nobody else fills, and what is read here is as it is when it is written. */
  const alone = async (after: number, upto: number): Promise<void> => {
    const rows = await thread.ask({ do: 'facts', after, upto }).answer;
    made += rows.length;
    for (let i = 0; i < rows.length; i += written)
      await database.transaction((bulk) => upsert(bulk, rows.slice(i, i + written), null));
    await database.transaction((bulk) => upsert(bulk, [], upto));
  };

  /** One node at a time: what an older look has made must not come after a newer. */
  const amongOthers = (upto: number): Promise<number> =>
    kysely.transaction().execute(async (on) => {
      await sql`select pg_advisory_xact_lock(hashtext(${`reports ${workspaceId}`}))`.execute(on);
      const after = await mark(on);
      const next = Math.min(after + portion, upto);
      if (next <= after) return after;
      const rows = await thread.ask({ do: 'facts', after, upto: next }).answer;
      made += rows.length;
      for (let i = 0; i < rows.length; i += written) {
        const some = rows.slice(i, i + written);
        await sql`insert into report_fact (opened_at, conversation_id, last_at, fact)
          select * from unnest(${some.map((r) => r[0])}::bigint[], ${some.map((r) => r[1])}::text[],
            ${some.map((r) => r[2])}::bigint[], ${some.map((r) => r[3])}::text[])
          on conflict (opened_at, conversation_id) do update set last_at = excluded.last_at, fact = excluded.fact`.execute(
          on,
        );
      }
      await sql`insert into report_progress (workspace_id, upto) values (${workspaceId}, ${next})
        on conflict (workspace_id) do update set upto = excluded.upto`.execute(on);
      return next;
    });

  /** Under the lock of who fills: a look that began before must not set the mark back to where it was. */
  const forget = (): Promise<void> =>
    kysely.transaction().execute(async (on) => {
      if (database.kind === 'postgres')
        await sql`select pg_advisory_xact_lock(hashtext(${`reports ${workspaceId}`}))`.execute(on);
      await on
        .updateTable('report_progress')
        .set({ upto: 0 })
        .where('workspace_id', '=', workspaceId)
        .execute();
    });

  const fill = oneAtATime(async () => {
    const wasAsked = isAnew;
    isAnew = false;
    if (wasAsked) {
      made = 0;
      await forget();
    }
    const head = await thread.ask({ do: 'head' }).answer;
    const begin = await mark();
    let at = begin;
    [done, of] = [0, head - begin];
    while (at < head) {
      const next = Math.min(at + portion, head);
      if (database.kind === 'sqlite') {
        await alone(at, next);
        at = next;
      } else at = await amongOthers(head);
      done = at - begin;
    }
    if (wasAsked) await sweepFacts(kysely);
  });

  return {
    run: async () => {
      // What began before may have looked at the head too early.
      await fill.idle();
      await fill.run();
    },
    rebuild: async () => {
      isAnew = true;
      await fill.idle();
      await fill.run();
      return { facts: made };
    },
    progress: () => ({ done, of }),
    idle: fill.idle,
  };
}
