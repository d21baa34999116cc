import type { AlertState } from '#shared/ipc/alerts.ts';
import type { IpcInput } from '#shared/ipc/contract.ts';
import { call, tell } from '../bridge/bridge.ts';
import { usePart } from './part.ts';
import { createSlice } from './slice.ts';
import { useTabs } from './tabs.ts';

/** How notifications stand on this computer; null until main has said. */
export const useAlerts = createSlice<{ readonly state: AlertState | null }>({ state: null });

export function applyAlerts(state: AlertState): void {
  useAlerts.setState({ state });
}

export async function loadAlerts(): Promise<void> {
  applyAlerts(await call('alerts.now', {}));
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
