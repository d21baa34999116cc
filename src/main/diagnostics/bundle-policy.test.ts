import { expect, test } from 'vitest';
import { effectivePolicy } from '#shared/domain/policy/effective.ts';
import { hubLayers, type Ruling } from '#shared/domain/policy/hub-rules.ts';
import { policyOf } from './bundle-policy.ts';

const hub = 'https://desk.example.com:8443';
const ruling: Ruling = {
  hub,
  rules: {
    locked: { RetentionDays: 7, NotificationPreview: false, HubAddresses: ['https://evil.example.com'] },
    recommended: { Theme: 'dark', FontSize: 'canary', canary: 'canary of a hub' },
    desk: { minimum: '1.2.0', until: 1_800_000_000_000, refused: null },
  },
};
const report = () => {
  const { layers, ignored } = hubLayers(ruling, []);
  const made = effectivePolicy([
    ...layers,
    {
      source: 'recommended',
      from: '/etc/yingke-desk/policies/recommended/10.json',
      values: { Density: 'roomy' },
    },
    {
      source: 'user',
      from: '',
      values: { RetentionDays: 90, ProxyServer: 'lin-own-proxy.example.com:3128' },
    },
    { source: 'enforced', from: '/home/canary/policies/managed/10.json', values: { LogLevel: 'warn' } },
  ]);
  return { effective: made.effective, ignored: [...ignored, ...made.ignored] };
};
const told = () => policyOf(report(), [{ account: 0, ruling }]);
const line = (name: string) => told().effective.find((one) => one.name === name);

test('each value with who said it, where, and what it overruled: as the page has it', () => {
  expect(line('RetentionDays')).toEqual({
    ...{ name: 'RetentionDays', value: 7, source: 'hub', from: 'desk.example.com:8443', locked: true },
    overruled: [{ source: 'user', from: '' }],
  });
  expect(line('Theme')).toMatchObject({
    value: 'dark',
    source: 'recommended',
    from: 'desk.example.com:8443',
  });
  expect(line('Density')).toMatchObject({ source: 'recommended', from: '10.json', locked: false });
  expect(line('LogLevel')).toMatchObject({
    value: 'warn',
    source: 'enforced',
    from: '10.json',
    locked: true,
  });
  expect(line('FontSize')).toMatchObject({ value: null, source: 'default' });
  // Of each line of the page there is one here, and it is the same.
  const page = report().effective.map(({ name, source, locked }) => [name, source, locked]);
  expect(told().effective.map(({ name, source, locked }) => [name, source, locked])).toEqual(page);
});

test('what the hub of each account locked, recommended and asks for; only what it may say, as it can be said', () => {
  expect(told().hubs).toEqual([
    {
      ...{ account: 0, hub: 'desk.example.com:8443' },
      locked: { RetentionDays: 7, NotificationPreview: false },
      recommended: { Theme: 'dark' },
      required: { minimum: '1.2.0', until: 1_800_000_000_000, refused: null },
    },
  ]);
});

test('no word of anybody: nothing that a hub made up, a person typed, or a folder is called', () => {
  const text = JSON.stringify(told());
  for (const word of ['canary', 'evil', 'lin-own-proxy']) expect(text).not.toContain(word);
  expect(told().ignored).toContainEqual(expect.objectContaining({ name: 'HubAddresses' }));
});
