import type { superviseEvents } from '#shared/protocol/supervise.ts';
import type { Handlers } from '../../src/hub/platform/realtime/index.ts';

/** Instead of the feature, for tests that are about something else: all is granted, nothing is done. */
export const noSupervision: Omit<Handlers<typeof superviseEvents, unknown>, 'supervise.join'> = {
  'supervise.watch': async () => null,
  'supervise.status': async (_, { status, reason }) => ({ status, reason, since: 0 }),
  'supervise.moveQueue': async () => ({ moved: 0, taken: 0, left: 0 }),
  'supervise.pause': async () => null,
};
