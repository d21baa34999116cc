import type { PersonRecord } from '#shared/protocol/admin.ts';

/** Who is given conversations of a group, as `problemsOf` counts them: agents who are not disabled. */
export function membersOf(people: readonly PersonRecord[], group: string): PersonRecord[] {
  return people.filter(
    ({ role, disabled, profile }) =>
      role === 'agent' && !disabled && (profile.groups === null || profile.groups.includes(group)),
  );
}
