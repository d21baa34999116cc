import { assertNever } from '../exhaustive.ts';
import { type RuleKind, type Severity, severities, type WatchRule } from './rule.ts';

/** What an alert is about. */
export type Subject = { readonly kind: 'conversation' | 'group' | 'person'; readonly id: string };
export const subjectKey = ({ kind, id }: Subject): string => `${kind}:${id}`;

type Ref = { readonly id: string; readonly name: string };

/** What the house looks like now, as far as rules go. Times are epoch milliseconds. */
export type Scene = {
  readonly now: number;
  readonly queued: readonly { readonly id: string; readonly group: Ref | null; readonly since: number }[];
  readonly served: readonly {
    readonly id: string;
    readonly group: Ref | null;
    /** The customer's first message that nobody has answered. */
    readonly waitingSince: number | null;
    /** When its agent said the last word; null where the customer did. */
    readonly answeredAt: number | null;
  }[];
  readonly groups: readonly (Ref & { readonly waiting: number })[];
  readonly people: readonly (Ref & {
    /** Null for all of them. */
    readonly groups: readonly string[] | null;
    readonly status: string;
    readonly since: number;
  })[];
  /** How many of a hundred were served in time, and of how many; null where it is not known. */
  readonly levelOf: (
    groupId: string,
    minutes: number,
  ) => { readonly percent: number; readonly of: number } | null;
  readonly isOpen: (hoursId: string) => boolean;
};

/** A rule holds for something. `value`: seconds, how many, or percent, as the rule counts. */
export type Finding = {
  readonly rule: WatchRule;
  readonly subject: Subject;
  readonly group: Ref | null;
  readonly value: number;
  readonly severity: Severity;
};

/** Of these kinds something has happened, once; of the others something is so, until it is not. */
export const happens = ['agent_words', 'customer_words', 'rating'] as const satisfies readonly RuleKind[];
export const isHappening = (kind: RuleKind): boolean => (happens as readonly RuleKind[]).includes(kind);

export const isWorse = (a: Severity, than: Severity): boolean =>
  severities.indexOf(a) > severities.indexOf(than);

/** Whether the rule is about that group; what is in none yet, only of rules about all. */
export const concerns = (rule: WatchRule, groupId: string | null): boolean =>
  rule.groups.length === 0 || (groupId !== null && rule.groups.includes(groupId));

/** Whether the rule is in force at all: switched on, within its hours. */
export function isInForce(rule: WatchRule, isOpen: Scene['isOpen']): boolean {
  return rule.on && (rule.hours === null || isOpen(rule.hours));
}

/** Whether a rule of something that happens is about that group. */
export function isAbout(rule: WatchRule, groupId: string | null, isOpen: Scene['isOpen']): boolean {
  return isInForce(rule, isOpen) && concerns(rule, groupId);
}

/**
 * For what the rule holds now. `isRaised`: an alert of it is open for that; it then holds until the lower mark is passed, so
 * that a level that goes up and down by one is one alert.
 */
export function findingsOf(
  rule: WatchRule,
  scene: Scene,
  isRaised: (subject: Subject) => boolean,
): Finding[] {
  if (!isInForce(rule, scene.isOpen)) return [];
  const { when } = rule;
  const found: Finding[] = [];
  const add = (subject: Subject, group: Ref | null, value: number, isCritical: boolean) =>
    found.push({ rule, subject, group, value, severity: isCritical ? 'critical' : rule.severity });
  const long = (
    subject: Subject,
    group: Ref | null,
    since: number,
    { over, worse }: { readonly over: number; readonly worse: number | null },
  ) => {
    const value = Math.floor((scene.now - since) / 1000);
    if (value > over) add(subject, group, value, worse !== null && value > worse);
  };
  switch (when.kind) {
    case 'agent_words':
    case 'customer_words':
    case 'rating':
      return [];
    case 'waiting':
      for (const { id, group, since } of scene.queued)
        if (concerns(rule, group?.id ?? null)) long({ kind: 'conversation', id }, group, since, when);
      return found;
    case 'agent_silent':
      for (const { id, group, waitingSince } of scene.served)
        if (waitingSince !== null && concerns(rule, group?.id ?? null))
          long({ kind: 'conversation', id }, group, waitingSince, when);
      return found;
    case 'customer_silent':
      for (const { id, group, answeredAt, waitingSince } of scene.served)
        if (answeredAt !== null && waitingSince === null && concerns(rule, group?.id ?? null))
          long({ kind: 'conversation', id }, group, answeredAt, when);
      return found;
    case 'queue':
      for (const { id, name, waiting } of scene.groups) {
        const subject: Subject = { kind: 'group', id };
        const holds = waiting > (isRaised(subject) ? when.clear : when.over);
        if (concerns(rule, id) && holds)
          add(subject, { id, name }, waiting, when.worse !== null && waiting > when.worse);
      }
      return found;
    case 'away':
      for (const { id, groups, status, since } of scene.people) {
        const isHere =
          rule.groups.length === 0 || groups === null || groups.some((g) => rule.groups.includes(g));
        if (status === when.status && isHere) long({ kind: 'person', id }, null, since, when);
      }
      return found;
    case 'service_level':
      for (const { id, name } of scene.groups) {
        if (!concerns(rule, id)) continue;
        const level = scene.levelOf(id, when.minutes);
        const subject: Subject = { kind: 'group', id };
        // Of too few nothing is said.
        if (level === null || level.of < when.least) continue;
        if (level.percent < (isRaised(subject) ? when.clear : when.below))
          add(subject, { id, name }, level.percent, when.worse !== null && level.percent < when.worse);
      }
      return found;
    default:
      return assertNever(when);
  }
}

/** An alert whose cause is not known to be over. */
export type Raised = {
  readonly id: string;
  readonly ruleId: string;
  readonly subject: Subject;
  readonly severity: Severity;
  readonly value: number;
};

export type Verdict = {
  readonly raise: readonly Finding[];
  readonly worse: readonly { readonly id: string; readonly finding: Finding }[];
  /** Their cause is over. */
  readonly over: readonly string[];
};

/** Most alerts of one rule at once: a rule that fits everything tells nobody anything. */
export const mostOfRule = 200;

/**
 * What is to be done about what is open, for all rules of something that is so. One alert a rule and subject, whatever was done
 * about it, until its cause is over. Snoozed, a rule raises nothing; what is open ends all the same.
 */
export function judge(
  rules: readonly WatchRule[],
  scene: Scene,
  raised: readonly Raised[],
  isSnoozed: (ruleId: string) => boolean,
): Verdict {
  const slots = new Map(raised.map((one) => [`${one.ruleId} ${subjectKey(one.subject)}`, one]));
  const holding = new Set<string>();
  const raise: Finding[] = [];
  const worse: { id: string; finding: Finding }[] = [];
  for (const rule of rules) {
    if (isHappening(rule.when.kind)) continue;
    let count = raised.filter(({ ruleId }) => ruleId === rule.id).length;
    const slotOf = (subject: Subject) => slots.get(`${rule.id} ${subjectKey(subject)}`);
    const findings = findingsOf(rule, scene, (subject) => slotOf(subject) !== undefined);
    // Those that are worst first: where there are too many, they are the ones that count.
    const sorted = findings.sort((a, b) => b.value - a.value);
    for (const finding of sorted) {
      const slot = slotOf(finding.subject);
      if (slot !== undefined) {
        holding.add(slot.id);
        if (isWorse(finding.severity, slot.severity)) worse.push({ id: slot.id, finding });
      } else if (!isSnoozed(rule.id) && count < mostOfRule) {
        count += 1;
        raise.push(finding);
      }
    }
  }
  const over = raised.filter((one) => {
    const rule = rules.find(({ id }) => id === one.ruleId);
    return (rule === undefined || !isHappening(rule.when.kind)) && !holding.has(one.id);
  });
  return { raise, worse, over: over.map(({ id }) => id) };
}
