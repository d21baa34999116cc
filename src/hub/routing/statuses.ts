import type { PersonRef } from '#shared/domain/entry.ts';
import type { AgentStatus, AwayReason } from '#shared/domain/routing/status.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';

export type Statuses = ReturnType<typeof createStatuses>;

/** Of who has said nothing: online as soon as they are here. */
const usual: AgentStatus = { status: 'online', reason: null, since: 0 };

/** Below the number of parameters that either database takes. */
const most = 5000;

/**
 * What people have said of themselves (A13), and what the hub said of them. In the database, and known here in
 * memory: what another node was told, a second later.
 */
export function createStatuses(
  database: Database,
  clock: Clock,
  onChange: (personId: string, status: AgentStatus) => void = () => undefined,
) {
  const { kysely } = database;
  const known = new Map<string, AgentStatus>();

  /** Of what comes in any order, the latest counts. */
  const take = (personId: string, status: AgentStatus) => {
    const before = known.get(personId) ?? usual;
    if (before.since >= status.since && known.has(personId)) return;
    known.set(personId, status);
    if (JSON.stringify(before) !== JSON.stringify(status)) onChange(personId, status);
  };

  return {
    of: (personId: string): AgentStatus => known.get(personId) ?? usual,
    /** A reason goes with `away` alone. Resolves when it is in the database. */
    set: async (
      personId: string,
      wanted: Pick<AgentStatus, 'status' | 'reason'>,
      by?: AgentStatus['by'],
    ): Promise<AgentStatus> => {
      const said = { ...wanted, reason: wanted.status === 'away' ? wanted.reason : null };
      // Later than what it comes after, also within one millisecond.
      const since = Math.max(clock.now(), (known.get(personId)?.since ?? 0) + 1);
      const status: AgentStatus = { ...said, since, ...(by && { by }) };
      const reason = status.reason === null ? null : JSON.stringify(status.reason);
      // Reports ask what they ever were (E3). First: what is in force is never missing there.
      await kysely
        .insertInto('agent_status_log')
        .values({ person_id: personId, since, status: status.status, reason })
        .onConflict((oc) => oc.doNothing())
        .execute();
      const set = {
        status: status.status,
        reason,
        since,
        set_by: by === undefined ? null : JSON.stringify(by),
      };
      await kysely
        .insertInto('agent_status')
        .values({ person_id: personId, ...set })
        .onConflict((oc) => oc.column('person_id').doUpdateSet(set))
        .execute();
      take(personId, status);
      return status;
    },
    /** What those people have said to other nodes. */
    look: async (personIds: readonly string[]): Promise<void> => {
      for (let i = 0; i < personIds.length; i += most) {
        const rows = await kysely
          .selectFrom('agent_status')
          .selectAll()
          .where('person_id', 'in', personIds.slice(i, i + most))
          .execute();
        for (const { person_id, status, reason, since, set_by } of rows)
          take(person_id, {
            status,
            reason: reason === null ? null : (JSON.parse(reason) as AwayReason),
            since,
            ...(set_by !== null && { by: JSON.parse(set_by) as PersonRef }),
          });
      }
    },
  };
}
