import type { Tick } from '#shared/domain/customer/filing.ts';
import { call } from '../bridge/bridge.ts';
import { createSlice } from './slice.ts';

type Checklists = {
  /** What is ticked off, by conversation; absent: not asked yet. */
  readonly ticks: ReadonlyMap<string, readonly Tick[]>;
};

export const useChecklists = createSlice<Checklists>({ ticks: new Map() });

export function applyTicks({
  conversationId,
  ticks,
}: {
  readonly conversationId: string;
  readonly ticks: readonly Tick[];
}): void {
  useChecklists.setState((s) => ({ ticks: new Map(s.ticks).set(conversationId, ticks) }));
}

/** Rejects with a refusal. */
export async function openChecklist(conversationId: string): Promise<void> {
  applyTicks({ conversationId, ...(await call('checklist.open', { conversationId })) });
}

/** Rejects with a refusal; what was ticked stays as it was then. */
export async function tickStep(conversationId: string, stepId: string, done: boolean): Promise<void> {
  applyTicks({ conversationId, ...(await call('checklist.tick', { conversationId, stepId, done })) });
}
