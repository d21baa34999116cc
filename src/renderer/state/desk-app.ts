import { densities, usualLook } from '#shared/domain/look.ts';
import type { DeskRequirement } from '#shared/domain/update/required.ts';
import type { Account } from '#shared/ipc/account.ts';
import type { Boot, CacheLoss, Connection, Look, Preferences, Protection } from '#shared/ipc/app.ts';
import type { Managed } from '#shared/ipc/policy.ts';
import { call } from '../bridge/bridge.ts';
import { createSlice } from './slice.ts';
import { useTraining } from './training.ts';

type DeskApp = {
  readonly account: Account;
  readonly preferences: Preferences;
  readonly connection: Connection;
  readonly protection: Protection;
  /** What was lost on this computer, until somebody has read it. */
  readonly loss: CacheLoss | null;
  readonly version: string;
  /** What the organisation has settled; null: nothing. */
  readonly managed: Managed | null;
  /** Which versions of the desk the hub wants; null: it does not say. */
  readonly required: DeskRequirement | null;
};

/** Main's own state: who is signed in, how the line is, what the person prefers. */
export const useDeskApp = createSlice<DeskApp>(
  {
    account: { state: 'signed-out', hub: '', email: '', code: null },
    preferences: { theme: 'system', locale: 'zh-CN' },
    connection: { state: 'connecting', code: null, since: 0, pending: 0, latency: null },
    protection: 'keychain',
    loss: null,
    version: '',
    managed: null,
    required: null,
  },
  'app',
);

export function applyBoot(boot: Boot): void {
  useDeskApp.setState({
    account: boot.account,
    preferences: boot.preferences,
    connection: boot.connection,
    protection: boot.cache.protection,
    loss: boot.cache.loss,
    version: boot.appVersion,
    managed: boot.managed ?? null,
    required: boot.required ?? null,
  });
  useTraining.setState({ scene: boot.training });
}

/** How this person wants it, where they have not said as it usually is. */
export function useLook(): Look {
  return useDeskApp((s) => s.preferences.look ?? usualLook);
}

export function lookNow(): Look {
  return useDeskApp.getState().preferences.look ?? usualLook;
}

/** How much larger than usual all spaces are, by font size and density: for what is measured in pixels. */
export function useSpace(): number {
  const { fontSize, density } = useLook();
  return (fontSize / 100) * densities[density];
}

/** Shown at once; main keeps it and tells all windows. */
export async function setPreferences(change: Partial<Preferences>): Promise<void> {
  const before = useDeskApp.getState().preferences;
  useDeskApp.setState({ preferences: { ...before, ...change } });
  try {
    useDeskApp.setState({ preferences: await call('app.setPreferences', change) });
  } catch (error) {
    // Refused: what is settled by the organisation stays as it is.
    useDeskApp.setState({ preferences: before });
    throw error;
  }
}

/** Somebody has read what was lost. */
export async function forgetLoss(): Promise<void> {
  useDeskApp.setState({ loss: null });
  await call('app.forgetLoss', {});
}

/** The person who is signed in, or null. */
export function meOf(account: Account): Extract<Account, { state: 'signed-in' }>['me'] | null {
  return account.state === 'signed-in' ? account.me : null;
}

/** Who sees everybody's work: supervisors and admins. */
export function isSupervisor(account: Account): boolean {
  const role = meOf(account)?.role;
  return role === 'supervisor' || role === 'admin';
}

/** Names this person's things in the browser's own storage. */
export function ownerOf(account: Account): string | null {
  return account.state === 'signed-in' ? `${account.hub}|${account.me.id}` : null;
}
