import { randomInt } from 'node:crypto';
import { newId } from '#shared/domain/key.ts';
import type { RoutingProfile } from '#shared/domain/routing/profile.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Role } from '#shared/protocol/handshake.ts';
import { hashPassword } from '../platform/access/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';

/** Easily told apart when read aloud: no l, o, 0 or 1. */
const letters = 'abcdefghijkmnpqrstuvwxyz23456789';

/** As "kx7m-2qpf-…": 4 groups of 4, about 80 bits. */
function mintPassword(): string {
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return Array.from({ length: 4 }, group).join('-');
}

export type Staff = ReturnType<typeof createStaff>;

/**
 * What an admin does with people. Each refuses with `not_found` when nobody of this workspace has that id; what
 * would leave the house without an admin is refused with `conflict`.
 */
export function createStaff(database: Database, workspaceId: string, clock: Clock) {
  const { kysely } = database;

  const update = () => kysely.updateTable('person').where('workspace_id', '=', workspaceId);

  /** Of the update only when they are no admin who is there, or another one is. */
  const unlessLastAdmin = (personId: string) =>
    update()
      .where('id', '=', personId)
      .where(({ eb, or, exists, selectFrom }) =>
        or([
          eb('role', '<>', 'admin'),
          eb('disabled_at', 'is not', null),
          exists(
            selectFrom('person as other')
              .select('other.id')
              .where('other.workspace_id', '=', workspaceId)
              .where('other.role', '=', 'admin')
              .where('other.disabled_at', 'is', null)
              .where('other.id', '<>', personId),
          ),
        ]),
      );

  const exists = async (personId: string): Promise<boolean> => {
    const row = await kysely
      .selectFrom('person')
      .select('id')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', personId)
      .executeTakeFirst();
    return row !== undefined;
  };

  /** One row was changed, or the refusal that says why not. */
  const sure = async (personId: string, changed: { id: string } | undefined): Promise<void> => {
    if (changed !== undefined) return;
    throw new RefusalError((await exists(personId)) ? 'conflict' : 'not_found');
  };

  return {
    /** `conflict` when somebody has the address. Answers the id and the password, which is kept nowhere. */
    create: async (given: {
      /** Absent: another one. */
      readonly id?: string;
      readonly name: string;
      /** Lower case. */
      readonly email: string;
      readonly role: Role;
      readonly profile: RoutingProfile | null;
    }): Promise<{ id: string; password: string }> => {
      const { id = newId(), name, email, role, profile } = given;
      const password = mintPassword();
      const made = await kysely
        .insertInto('person')
        .values({
          id,
          workspace_id: workspaceId,
          name,
          email,
          role,
          password_hash: await hashPassword(password),
          created_at: clock.now(),
          routing: profile === null ? null : JSON.stringify(profile),
        })
        .onConflict((oc) => oc.column('email').doNothing())
        .returning('id')
        .executeTakeFirst();
      if (made === undefined) throw new RefusalError('conflict');
      return { id: made.id, password };
    },
    rename: async (personId: string, name: string): Promise<void> => {
      const changed = await update()
        .set({ name })
        .where('id', '=', personId)
        .returning('id')
        .executeTakeFirst();
      await sure(personId, changed);
    },
    setRole: async (personId: string, role: Role): Promise<void> => {
      const rows = role === 'admin' ? update().where('id', '=', personId) : unlessLastAdmin(personId);
      await sure(personId, await rows.set({ role }).returning('id').executeTakeFirst());
    },
    disable: async (personId: string): Promise<void> => {
      const rows = unlessLastAdmin(personId).set({ disabled_at: clock.now() });
      await sure(personId, await rows.returning('id').executeTakeFirst());
    },
    enable: async (personId: string): Promise<void> => {
      const rows = update().where('id', '=', personId).set({ disabled_at: null });
      await sure(personId, await rows.returning('id').executeTakeFirst());
    },
    /** Answers the new password, which is kept nowhere. */
    newPassword: async (personId: string): Promise<string> => {
      const password = mintPassword();
      const password_hash = await hashPassword(password);
      const rows = update().where('id', '=', personId).set({ password_hash });
      await sure(personId, await rows.returning('id').executeTakeFirst());
      return password;
    },
  };
}
