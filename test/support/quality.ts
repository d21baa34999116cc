import { RefusalError } from '#shared/protocol/errors.ts';
import { type QualityEvents, qualityEvents } from '#shared/protocol/quality.ts';
import type { Handlers } from '../../src/hub/platform/realtime/index.ts';

/** Instead of the feature, for tests that are about something else: nothing of it is there. */
export const noQuality = Object.fromEntries(
  Object.keys(qualityEvents).map((event) => [
    event,
    async () => {
      throw new RefusalError('unavailable');
    },
  ]),
) as unknown as Handlers<QualityEvents, unknown>;
