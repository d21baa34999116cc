import { plain } from './entry-rules.ts';
import type { Condition, EntryRule, RoutingPlan } from './plan.ts';
import { type Problem, problemAt, repeated } from './problem.ts';

/** What is wrong with the entry rules by themselves; whom they ask for is looked at with the people. */
export function problemsOfRules({ rules, groups, skills }: RoutingPlan): Problem[] {
  return rules.flatMap((rule, i) => {
    const path = `rules.${i}`;
    const { name } = rule;
    const problems: Problem[] = [];
    if (!groups.some(({ id }) => id === rule.group))
      problems.push(problemAt(`${path}.group`, 'unknown_group', { name }));
    for (const [n, { skill }] of rule.needs.entries())
      if (!skills.some(({ id }) => id === skill))
        problems.push(problemAt(`${path}.needs.${n}.skill`, 'unknown_skill', { name }));
    for (const n of repeated(rule.needs, ({ skill }) => skill))
      problems.push(problemAt(`${path}.needs.${n}.skill`, 'need_twice', { name }));
    const blank = rule.conditions.findIndex(isBlank);
    if (blank >= 0) problems.push(problemAt(`${path}.conditions.${blank}`, 'condition_blank', { name }));
    if (contradicts(rule.conditions)) {
      problems.push(problemAt(`${path}.conditions`, 'rule_contradicts_itself', { name }));
      return problems;
    }
    const before = rules.slice(0, i).find((earlier) => holdsWhenever(earlier, rule));
    if (before !== undefined)
      problems.push(problemAt(path, 'rule_never_reached', { name, before: before.name }));
    return problems;
  });
}

/** Of a page or a campaign a blank says nothing; of a field it says that it is empty. */
function isBlank(condition: Condition): boolean {
  if (condition.on === 'page' || condition.on === 'campaign') return plain(condition.value) === '';
  return 'name' in condition && plain(condition.name) === '';
}

/** Whether `earlier` fits always where `later` does: each of its conditions follows from one of the other's. */
function holdsWhenever(earlier: EntryRule, later: EntryRule): boolean {
  return earlier.conditions.every((wanted) => later.conditions.some((given) => follows(wanted, given)));
}

function follows(wanted: Condition, given: Condition): boolean {
  if (wanted.on !== given.on) return false;
  if (wanted.on === 'page' && given.on === 'page') {
    if (wanted.is === 'contains') return plain(given.value).includes(plain(wanted.value));
    return given.is === 'begins' && plain(given.value).startsWith(plain(wanted.value));
  }
  return subjectOf(wanted) === subjectOf(given) && plain(wanted.value) === plain(given.value);
}

/** No conversation can have both: two values of one thing, two beginnings of one address. */
function contradicts(conditions: readonly Condition[]): boolean {
  return conditions.some((one, i) =>
    conditions.slice(0, i).some((other) => {
      if (subjectOf(one) !== subjectOf(other)) return false;
      const [a, b] = [plain(one.value), plain(other.value)];
      if (one.on !== 'page' || other.on !== 'page') return a !== b;
      return one.is === 'begins' && other.is === 'begins' && !a.startsWith(b) && !b.startsWith(a);
    }),
  );
}

function subjectOf(condition: Condition): string {
  return 'name' in condition ? `${condition.on} ${condition.name}` : condition.on;
}
