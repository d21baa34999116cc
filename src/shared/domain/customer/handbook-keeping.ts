import type { Disposition, Handbook } from './handbook.ts';
import { deepest, pathOf } from './handbook-problems.ts';

/**
 * A handbook that comes whole from elsewhere (a file, an earlier version) in the place of another: dispositions that are in force now and
 * not in it are kept, retired, because records name their codes. `kept` and `deleted` are codes: what was retired already goes.
 */
export function inPlaceOf(
  before: Handbook,
  next: Handbook,
): { readonly handbook: Handbook; readonly kept: readonly string[]; readonly deleted: readonly string[] } {
  const coming = new Set(next.dispositions.map(({ code }) => code));
  const missing = before.dispositions.filter(({ code }) => !coming.has(code));
  const inForce = missing.filter(({ retired }) => retired !== true);
  const deleted = missing.filter(({ retired }) => retired === true).map(({ code }) => code);
  const all = [...next.dispositions, ...inForce.map((one): Disposition => ({ ...one, retired: true }))];
  const byCode = new Map(all.map((one) => [one.code, one]));
  const dispositions = all.map((one) => {
    if (coming.has(one.code) || stands(byCode, one)) return one;
    // What it stood under is gone, or lies deeper now: it is a branch of its own.
    return { ...one, parent: null };
  });
  return { handbook: { ...next, dispositions }, kept: inForce.map(({ code }) => code), deleted };
}

function stands(byCode: ReadonlyMap<string, Disposition>, { code, parent }: Disposition): boolean {
  if (parent !== null && !byCode.has(parent)) return false;
  const { length } = pathOf(byCode, code);
  return length > 0 && length <= deepest;
}
