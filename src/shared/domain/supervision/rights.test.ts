import { describe, expect, test } from 'vitest';
import { stepActions } from './actions.ts';
import { groupsLed, groupsOver, isLed, isPersonLed, mayStepIn, type Stepper } from './rights.ts';
import { usualSupervision } from './usual.ts';

const own = { ...usualSupervision, groups: 'own' as const };
const sue: Stepper = { role: 'supervisor', groups: ['shop'] };

describe('who may step in', () => {
  test.each(stepActions)(
    '%s: admins always, agents never, supervisors where the house grants it',
    (action) => {
      const none = { ...usualSupervision, allowed: stepActions.filter((one) => one !== action) };
      expect(mayStepIn({ role: 'admin', groups: [] }, action, 'shop', none)).toBe(true);
      expect(mayStepIn({ role: 'agent', groups: null }, action, 'shop', usualSupervision)).toBe(false);
      expect(mayStepIn(sue, action, 'shop', usualSupervision)).toBe(true);
      expect(mayStepIn(sue, action, 'shop', none)).toBe(false);
    },
  );

  test('limited to their own groups, they have nothing to do with another; what is in none is anybody’s', () => {
    expect(mayStepIn(sue, 'close', 'shop', own)).toBe(true);
    expect(mayStepIn(sue, 'close', 'returns', own)).toBe(false);
    expect(mayStepIn(sue, 'close', null, own)).toBe(true);
    expect(mayStepIn({ ...sue, groups: null }, 'close', 'returns', own)).toBe(true);
    expect(mayStepIn({ role: 'admin', groups: [] }, 'close', 'returns', own)).toBe(true);
  });

  test('of an agent one common group is enough', () => {
    expect(mayStepIn(sue, 'status', ['returns', 'shop'], own)).toBe(true);
    expect(mayStepIn(sue, 'status', ['returns'], own)).toBe(false);
  });
});

test('who may not watch sees what agents see, and who is limited that and their groups’', () => {
  expect(groupsOver(sue, usualSupervision)).toBeNull();
  expect(groupsOver(sue, own)).toEqual(['shop']);
  expect(groupsOver({ ...sue, groups: null }, own)).toBeNull();
  expect(groupsOver(sue, { ...usualSupervision, allowed: ['close'] })).toEqual([]);
  expect(groupsOver({ role: 'admin', groups: [] }, { ...own, allowed: [] })).toBeNull();
  expect(groupsOver({ role: 'agent', groups: null }, usualSupervision)).toEqual([]);
});

test('what is shown of the work of others goes by groups, whether or not one may read along', () => {
  expect(groupsLed(sue, usualSupervision)).toBeNull();
  expect(groupsLed(sue, own)).toEqual(['shop']);
  expect(groupsLed(sue, { ...own, allowed: [] })).toEqual(['shop']);
  expect(groupsLed({ ...sue, groups: null }, own)).toBeNull();
  expect(groupsLed({ role: 'admin', groups: [] }, own)).toBeNull();
  expect(groupsLed({ role: 'agent', groups: null }, usualSupervision)).toEqual([]);
});

test('what is in no group is of everybody who leads, who is in none only of those who lead all', () => {
  expect(isLed(['shop'], 'shop')).toBe(true);
  expect(isLed(['shop'], 'returns')).toBe(false);
  expect(isLed([], null)).toBe(true);
  expect(isLed(null, 'returns')).toBe(true);
  expect(isPersonLed(['shop'], ['returns', 'shop'])).toBe(true);
  expect(isPersonLed(['shop'], ['returns'])).toBe(false);
  expect(isPersonLed(['shop'], [])).toBe(false);
  expect(isPersonLed(['shop'], null)).toBe(true);
  expect(isPersonLed(null, [])).toBe(true);
});
