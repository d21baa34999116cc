import { createHash } from 'node:crypto';
import { newId } from '#shared/domain/key.ts';
import type { Me, Role } from '#shared/protocol/handshake.ts';
import { type Account, hashPassword } from '../platform/access/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';

export type Workspace = { readonly id: string; readonly name: string; readonly epoch: string };

/** The workspace of this database; where there is none yet, one of that name. */
export async function openWorkspace(database: Database, clock: Clock, name: string): Promise<Workspace> {
  const { kysely } = database;
  const found = await kysely
    .selectFrom('workspace')
    .select(['id', 'name', 'epoch'])
    .orderBy('created_at')
    .executeTakeFirst();
  if (found !== undefined) return found;
  const workspace = { id: newId(), name, epoch: newId() };
  await kysely
    .insertInto('workspace')
    .values({
      ...workspace,
      feed_head: 0,
      feed_oldest: 0,
      created_at: clock.now(),
      hotline: null,
      contact_email: null,
      contact_form: null,
    })
    .execute();
  return workspace;
}

/**
 * The epoch as somebody in this role is told it (P8). Agents, and who oversees some groups (`over`), see a part of
 * the feed: whoever is in another role, or oversees others by now, has another list, and takes it anew (P16).
 */
export function epochFor(workspace: Workspace, role: Role, over?: readonly string[]): string {
  if (role !== 'agent' && over === undefined) return workspace.epoch;
  const part = ['agent', ...[...(over ?? [])].sort()].join(' ');
  const digits = createHash('sha256').update(`${workspace.epoch} ${part}`).digest('hex');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}

export type NewPerson = {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly password: string;
};

export type People = ReturnType<typeof createPeople>;

/** Those who work here. */
export function createPeople(database: Database, workspaceId: string, clock: Clock) {
  const { kysely } = database;

  /** Rejects with the database's error when the address is taken. */
  const create = async ({ name, email, role, password }: NewPerson): Promise<Me> => {
    const person = { id: newId(), name, email: email.trim().toLowerCase(), role };
    await kysely
      .insertInto('person')
      .values({
        ...person,
        workspace_id: workspaceId,
        password_hash: await hashPassword(password),
        disabled_at: null,
        created_at: clock.now(),
      })
      .execute();
    return person;
  };

  const accountWhere = async (column: 'email' | 'id', value: string): Promise<Account | null> => {
    const row = await kysely
      .selectFrom('person')
      .select(['id', 'name', 'email', 'role', 'password_hash', 'disabled_at'])
      .where(column, '=', value)
      .executeTakeFirst();
    if (row === undefined) return null;
    const me = { id: row.id, name: row.name, email: row.email, role: row.role };
    return { me, passwordHash: row.password_hash, disabled: row.disabled_at !== null };
  };

  const accountOf = (email: string) => accountWhere('email', email);
  const accountById = (personId: string) => accountWhere('id', personId);

  const setPassword = async (email: string, password: string): Promise<void> => {
    const password_hash = await hashPassword(password);
    await kysely.updateTable('person').set({ password_hash }).where('email', '=', email).execute();
  };

  const disable = async (personId: string): Promise<void> => {
    await kysely.updateTable('person').set({ disabled_at: clock.now() }).where('id', '=', personId).execute();
  };

  /** The database's error when nobody has that id. */
  const setRole = async (personId: string, role: Role): Promise<void> => {
    await kysely
      .updateTable('person')
      .set({ role })
      .where('id', '=', personId)
      .returning('id')
      .executeTakeFirstOrThrow();
  };

  return { create, accountOf, accountById, setPassword, disable, setRole };
}
