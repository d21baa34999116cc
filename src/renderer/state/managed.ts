import type { PolicyName } from '#shared/domain/policy/policies.ts';
import { useDeskApp } from './desk-app.ts';

/** What an organisation may switch off in a desk. */
export type Feature = 'accounts' | 'training';

const offBy: Readonly<Record<Feature, readonly PolicyName[]>> = {
  accounts: ['SeveralAccounts'],
  // The simulated customers come to a hub on this computer.
  training: ['TrainingMode', 'HostHub'],
};

export function isSwitchedOff(feature: Feature): boolean {
  const off = useDeskApp.getState().managed?.off ?? [];
  return offBy[feature].some((name) => off.includes(name));
}

export function isLocked(name: PolicyName): boolean {
  return useDeskApp.getState().managed?.locked.includes(name) === true;
}

/** Whether the person at this desk cannot have it their own way. */
export function useIsLocked(name: PolicyName | undefined): boolean {
  return useDeskApp((s) => name !== undefined && s.managed?.locked.includes(name) === true);
}
