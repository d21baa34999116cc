import type { EntryRule, RoutingPlan, SkillNeed } from './plan.ts';
import { type PlannedPerson, type Problem, problemAt } from './problem.ts';

/** What a plan asks for and the people do not have, and what the people have and the plan does not know. */
export function problemsWithPeople(plan: RoutingPlan, people: readonly PlannedPerson[]): Problem[] {
  const agents = people.filter(({ role, disabled }) => role === 'agent' && !disabled);
  const membersOf = (group: string) =>
    agents.filter(({ profile }) => profile.groups === null || profile.groups.includes(group));
  return [
    ...plan.groups.flatMap(({ id, name }, i) =>
      membersOf(id).length === 0 ? [problemAt(`groups.${i}`, 'group_without_members', { name })] : [],
    ),
    ...plan.rules.flatMap((rule, i) => {
      const helpers = plan.groups.find(({ id }) => id === rule.group)?.overflowTo ?? null;
      const asked = [...membersOf(rule.group), ...(helpers === null ? [] : membersOf(helpers))];
      // That nobody is there at all is said of the group.
      return asked.length === 0 ? [] : unmetNeeds(plan, rule, asked, `rules.${i}.needs`);
    }),
    ...agents.flatMap((person) => problemsOfPerson(plan, person)),
  ];
}

function unmetNeeds(
  { skills }: RoutingPlan,
  { name, needs }: EntryRule,
  asked: readonly PlannedPerson[],
  path: string,
): Problem[] {
  const unmet = needs.flatMap((need, n) => {
    if (asked.some((person) => meets(person, need))) return [];
    const skill = skills.find(({ id }) => id === need.skill);
    // One that the plan does not know is an error of its own.
    if (skill === undefined) return [];
    const detail = { name, skill: skill.name, level: need.level };
    return [problemAt(`${path}.${n}`, 'need_nobody_meets', detail)];
  });
  const isTogether = asked.some((person) => needs.every((need) => meets(person, need)));
  if (unmet.length > 0 || isTogether) return unmet;
  return [problemAt(path, 'needs_nobody_meets_together', { name })];
}

function meets({ profile }: PlannedPerson, { skill, level }: SkillNeed): boolean {
  return profile.skills.some((own) => own.skill === skill && own.level >= level);
}

function problemsOfPerson({ groups, skills }: RoutingPlan, { id, name, profile }: PlannedPerson): Problem[] {
  const path = `people.${id}`;
  const problems: Problem[] = [];
  if (profile.groups?.length === 0)
    problems.push(problemAt(`${path}.groups`, 'person_without_group', { name }));
  if (profile.groups?.some((own) => !groups.some((known) => known.id === own)))
    problems.push(problemAt(`${path}.groups`, 'person_in_unknown_group', { name }));
  if (profile.skills.some((own) => !skills.some((known) => known.id === own.skill)))
    problems.push(problemAt(`${path}.skills`, 'person_with_unknown_skill', { name }));
  if (profile.capacity !== null && profile.capacity < 1)
    problems.push(problemAt(`${path}.capacity`, 'capacity_zero', { name }));
  return problems;
}
