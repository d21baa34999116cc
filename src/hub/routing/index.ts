import type { Write } from '../conversations/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Log } from '../platform/log/index.ts';
import { isLostRace } from './lost-race.ts';
import { type Agent, planRound } from './plan.ts';

export { createHouse } from './house.ts';
export { createLeases, defaultLeaseTime } from './leases.ts';
export { createPlans, type Plans, type PlanVersion } from './plans.ts';
export { createStatuses } from './statuses.ts';

/** How many waiting conversations one round looks at; the rest has its turn in the next. */
const round = 100;

export type Routing = {
  /** Something changed: somebody waits, or somebody came. Answers when all is given that can be. */
  readonly look: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/**
 * Gives waiting conversations, the oldest first, to the least loaded agents that are online. One
 * round at a time, and each assignment is a compare-and-set (P12), so that neither two triggers nor
 * an agent who takes one by hand ever give it twice.
 */
export function createRouting(options: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: Clock;
  /** Ids of agents with a desk that is connected. */
  readonly online: () => readonly string[];
  readonly write: (write: Write) => Promise<unknown>;
  readonly log: Log;
}): Routing {
  const { database, workspaceId, clock, online, write, log } = options;
  const { kysely } = database;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  /** Agents who are here, with what they serve and when they were last given something. */
  const candidates = async (ids: readonly string[]): Promise<Agent[]> => {
    const people = await kysely
      .selectFrom('person as p')
      // Here, but with a lease that could not be renewed: what one is given would be taken away again.
      .innerJoin('lease as l', (join) =>
        join.onRef('l.person_id', '=', 'p.id').on('l.until', '>', clock.now()),
      )
      .select(['p.id', 'p.name'])
      .select((eb) => [
        eb
          .selectFrom('conversation as c')
          .select((e) => e.fn.countAll<number>().as('load'))
          .whereRef('c.agent_id', '=', 'p.id')
          .where('c.status', '=', 'active')
          .as('load'),
        eb
          .selectFrom('participant as t')
          .select((e) => e.fn.max('t.since').as('since'))
          .whereRef('t.person_id', '=', 'p.id')
          .as('since'),
      ])
      .where('p.workspace_id', '=', workspaceId)
      .where('p.role', '=', 'agent')
      .where('p.disabled_at', 'is', null)
      .where('p.id', 'in', [...ids])
      .execute();
    return people.map((p) => ({ id: p.id, name: p.name, load: p.load ?? 0, lastAssignedAt: p.since ?? 0 }));
  };

  /** True when there may be more to give. */
  const giveRound = async (): Promise<boolean> => {
    const ids = online();
    if (ids.length === 0) return false;
    const queued = await kysely
      .selectFrom('conversation')
      .select(['id', 'version'])
      .where('workspace_id', '=', workspaceId)
      .where('status', '=', 'queued')
      .orderBy('opened_at')
      .orderBy('id')
      .limit(round)
      .execute();
    if (queued.length === 0) return false;

    const given = planRound(queued, await candidates(ids), clock.now());
    // Asked for together, so that they commit together.
    const results = await Promise.allSettled(
      given.map(({ conversation: { id, version }, to }) =>
        write({
          kind: 'assign',
          conversationId: id,
          version,
          to: { id: to.id, name: to.name },
          reason: 'least_loaded',
        }),
      ),
    );
    for (const result of results) {
      // A refusal: somebody took or closed it meanwhile. Anything else ends the round.
      if (result.status === 'rejected' && !isLostRace(result.reason)) throw result.reason;
    }
    return given.length === round;
  };

  const run = async () => {
    try {
      do {
        again = false;
        while (!stopped && (await giveRound()));
      } while (again && !stopped);
    } catch (error) {
      if (!stopped) log.error({ err: error }, 'assignment failed');
    } finally {
      running = null;
    }
  };

  return {
    look: () => {
      if (stopped) return Promise.resolve();
      again = true;
      running ??= run();
      return running;
    },
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}
