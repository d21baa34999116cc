import { describe, expect, test } from 'vitest';
import { newId } from '../key.ts';
import { defaultPlan } from './default-plan.ts';
import {
  type Condition,
  type EntryRule,
  type Group,
  type Hours,
  type RoutingPlan,
  routingPlan,
} from './plan.ts';
import { hasErrors, type PlannedPerson, problemCodes, problemsOf } from './problems.ts';
import { type RoutingProfile, usualProfile } from './profile.ts';

const base = defaultPlan(newId, 'en');
const general = base.groups[0] as Group;
const group = (name: string, more: Partial<Group> = {}): Group => ({ ...general, id: name, name, ...more });
const hours = (more: Partial<Hours> = {}): Hours => ({
  id: 'hours',
  name: 'Office',
  timeZone: 'Asia/Shanghai',
  week: Array.from({ length: 7 }, () => [{ from: 540, to: 1080 }]),
  exceptions: [],
  ...more,
});
const rule = (name: string, conditions: Condition[], more: Partial<EntryRule> = {}): EntryRule => ({
  id: name,
  name,
  conditions,
  group: general.id,
  needs: [],
  priority: 0,
  ...more,
});
const person = (name: string, profile: Partial<RoutingProfile> = {}): PlannedPerson => ({
  id: name,
  name,
  role: 'agent',
  disabled: false,
  profile: { ...usualProfile, ...profile },
});
const plan = (more: Partial<RoutingPlan>): RoutingPlan => ({ ...base, ...more });
const settings = (more: Partial<RoutingPlan['settings']>) =>
  plan({ settings: { ...base.settings, ...more } });
const told = (given: RoutingPlan, people?: PlannedPerson[]) =>
  problemsOf(given, people).map(({ path, code }) => `${path} ${code}`);
const ofHours = (more: Partial<Hours>) => told(plan({ hours: [hours(more)] }));
const ofRules = (...rules: EntryRule[]) => told(plan({ rules }));

test('[B1] the plan of a new house has the shape of one, and no problem', () => {
  for (const locale of ['zh-CN', 'en'] as const) {
    const fresh = defaultPlan(newId, locale);
    expect(routingPlan.parse(fresh)).toEqual(fresh);
    expect(problemsOf(fresh, [person('Ann')])).toEqual([]);
  }
});

describe('[B1] names and ids', () => {
  test('each is there once, whatever its case, and not blank', () => {
    expect(told(plan({ groups: [general, group('x', { name: ' GENERAL ' })] }))).toEqual([
      'groups.1.name name_twice',
    ]);
    expect(
      told(
        plan({
          skills: [
            { id: 'a', name: ' ' },
            { id: 'b', name: ' ' },
          ],
        }),
      ),
    ).toEqual(['skills.0.name name_blank', 'skills.1.name name_blank']);
    expect(told(plan({ hours: [hours(), hours({ name: 'Other' })] }))).toEqual(['hours.1.id id_twice']);
  });

  test('what is referred to is there', () => {
    expect(told(plan({ groups: [{ ...general, hours: 'gone' }] }))).toEqual(['groups.0.hours unknown_hours']);
    expect(told(plan({ groups: [{ ...general, overflowTo: 'gone', overflowAfter: 1 }] }))).toEqual([
      'groups.0.overflowTo unknown_group',
    ]);
    expect(ofRules(rule('r', [], { group: 'gone', needs: [{ skill: 'gone', level: 1 }] }))).toEqual([
      'rules.0.group unknown_group',
      'rules.0.needs.0.skill unknown_skill',
    ]);
    expect(told(settings({ defaultGroup: 'gone' }))).toEqual(['settings.defaultGroup default_group_missing']);
  });
});

describe('[B1] groups', () => {
  const to = (name: string, overflowTo: string) => group(name, { overflowTo, overflowAfter: 60_000 });

  test('overflow: not to itself, with both a time and a group', () => {
    expect(told(plan({ groups: [general, to('a', 'a')] }))).toEqual([
      'groups.1.overflowTo overflow_to_itself',
    ]);
    expect(told(plan({ groups: [general, group('a', { overflowTo: general.id })] }))).toEqual([
      'groups.1.overflowAfter overflow_without_time',
    ]);
    expect(told(plan({ groups: [general, group('a', { overflowAfter: 1 })] }))).toEqual([
      'groups.1.overflowTo overflow_without_group',
    ]);
  });

  test('each circle of overflow is told once, with its way; a way into one is none', () => {
    const groups = [
      general,
      to('in', 'a'),
      to('a', 'b'),
      to('b', 'c'),
      to('c', 'a'),
      to('d', 'e'),
      to('e', 'd'),
    ];
    const problems = problemsOf(plan({ groups }));
    expect(problems.map(({ path, code, detail }) => [path, code, detail.groups])).toEqual([
      ['groups.2.overflowTo', 'overflow_circle', 'a → b → c → a'],
      ['groups.5.overflowTo', 'overflow_circle', 'd → e → d'],
    ]);
    expect(hasErrors(problems)).toBe(false);
  });

  test('an offer that lasts longer than until others are asked', () => {
    const late = { overflowTo: general.id, overflowAfter: 30_000 };
    expect(told(plan({ groups: [general, group('a', { ...late, offerFor: 30_001 })] }))).toEqual([
      'groups.1.offerFor offer_longer_than_overflow',
    ]);
    expect(told(plan({ groups: [general, group('a', { ...late, offerFor: 30_000 })] }))).toEqual([]);
  });
});

describe('[B4] hours', () => {
  const monday = (...periods: { from: number; to: number }[]) => [periods, [], [], [], [], [], []];

  test('a time zone that there is; not never open; each date once', () => {
    expect(ofHours({ timeZone: 'Asia/Beijing' })).toEqual(['hours.0.timeZone unknown_time_zone']);
    expect(ofHours({ week: monday() })).toEqual(['hours.0 never_open']);
    const open = { date: '2026-10-01', name: '', periods: [{ from: 600, to: 700 }] };
    expect(ofHours({ week: monday(), exceptions: [open] })).toEqual([]);
    expect(ofHours({ exceptions: [open, { ...open, periods: [] }] })).toEqual([
      'hours.0.exceptions.1.date exception_twice',
    ]);
  });

  test('periods are not empty and do not overlap, in whatever order they are', () => {
    expect(ofHours({ week: monday({ from: 60, to: 60 }) })).toEqual(['hours.0.week.0.0 period_empty']);
    expect(ofHours({ week: monday({ from: 600, to: 720 }, { from: 540, to: 601 }) })).toEqual([
      'hours.0.week.0.0 periods_overlap',
    ]);
    expect(ofHours({ week: monday({ from: 600, to: 720 }, { from: 540, to: 600 }) })).toEqual([]);
    const exceptions = [{ date: '2026-10-01', name: '', periods: [{ from: 5, to: 5 }] }];
    expect(ofHours({ exceptions })).toEqual(['hours.0.exceptions.0.periods.0 period_empty']);
  });

  test('one that goes over midnight overlaps with what is after it on its day, and with the next day', () => {
    const night = { from: 1320, to: 360 };
    expect(ofHours({ week: monday(night, { from: 1380, to: 1440 }) })).toEqual([
      'hours.0.week.0.1 periods_overlap',
    ]);
    const sundays = [[{ from: 300, to: 600 }], [], [], [], [], [], [night]];
    expect(ofHours({ week: sundays })).toEqual(['hours.0.week.0.0 periods_overlap']);
    expect(ofHours({ week: [[{ from: 360, to: 600 }], [], [], [], [], [], [night]] })).toEqual([]);
  });
});

describe('[B1] entry rules', () => {
  const page = (value: string, is: 'begins' | 'contains' = 'begins'): Condition => ({
    on: 'page',
    is,
    value,
  });
  const topic = (value: string): Condition => ({ on: 'field', name: 'topic', value });
  const english: Condition = { on: 'language', value: 'en' };

  test.each<[string, Condition[], Condition[], boolean]>([
    ['all after a rule without conditions', [], [english], true],
    ['the same again', [topic('Sales')], [topic('sales')], true],
    ['more conditions than an earlier one', [english], [topic('sales'), english], true],
    ['fewer conditions', [topic('sales'), english], [english], false],
    ['another value', [topic('sales')], [topic('returns')], false],
    ['a deeper page', [page('https://a.example/')], [page('https://A.example/cart')], true],
    ['a page further up', [page('https://a.example/cart')], [page('https://a.example/')], false],
    [
      'a page that begins with what an earlier contains',
      [page('cart', 'contains')],
      [page('https://a.example/cart')],
      true,
    ],
    [
      'a page that only contains how an earlier begins',
      [page('https://')],
      [page('https://', 'contains')],
      false,
    ],
    [
      'a field and a signed attribute of one name',
      [topic('x')],
      [{ on: 'customer', name: 'topic', value: 'x' }],
      false,
    ],
  ])('never reached: %s', (_, first, second, isNever) => {
    const expected = isNever ? ['rules.1 rule_never_reached'] : [];
    expect(ofRules(rule('one', first), rule('two', second))).toEqual(expected);
  });

  test('the rule that comes before is named', () => {
    const [problem] = problemsOf(plan({ rules: [rule('one', []), rule('two', [])] }));
    expect(problem?.detail).toEqual({ name: 'two', before: 'one' });
  });

  test.each<[string, Condition[], boolean]>([
    ['two languages', [english, { on: 'language', value: 'zh-CN' }], true],
    ['two values of one field', [topic('a'), topic('b')], true],
    ['values of two fields', [topic('a'), { on: 'field', name: 'order', value: 'b' }], false],
    ['two beginnings', [page('https://a'), page('https://b')], true],
    ['a beginning and a longer one', [page('https://a'), page('https://a/b')], false],
    ['two things that a page contains', [page('a', 'contains'), page('b', 'contains')], false],
  ])('contradicts itself: %s', (_, conditions, does) => {
    expect(ofRules(rule('one', conditions))).toEqual(
      does ? ['rules.0.conditions rule_contradicts_itself'] : [],
    );
  });

  test('a blank condition, a skill that is asked for twice', () => {
    expect(ofRules(rule('one', [page(' ', 'contains')]))).toEqual(['rules.0.conditions.0 condition_blank']);
    expect(ofRules(rule('one', [topic('')]))).toEqual([]);
    const needs = [1, 2].map((level) => ({ skill: 'returns', level }));
    expect(
      told(plan({ skills: [{ id: 'returns', name: 'R' }], rules: [rule('one', [], { needs })] })),
    ).toEqual(['rules.0.needs.1.skill need_twice']);
  });
});

test('[B1] settings: capacity, customer values and away reasons, and a priority that is worth nothing', () => {
  expect(told(settings({ capacity: 0 }))).toEqual(['settings.capacity capacity_zero']);
  const customerValues = ['vip', 'VIP '].map((value) => ({ value, priority: 1 }));
  expect(told(settings({ customerValues }))).toEqual([
    'settings.customerValues.1.value customer_value_twice',
  ]);
  expect(told(settings({ awayReasons: ['Meal', 'meal'] }))).toEqual([
    'settings.awayReasons.1 away_reason_twice',
  ]);
  expect(told(settings({ priorityStep: 0 }))).toEqual(['settings.priorityStep priority_without_effect']);
  expect(told(settings({ priorityStep: 0, customerValues: [] }))).toEqual([]);
});

describe('[B1] with the people', () => {
  const skills = [
    { id: 'returns', name: 'Returns' },
    { id: 'english', name: 'English' },
  ];
  const asks = (...levels: [string, number][]) =>
    plan({ skills, rules: [rule('r', [], { needs: levels.map(([skill, level]) => ({ skill, level })) })] });
  const can = (name: string, ...levels: [string, number][]) =>
    person(name, { skills: levels.map(([skill, level]) => ({ skill, level })) });

  test('a group without members: only agents who may sign in count, and who is in all groups', () => {
    const given = plan({ groups: [general, group('b')] });
    const some = [person('Ann', { groups: [general.id] })];
    const others = [
      { ...person('Sue'), role: 'supervisor' as const },
      { ...person('Ben'), disabled: true },
    ];
    expect(told(given, [...some, ...others])).toEqual(['groups.1 group_without_members']);
    expect(told(given, [...some, person('Cai')])).toEqual([]);
    expect(told(given)).toEqual([]);
  });

  test('a need that nobody of the group meets, nor of the one that helps out', () => {
    const given = asks(['returns', 60]);
    expect(told(given, [can('Ann', ['returns', 59])])).toEqual(['rules.0.needs.0 need_nobody_meets']);
    expect(told(given, [can('Ann', ['returns', 60])])).toEqual([]);
    const helped = {
      ...given,
      groups: [{ ...general, overflowTo: 'h', overflowAfter: 1 }, group('h')],
    };
    const member = person('Ann', { groups: [general.id] });
    const helper = person('Ben', { groups: ['h'], skills: [{ skill: 'returns', level: 90 }] });
    expect(told(helped, [member, helper])).toEqual([]);
  });

  test('needs that nobody meets together', () => {
    const given = asks(['returns', 10], ['english', 10]);
    const apart = [can('Ann', ['returns', 50]), can('Ben', ['english', 50])];
    expect(told(given, apart)).toEqual(['rules.0.needs needs_nobody_meets_together']);
    expect(told(given, [...apart, can('Cai', ['returns', 10], ['english', 10])])).toEqual([]);
  });

  test('a person in no group, or with what the plan does not know', () => {
    const given = [
      person('Ann'),
      person('Ben', { groups: [] }),
      person('Cai', { groups: [general.id, 'gone'], skills: [{ skill: 'gone', level: 1 }] }),
      person('Dan', { capacity: 0 }),
    ];
    expect(told(base, given)).toEqual([
      'people.Ben.groups person_without_group',
      'people.Cai.groups person_in_unknown_group',
      'people.Cai.skills person_with_unknown_skill',
      'people.Dan.capacity capacity_zero',
    ]);
  });
});

test('every code has a severity, and what is told has that of its code', () => {
  const problems = problemsOf(
    plan({ groups: [group('a', { hours: 'gone' })], rules: [rule('a', []), rule('b', [])] }),
  );
  expect(problems.length).toBeGreaterThan(2);
  for (const { code, severity } of problems) expect(severity).toBe(problemCodes[code]);
});
