import type { Rung } from '#shared/domain/alerts/ladder.ts';
import type { Clock } from '#shared/domain/clock.ts';
import type { AlertReported } from '#shared/protocol/alerts.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Ask } from '../connection/requests.ts';
import { faultOf, type Log } from '../log.ts';

/** More are not kept for a line that is away: the oldest go. */
const most = 500;
/** Older ones the hub does not take. Milliseconds. */
const oldest = 24 * 3600 * 1000;

/** Which wait a notification or sound was about. */
export type Proof = { readonly conversationId: string; readonly since: number; readonly rung: Rung };

export type Reports = {
  readonly add: (proof: Proof, what: AlertReported) => void;
  /** There is a line again. */
  readonly flush: () => void;
};

/** What became of alerts at this desk, told to the hub's ledger; kept in memory until there is a line to say it by. */
export function createReports(options: {
  readonly ask: Ask;
  readonly clock: Clock;
  readonly log: Log;
}): Reports {
  const { ask, clock, log } = options;
  const waiting: (Proof & { readonly what: AlertReported; readonly at: number })[] = [];
  let isSending = false;

  async function send(): Promise<void> {
    while (waiting[0] !== undefined) {
      const { at, ...one } = waiting[0];
      const ago = Math.max(0, clock.now() - at);
      try {
        if (ago <= oldest) await ask('alert.report', { ...one, ago });
      } catch (error) {
        const code = error instanceof RefusalError ? error.refusal.code : 'internal';
        // It is somebody else's by now, or was never known there: that will not change.
        if (code !== 'not_found' && code !== 'bad_request') throw error;
        log.info('an alert was not taken down', { code });
      }
      waiting.shift();
    }
  }

  function flush(): void {
    if (isSending) return;
    isSending = true;
    send()
      .catch((error) => log.info('alerts wait to be reported', faultOf(error)))
      .finally(() => {
        isSending = false;
      });
  }

  return {
    add: (proof, what) => {
      const { conversationId, since, rung } = proof;
      waiting.push({ conversationId, since, rung, what, at: clock.now() });
      if (waiting.length > most) waiting.shift();
      flush();
    },
    flush,
  };
}
