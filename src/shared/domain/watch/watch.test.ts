import { describe, expect, test } from 'vitest';
import { newId } from '../key.ts';
import { climbDue } from './climb.ts';
import { type Arrival, alone, holdBack, noFlood, window } from './floods.ts';
import { judge, type Raised, type Scene, subjectKey } from './judge.ts';
import { problemsOfRules } from './problems.ts';
import { type RuleWhen, type WatchRule, watchRules } from './rule.ts';
import { usualRules } from './usual.ts';
import { createWords } from './words.ts';

const usual: WatchRule = {
  id: newId(),
  name: { zh: '规则', en: 'Rule' },
  on: true,
  when: { kind: 'waiting', over: 60, worse: 300 },
  groups: [],
  hours: null,
  severity: 'warn',
  receivers: { to: 'all' },
  notify: true,
  webhook: false,
  climbAfter: null,
  perHour: 20,
};
const rule = (when: RuleWhen, more: Partial<WatchRule> = {}): WatchRule => ({
  ...usual,
  id: newId(),
  when,
  ...more,
});
const [sales, care] = [
  { id: newId(), name: 'Sales' },
  { id: newId(), name: 'Care' },
];
const scene = (more: Partial<Scene> = {}): Scene => ({
  now: 1_000_000,
  queued: [],
  served: [],
  groups: [],
  people: [],
  levelOf: () => null,
  isOpen: () => true,
  ...more,
});
const never = () => false;

/** A house that is looked at again and again: what is open, and how often something was raised. */
function house(rules: readonly WatchRule[]) {
  let raised: Raised[] = [];
  let count = 0;
  return {
    look: (now: Scene, isSnoozed: (ruleId: string) => boolean = never) => {
      const verdict = judge(rules, now, raised, isSnoozed);
      raised = raised.filter(({ id }) => !verdict.over.includes(id));
      for (const { id, finding } of verdict.worse)
        raised = raised.map((one) => (one.id === id ? { ...one, severity: finding.severity } : one));
      for (const { rule: of, subject, severity, value } of verdict.raise) {
        count += 1;
        raised.push({ id: `${count}`, ruleId: of.id, subject, severity, value });
      }
      return verdict;
    },
    open: () => raised,
    count: () => count,
  };
}

describe('[E5] what a rule holds for', () => {
  const wait = (id: string, seconds: number, group: Scene['queued'][number]['group'] = sales) => ({
    id,
    group,
    since: 1_000_000 - seconds * 1000,
  });

  test('who waits too long, once, until it is over; worse later', () => {
    const one = house([rule({ kind: 'waiting', over: 60, worse: 300 })]);
    expect(one.look(scene({ queued: [wait('a', 60)] })).raise).toEqual([]);
    const { raise } = one.look(scene({ queued: [wait('a', 61)] }));
    expect(raise).toMatchObject([
      { subject: { kind: 'conversation', id: 'a' }, value: 61, severity: 'warn' },
    ]);
    expect(one.look(scene({ queued: [wait('a', 200)] }))).toEqual({ raise: [], worse: [], over: [] });
    expect(one.look(scene({ queued: [wait('a', 301)] })).worse).toMatchObject([
      { finding: { severity: 'critical' } },
    ]);
    expect(one.look(scene({ queued: [wait('a', 400)] })).worse).toEqual([]);
    expect(one.look(scene()).over).toEqual(['1']);
    expect(one.open()).toEqual([]);
  });

  test('only in its groups, within its hours, switched on, not snoozed', () => {
    const when = { kind: 'waiting', over: 60, worse: null } as const;
    const now = scene({ queued: [wait('a', 99), wait('b', 99, care), wait('c', 99, null)] });
    const ids = (of: WatchRule, at: Scene = now) =>
      judge([of], at, [], never).raise.map(({ subject }) => subject.id);
    expect(ids(rule(when))).toEqual(['a', 'b', 'c']);
    expect(ids(rule(when, { groups: [care.id] }))).toEqual(['b']);
    expect(ids(rule(when, { on: false }))).toEqual([]);
    const hours = newId();
    expect(ids(rule(when, { hours }), { ...now, isOpen: (id) => id !== hours })).toEqual([]);
    expect(judge([rule(when)], now, [], () => true).raise).toEqual([]);
  });

  test('silence of the agent, and of the customer, each by who spoke last', () => {
    const at = (seconds: number) => 1_000_000 - seconds * 1000;
    const served = [
      { id: 'asks', group: sales, waitingSince: at(90), answeredAt: null },
      { id: 'answered', group: sales, waitingSince: null, answeredAt: at(90) },
      { id: 'both', group: sales, waitingSince: at(5), answeredAt: at(90) },
    ];
    const ids = (kind: 'agent_silent' | 'customer_silent') =>
      judge([rule({ kind, over: 60, worse: null })], scene({ served }), [], never).raise.map(
        (f) => f.subject.id,
      );
    expect(ids('agent_silent')).toEqual(['asks']);
    expect(ids('customer_silent')).toEqual(['answered']);
  });

  test('a queue that goes up and down by one is one alert: over only below the lower mark', () => {
    const one = house([rule({ kind: 'queue', over: 10, clear: 5, worse: 20 })]);
    const waiting = (n: number) =>
      one.look(
        scene({
          groups: [
            { ...sales, waiting: n },
            { ...care, waiting: 0 },
          ],
        }),
      );
    for (const n of [10, 11, 10, 11, 9, 11, 6, 12]) waiting(n);
    expect([one.count(), one.open().length]).toEqual([1, 1]);
    expect(waiting(21).worse).toHaveLength(1);
    expect(waiting(5).over).toHaveLength(1);
    waiting(10);
    expect(one.count()).toBe(1);
    waiting(11);
    expect(one.count()).toBe(2);
  });

  test('a service level by hundreds of enough customers', () => {
    const one = house([
      rule({ kind: 'service_level', below: 70, clear: 80, minutes: 60, least: 10, worse: 40 }),
    ]);
    const level = (percent: number, of: number) =>
      one.look(
        scene({
          groups: [{ ...sales, waiting: 0 }],
          levelOf: (id) => (id === sales.id ? { percent, of } : null),
        }),
      );
    expect(level(0, 9).raise).toEqual([]);
    expect(level(69, 10).raise).toMatchObject([{ value: 69, subject: { kind: 'group', id: sales.id } }]);
    level(75, 10);
    expect(one.open()).toHaveLength(1);
    expect(level(80, 10).over).toHaveLength(1);
    expect(level(39, 10).raise).toMatchObject([{ severity: 'critical' }]);
  });

  test('an agent who is away too long', () => {
    const away = { id: 'p', name: 'P', groups: [care.id], status: 'away', since: 1_000_000 - 61_000 };
    const people = [away, { ...away, id: 'q', status: 'busy' }, { ...away, id: 'r', groups: null }];
    const ids = (of: WatchRule) => judge([of], scene({ people }), [], never).raise.map((f) => f.subject.id);
    const when = { kind: 'away', status: 'away', over: 60, worse: null } as const;
    expect(ids(rule(when))).toEqual(['p', 'r']);
    expect(ids(rule(when, { groups: [sales.id] }))).toEqual(['r']);
  });

  test('what a rule was about that is no more is over', () => {
    const of = rule({ kind: 'waiting', over: 60, worse: null });
    const open = [
      { id: '1', ruleId: of.id, subject: { kind: 'conversation', id: 'a' }, severity: 'warn', value: 1 },
    ] as const;
    const now = scene({ queued: [wait('a', 99)] });
    expect(judge([of], now, open, never)).toEqual({ raise: [], worse: [], over: [] });
    expect(judge([], now, open, never).over).toEqual(['1']);
  });

  test('never two that are open for the same rule and subject, whatever happens', () => {
    // A walk of chance, the same each time.
    let seed = 7;
    const chance = (n: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * n);
    };
    const rules = [
      rule({ kind: 'waiting', over: 30, worse: 60 }),
      rule({ kind: 'queue', over: 3, clear: 1, worse: 5 }),
      rule({ kind: 'agent_silent', over: 20, worse: 40 }, { groups: [sales.id] }),
    ];
    const one = house(rules);
    for (let step = 0; step < 2000; step += 1) {
      const now = 1_000_000 + step * 1000;
      const some = () => Array.from({ length: chance(6) }, () => `c${chance(8)}`);
      const queued = [...new Set(some())].map((id) => ({
        id,
        group: chance(2) ? sales : care,
        since: now - chance(90) * 1000,
      }));
      const served = [...new Set(some())].map((id) => ({
        id,
        group: sales,
        waitingSince: now - chance(60) * 1000,
        answeredAt: null,
      }));
      const groups = [sales, care].map((group) => ({ ...group, waiting: chance(7) }));
      one.look(scene({ now, queued, served, groups }), () => chance(4) === 0);
      const slots = one.open().map(({ ruleId, subject }) => `${ruleId} ${subjectKey(subject)}`);
      expect(new Set(slots).size).toBe(slots.length);
    }
    expect(one.count()).toBeGreaterThan(100);
  });
});

describe('[E5] nobody is flooded', () => {
  const step = (
    flood: typeof noFlood,
    ids: readonly string[],
    now: number,
    perHour = 1000,
    isOpen = (_: string) => true,
  ) =>
    holdBack(
      flood,
      ids.map((alertId): Arrival => ({ alertId, ruleId: 'r' })),
      () => perHour,
      isOpen,
      now,
    );

  test('many at once are one; after some one by one the rest waits for its minute and comes together', () => {
    expect(step(noFlood, ['a', 'b', 'c', 'd'], 0).tellings).toEqual([
      { ruleId: 'r', alertIds: ['a', 'b', 'c', 'd'] },
    ]);
    const first = step(noFlood, ['a'], 0);
    const second = step(first.flood, ['b'], 1000);
    expect([...first.tellings, ...second.tellings].map(({ alertIds }) => alertIds)).toEqual([['a'], ['b']]);
    const third = step(second.flood, ['c'], 2000);
    const fourth = step(third.flood, ['d', 'e'], 3000);
    expect([...third.tellings, ...fourth.tellings]).toEqual([]);
    expect(step(fourth.flood, [], 2000 + window - 1).tellings).toEqual([]);
    // What is over by then is not told at all.
    const last = step(fourth.flood, [], 2000 + window, 1000, (id) => id !== 'd');
    expect(last.tellings).toEqual([{ ruleId: 'r', alertIds: ['c', 'e'] }]);
    expect(step(last.flood, [], 2000 + 3 * window).tellings).toEqual([]);
  });

  test('never more than the bounds, whatever comes; and everything that lasts is told', () => {
    let seed = 11;
    const chance = (n: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * n);
    };
    let flood = noFlood;
    const told: number[] = [];
    const waiting = new Set<string>();
    for (let second = 0; second < 7200; second += 1) {
      const busy = second < 5400;
      const ids = busy ? Array.from({ length: chance(4) }, (_, n) => `${second}-${n}`) : [];
      for (const id of ids) waiting.add(id);
      const { flood: next, tellings } = step(flood, ids, second * 1000, 40);
      flood = next;
      for (const { alertIds } of tellings) {
        told.push(second);
        for (const id of alertIds) waiting.delete(id);
      }
      expect(told.filter((at) => second - at < 60).length).toBeLessThanOrEqual(alone + 1);
      expect(told.filter((at) => second - at < 3600).length).toBeLessThanOrEqual(40);
    }
    expect([...waiting]).toEqual([]);
  });
});

describe('[H3] what nobody sees to climbs', () => {
  const alert = { severity: 'critical', rung: 0, rungAt: 0, isAcknowledged: false } as const;
  test.each([
    ['its time is over', alert, 60, true, 60_000, 'time'],
    ['not yet', alert, 60, true, 59_999, null],
    ['nobody is there to hear it', alert, 600, false, 15_000, 'nobody'],
    ['they have a moment to come', alert, 600, false, 14_999, null],
    ['somebody has acknowledged it', { ...alert, isAcknowledged: true }, 60, false, 99_000, null],
    ['it is not critical', { ...alert, severity: 'warn' as const }, 60, false, 99_000, null],
    ['it is at the top', { ...alert, rung: 2 }, 60, false, 99_000, null],
    ['its rule says that it stays', alert, null, false, 99_000, null],
  ] as const)('%s', (_, of, after, isHeard, now, because) => {
    expect(climbDue(of, after, isHeard, now)).toBe(because);
  });
});

describe('[E5] words', () => {
  const words = createWords(['投诉', '垃圾', 'lawyer', 'sue you', 'shit', "that's not my job", 'A股']);
  test.each([
    ['我要投诉你们', '投诉'],
    ['我要投 诉！', '投诉'],
    ['投*诉', '投诉'],
    ['我要投訴', '投诉'],
    ['真是LJ垃\u200b圾', '垃圾'],
    ['My ＬＡＷＹＥＲ will call', 'lawyer'],
    ['I will SUE   YOU!', 'sue you'],
    ['s h i t', 'shit'],
    ['s.h.i.t happens', 'shit'],
    ["That's not my job.", "that's not my job"],
    ['Ａ股又跌了', 'A股'],
  ])('%j says %s', (text, word) => expect(words.find(text)).toBe(word));

  test.each([
    '投资与诉求',
    'push it',
    'lawyers',
    'issue your order',
    'shitake',
    '',
    '👍',
    'that is not my job',
  ])('%j says none of them', (text) => expect(words.find(text)).toBeNull());

  test('a word means itself: nothing in it is a pattern', () => {
    expect(createWords(['.*投诉', 'a+b']).find('投诉')).toBe('.*投诉');
    expect(createWords(['.*']).find('anything')).toBeNull();
    expect(createWords(['a+b']).find('aab')).toBeNull();
    const long = `${'投'.repeat(20_000)}诉`;
    expect(createWords(Array.from({ length: 500 }, (_, n) => `投诉${n}`)).find(long)).toBeNull();
  });
});

describe('[E5] rules', () => {
  test('the usual ones are good, and none is said twice', () => {
    expect(watchRules.parse(usualRules)).toEqual(usualRules);
    expect(problemsOfRules(usualRules, { groups: [], hours: [] })).toEqual([]);
  });

  test('what does not fit together is said by its path', () => {
    const groups = [newId()];
    const hours = newId();
    const rules = [
      rule({ kind: 'queue', over: 5, clear: 6, worse: 5 }),
      rule({ kind: 'service_level', below: 70, clear: 60, minutes: 60, least: 1, worse: 70 }),
      rule({ kind: 'waiting', over: 60, worse: 60 }, { groups, hours }),
    ];
    expect(
      problemsOfRules({ rules }, { groups: [sales], hours: [] }).map(({ path, code }) => `${path} ${code}`),
    ).toEqual([
      'rules.0.when.clear clear_beyond',
      'rules.0.when.worse worse_before',
      'rules.1.when.clear clear_beyond',
      'rules.1.when.worse worse_before',
      'rules.2.when.worse worse_before',
      'rules.2.groups no_such_group',
      'rules.2.hours no_such_hours',
    ]);
  });
});
