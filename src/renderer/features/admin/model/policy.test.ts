import { expect, test } from 'vitest';
import { hubPolicyNames, hubRules } from '#shared/domain/policy/hub-rules.ts';
import { policies, readPolicy } from '#shared/domain/policy/policies.ts';
import { controlOf, policyChanges, policyRebased, requiring, saidOf, saying } from './policy.ts';

const base = hubRules.parse({ locked: { RetentionDays: 14 }, recommended: { Theme: 'dark' } });
const desk = { minimum: '1.2.0', until: 1, refused: null };

test('every name that a hub may rule has a control, and what that offers is taken', () => {
  for (const name of hubPolicyNames) {
    const control = controlOf(name);
    const offered =
      control.is === 'toggle'
        ? [true, false]
        : control.is === 'choice'
          ? control.of
          : [control.least, control.most];
    expect(offered.length, name).toBeGreaterThan(1);
    for (const value of offered) expect(readPolicy(name, value), name).toEqual({ value });
    expect(readPolicy(name, policies[name].example)).toHaveProperty('value');
  }
  expect(controlOf('RetentionDays')).toEqual({ is: 'number', least: 1, most: 3650 });
  expect(controlOf('SendKey')).toEqual({ is: 'choice', of: ['enter', 'ctrl-enter'] });
});

test('a name is said once: locked, recommended, or not at all', () => {
  expect(saidOf(base, 'RetentionDays')).toEqual({ how: 'locked', value: 14 });
  const moved = saying(base, 'RetentionDays', { how: 'recommended', value: 7 });
  expect(moved).toEqual({ locked: {}, recommended: { Theme: 'dark', RetentionDays: 7 } });
  expect(saying(moved, 'RetentionDays', null)).toEqual({ locked: {}, recommended: { Theme: 'dark' } });
  expect(saidOf(base, 'Density')).toBeNull();
});

test('what both have changed is as I have it; the rest is theirs', () => {
  const mine = requiring(saying(base, 'RetentionDays', { how: 'locked', value: 7 }), desk);
  const theirs = saying(saying(base, 'RetentionDays', null), 'Theme', { how: 'locked', value: 'light' });
  expect(policyRebased(base, mine, theirs)).toEqual({
    ...{ locked: { Theme: 'light', RetentionDays: 7 }, recommended: {}, desk },
  });
  // Taken back by them, and not touched by me.
  expect(policyRebased({ ...base, desk }, { ...base, desk }, base)).toEqual(base);
});

test('changes say what was and what is', () => {
  const after = requiring(saying(base, 'Theme', null), desk);
  expect(policyChanges(base, after)).toEqual([
    { in: 'policy', id: 'Theme', how: 'changed', before: { how: 'recommended', value: 'dark' }, after: null },
    { in: 'deskVersions', how: 'changed', after: desk },
  ]);
  expect(policyChanges(base, base)).toEqual([]);
});
