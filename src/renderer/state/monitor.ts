import { showPart } from './part.ts';
import { createSlice } from './slice.ts';

/** The tabs of the supervisors' part. What each shows is said in `app/shell/monitor/monitor-tabs.ts`. */
export type MonitorTabId = 'board' | 'alerts' | 'reports' | 'quality';

/** Which of them is on the screen. */
export const useMonitor = createSlice<{ readonly tab: MonitorTabId }>({ tab: 'board' });

/** Goes there from wherever one is. */
export function showMonitor(tab: MonitorTabId): void {
  useMonitor.setState({ tab });
  showPart('monitor');
}
