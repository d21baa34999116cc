import type { WayFault } from '#shared/domain/network/fault.ts';
import type { NetworkState } from '#shared/ipc/network.ts';
import { createSlice } from './slice.ts';

/** Hosts that are not reached and are known why, and whether their page is shown where there are no settings yet. */
export const useNetwork = createSlice<NetworkState & { readonly isShown: boolean }>(
  { faults: [], keeps: false, isShown: false },
  'app',
);

export function applyNetwork(state: NetworkState): void {
  useNetwork.setState(state);
}

export function showNetwork(): void {
  useNetwork.setState({ isShown: true });
}

/** Why that hub is not reached; null: nothing is known but that it is away. */
export function useWayFault(hub: string): WayFault | null {
  return useNetwork(({ faults }) => faultIn(faults, hub));
}

function faultIn(faults: NetworkState['faults'], hub: string): WayFault | null {
  if (faults.length === 0 || !URL.canParse(hub)) return null;
  const { origin } = new URL(hub);
  return faults.find((one) => one.origin === origin)?.fault ?? null;
}
