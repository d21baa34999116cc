import type { IpcAnswer } from '#shared/ipc/contract.ts';
import type { WatchAlert } from '#shared/protocol/watch.ts';
import { call } from '../bridge/bridge.ts';
import { isSupervisor, useDeskApp } from './desk-app.ts';
import { showMonitor } from './monitor.ts';
import { createSlice } from './slice.ts';

type Watch = Omit<IpcAnswer<'watch.open'>, 'alerts'> & {
  /** What is open, the latest first. */
  readonly alerts: readonly WatchAlert[];
  readonly state: 'loading' | 'ready' | 'failed';
  /** The one that is shown beside the list. */
  readonly chosen: string | null;
  /** Counts what has changed: who shows more than the open ones reads anew. */
  readonly changes: number;
};

/** Alerts of the house's rules, for supervisors. */
export const useWatch = createSlice<Watch>({
  alerts: [],
  rules: [],
  quiet: [],
  state: 'loading',
  chosen: null,
  changes: 0,
});

/** Open, and nobody's yet: what the rail counts. */
export const unacknowledged = ({ alerts }: Watch): number =>
  alerts.filter(({ acknowledged }) => acknowledged === null).length;

export function chooseAlert(chosen: string | null): void {
  useWatch.setState({ chosen });
}

/** With each new line: what was missed meanwhile is asked for. */
export async function loadWatch(): Promise<void> {
  const { account, connection } = useDeskApp.getState();
  if (!isSupervisor(account) || connection.state !== 'connected') return;
  const before = useWatch.getState().changes;
  try {
    const open = await call('watch.open', {});
    // Heard of while it was asked: that is newer.
    if (useWatch.getState().changes !== before) return loadWatch();
    useWatch.setState({ ...open, state: 'ready' });
  } catch {
    // Who has a list keeps it: the banner says that the hub is away.
    useWatch.setState(({ state }) => ({ state: state === 'ready' ? 'ready' : 'failed' }));
  }
}

/** As they are now. */
export function applyWatch(changed: readonly WatchAlert[]): void {
  useWatch.setState(({ alerts, changes }) => {
    const ids = new Set(changed.map(({ id }) => id));
    const open = changed.filter(({ resolved }) => resolved === null);
    const rest = alerts.filter(({ id }) => !ids.has(id));
    return {
      alerts: [...open, ...rest].sort((a, b) => b.raisedAt - a.raisedAt),
      changes: changes + 1,
    };
  });
}

/** The list is asked for when the line is there, or is there again. */
export function followWatch(): () => void {
  void loadWatch();
  return useDeskApp.subscribe((now, before) => {
    if (now.connection.state !== before.connection.state) void loadWatch();
  });
}

export function focusAlert(alertId: string | null): void {
  if (alertId !== null) chooseAlert(alertId);
  showMonitor('alerts');
}
