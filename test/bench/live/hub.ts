import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RoutingProfile, usualProfile } from '#shared/domain/routing/profile.ts';
import { type Hub as RunningHub, startHub } from '../../../src/hub/hub.ts';
import { createLog } from '../../../src/hub/platform/log/index.ts';
import { origin, person } from './people.ts';
import { serve, usage } from './worker.ts';

/** The hub as it is shipped, on a file of its own, with only the rates lifted. */

const unlimited = { points: Number.MAX_SAFE_INTEGER, duration: 10_000 };
let hub: RunningHub | null = null;
let folder = '';

const calls = {
  /** `maxBatch`: most messages that one commit takes. */
  start: async ({ maxBatch }: { maxBatch?: number }) => {
    folder = await mkdtemp(join(tmpdir(), 'yingke-bench-'));
    hub = await startHub({
      database: join(folder, 'hub.sqlite'),
      log: createLog({ write: (line) => void process.stderr.write(line) }, 'warn'),
      ...(maxBatch === undefined ? {} : { maxBatch }),
      limits: {
        visitorMessages: unlimited,
        visitorEvents: unlimited,
        addressMessages: unlimited,
        deskEvents: unlimited,
        registrations: unlimited,
      },
    });
    await hub.people.create(person);
    // One agent serves everybody here: it is no bench of who gets what.
    const profile: RoutingProfile = { ...usualProfile, capacity: Number.MAX_SAFE_INTEGER };
    await hub.database.kysely
      .updateTable('person')
      .set({ routing: JSON.stringify(profile) })
      .execute();
    await hub.origins.allow(origin);
    return hub.url;
  },
  /** What is in the database: entries that are messages, the feed's end, and conversations with a gap. */
  written: async () => {
    if (hub === null) throw new Error('not started');
    const { kysely } = hub.database;
    const { messages, entries } = await kysely
      .selectFrom('entry')
      .select((e) => [
        e.fn.countAll<number>().as('entries'),
        e.fn.countAll<number>().filterWhere('kind', '=', 'message').as('messages'),
      ])
      .executeTakeFirstOrThrow();
    const gaps = await kysely
      .selectFrom('entry')
      .select('conversation_id')
      .groupBy('conversation_id')
      .having((e) => e(e.fn.max('seq'), '<>', e.fn.countAll<number>()))
      .execute();
    const { feed_head: head } = await kysely
      .selectFrom('workspace')
      .select('feed_head')
      .executeTakeFirstOrThrow();
    return { messages, entries, head, gaps: gaps.length };
  },
  ...usage(),
};
export type Hub = typeof calls;

serve(calls, async () => {
  await hub?.stop();
  await rm(folder, { recursive: true, force: true });
});
