import type { reportEvents } from '#shared/protocol/reports.ts';
import type { Handlers } from '../../src/hub/platform/realtime/index.ts';

const names = { agents: {}, groups: {} };

/** Instead of the feature, for tests that are about something else: there is nothing to report. */
export const noReports: Handlers<typeof reportEvents, unknown> = {
  'reports.ask': async () => ({ state: 'running', done: 0, of: null }),
  'reports.cancel': async () => null,
  'reports.behind': async () => ({ pieces: [], count: 0, value: null, names, asOf: 0 }),
  'reports.explain': async () => ({ pieces: [], target: 0, timeZone: 'UTC' }),
  'reports.choices': async () => ({ timeZone: 'UTC', today: '2026-11-29', agents: [], groups: [] }),
};
