import { type HubRules, noHubRules } from '#shared/domain/policy/hub-rules.ts';
import { call } from '../../../bridge/bridge.ts';
import { policyTroublesOf } from '../model/check.ts';
import { housePlaceOf } from '../model/places.ts';
import { policyChanges, policyRebased } from '../model/policy.ts';
import { createDocument } from './document.ts';

/** Without `desk` the hub would leave what it asks for as it is. */
const save = (version: number, rules: HubRules) =>
  call('admin.policy.save', { version, rules: { ...rules, desk: rules.desk ?? null } });

/** What the house rules of its desks, and which versions it works with. */
export const policyDocument = createDocument({
  name: 'policy',
  of: ({ rules }) => rules,
  read: () => call('admin.policy.read', null),
  history: () => call('admin.policy.history', null),
  // Nobody has written version 0: it is that nothing is ruled.
  version: async (version) =>
    version === 0 ? { version, at: 0, by: '', rules: noHubRules } : call('admin.policy.version', { version }),
  save,
  restore: (version, to) =>
    to === 0 ? save(version, noHubRules) : call('admin.policy.restore', { version, to }),
  troublesOf: policyTroublesOf,
  changesOf: policyChanges,
  rebased: policyRebased,
  placeOf: housePlaceOf,
});

export const { use: usePolicy, edit: editPolicy, load: loadPolicy } = policyDocument;
