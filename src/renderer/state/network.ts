import type { NetworkState } from '#shared/ipc/network.ts';
import { createSlice } from './slice.ts';

/** Hosts that are not reached and are known why. It is this computer's, not a person's. */
const useNetwork = createSlice<NetworkState>({ faults: [], keeps: false }, 'app');

export function applyNetwork(state: NetworkState): void {
  useNetwork.setState(state);
}
