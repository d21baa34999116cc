import { type Handbook, handbook } from '#shared/domain/customer/handbook.ts';
import { type HandbookProblemCode, handbookProblems } from '#shared/domain/customer/handbook-problems.ts';
import { type RoutingPlan, routingPlan } from '#shared/domain/routing/plan.ts';
import {
  type PlannedPerson,
  type Problem,
  type ProblemCode,
  problemsOf,
} from '#shared/domain/routing/problems.ts';
import { problemsOfRules, type RuleProblemCode } from '#shared/domain/watch/problems.ts';
import { type WatchRules, watchRules } from '#shared/domain/watch/rule.ts';

/** What only the shape of a document says; one that is being typed may not have it yet. */
export type ShapeCode = 'missing' | 'too_long' | 'not_valid';

export type Trouble = Omit<Problem, 'code'> & {
  readonly code: ProblemCode | HandbookProblemCode | RuleProblemCode | ShapeCode;
};

/** Everything that is wrong, or probably not meant, in a plan that somebody is writing. Errors first. */
export function troublesOf(plan: RoutingPlan, people: readonly PlannedPerson[] | null): Trouble[] {
  return withShape(problemsOf(plan, people), routingPlan, plan);
}

/** Everything that is wrong in a handbook that somebody is writing. */
export function handbookTroublesOf(given: Handbook): Trouble[] {
  const problems = handbookProblems(given).map((one) => ({ ...one, severity: 'error' as const, detail: {} }));
  return withShape(problems, handbook, given);
}

/** Everything that is wrong in alert rules that somebody is writing, by the plan that is in force. */
export function watchTroublesOf(given: WatchRules, plan: RoutingPlan | null): Trouble[] {
  const problems = problemsOfRules(given, plan).map((one) => ({
    ...one,
    severity: 'error' as const,
    detail: {},
  }));
  // The plan's entry rules are called rules, too.
  return withShape(problems, watchRules, given).map((one) => ({
    ...one,
    path: one.path.replace(/^rules/u, 'watch'),
  }));
}

type Shape = {
  readonly safeParse: (given: unknown) => {
    readonly error?: { readonly issues: readonly { readonly code: string; readonly path: PropertyKey[] }[] };
  };
};

function withShape(found: readonly Trouble[], shape: Shape, given: unknown): Trouble[] {
  const problems = [...found];
  // What is said of the whole thing needs not be said of a part of it again.
  const told = problems.filter(({ severity }) => severity === 'error').map(({ path }) => path);
  const issues = shape.safeParse(given).error?.issues ?? [];
  for (const { code, path } of issues) {
    const where = path.map(String).join('.');
    if (told.some((path) => isUnder(where, path))) continue;
    told.push(where);
    problems.push({
      path: where,
      code: shapeCodeOf(code, valueAt(given, path)),
      severity: 'error',
      detail: {},
    });
  }
  return problems.sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}

function shapeCodeOf(code: string, value: unknown): ShapeCode {
  if (value === undefined || (typeof value === 'string' && value.trim() === '')) return 'missing';
  return code === 'too_big' ? 'too_long' : 'not_valid';
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  let at = given;
  for (const key of path) at = (at as Readonly<Record<PropertyKey, unknown>> | undefined)?.[key];
  return at;
}

/** `path` itself, or anything in it. */
export function isUnder(path: string, of: string): boolean {
  return path === of || path.startsWith(`${of}.`);
}
