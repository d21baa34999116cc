import { describe, expect, test } from 'vitest';
import { newId } from '../key.ts';
import { defaultPlan } from './default-plan.ts';
import { type EntryFacts, targetOf } from './entry-rules.ts';
import type { Condition, EntryRule, RoutingPlan } from './plan.ts';

const base = defaultPlan(newId, 'en');
const rule = (name: string, conditions: Condition[], more: Partial<EntryRule> = {}): EntryRule => ({
  id: `rule ${name}`,
  name,
  conditions,
  group: `group ${name}`,
  needs: [],
  priority: 0,
  ...more,
});
const planOf = (...rules: EntryRule[]): RoutingPlan => ({ ...base, rules });
const facts = (more: Partial<EntryFacts> = {}): EntryFacts => ({
  page: 'https://shop.example/Cart?utm_campaign=Autumn%20Sale&x=1',
  fields: { topic: ' Returns ' },
  customer: {},
  language: 'en',
  ...more,
});
const fits = (condition: Condition, more: Partial<EntryFacts> = {}) =>
  targetOf(planOf(rule('a', [condition])), facts(more)).rule !== null;

describe('[B1] conditions of entry rules', () => {
  test('page: begins or contains, whatever the case', () => {
    expect(fits({ on: 'page', is: 'begins', value: 'https://SHOP.example/cart' })).toBe(true);
    expect(fits({ on: 'page', is: 'begins', value: 'shop.example' })).toBe(false);
    expect(fits({ on: 'page', is: 'contains', value: '/CART' })).toBe(true);
    expect(fits({ on: 'page', is: 'contains', value: 'cart' }, { page: null })).toBe(false);
  });

  test('campaign: the parameter of the address as it reads, not a part of it', () => {
    expect(fits({ on: 'campaign', value: 'autumn sale' })).toBe(true);
    expect(fits({ on: 'campaign', value: 'autumn' })).toBe(false);
    for (const page of [null, 'no address', 'https://shop.example/'])
      expect(fits({ on: 'campaign', value: 'autumn sale' }, { page })).toBe(false);
  });

  test('field and signed attribute: the whole value; one that is not there reads as empty', () => {
    expect(fits({ on: 'field', name: 'topic', value: 'returns' })).toBe(true);
    expect(fits({ on: 'field', name: 'topic', value: 'return' })).toBe(false);
    expect(fits({ on: 'field', name: 'order', value: '' })).toBe(true);
    // A form proves nothing: what the site has signed is asked of that alone.
    expect(fits({ on: 'customer', name: 'topic', value: 'returns' })).toBe(false);
    expect(fits({ on: 'customer', name: 'tier', value: 'gold' }, { customer: { tier: 'Gold' } })).toBe(true);
    expect(fits({ on: 'field', name: 'constructor', value: '' })).toBe(true);
    expect(fits({ on: 'field', name: 'toString', value: 'x' })).toBe(false);
  });

  test('language', () => {
    expect(fits({ on: 'language', value: 'en' })).toBe(true);
    expect(fits({ on: 'language', value: 'zh-CN' })).toBe(false);
  });
});

describe('[B1] which rule', () => {
  test('the first whose conditions all hold; one without any holds always', () => {
    const both: Condition[] = [
      { on: 'language', value: 'en' },
      { on: 'field', name: 'topic', value: 'sales' },
    ];
    const plan = planOf(rule('a', both), rule('b', [both[0] as Condition]), rule('c', []));
    expect(targetOf(plan, facts())).toMatchObject({ rule: 'rule b', group: 'group b' });
    expect(targetOf(plan, facts({ fields: { topic: 'sales' } }))).toMatchObject({ rule: 'rule a' });
    expect(targetOf(plan, facts({ language: 'zh-CN' }))).toMatchObject({ rule: 'rule c' });
  });

  test('none: the default group, with nothing asked for but the language', () => {
    expect(targetOf(base, facts())).toEqual({
      group: base.settings.defaultGroup,
      needs: { skills: [], language: 'en', agent: null },
      priority: 0,
      rule: null,
    });
  });

  test('what the rule asks for, its priority, and what the customer is worth, ten at most', () => {
    const skills = [{ skill: 'returns', level: 60 }];
    const plan = planOf(rule('a', [], { needs: skills, priority: 3 }));
    expect(targetOf(plan, facts())).toMatchObject({ priority: 3, needs: { skills } });
    expect(targetOf(plan, facts({ customer: { value: 'VIP' } })).priority).toBe(8);
    expect(targetOf(plan, facts({ customer: { value: 'svip' } })).priority).toBe(10);
    expect(targetOf(plan, facts({ customer: { value: 'unheard of', tier: 'vip' } })).priority).toBe(3);
    // What a customer fills in makes them no more valuable.
    expect(targetOf(plan, facts({ fields: { value: 'svip' } })).priority).toBe(3);
  });
});
