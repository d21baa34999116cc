import { type Handbook, handbook } from '#shared/domain/customer/handbook.ts';
import { type HandbookProblemCode, handbookProblems } from '#shared/domain/customer/handbook-problems.ts';
import { type HubRules, hubRules } from '#shared/domain/policy/hub-rules.ts';
import { type RoutingPlan, routingPlan } from '#shared/domain/routing/plan.ts';
import {
  type PlannedPerson,
  type Problem,
  type ProblemCode,
  problemsOf,
} from '#shared/domain/routing/problems.ts';
import { wrongInRequirement } from '#shared/domain/update/required.ts';
import { isVersion } from '#shared/domain/update/version.ts';
import { problemsOfRules, type RuleProblemCode } from '#shared/domain/watch/problems.ts';
import { type WatchRules, watchRules } from '#shared/domain/watch/rule.ts';
import { type KeptSignInRules, type SignInRules, signInRules } from '#shared/protocol/sign-in.ts';
import { needsSecret } from './sign-in.ts';

/** What only the shape of a document says; one that is being typed may not have it yet. */
export type ShapeCode = 'missing' | 'too_long' | 'not_valid';

/** What is wrong with the rules for desks, and with how one signs in, besides their shape. */
export type HouseCode =
  | 'refused_above_asked'
  | 'nobody_comes_in'
  | 'nobody_has_a_role'
  | 'group_twice'
  | 'secret_anew';

export type Trouble = Omit<Problem, 'code'> & {
  readonly code: ProblemCode | HandbookProblemCode | RuleProblemCode | ShapeCode | HouseCode;
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

/** Everything that is wrong in rules for desks that somebody is writing. */
export function policyTroublesOf(given: HubRules): Trouble[] {
  const { desk } = given;
  const isAbove = desk !== undefined && isVersion(desk.minimum) && wrongInRequirement(desk) !== null;
  const found: Trouble[] = isAbove
    ? [{ path: 'desk.refused', code: 'refused_above_asked', severity: 'error', detail: {} }]
    : [];
  return withShape(found, hubRules, given).map((one) => ({
    ...one,
    path: one.path.startsWith('desk')
      ? one.path.replace(/^desk/u, 'deskVersions')
      : `policy.${one.path.replace(/^(locked|recommended)\./u, '')}`,
  }));
}

/** Everything that is wrong in how one signs in, as somebody is writing it. */
export function signInTroublesOf(
  given: SignInRules,
  known: {
    readonly base: KeptSignInRules | null;
    readonly plan: RoutingPlan | null;
    readonly isSecretTyped: boolean;
  },
): Trouble[] {
  const { provider, passwords } = given;
  const { base, plan, isSecretTyped } = known;
  const trouble = (
    path: string,
    code: Trouble['code'],
    severity: Trouble['severity'] = 'error',
  ): Trouble => ({
    ...{ path, code, severity, detail: {} },
  });
  const groups = new Set(plan?.groups.map(({ id }) => id));
  const seen = new Set<string>();
  const found: Trouble[] = [
    ...(provider === null && !passwords ? [trouble('passwords', 'nobody_comes_in')] : []),
    ...(provider?.grants.length === 0 ? [trouble('provider.grants', 'nobody_has_a_role', 'warning')] : []),
    ...(provider?.grants ?? []).flatMap((grant, at) => {
      const isTwice = seen.has(grant.group.trim());
      seen.add(grant.group.trim());
      const isGone = plan !== null && grant.groups.some((id) => !groups.has(id));
      const path = `provider.grants.${at}`;
      return [
        ...(isTwice && grant.group.trim() !== '' ? [trouble(path, 'group_twice', 'warning')] : []),
        ...(isGone ? [trouble(`${path}.groups`, 'no_such_group')] : []),
      ];
    }),
    ...(base?.hasSecret === true && !isSecretTyped && needsSecret(base.rules.provider, provider)
      ? [trouble('secret', 'secret_anew')]
      : []),
  ];
  return withShape(found, signInRules, given).map((one) => ({ ...one, path: `signIn.${one.path}` }));
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
