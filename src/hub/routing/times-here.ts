import { newId } from '#shared/domain/key.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';

type Time = { readonly id: string; readonly person_id: string; readonly since: number; until: number };

/**
 * When people have a desk open at this hub, for reports (E3). Written when they come and go, and every few seconds between: whatever ends
 * a hub, what it wrote last is where the time ends.
 */
export function createTimesHere(database: Database, clock: Clock) {
  const here = new Map<string, Time>();
  let pending = new Map<string, Time>();
  let writing: Promise<void> = Promise.resolve();
  let ended = false;

  const save = async (): Promise<void> => {
    const rows = [...pending.values()];
    pending = new Map();
    if (rows.length === 0) return;
    await database.kysely
      .insertInto('agent_presence_log')
      .values(rows)
      .onConflict((oc) => oc.column('id').doUpdateSet({ until: (eb) => eb.ref('excluded.until') }))
      .execute();
  };

  /** All who come while another write is under way are written together. */
  const put = (times: readonly Time[]): Promise<void> => {
    for (const time of times) pending.set(time.id, { ...time });
    writing = writing.then(save, save);
    return writing;
  };

  const flush = (): Promise<void> => {
    if (ended) return writing;
    for (const time of here.values()) time.until = clock.now();
    return put([...here.values()]);
  };

  return {
    arrived: (personId: string): Promise<void> => {
      if (ended || here.has(personId)) return writing;
      const now = clock.now();
      const time: Time = { id: newId(), person_id: personId, since: now, until: now };
      here.set(personId, time);
      return put([time]);
    },
    /** Their last desk has gone. */
    left: (personId: string): Promise<void> => {
      const time = here.get(personId);
      here.delete(personId);
      if (ended || time === undefined) return writing;
      return put([{ ...time, until: clock.now() }]);
    },
    /** Until when whoever is here was here. Resolves when it is in the database. */
    flush,
    /** This hub ends: with it everybody's time here. */
    end: async (): Promise<void> => {
      const last = flush();
      ended = true;
      here.clear();
      await last;
    },
  };
}
