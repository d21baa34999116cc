import type { Conversation } from '#shared/domain/conversation.ts';
import { loadOf } from '#shared/domain/routing/load.ts';
import type { Database } from '../platform/database/index.ts';
import type { Taker } from './drafts.ts';

/**
 * What those people hold, and their leases. To be asked while a batch has the feed's lock: all that was committed before
 * is in the answer, and nothing else can be committed until the batch is.
 */
export async function readTakers(
  database: Database,
  ids: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, Taker>> {
  const takers = new Map<string, Taker>();
  if (ids.length === 0) return takers;
  const { kysely } = database;
  const wanted = padded(ids);
  const columns = ['c.agent_id', 'c.offer_to', 'c.offer', 'c.status', 'c.wrap_up_until'] as const;
  const rows = () => kysely.selectFrom('conversation as c').select(columns);
  const serving = await rows().where('c.agent_id', 'in', wanted).where('c.status', '=', 'active').execute();
  const offered = await rows().where('c.offer_to', 'in', wanted).execute();
  const wrapping = await rows()
    .where('c.agent_id', 'in', wanted)
    .where('c.wrap_up_until', '>', now)
    .where('c.status', '=', 'closed')
    .execute();
  const leases = await kysely.selectFrom('lease').selectAll().where('person_id', 'in', wanted).execute();
  const untils = new Map(leases.map(({ person_id, until }) => [person_id, until]));
  for (const id of ids) takers.set(id, { load: 0, leaseUntil: untils.get(id) ?? 0 });

  const add = (id: string | null, { agent_id, offer, status, wrap_up_until }: (typeof serving)[number]) => {
    const taker = id === null ? undefined : takers.get(id);
    if (id === null || taker === undefined) return;
    const held = {
      status,
      agent: agent_id === null ? null : { id: agent_id, name: '' },
      offer: offer === null ? null : (JSON.parse(offer) as Conversation['offer']),
      wrapUpUntil: wrap_up_until,
    };
    takers.set(id, { ...taker, load: taker.load + loadOf(held, id, now) });
  };
  for (const row of [...serving, ...wrapping]) add(row.agent_id, row);
  // Who is asked to join in what they have is counted once.
  for (const row of offered) if (row.offer_to !== row.agent_id) add(row.offer_to, row);
  return takers;
}

/** To the next power of two, so that there are but a few statements. */
function padded(ids: readonly string[]): string[] {
  const length = 2 ** Math.ceil(Math.log2(ids.length));
  return [...ids, ...Array<string>(length - ids.length).fill(ids.at(-1) ?? '')];
}
