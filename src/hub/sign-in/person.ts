import { RefusalError } from '#shared/protocol/errors.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import type { SignInProvider } from '#shared/protocol/sign-in.ts';
import type { Profiles, Staff } from '../people/index.ts';
import type { Audit } from '../platform/access/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import { grantFor, type Known } from './claims.ts';

/**
 * Who it is here that the provider has let in. Known by issuer and subject, which never change hands. Else, once, by an
 * address that the provider has verified and that no other of its accounts has taken. Else somebody new. Whoever has no group
 * that gives a role, or is disabled here, is refused, and nothing is changed.
 */
export function createPersonOf(parts: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly staff: Staff;
  readonly profiles: Profiles;
  readonly audit: Pick<Audit, 'changed'>;
  readonly rescope: (personId: string) => void;
}) {
  const { database, workspaceId, clock, staff, profiles, audit, rescope } = parts;
  const { kysely } = database;

  const people = () =>
    kysely
      .selectFrom('person')
      .select(['person.id', 'person.name', 'person.email', 'person.role', 'person.disabled_at'])
      .where('person.workspace_id', '=', workspaceId);

  const bySubject = ({ issuer, subject }: Known) =>
    people()
      .innerJoin('person_identity as i', 'i.person_id', 'person.id')
      .where('i.workspace_id', '=', workspaceId)
      .where('i.issuer', '=', issuer)
      .where('i.subject', '=', subject)
      .executeTakeFirst();

  const byAddress = (email: string) => people().where('person.email', '=', email).executeTakeFirst();

  const isTaken = async (personId: string, issuer: string): Promise<boolean> => {
    const row = await kysely
      .selectFrom('person_identity')
      .select('subject')
      .where('person_id', '=', personId)
      .where('issuer', '=', issuer)
      .executeTakeFirst();
    return row !== undefined;
  };

  const link = async (personId: string, { issuer, subject }: Known): Promise<void> => {
    const made = await kysely
      .insertInto('person_identity')
      .values({
        workspace_id: workspaceId,
        ...{ issuer, subject, person_id: personId, created_at: clock.now() },
      })
      .onConflict((oc) => oc.doNothing())
      .returning('subject')
      .executeTakeFirst();
    // Another sign-in at the same moment was first: that one counts.
    if (made === undefined) throw new RefusalError('sign_in_failed');
  };

  return async (known: Known, { grants }: Pick<SignInProvider, 'grants'>, address: string): Promise<Me> => {
    const grant = grantFor(known.groups, grants);
    if (grant === null) throw new RefusalError('no_role');
    /** On the trail before it is done. */
    const trail = (event: string, personId: string, subject: string) =>
      audit.changed({ event, actor: { kind: 'person', id: personId }, address, subject });

    let found = await bySubject(known);
    if (found === undefined) {
      if (known.email === null) throw new RefusalError({ code: 'no_role', field: 'email' });
      found = await byAddress(known.email);
      if (found === undefined) {
        const { id } = await staff.create({
          name: known.name ?? known.email,
          ...{ email: known.email, role: grant.role, profile: null },
        });
        profiles.changed(id);
        await trail('sign-in.created', id, grant.role);
        found = await byAddress(known.email);
        if (found === undefined) throw new RefusalError('sign_in_failed');
      } else {
        if (found.disabled_at !== null) throw new RefusalError('forbidden');
        // Another of the provider's accounts is this person: an address that was given to somebody new does not inherit.
        if (await isTaken(found.id, known.issuer)) throw new RefusalError('sign_in_failed');
      }
      await trail('sign-in.linked', found.id, new URL(known.issuer).host);
      await link(found.id, known);
    }
    if (found.disabled_at !== null) throw new RefusalError('forbidden');

    let { role } = found;
    if (role !== grant.role) {
      await trail('sign-in.role', found.id, grant.role);
      // The last admin stays one, whatever the groups say: else nobody could mend them.
      const isDone = await staff.setRole(found.id, grant.role).then(
        () => true,
        (error: unknown) => {
          if (error instanceof RefusalError && error.refusal.code === 'conflict') return false;
          throw error;
        },
      );
      if (isDone) {
        role = grant.role;
        profiles.changed(found.id);
        rescope(found.id);
      }
    }
    if (grant.groups.length > 0) {
      const profile = await profiles.profileOf(found.id);
      const isSame = profile.groups !== null && [...profile.groups].sort().join() === grant.groups.join();
      if (!isSame) {
        await trail('sign-in.groups', found.id, grant.groups.join(' ').slice(0, 300));
        await profiles.setProfile(found.id, { ...profile, groups: [...grant.groups] });
      }
    }
    return { id: found.id, name: found.name, email: found.email, role };
  };
}
