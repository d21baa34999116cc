import * as z from 'zod/mini';
import { time } from '../../protocol/fields.ts';
import { compareVersions, isVersion } from './version.ts';

const version = z.string().check(z.refine(isVersion));

/**
 * Which desks a hub works with. Below `minimum` they are told, and go on as usual until `until`; after that they finish what they
 * have and are given nothing new. Below `refused` they are not let in: only where they could do harm.
 */
export const deskRequirement = z.strictObject({
  minimum: version,
  until: time,
  refused: z.nullable(version),
});
export type DeskRequirement = z.infer<typeof deskRequirement>;

/** `due`: below the minimum, and there is time; `late`: there is none any more. */
export type DeskStanding = 'fine' | 'due' | 'late' | 'refused';

export function standingOf(
  version: string,
  required: DeskRequirement | null | undefined,
  now: number,
): DeskStanding {
  if (required == null) return 'fine';
  const { minimum, until, refused } = required;
  if (refused !== null && compareVersions(version, refused) < 0) return 'refused';
  if (compareVersions(version, minimum) >= 0) return 'fine';
  return now >= until ? 'late' : 'due';
}

/** Of what a desk says of itself at the door, "desk/1.2.0". What says no version is older than all that do. */
export function versionIn(app: string): string {
  return /^desk\/(.+)$/.exec(app)?.[1] ?? '';
}

/** Path of what is wrong in it; null where nothing is. Who refuses more than they warn of warns nobody. */
export function wrongInRequirement({ minimum, refused }: DeskRequirement): string | null {
  return refused !== null && compareVersions(refused, minimum) > 0 ? 'refused' : null;
}

/** Of several hubs the one that wants the newest; of those that want the same, the one that waits the shortest. */
export function mostWanted(all: readonly (DeskRequirement | null)[]): DeskRequirement | null {
  return all.reduce((most, one) => {
    if (most === null || one === null) return most ?? one;
    const order = compareVersions(one.minimum, most.minimum);
    return order > 0 || (order === 0 && one.until < most.until) ? one : most;
  }, null);
}
