import type { AlertState } from '#shared/ipc/alerts.ts';
import type { IpcInput } from '#shared/ipc/contract.ts';
import type { AlertCall } from '#shared/protocol/alerts.ts';
import { call, tell } from '../bridge/bridge.ts';
import { usePart } from './part.ts';
import { createSlice } from './slice.ts';
import { useTabs } from './tabs.ts';

type Alerts = {
  /** How notifications stand on this computer; null until main has said. */
  readonly state: AlertState | null;
  /** Waits of colleagues' customers that one was told of and that are not over. */
  readonly calls: readonly AlertCall[];
  /** Names of those that one has seen. */
  readonly dismissed: ReadonlySet<string>;
};

export const useAlerts = createSlice<Alerts>({ state: null, calls: [], dismissed: new Set() });

export function dismissCall(name: string): void {
  useAlerts.setState((s) => ({ dismissed: new Set(s.dismissed).add(name) }));
}

export function applyAlerts(state: AlertState): void {
  useAlerts.setState({ state });
}

export async function loadAlerts(): Promise<void> {
  const [state, { calls }] = await Promise.all([call('alerts.now', {}), call('alerts.calls', {})]);
  applyAlerts(state);
  useAlerts.setState({ calls });
}

export async function setAlerts(change: IpcInput<'alerts.set'>): Promise<void> {
  applyAlerts(await call('alerts.set', change));
}

export async function mute(length: IpcInput<'alerts.mute'>['for']): Promise<void> {
  applyAlerts(await call('alerts.mute', { for: length }));
}

/** Main is told which conversation is before the person: of that one nothing has to be notified. */
export function tellShown(): () => void {
  let told: string | null | undefined;
  const say = () => {
    const shown = usePart.getState().part === 'conversations' ? useTabs.getState().active : null;
    if (shown === told) return;
    told = shown;
    tell('alerts.shown', { conversationId: shown });
  };
  const ends = [usePart.subscribe(say), useTabs.subscribe(say)];
  say();
  return () => {
    for (const end of ends) end();
  };
}
