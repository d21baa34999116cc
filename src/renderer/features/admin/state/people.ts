import { type RoutingProfile, usualProfile } from '#shared/domain/routing/profile.ts';
import type { PersonRecord } from '#shared/protocol/admin.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import type { Role } from '#shared/protocol/handshake.ts';
import { createSlice } from '../../../state/slice.ts';

/** A person as somebody is changing them. `email` counts only for one who is new. */
export type PersonDraft = {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly profile: RoutingProfile;
};

type PeopleState = {
  /** Null until the hub has told. */
  readonly people: readonly PersonRecord[] | null;
  /** Why they could not be read. */
  readonly refusal: Refusal | null;
  /** What is changed and not saved, by id; `newPerson` of one who is new. */
  readonly drafts: Readonly<Record<string, PersonDraft>>;
  /** A password that the hub has just made: shown this once. */
  readonly password: { readonly name: string; readonly email: string; readonly password: string } | null;
};

export const newPerson = 'new';

/** Everybody who works here, or did. */
export const usePeople = createSlice<PeopleState>({
  people: null,
  refusal: null,
  drafts: {},
  password: null,
});

export const emptyPerson: PersonDraft = { name: '', email: '', role: 'agent', profile: usualProfile };

export function draftOf({ name, email, role, profile }: PersonRecord): PersonDraft {
  return { name, email, role, profile };
}
