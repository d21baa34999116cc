import type { NetworkState } from '#shared/ipc/network.ts';
import { call } from '../bridge/bridge.ts';
import { createSlice } from './slice.ts';

export type NetworkFault = NetworkState['faults'][number]['fault'];

/** Hosts that are not reached and are known why. It is this computer's, not a person's. */
export const useNetwork = createSlice<NetworkState>({ faults: [], keeps: false }, 'app');

export function applyNetwork(state: NetworkState): void {
  useNetwork.setState(state);
}

/** What was told before this page was there. */
export async function loadNetwork(): Promise<void> {
  applyNetwork(await call('network.now', {}));
}
