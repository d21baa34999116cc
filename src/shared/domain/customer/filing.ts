import * as z from 'zod/mini';
import { time } from '../../protocol/fields.ts';
import { type Checklist, code, type Disposition, type Handbook, tag } from './handbook.ts';
import { deepest, pathOf } from './handbook-problems.ts';

/** What wrap-up says of a conversation. */
export const filed = z.strictObject({
  /** Codes from the branch down to what it was; null where it is not said. */
  disposition: z.nullable(z.array(code).check(z.minLength(1), z.maxLength(deepest))),
  tags: z.array(tag).check(z.maxLength(20)),
  summary: z.string().check(z.maxLength(2000)),
  /** When the customer is to be heard from again. */
  nextContactAt: z.nullable(time),
});
export type Filed = z.infer<typeof filed>;

export const nothingFiled: Filed = { disposition: null, tags: [], summary: '', nextContactAt: null };

const byCodeOf = (handbook: Pick<Handbook, 'dispositions'>) =>
  new Map(handbook.dispositions.map((one) => [one.code, one]));

/**
 * Dispositions under which a conversation of that group may be filed, each after the one it stands under. What is
 * retired is none of them, and what stands under it neither.
 */
export function dispositionsFor(
  handbook: Pick<Handbook, 'dispositions'>,
  groupId: string | null,
): { readonly path: readonly string[]; readonly disposition: Disposition; readonly isLeaf: boolean }[] {
  const byCode = byCodeOf(handbook);
  const inUse = handbook.dispositions.filter(({ retired }) => !retired);
  const parents = new Set(inUse.map(({ parent }) => parent));
  const under = (parent: string | null): Disposition[] =>
    inUse
      .filter((one) => one.parent === parent)
      .flatMap((one) => [one, ...(pathOf(byCode, one.code).length <= deepest ? under(one.code) : [])]);
  return under(null).flatMap((disposition) => {
    const path = pathOf(byCode, disposition.code);
    const { groups } = byCode.get(path[0] ?? '') ?? disposition;
    const isFor = groups.length === 0 || (groupId !== null && groups.includes(groupId));
    return isFor ? [{ path, disposition, isLeaf: !parents.has(disposition.code) }] : [];
  });
}

/**
 * What of a filing does not fit the house's handbook; null where all does. What it was filed under `before` stands,
 * also when that is retired by now: somebody may still write more of it.
 */
export function filingProblem(
  handbook: Handbook,
  groupId: string | null,
  given: Pick<Filed, 'disposition'> | null,
  before: Pick<Filed, 'disposition'> | null = null,
): 'disposition' | null {
  const allowed = dispositionsFor(handbook, groupId);
  const chosen = given?.disposition ?? null;
  if (chosen !== null && chosen.join() === before?.disposition?.join()) return null;
  if (chosen === null) return allowed.length > 0 && isRequired(handbook, groupId) ? 'disposition' : null;
  return allowed.some(({ path }) => path.join() === chosen.join()) ? null : 'disposition';
}

export function isRequired({ requiredFor }: Pick<Handbook, 'requiredFor'>, groupId: string | null): boolean {
  return requiredFor === null || (groupId !== null && requiredFor.includes(groupId));
}

/** The checklists for a conversation of that group and, as far as it is known, that kind of case; the closest first. */
export function checklistsFor(
  handbook: Pick<Handbook, 'checklists'>,
  groupId: string | null,
  disposition: readonly string[] | null,
): Checklist[] {
  const depthOf = ({ dispositions }: Checklist) =>
    Math.max(0, ...dispositions.map((one) => (disposition?.indexOf(one) ?? -1) + 1));
  return handbook.checklists
    .filter(({ groups }) => groups.length === 0 || (groupId !== null && groups.includes(groupId)))
    .filter((list) => disposition === null || list.dispositions.length === 0 || depthOf(list) > 0)
    .sort((a, b) => depthOf(b) - depthOf(a));
}

/** A step that somebody has ticked off beside a conversation. */
export const tick = z.object({
  stepId: z.uuid(),
  done: z.boolean(),
  by: z.object({ id: z.uuid(), name: z.string() }),
  at: time,
});
export type Tick = z.infer<typeof tick>;
