import type { AgentStatus, AwayReason } from '#shared/domain/routing/status.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';

export type Statuses = ReturnType<typeof createStatuses>;

/** What people have said of themselves (A13). Who has said nothing is online as soon as they are here. */
export function createStatuses(database: Database, clock: Clock) {
  const { kysely } = database;

  const of = async (personIds: readonly string[]): Promise<ReadonlyMap<string, AgentStatus>> => {
    const rows = await kysely
      .selectFrom('agent_status')
      .selectAll()
      .where('person_id', 'in', [...personIds])
      .execute();
    return new Map(
      rows.map(({ person_id, status, reason, since }) => [
        person_id,
        { status, reason: reason === null ? null : (JSON.parse(reason) as AwayReason), since },
      ]),
    );
  };

  const one = async (personId: string): Promise<AgentStatus> =>
    (await of([personId])).get(personId) ?? { status: 'online', reason: null, since: 0 };

  /** A reason goes with `away` alone. */
  const set = async (
    personId: string,
    wanted: Pick<AgentStatus, 'status' | 'reason'>,
  ): Promise<AgentStatus> => {
    const status = { ...wanted, reason: wanted.status === 'away' ? wanted.reason : null, since: clock.now() };
    const reason = status.reason === null ? null : JSON.stringify(status.reason);
    await kysely
      .insertInto('agent_status')
      .values({ person_id: personId, status: status.status, reason, since: status.since })
      .onConflict((oc) =>
        oc.column('person_id').doUpdateSet({ status: status.status, reason, since: status.since }),
      )
      .execute();
    return status;
  };

  return { of, one, set };
}
