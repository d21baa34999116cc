import { type RoutingPlan, routingPlan } from '#shared/domain/routing/plan.ts';
import {
  type PlannedPerson,
  type Problem,
  type ProblemCode,
  problemsOf,
} from '#shared/domain/routing/problems.ts';

/** What only the shape of a plan says; a plan that is being typed may not have it yet. */
export type ShapeCode = 'missing' | 'too_long' | 'not_valid';

export type Trouble = Omit<Problem, 'code'> & { readonly code: ProblemCode | ShapeCode };

/** Everything that is wrong, or probably not meant, in a plan that somebody is writing. Errors first. */
export function troublesOf(plan: RoutingPlan, people: readonly PlannedPerson[] | null): Trouble[] {
  const problems: Trouble[] = problemsOf(plan, people);
  // What is said of the whole thing needs not be said of a part of it again.
  const told = problems.filter(({ severity }) => severity === 'error').map(({ path }) => path);
  const shape = routingPlan.safeParse(plan);
  const issues = shape.success ? [] : shape.error.issues;
  for (const { code, path } of issues) {
    const where = path.map(String).join('.');
    if (told.some((path) => isUnder(where, path))) continue;
    told.push(where);
    problems.push({
      path: where,
      code: shapeCodeOf(code, valueAt(plan, path)),
      severity: 'error',
      detail: {},
    });
  }
  return problems.sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}

function shapeCodeOf(code: string, value: unknown): ShapeCode {
  if (value === '' || value === undefined) return 'missing';
  return code === 'too_big' ? 'too_long' : 'not_valid';
}

function valueAt(plan: unknown, path: readonly PropertyKey[]): unknown {
  let at = plan;
  for (const key of path) at = (at as Readonly<Record<PropertyKey, unknown>> | undefined)?.[key];
  return at;
}

/** `path` itself, or anything in it. */
export function isUnder(path: string, of: string): boolean {
  return path === of || path.startsWith(`${of}.`);
}
