import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import type { PersonRecord, RebuildState } from '#shared/protocol/admin.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Log } from '../platform/log/index.ts';
import { createFilling, type Filling } from './fill.ts';
import { createReportThread } from './thread.ts';
import { createTryRule } from './trial.ts';

/** The facts of reports made anew, beside everything else that the hub does; asked after by whoever has begun it. */
export type Rebuilding = {
  /** One that is under way goes on. */
  readonly begin: () => RebuildState;
  readonly state: () => RebuildState;
};

export function createRebuilding(filling: Filling, log: Log): Rebuilding {
  let isRunning = false;
  let facts: number | null = null;
  let hasFailed = false;
  const state = (): RebuildState => ({ ...filling.progress(), isRunning, facts, hasFailed });
  return {
    state,
    begin: () => {
      if (isRunning) return state();
      [isRunning, facts, hasFailed] = [true, null, false];
      filling
        .rebuild()
        .then(
          (made) => {
            facts = made.facts;
          },
          (error: unknown) => {
            hasFailed = true;
            log.error({ err: error }, 'facts of reports were not made anew');
          },
        )
        .finally(() => {
          isRunning = false;
        });
      return state();
    },
  };
}

/** Where no hub runs: on its database. */
export function openRebuilding(options: {
  readonly database: Database;
  readonly location: string;
  readonly workspaceId: string;
  readonly log: Log;
  readonly clock: Pick<Clock, 'now'>;
  readonly plan: () => RoutingPlan;
  readonly people: () => Promise<readonly PersonRecord[]>;
}) {
  const { database, location, workspaceId, log, clock, plan, people } = options;
  const thread = createReportThread(location, workspaceId);
  const filling = createFilling(database, workspaceId, thread);
  return {
    ...createRebuilding(filling, log),
    // Nobody is here: until when they were is in the database.
    tryRule: createTryRule({
      thread,
      filling,
      now: clock.now,
      plan,
      people,
      tellTimes: async () => undefined,
    }),
    close: async (): Promise<void> => {
      await filling.idle();
      await thread.close();
    },
  };
}
