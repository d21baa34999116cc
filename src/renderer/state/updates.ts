import { useEffect } from 'react';
import type { IpcInput } from '#shared/ipc/contract.ts';
import type { UpdateState } from '#shared/ipc/updates.ts';
import { call } from '../bridge/bridge.ts';
import { createSlice } from './slice.ts';

/** How it stands with updates of the program; null until somebody asked. It is not a person's. */
export const useUpdates = createSlice<{ readonly state: UpdateState | null }>({ state: null }, 'app');

export function applyUpdates(state: UpdateState): void {
  useUpdates.setState({ state });
}

/** Asked for when it is shown; what changes then comes by itself. */
export function useUpdatesNow(): UpdateState | null {
  useEffect(() => {
    call('updates.now', {}).then(applyUpdates, () => undefined);
  }, []);
  return useUpdates((s) => s.state);
}

/** What comes of it is told by the state that follows. */
export async function lookForUpdates(): Promise<void> {
  await call('updates.check', {}).then(applyUpdates, () => undefined);
}

export function installUpdate(input: IpcInput<'updates.install'>): void {
  call('updates.install', input).then(applyUpdates, () => undefined);
}
