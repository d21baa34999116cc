import { call } from '../../../bridge/bridge.ts';
import { changesOf, rebased } from '../model/changes.ts';
import { troublesOf } from '../model/check.ts';
import { placeOf } from '../model/places.ts';
import { createDocument } from './document.ts';
import { usePeople } from './people.ts';

/** The routing plan in force, and what this admin makes of it. */
export const planDocument = createDocument({
  name: 'plan',
  of: ({ plan }) => plan,
  read: () => call('admin.plan.read', null),
  history: () => call('admin.plan.history', null),
  version: (version) => call('admin.plan.version', { version }),
  save: (version, plan) => call('admin.plan.save', { version, plan }),
  restore: (version, to) => call('admin.plan.restore', { version, to }),
  troublesOf: (plan) => troublesOf(plan, usePeople.getState().people),
  changesOf,
  rebased,
  placeOf,
});

export const {
  use: usePlan,
  edit,
  load: loadPlan,
  /** Who works here has changed: what the plan asks of them is looked at again. */
  lookAgain,
} = planDocument;
