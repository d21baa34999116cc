import type { StepAction } from '#shared/domain/supervision/actions.ts';
import { mayStepIn } from '#shared/domain/supervision/rights.ts';
import type { Supervision } from '#shared/domain/supervision/settings.ts';
import { usualSupervision } from '#shared/domain/supervision/usual.ts';
import type { IpcNews } from '#shared/ipc/contract.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import { call } from '../bridge/bridge.ts';
import { meOf, useDeskApp } from './desk-app.ts';
import { useHouse } from './house.ts';
import { createSlice } from './slice.ts';

/** By whom one's own conversations are looked at now, as far as the house tells it: names, or null for somebody. */
type Watched = { readonly by: ReadonlyMap<string, readonly (string | null)[]> };

export const useWatched = createSlice<Watched>({ by: new Map() });

export function applyWatched({ all }: IpcNews<'supervise.watched'>): void {
  useWatched.setState({ by: new Map(all.map(({ conversationId, by }) => [conversationId, by])) });
}

/** For a page that comes later than the news. */
export async function loadWatched(): Promise<void> {
  applyWatched(await call('supervise.watched', {}));
}

/** What supervisors may do in this house, and what agents are told of it. */
export function useSupervision(): Supervision {
  return useHouse((s) => s.settings.supervision ?? usualSupervision);
}

/** Whether one may step in there: the hub decides, this only says it before one tries. `of`: a group, several, or none. */
export type MayStep = (action: StepAction, of: string | null | readonly string[]) => boolean;

function stepping(
  me: Me | null,
  settings: Supervision,
  people: ReturnType<typeof useHouse.getState>['people'],
): MayStep {
  if (me === null) return () => false;
  const groups = people?.find(({ id }) => id === me.id)?.groups ?? null;
  return (action, of) => mayStepIn({ role: me.role, groups }, action, of, settings);
}

export function useMayStep(): MayStep {
  const me = useDeskApp((s) => meOf(s.account));
  const people = useHouse((s) => s.people);
  return stepping(me, useSupervision(), people);
}

export const mayStepNow: MayStep = (action, of) => {
  const { people, settings } = useHouse.getState();
  const me = meOf(useDeskApp.getState().account);
  return stepping(me, settings.supervision ?? usualSupervision, people)(action, of);
};
