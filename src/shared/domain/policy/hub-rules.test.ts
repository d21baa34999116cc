import { expect, test } from 'vitest';
import { effectivePolicy, valuesOf } from './effective.ts';
import { heardRules, hubLayers, hubPolicyNames, hubRules, wrongInHubRules } from './hub-rules.ts';
import { policies, policyNames } from './policies.ts';

const ruling = (hub: string, locked: object, recommended: object = {}) => ({
  hub,
  rules: heardRules.parse({ locked, recommended }),
});
const valuesFor = (...[own, others]: Parameters<typeof hubLayers>) =>
  valuesOf(effectivePolicy(hubLayers(own, others).layers));

test('an admin can write what is of an account, and nothing of where the desk connects to or what it trusts', () => {
  for (const name of policyNames) {
    const rules = { locked: { [name]: policies[name].example }, recommended: {} };
    const isForHubs = (hubPolicyNames as readonly string[]).includes(name);
    expect(hubRules.safeParse(rules).success, name).toBe(isForHubs);
    expect(valuesFor(ruling('https://a.test', rules.locked), []), name).toEqual(
      isForHubs ? rules.locked : {},
    );
  }
  for (const name of ['HubAddresses', 'HostHub', 'LogLevel'])
    expect(hubPolicyNames as readonly string[]).not.toContain(name);
  expect(hubRules.safeParse({ locked: { RetentionDays: 0 }, recommended: {} }).success).toBe(false);
  expect(hubRules.safeParse({ locked: { Colour: 'blue' }, recommended: {} }).success).toBe(false);
  const both = { locked: { Theme: 'dark' as const }, recommended: { Theme: 'light' as const } };
  expect(wrongInHubRules(both)).toBe('recommended.Theme');
});

test('what a hub must not say is reported by a desk that hears it all the same, and what is new to it too', () => {
  const { layers, ignored } = hubLayers(
    ruling('https://a.test', { HubAddresses: ['https://b.test'], Later: 1 }),
    [],
  );
  expect(ignored).toEqual([{ name: 'HubAddresses', from: 'https://a.test', why: 'not for a hub to say' }]);
  expect(effectivePolicy(layers).ignored).toEqual([
    { name: 'Later', from: 'https://a.test', why: 'unknown' },
  ]);
});

test('an account goes by its own hub; of others only what they switch off for the whole window', () => {
  const own = ruling('https://a.test', { RetentionDays: 30, NotificationPreview: true }, { Theme: 'dark' });
  const other = ruling('https://b.test', { RetentionDays: 1, WipeWhenSignedOut: true, Theme: 'light' });
  expect(valuesFor(own, [other])).toEqual({ RetentionDays: 30, NotificationPreview: true, Theme: 'dark' });
  const strict = ruling('https://b.test', {
    NotificationPreview: false,
    SeveralAccounts: true,
    TrainingMode: false,
  });
  expect(valuesFor(own, [strict])).toMatchObject({ NotificationPreview: false, TrainingMode: false });
  expect(valuesFor(own, [strict])).not.toHaveProperty('SeveralAccounts');
  // A recommendation of another hub is nobody's business here.
  expect(valuesFor(null, [ruling('https://b.test', {}, { NotificationPreview: false })])).toEqual({});
});
