import type { Clock } from '../platform/clock.ts';
import type { Columns, Database, Value } from '../platform/database/index.ts';
import { oneAtATime } from '../platform/one-at-a-time.ts';
import { maxUserAgent } from './device.ts';

/** How a browser came: what it says of itself, and where its clock is. */
export type Came = { readonly userAgent: string | null; readonly timeZone: string | null };

const columns = {
  id: 'text',
  last_seen: 'bigint',
  user_agent: 'text',
  time_zone: 'text',
} as const satisfies Columns;

export type Seen = ReturnType<typeof createSeen>;

/**
 * When visitors were here, and with what. Gathered, and written together: after a restart of the hub two thousand
 * come back at once, and none of them has to wait for the disk because of this.
 */
export function createSeen(database: Database, clock: Pick<Clock, 'now'>) {
  let waiting = new Map<string, Value[]>();

  const flush = oneAtATime(async () => {
    const rows = [...waiting.values()];
    waiting = new Map();
    if (rows.length > 0) await database.transaction((bulk) => bulk.update('visitor', columns, rows));
  });

  return {
    came: (visitorId: string, { userAgent, timeZone }: Came): void => {
      const said = userAgent?.slice(0, maxUserAgent) ?? null;
      waiting.set(visitorId, [visitorId, clock.now(), said, zoneNamed(timeZone)]);
    },
    /** All that was seen until now is in the database when it resolves. */
    flush: async (): Promise<void> => {
      await flush.run();
      // What came while one was under way already.
      if (waiting.size > 0) await flush.run();
    },
    idle: flush.idle,
  };
}

/** The zone by its usual name; null where there is none of that name. A stranger says it: nothing is remembered of it. */
function zoneNamed(name: string | null): string | null {
  if (name === null) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    // Asking is the only way to know.
    return null;
  }
}
