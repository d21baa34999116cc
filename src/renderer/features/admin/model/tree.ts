import type { Disposition, Handbook } from '#shared/domain/customer/handbook.ts';
import { pathOf } from '#shared/domain/customer/handbook-problems.ts';

/** The tree of dispositions as it is written: who stands under whom, and in which order. */

export type TreeRow = {
  readonly disposition: Disposition;
  /** Its place in the handbook's own list, which problems are told by. */
  readonly at: number;
  readonly depth: number;
  /** Itself, or what it stands under. */
  readonly isRetired: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
};

/** Every one of them, each after what it stands under; what stands nowhere (under itself, say) comes last. */
export function treeOf(dispositions: readonly Disposition[]): TreeRow[] {
  const places = new Map(dispositions.map((one, at) => [one, at]));
  const shown = new Set<Disposition>();
  const rows: TreeRow[] = [];
  const add = (some: readonly Disposition[], depth: number, isRetired: boolean): void => {
    for (const [i, one] of some.entries()) {
      if (shown.has(one)) continue;
      shown.add(one);
      const gone = isRetired || one.retired === true;
      rows.push({
        disposition: one,
        at: places.get(one) ?? 0,
        depth,
        isRetired: gone,
        isFirst: i === 0,
        isLast: i === some.length - 1,
      });
      add(under(dispositions, one.code), depth + 1, gone);
    }
  };
  add(under(dispositions, null), 0, false);
  add(
    dispositions.filter((one) => !shown.has(one)),
    0,
    false,
  );
  return rows;
}

function under(dispositions: readonly Disposition[], parent: string | null): Disposition[] {
  return dispositions.filter((one) => one.parent === parent);
}

/** Codes of it and of all that stands under it. */
export function branchOf(dispositions: readonly Disposition[], code: string): string[] {
  const found = [code];
  for (const at of found)
    for (const one of under(dispositions, at)) if (!found.includes(one.code)) found.push(one.code);
  return found;
}

/** Where one may stand: anywhere but under itself. */
export function parentsFor(dispositions: readonly Disposition[], code: string): TreeRow[] {
  const own = new Set(branchOf(dispositions, code));
  return treeOf(dispositions).filter(({ disposition }) => !own.has(disposition.code));
}

/** It changes places with the one before or after it under the same parent. */
export function movedAmong(dispositions: readonly Disposition[], code: string, step: -1 | 1): Disposition[] {
  const one = dispositions.find((each) => each.code === code);
  if (one === undefined) return [...dispositions];
  const siblings = under(dispositions, one.parent);
  const other = siblings[siblings.indexOf(one) + step];
  if (other === undefined) return [...dispositions];
  return dispositions.map((each) => (each === one ? other : each === other ? one : each));
}

/** Another code, wherever it is named. */
export function recoded(handbook: Handbook, from: string, to: string): Handbook {
  const named = (code: string) => (code === from ? to : code);
  return {
    ...handbook,
    dispositions: handbook.dispositions.map((one) => ({
      ...one,
      code: named(one.code),
      parent: one.parent === null ? null : named(one.parent),
    })),
    checklists: handbook.checklists.map((list) => ({
      ...list,
      dispositions: list.dispositions.map(named),
    })),
  };
}

/** Names of the checklists that are for it, or for what stands under it. */
export function checklistsNaming(handbook: Handbook, code: string): Handbook['checklists'] {
  const codes = new Set(branchOf(handbook.dispositions, code));
  return handbook.checklists.filter(({ dispositions }) => dispositions.some((one) => codes.has(one)));
}

/**
 * Without it and all that stands under it. A checklist that was for nothing else would be for every case then: it
 * keeps what there is no more, which is an error that somebody has to decide on.
 */
export function withoutBranch(handbook: Handbook, code: string): Handbook {
  const gone = new Set(branchOf(handbook.dispositions, code));
  return {
    ...handbook,
    dispositions: handbook.dispositions.filter((one) => !gone.has(one.code)),
    checklists: handbook.checklists.map((list) => {
      const left = list.dispositions.filter((one) => !gone.has(one));
      return left.length === 0 ? list : { ...list, dispositions: left };
    }),
  };
}

export function retired({ retired: _, ...one }: Disposition, is: boolean): Disposition {
  return is ? { ...one, retired: true } : one;
}

/** Whether something stands above it that is retired: then it is so whatever it says itself. */
export function isRetiredAbove(dispositions: readonly Disposition[], { code, parent }: Disposition): boolean {
  const byCode = new Map(dispositions.map((one) => [one.code, one]));
  return (
    parent !== null &&
    pathOf(byCode, code)
      .slice(0, -1)
      .some((above) => byCode.get(above)?.retired === true)
  );
}
