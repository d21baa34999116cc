import { effectivePolicy } from '../../../src/shared/domain/policy/effective.ts';
import type { Managed } from '../../../src/shared/ipc/policy.ts';
import type { Scenario } from './fake-bridge.ts';
import { bootOf, type Made, scenario } from './world.ts';

const folder = '/etc/yingke-desk/policies';
const hubs = ['https://desk.example.com', 'https://desk-beijing.example.com:8443'];

const report = effectivePolicy([
  {
    source: 'recommended',
    from: `${folder}/recommended/10-look.json`,
    values: { Density: 'compact', FontSize: 110 },
  },
  {
    source: 'enforced',
    from: `${folder}/managed/10-base.json`,
    values: {
      HubAddresses: hubs,
      RetentionDays: 14,
      NotificationPreview: false,
      SeveralAccounts: false,
      Theme: 'dark',
    },
  },
  {
    source: 'enforced',
    from: `${folder}/managed/20-shop.json`,
    values: { Theme: 'system', LogLevel: 'all', Colour: 1 },
  },
  { source: 'user', from: '', values: { Density: 'roomy', RetentionDays: 60 } },
]);

const managed: Managed = {
  locked: report.effective.flatMap(({ name, locked }) => (locked ? [name] : [])),
  hubs,
  off: ['SeveralAccounts'],
};

/** A desk that an organisation rules: what it says of that, and how it looks where something is settled. */
export function policyScenarios(usual: readonly Made[]): Readonly<Record<string, Scenario>> {
  const ruled = (of: Scenario): Scenario => ({
    ...of,
    boot: { ...of.boot, managed },
    answers: { 'policy.report': report },
  });
  return {
    policy: ruled(scenario(usual)),
    'policy-locked': ruled(scenario(usual)),
    'policy-sign-in': ruled(
      scenario([], {
        boot: bootOf({ account: { state: 'signed-out', hub: hubs[0] ?? '', email: '', code: 'managed' } }),
      }),
    ),
  };
}
