import { useMemo } from 'react';
import { isUnder, type Trouble } from '../model/check.ts';
import { useHandbook } from '../state/handbook.ts';
import { usePlan } from '../state/plan.ts';
import { usePolicy } from '../state/policy.ts';
import { useSignIn } from '../state/sign-in.ts';
import { useAlertRules } from '../state/watch.ts';

/** What is wrong in all that is saved as a whole: the paths of each begin with other words. */
export function useTroubles(): readonly Trouble[] {
  const [plan, handbook] = [usePlan((s) => s.troubles), useHandbook((s) => s.troubles)];
  const [watch, policy] = [useAlertRules((s) => s.troubles), usePolicy((s) => s.troubles)];
  const signIn = useSignIn((s) => s.troubles);
  return useMemo(
    () => [...plan, ...handbook, ...watch, ...policy, ...signIn],
    [plan, handbook, watch, policy, signIn],
  );
}

/** What is wrong at exactly this place. */
export function useTroublesAt(path: string): readonly Trouble[] {
  const troubles = useTroubles();
  return useMemo(() => troubles.filter((one) => one.path === path), [troubles, path]);
}

/** What is wrong at this place or in anything that is in it. */
export function useTroublesUnder(path: string): readonly Trouble[] {
  const troubles = useTroubles();
  return useMemo(() => troubles.filter((one) => isUnder(one.path, path)), [troubles, path]);
}

/** The worst of several, null where there is none. */
export function worstOf(troubles: readonly Trouble[]): Trouble['severity'] | null {
  if (troubles.length === 0) return null;
  return troubles.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
}
