import { describe, expect, it } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { defaultPlan } from '#shared/domain/routing/default-plan.ts';
import type { Group, RoutingPlan } from '#shared/domain/routing/plan.ts';
import { usualProfile } from '#shared/domain/routing/profile.ts';
import type { PersonRecord } from '#shared/protocol/admin.ts';
import { filtered, isEmail } from '../people/filter.ts';
import { originOf } from '../sites/origin-of.ts';
import { troublesOf } from './check.ts';
import { attributesOf } from './facts.ts';
import { minutesOf, timeOfDay, unitOf, wholeNumber } from './lengths.ts';
import { freeName, moved } from './lists.ts';
import { placeOf, sectionOf } from './places.ts';
import { usesOfGroup, usesOfSkill, withoutGroup, withoutHours, withoutSkill } from './uses.ts';
import { allZones, zonesFor } from './zones.ts';

const base = defaultPlan(newId, 'en');
const general = base.groups[0] as Group;
const second: Group = { ...general, id: 'g2', name: 'Second', overflowTo: general.id, overflowAfter: 60_000 };
const person = (name: string, more: Partial<PersonRecord> = {}): PersonRecord => ({
  id: name,
  name,
  email: `${name.toLowerCase()}@example.test`,
  role: 'agent',
  disabled: false,
  createdAt: 0,
  profile: usualProfile,
  ...more,
});

describe('[B1] lists', () => {
  it('move one, and no further than the ends', () => {
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 1, 2)).toEqual(['a', 'b']);
  });

  it('find a name that is free, whatever its case', () => {
    expect(freeName('New', [])).toBe('New');
    expect(freeName('New', [{ name: ' new ' }, { name: 'New 2' }])).toBe('New 3');
  });
});

describe('[B4] what people type', () => {
  it.each([
    ['9', 540],
    ['9:30', 570],
    ['0930', 570],
    ['9\uff1a30', 570],
    ['24:00', 1440],
    ['00:00', 0],
    ['24:01', null],
    ['9:60', null],
    ['9:3', null],
    ['', null],
    ['noon', null],
  ])('a time of day: %s', (text, minutes) => {
    expect(minutesOf(text)).toBe(minutes);
    if (minutes !== null) expect(minutesOf(timeOfDay(minutes))).toBe(minutes);
  });

  it('a length in its largest whole unit, a number within its limits', () => {
    expect([0, 1000, 90_000, 120_000, 7_200_000, 172_800_000].map(unitOf)).toEqual([
      'minute',
      'second',
      'second',
      'minute',
      'hour',
      'day',
    ]);
    expect(['7', ' 7 ', '0', '201', '-1', '1.5', '1e2', ''].map((text) => wholeNumber(text, 1, 200))).toEqual(
      [7, 7, null, null, null, null, null, null],
    );
  });

  it('attributes, a site, an e-mail address', () => {
    expect(attributesOf('value = vip\n level: gold \n\nnonsense\n=x\nurl = a=b')).toEqual({
      value: 'vip',
      level: 'gold',
      url: 'a=b',
    });
    expect(originOf('shop.example.com/cart?x=1')).toBe('https://shop.example.com');
    expect(originOf(' http://localhost:8080/ ')).toBe('http://localhost:8080');
    expect(['', 'javascript:alert(1)', 'ftp://a.example', 'https://'].map(originOf)).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(['a@b', 'a b@c', 'ab', '@'].map(isEmail)).toEqual([true, false, false, false]);
  });

  it('a time zone, by its city, and by its name in the language of the screen', () => {
    const found = (text: string, locale = 'en') => zonesFor(text, allZones(locale), 5).map(({ id }) => id);
    expect(found('shanghai')).toEqual(['Asia/Shanghai']);
    expect(found('new y')).toEqual(['America/New_York']);
    expect(found('\u4e2d\u56fd', 'zh-CN')).toContain('Asia/Shanghai');
    expect(found('nowhere at all')).toEqual([]);
    expect(found('')).toHaveLength(5);
  });
});

describe('[B1] what is wrong', () => {
  const told = (plan: RoutingPlan) => troublesOf(plan, null).map(({ path, code }) => `${path} ${code}`);

  it('is nothing in a new house, and errors come before warnings', () => {
    expect(told(base)).toEqual([]);
    const plan = {
      ...base,
      groups: [
        { ...second, overflowTo: 'g3' },
        { ...second, id: 'g3', name: 'Third', overflowTo: 'g2' },
      ],
    };
    const severities = troublesOf(plan, null).map(({ severity }) => severity);
    expect(severities).toEqual([...severities].sort());
    expect(severities).toContain('warning');
  });

  it('also what has not the shape of a plan yet, once, at its place', () => {
    const settings = { ...base.settings, awayReasons: ['Meal', ''] };
    expect(told({ ...base, settings })).toEqual(['settings.awayReasons.1 missing']);
    expect(told({ ...base, groups: [{ ...general, name: '' }] })).toEqual(['groups.0.name name_blank']);
    const rule = { id: newId(), name: 'r', group: general.id, needs: [], priority: 0 };
    const blank = { ...rule, conditions: [{ on: 'page', is: 'contains', value: '' } as const] };
    expect(told({ ...base, rules: [blank] })).toEqual(['rules.0.conditions.0 condition_blank']);
    expect(told({ ...base, groups: [{ ...general, publicName: 'x'.repeat(81) }] })).toEqual([
      'groups.0.publicName too_long',
    ]);
  });

  it('is found where it is told', () => {
    const plan = { ...base, groups: [general, second] };
    expect(placeOf(plan, 'groups.1.overflowTo')).toEqual({ section: 'groups', id: 'g2' });
    expect(placeOf(plan, 'people.abc.groups')).toEqual({ section: 'people', id: 'abc' });
    expect(placeOf(plan, 'settings.capacity')).toEqual({ section: 'general', id: null });
    expect(sectionOf('hours.0.week.1.0')).toBe('hours');
  });
});

describe('[B1] what is deleted', () => {
  const skill = { id: 's', name: 'S' };
  const rule = {
    id: 'r',
    name: 'R',
    conditions: [],
    group: 'g2',
    needs: [{ skill: 's', level: 5 }],
    priority: 0,
  };
  const hours = { id: 'h', name: 'H', timeZone: 'UTC', week: [], exceptions: [] };
  const plan: RoutingPlan = {
    ...base,
    groups: [{ ...general, hours: 'h' }, second],
    skills: [skill],
    rules: [rule],
    hours: [hours],
  };
  const ann = person('Ann', {
    profile: { ...usualProfile, groups: ['g2'], skills: [{ skill: 's', level: 1 }] },
  });

  it('says what uses it', () => {
    expect(usesOfGroup(plan, [ann], 'g2')).toEqual({
      rules: ['R'],
      groups: [],
      people: ['Ann'],
      isDefault: false,
    });
    expect(usesOfGroup(plan, [ann], general.id)).toMatchObject({ groups: ['Second'], isDefault: true });
    expect(usesOfSkill(plan, [ann], 's')).toMatchObject({ rules: ['R'], people: ['Ann'] });
  });

  it('leaves nothing that refers to it but what somebody has to decide', () => {
    expect(withoutSkill(plan, 's')).toMatchObject({ skills: [], rules: [{ needs: [] }] });
    expect(withoutHours(plan, 'h')).toMatchObject({ hours: [], groups: [{ hours: null }, {}] });
    expect(withoutGroup(plan, general.id).groups).toMatchObject([{ overflowTo: null, overflowAfter: null }]);
  });
});

describe('[A10] the list of people', () => {
  const people = [
    person('Zoe'),
    person('Ann Lee', { role: 'admin' }),
    person('Ben', { disabled: true }),
    person('Bea'),
  ];
  const names = (filter: Partial<Parameters<typeof filtered>[1]>) =>
    filtered(people, { search: '', role: 'all', status: 'all', ...filter }, 'en').map(({ name }) => name);

  it('is by name, who is disabled last, and finds by every word of name and e-mail', () => {
    expect(names({})).toEqual(['Ann Lee', 'Bea', 'Zoe', 'Ben']);
    expect(names({ search: 'lee ANN' })).toEqual(['Ann Lee']);
    expect(names({ search: 'zoe@example' })).toEqual(['Zoe']);
    expect(names({ role: 'agent', status: 'enabled' })).toEqual(['Bea', 'Zoe']);
    expect(names({ status: 'disabled' })).toEqual(['Ben']);
  });
});
