import type { DeskCount } from '#shared/domain/update/desks-here.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { createSlice } from '../../../state/slice.ts';

/** Which versions the desks of the house run. Null until the hub has told. */
export const useDeskCounts = createSlice<{
  readonly desks: readonly DeskCount[] | null;
  readonly refusal: Refusal | null;
}>({ desks: null, refusal: null });

export async function loadDeskCounts(): Promise<void> {
  try {
    const { desks } = await call('admin.policy.desks', null);
    useDeskCounts.setState({ desks, refusal: null });
  } catch (error) {
    useDeskCounts.setState({ refusal: refusedWith(error) });
  }
}
