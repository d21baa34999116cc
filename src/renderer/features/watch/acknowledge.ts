import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../bridge/bridge.ts';
import { applyWatch } from '../../state/watch.ts';

/** Sees to it; null, or why that was refused: somebody was faster. */
export async function acknowledge(alertId: string, note: string | null): Promise<Refusal | null> {
  try {
    applyWatch([await call('watch.acknowledge', { alertId, note })]);
    return null;
  } catch (error) {
    return refusedWith(error);
  }
}

/** It is done with, whatever its cause does. */
export async function resolve(alertId: string, note: string | null): Promise<Refusal | null> {
  try {
    applyWatch([await call('watch.resolve', { alertId, note })]);
    return null;
  } catch (error) {
    return refusedWith(error);
  }
}
