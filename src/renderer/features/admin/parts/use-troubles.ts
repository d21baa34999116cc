import { useMemo } from 'react';
import { isUnder, type Trouble } from '../model/check.ts';
import { usePlan } from '../state/plan.ts';

/** What is wrong at exactly this place of the plan. */
export function useTroublesAt(path: string): readonly Trouble[] {
  const troubles = usePlan((s) => s.troubles);
  return useMemo(() => troubles.filter((one) => one.path === path), [troubles, path]);
}

/** What is wrong at this place or in anything that is in it. */
export function useTroublesUnder(path: string): readonly Trouble[] {
  const troubles = usePlan((s) => s.troubles);
  return useMemo(() => troubles.filter((one) => isUnder(one.path, path)), [troubles, path]);
}

/** The worst of several, null where there is none. */
export function worstOf(troubles: readonly Trouble[]): Trouble['severity'] | null {
  if (troubles.length === 0) return null;
  return troubles.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
}
