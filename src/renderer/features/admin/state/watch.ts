import type { WatchRule } from '#shared/domain/watch/rule.ts';
import { call } from '../../../bridge/bridge.ts';
import { watchTroublesOf } from '../model/check.ts';
import { watchPlaceOf } from '../model/places.ts';
import { watchChanges, watchRebased } from '../model/watch-changes.ts';
import { createDocument } from './document.ts';
import { usePlan } from './plan.ts';

/** The alert rules in force, and what this admin makes of them. */
export const watchDocument = createDocument({
  name: 'watch',
  of: ({ rules }) => rules,
  read: () => call('admin.watch.read', null),
  history: () => call('admin.watch.history', null),
  version: (version) => call('admin.watch.version', { version }),
  save: (version, rules) => call('admin.watch.save', { version, rules }),
  restore: (version, to) => call('admin.watch.restore', { version, to }),
  troublesOf: (rules) => watchTroublesOf(rules, usePlan.getState().base?.plan ?? null),
  changesOf: watchChanges,
  rebased: watchRebased,
  placeOf: watchPlaceOf,
});

export const { use: useAlertRules, load: loadAlertRules } = watchDocument;

// Rules name groups and hours of the plan that is in force.
usePlan.subscribe((now, before) => {
  if (now.base !== before.base) watchDocument.lookAgain();
});

export function editRules(change: (rules: readonly WatchRule[]) => readonly WatchRule[]): void {
  watchDocument.edit(({ rules }) => ({ rules: [...change(rules)] }));
}
