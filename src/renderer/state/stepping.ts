import type { ChosenStatus } from '#shared/domain/routing/status.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../bridge/bridge.ts';
import { createSlice } from './slice.ts';

type Named = { readonly id: string; readonly name: string };

type Stepping = {
  /** What is asked before it is done: it has to do with more than one customer. */
  readonly asked: { readonly is: 'pause' | 'move'; readonly group: Named } | null;
  /** What was done to this one, and was refused, until something else is done. */
  readonly refused: { readonly name: string; readonly refusal: Refusal } | null;
};

/** What who supervises does to an agent or a group from the live board (E2). */
export const useStepping = createSlice<Stepping>({ asked: null, refused: null });

export function askStep(asked: Stepping['asked']): void {
  useStepping.setState({ asked, refused: null });
}

async function step(name: string, act: () => Promise<unknown>): Promise<void> {
  useStepping.setState({ refused: null });
  try {
    await act();
  } catch (error) {
    useStepping.setState({ refused: { name, refusal: refusedWith(error) } });
  }
}

/** They are told by whom. */
export function setStatusOf({ id, name }: Named, status: ChosenStatus): Promise<void> {
  return step(name, () => call('supervise.status', { personId: id, status, reason: null }));
}

export function resumeGroup({ id, name }: Named): Promise<void> {
  return step(name, () => call('supervise.pause', { groupId: id, paused: false }));
}

export function forgetRefused(): void {
  useStepping.setState({ refused: null });
}
