import type { Scene } from '#shared/domain/watch/judge.ts';
import type { WatchRule } from '#shared/domain/watch/rule.ts';
import { levelInterval } from '#shared/domain/watch/trial.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Routing } from '../routing/index.ts';

/**
 * How many of a hundred had somebody within what their group promises, of those who came lately. From the database, where it is
 * after a restart too; only where a rule asks for it, and not every second.
 */
export function createLevels(options: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly plan: Routing['known']['plan'];
}) {
  const { database, workspaceId, clock, plan } = options;
  let known = new Map<string, { readonly percent: number; readonly of: number }>();
  let countedAt = Number.NEGATIVE_INFINITY;

  const count = async (minutes: number): Promise<void> => {
    const now = clock.now();
    const rows = await database.kysely
      .selectFrom('conversation as c')
      .leftJoin('participant as p', 'p.conversation_id', 'c.id')
      .select(['c.id', 'c.group_id', 'c.opened_at', 'c.closed_at'])
      .select((eb) => eb.fn.min('p.since').as('had_at'))
      .where('c.workspace_id', '=', workspaceId)
      // So that the index of status and time serves.
      .where('c.status', 'in', ['queued', 'active', 'closed'])
      .where('c.opened_at', '>=', now - minutes * 60_000)
      .where('c.kind', '=', 'live')
      .groupBy(['c.id', 'c.group_id', 'c.opened_at', 'c.closed_at'])
      .execute();
    for (const { id, serviceLevel } of plan().groups) {
      let [met, missed] = [0, 0];
      for (const row of rows) {
        if (row.group_id !== id) continue;
        const waited = (row.had_at ?? row.closed_at ?? now) - row.opened_at;
        if (row.had_at !== null && waited <= serviceLevel.within) met += 1;
        // Who went before their time was up was not served late; who still waits within it, not yet.
        else if (waited > serviceLevel.within) missed += 1;
      }
      const of = met + missed;
      if (of > 0) known.set(`${id} ${minutes}`, { percent: Math.floor((100 * met) / of), of });
    }
  };

  return {
    look: async (rules: readonly WatchRule[]): Promise<void> => {
      const wanted = new Set(
        rules.flatMap(({ on, when }) => (on && when.kind === 'service_level' ? [when.minutes] : [])),
      );
      const now = clock.now();
      if (wanted.size === 0 || (now >= countedAt && now - countedAt < levelInterval)) return;
      countedAt = now;
      known = new Map();
      for (const minutes of wanted) await count(minutes);
    },
    levelOf: ((groupId, minutes) => known.get(`${groupId} ${minutes}`) ?? null) satisfies Scene['levelOf'],
  };
}
