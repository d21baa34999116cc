import type { Database } from '../../src/hub/platform/database/index.ts';
import type { RawEntry, RawPlan, Recounted } from './recount.ts';

/** What lies in a hub's database, for a recount: read as it is, by nothing that reports use. */
export async function rawHistory(
  database: Database,
): Promise<Pick<Recounted, 'entries' | 'plans' | 'here' | 'said'>> {
  const { kysely } = database;
  const entries = await kysely.selectFrom('entry').selectAll().orderBy('feed_seq').execute();
  const plans = await kysely.selectFrom('routing_plan').select(['at', 'plan']).execute();
  const here = await kysely.selectFrom('agent_presence_log').selectAll().execute();
  const said = await kysely.selectFrom('agent_status_log').selectAll().execute();
  return {
    entries: entries.map((row) => ({
      conversation: row.conversation_id,
      seq: row.seq,
      at: row.at,
      authorKind: row.author_kind,
      authorId: row.author_id,
      kind: row.kind,
      body: JSON.parse(row.body) as RawEntry['body'],
    })),
    plans: plans.map(({ at, plan }) => ({ at, plan: JSON.parse(plan) as RawPlan['plan'] })),
    here: here.map(({ person_id, since, until }) => ({ person: person_id, since, until })),
    said: said.map(({ person_id, since, status }) => ({ person: person_id, since, status })),
  };
}
