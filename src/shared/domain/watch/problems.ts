import type { WatchRules } from './rule.ts';

/** What does not fit together in a rule. */
export type RuleProblemCode = 'clear_beyond' | 'worse_before' | 'no_such_group' | 'no_such_hours';
export type RuleProblem = { readonly path: string; readonly code: RuleProblemCode };

type Plan = {
  readonly groups: readonly { readonly id: string }[];
  readonly hours: readonly { readonly id: string }[];
};

/** What is wrong with the rules, the plan taken into account where it is known. */
export function problemsOfRules({ rules }: WatchRules, plan: Plan | null): RuleProblem[] {
  return rules.flatMap((rule, n) => {
    const found: RuleProblem[] = [];
    const add = (path: string, code: RuleProblemCode) => found.push({ path: `rules.${n}.${path}`, code });
    const { when } = rule;
    if (when.kind === 'queue' && when.clear > when.over) add('when.clear', 'clear_beyond');
    if (when.kind === 'service_level' && when.clear < when.below) add('when.clear', 'clear_beyond');
    if ('worse' in when && when.worse !== null) {
      const isBefore = when.kind === 'service_level' ? when.worse >= when.below : when.worse <= when.over;
      if (isBefore) add('when.worse', 'worse_before');
    }
    if (plan === null) return found;
    if (rule.groups.some((group) => !plan.groups.some(({ id }) => id === group)))
      add('groups', 'no_such_group');
    if (rule.hours !== null && !plan.hours.some(({ id }) => id === rule.hours)) add('hours', 'no_such_hours');
    return found;
  });
}
