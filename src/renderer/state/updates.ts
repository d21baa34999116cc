import type { UpdateState } from '#shared/ipc/updates.ts';
import { createSlice } from './slice.ts';

/** How it stands with updates of the program; null until somebody asked. It is not a person's. */
export const useUpdates = createSlice<{ readonly state: UpdateState | null }>({ state: null }, 'app');

export function applyUpdates(state: UpdateState): void {
  useUpdates.setState({ state });
}
