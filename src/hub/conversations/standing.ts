import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import { conversationSelect, toHeld } from './rows.ts';
import type { Held } from './writes.ts';

/** Below the number of parameters that either database takes. */
const most = 5000;

export type Standing = ReturnType<typeof createStanding>;

/** Rows of what is not over, for routing, which keeps them in memory. */
export function createStanding(database: Database, workspaceId: string, clock: Clock) {
  const { kysely } = database;
  const rows = () =>
    kysely
      .selectFrom('conversation as c')
      .innerJoin('conversation_growth as g', 'g.conversation_id', 'c.id')
      .innerJoin('visitor as v', 'v.id', 'c.visitor_id')
      .leftJoin('person as p', 'p.id', 'c.agent_id')
      .leftJoin('entry as m', (on) =>
        on.onRef('m.workspace_id', '=', 'c.workspace_id').onRef('m.feed_seq', '=', 'g.last_said'),
      )
      .select(conversationSelect)
      .where('c.workspace_id', '=', workspaceId);

  return {
    /** The feed's end. */
    head: async (): Promise<number> => {
      const query = kysely.selectFrom('workspace').select('feed_head').where('id', '=', workspaceId);
      return (await query.executeTakeFirstOrThrow()).feed_head;
    },
    /** What is open, and what an agent has wrap-up of. */
    all: async (): Promise<Held[]> => {
      const open = await rows().where('c.status', 'in', ['queued', 'active']).execute();
      const wrapping = await rows()
        .where('c.status', '=', 'closed')
        .where('c.wrap_up_until', '>', clock.now())
        .execute();
      return [...open, ...wrapping].map(toHeld);
    },
    /** As they are now, whatever their status. */
    of: async (ids: readonly string[]): Promise<Held[]> => {
      const found: Held[] = [];
      for (let i = 0; i < ids.length; i += most) {
        const page = await rows()
          .where('c.id', 'in', ids.slice(i, i + most))
          .execute();
        found.push(...page.map(toHeld));
      }
      return found;
    },
    /** Of which there are entries after `since`, up to `until`, as they are now. */
    between: async (since: number, until: number): Promise<Held[]> => {
      const page = await rows()
        .where('c.id', 'in', (eb) =>
          eb
            .selectFrom('entry as e')
            .select('e.conversation_id')
            .where('e.workspace_id', '=', workspaceId)
            .where('e.feed_seq', '>', since)
            .where('e.feed_seq', '<=', until),
        )
        .execute();
      return page.map(toHeld);
    },
  };
}
