import { sql } from 'kysely';
import type { RoutingProfile } from '#shared/domain/routing/profile.ts';
import type { Role } from '#shared/protocol/handshake.ts';
import type { PersonRecord, Profiles } from '../people/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';

/** Somebody who works here. */
export type Member = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly profile: RoutingProfile;
};

/** How often it is looked who has come, gone or been renamed; what this node is told of it knows at once. */
const peopleInterval = 5000;
/** Below the number of parameters that either database takes. */
const most = 5000;

export type Roster = Awaited<ReturnType<typeof createRoster>>;

/** Who works here and what they can do (B1), and how long their leases are: in memory, for every decision. */
export async function createRoster(options: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: Clock;
  readonly profiles: Profiles;
  /** Called when somebody has come, gone, or is somebody else. */
  readonly onChange: () => void;
}) {
  const { database, workspaceId, clock, profiles, onChange } = options;
  const { kysely } = database;
  let members = new Map<string, Member>();
  let leases = new Map<string, number>();
  /** What of the rows says that somebody has changed. */
  let seenRows = '';
  let peopleAt = Number.NEGATIVE_INFINITY;

  const toMember = ({ id, name, role, profile }: PersonRecord): Member => ({ id, name, role, profile });

  const load = async (): Promise<void> => {
    const all = await profiles.list();
    members = new Map(all.filter(({ disabled }) => !disabled).map((one) => [one.id, toMember(one)]));
    onChange();
  };

  /** Pictures are in profiles, so they are not all read every few seconds. An SQLite file is one hub's own. */
  const rowsNow = async (): Promise<string> => {
    const rows = await kysely
      .selectFrom('person')
      .select(['id', 'name', 'role', 'disabled_at'])
      .$if(database.kind === 'postgres', (q) => q.select(sql<string | null>`md5(routing)`.as('profile')))
      .where('workspace_id', '=', workspaceId)
      .orderBy('id')
      .execute();
    return JSON.stringify(rows);
  };

  const lookAtPeople = async (): Promise<void> => {
    peopleAt = clock.now();
    const rows = await rowsNow();
    if (rows === seenRows) return;
    seenRows = rows;
    await load();
  };

  const lookAtLeases = async (): Promise<void> => {
    const found = new Map<string, number>();
    const ids = [...members.keys()];
    for (let i = 0; i < ids.length; i += most) {
      const rows = await kysely
        .selectFrom('lease')
        .selectAll()
        .where('person_id', 'in', ids.slice(i, i + most))
        .execute();
      for (const { person_id, until } of rows) found.set(person_id, until);
    }
    leases = found;
  };

  const stop = profiles.onChange((personId) => {
    profiles.find(personId).then(
      (one) => {
        if (one === null || one.disabled) members.delete(personId);
        else members.set(personId, toMember(one));
        onChange();
      },
      // The next look finds it.
      () => {
        peopleAt = Number.NEGATIVE_INFINITY;
        seenRows = '';
      },
    );
  });

  await lookAtPeople();
  await lookAtLeases();

  return {
    members: (): ReadonlyMap<string, Member> => members,
    /** Epoch milliseconds until which they hold what they have, as it was in the database a moment ago. */
    leaseUntil: (personId: string): number => leases.get(personId) ?? 0,
    renewed: (personIds: readonly string[], until: number): void => {
      for (const id of personIds) leases.set(id, until);
    },
    /** Somebody is here in that role: known at once, also when they were created a moment ago. */
    arrived: async ({ id, name, role }: Pick<Member, 'id' | 'name' | 'role'>): Promise<void> => {
      const known = members.get(id);
      if (known?.role !== role || known.name !== name) await load();
    },
    /** Every second. */
    look: async (): Promise<void> => {
      if (clock.now() - peopleAt >= peopleInterval) await lookAtPeople();
      await lookAtLeases();
    },
    stop,
  };
}
