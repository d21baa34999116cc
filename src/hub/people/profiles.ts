import { type RoutingProfile, usualProfile } from '#shared/domain/routing/profile.ts';
import type { Role } from '#shared/protocol/handshake.ts';
import type { Database } from '../platform/database/index.ts';

/** Somebody who works here, or did, as an admin sees them. */
export type PersonRecord = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly disabled: boolean;
  readonly createdAt: number;
  readonly profile: RoutingProfile;
};

export type Profiles = ReturnType<typeof createProfiles>;

/** What routing has to know of people (B1), and their list for admins. */
export function createProfiles(database: Database, workspaceId: string) {
  const { kysely } = database;
  const listeners = new Set<(personId: string) => void>();

  const rows = () =>
    kysely
      .selectFrom('person')
      .select(['id', 'name', 'email', 'role', 'disabled_at', 'created_at', 'routing'])
      .where('workspace_id', '=', workspaceId);

  const changed = (personId: string): void => {
    for (const listener of listeners) listener(personId);
  };

  return {
    /** By name, then by age. */
    list: async (): Promise<PersonRecord[]> =>
      (await rows().orderBy('name').orderBy('id').execute()).map(toRecord),
    /** Null when nobody has that id. */
    find: async (personId: string): Promise<PersonRecord | null> => {
      const row = await rows().where('id', '=', personId).executeTakeFirst();
      return row === undefined ? null : toRecord(row);
    },
    /** The usual one when nobody has that id. */
    profileOf: async (personId: string): Promise<RoutingProfile> => {
      const row = await rows().where('id', '=', personId).executeTakeFirst();
      return toProfile(row?.routing ?? null);
    },
    /** Rejects with the database's error when nobody has that id. */
    setProfile: async (personId: string, profile: RoutingProfile): Promise<void> => {
      await kysely
        .updateTable('person')
        .set({ routing: JSON.stringify(profile) })
        .where('id', '=', personId)
        .where('workspace_id', '=', workspaceId)
        .returning('id')
        .executeTakeFirstOrThrow();
      changed(personId);
    },
    /** To be said of whatever else has changed of a person: name, role, whether they may sign in. */
    changed,
    /** Called after somebody was changed by this node. Answers how to stop that. */
    onChange: (listener: (personId: string) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** From the column `person.routing`. */
function toProfile(routing: string | null): RoutingProfile {
  // What was kept before a field was added is without it.
  return routing === null
    ? usualProfile
    : { ...usualProfile, ...(JSON.parse(routing) as Partial<RoutingProfile>) };
}

function toRecord(row: {
  id: string;
  name: string;
  email: string;
  role: Role;
  disabled_at: number | null;
  created_at: number;
  routing: string | null;
}): PersonRecord {
  const { id, name, email, role } = row;
  const profile = toProfile(row.routing);
  return { id, name, email, role, disabled: row.disabled_at !== null, createdAt: row.created_at, profile };
}
