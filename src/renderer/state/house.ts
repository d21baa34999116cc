import type { AgentStatus, ChosenStatus } from '#shared/domain/routing/status.ts';
import type { Colleagues, OwnStatus } from '#shared/ipc/routing.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../bridge/bridge.ts';
import { meOf, useDeskApp } from './desk-app.ts';
import { createSlice } from './slice.ts';

type House = {
  /** Null until the hub has told. */
  readonly own: AgentStatus | null;
  readonly settings: OwnStatus['settings'];
  /** Null until the hub has told. */
  readonly people: Colleagues['people'] | null;
  readonly groups: Colleagues['groups'];
  /** Why the status could not be changed, until it is read or changed. */
  readonly refusal: Refusal | null;
};

/** Who works here, and what the signed-in person is to them. */
export const useHouse = createSlice<House>({
  own: null,
  settings: { awayReasons: [], awayAfter: null },
  people: null,
  groups: [],
  refusal: null,
});

export function applyStatus({ own, settings }: OwnStatus): void {
  useHouse.setState({ own, settings });
}

export function applyColleagues({ people, groups }: Colleagues): void {
  useHouse.setState({ people, groups });
}

/** What main knows already: this page may have come later than the news. */
export async function loadHouse(): Promise<void> {
  const { status, colleagues } = await call('routing.now', {});
  applyStatus(status);
  if (colleagues !== null) applyColleagues(colleagues);
}

/** Shown once the hub has taken it: others see nothing before that. */
export async function setStatus(status: ChosenStatus, reason: AgentStatus['reason'] = null): Promise<void> {
  try {
    useHouse.setState({ own: await call('status.set', { status, reason }), refusal: null });
  } catch (error) {
    useHouse.setState({ refusal: refusedWith(error) });
  }
}

/** The signed-in person as colleagues see them: load and capacity. */
export function useOwnPlace(): Colleagues['people'][number] | undefined {
  const meId = useDeskApp((s) => meOf(s.account)?.id);
  return useHouse((s) => s.people?.find(({ id }) => id === meId));
}
