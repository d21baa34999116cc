import { newId } from '#shared/domain/key.ts';
import { defaultPlan } from '#shared/domain/routing/default-plan.ts';
import type { KeptPlan, RoutingPlan } from '#shared/domain/routing/plan.ts';
import { problemsOf } from '#shared/domain/routing/problems.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';

/** Who made the first one. */
const theHub = 'Yingke';

export type PlanVersion = Omit<KeptPlan, 'plan'>;

export type Plans = {
  /** What is in force, as this node knows it: never older than a second. */
  readonly current: () => KeptPlan;
  /**
   * Puts it in force under the next version. `version` is the one it was made from: refused with `conflict` when
   * that is no longer in force, with `bad_request` and the path of what is wrong when it has errors.
   */
  readonly save: (version: number, plan: RoutingPlan, by: string) => Promise<KeptPlan>;
  /** The latest versions before `before`, newest first. */
  readonly history: (limit: number, before?: number) => Promise<PlanVersion[]>;
  /** Null when there never was such a version. */
  readonly version: (version: number) => Promise<KeptPlan | null>;
  /** Called after every change, here or on another node. Answers how to stop that. */
  readonly onChange: (listener: (kept: KeptPlan) => void) => () => void;
  /** What another node has changed; asked every second. */
  readonly look: () => Promise<void>;
};

/** The routing plan of the workspace. A workspace that has none yet gets the usual one. */
export async function createPlans(options: {
  readonly database: Database;
  readonly workspace: { readonly id: string; readonly name: string };
  readonly clock: Clock;
}): Promise<Plans> {
  const { database, workspace, clock } = options;
  const { kysely } = database;
  const listeners = new Set<(kept: KeptPlan) => void>();

  const rows = () => kysely.selectFrom('routing_plan').selectAll().where('workspace_id', '=', workspace.id);

  const latest = async (): Promise<KeptPlan | null> => {
    const row = await rows().orderBy('version', 'desc').limit(1).executeTakeFirst();
    return row === undefined ? null : toKept(row);
  };

  /** Null when that version is there already. */
  const insert = async (version: number, plan: RoutingPlan, by: string): Promise<KeptPlan | null> => {
    const kept = { version, at: clock.now(), by, plan };
    const row = await kysely
      .insertInto('routing_plan')
      .values({ ...kept, workspace_id: workspace.id, plan: JSON.stringify(plan) })
      .onConflict((oc) => oc.doNothing())
      .returning('version')
      .executeTakeFirst();
    return row === undefined ? null : kept;
  };

  const first = async (): Promise<KeptPlan> => {
    // Of two nodes that start on a new database, one is first, and both take what that one made.
    await insert(1, defaultPlan(newId, localeOf(workspace.name)), theHub);
    const kept = await latest();
    if (kept === null) throw new Error('the routing plan is gone');
    return kept;
  };

  let known = (await latest()) ?? (await first());

  /** Of what comes in any order, only what is newer counts. */
  const take = (kept: KeptPlan) => {
    if (kept.version <= known.version) return;
    known = kept;
    for (const listener of listeners) listener(kept);
  };

  const newest = async (): Promise<number> => {
    const row = await kysely
      .selectFrom('routing_plan')
      .select((eb) => eb.fn.max('version').as('version'))
      .where('workspace_id', '=', workspace.id)
      .executeTakeFirst();
    return row?.version ?? 0;
  };

  return {
    current: () => known,
    save: async (version, plan, by) => {
      const error = problemsOf(plan).find(({ severity }) => severity === 'error');
      if (error !== undefined) throw new RefusalError({ code: 'bad_request', field: error.path });
      // Versions only grow, and each is there once: after this, whoever inserts the next one is first.
      const kept = (await newest()) === version ? await insert(version + 1, plan, by) : null;
      if (kept === null) throw new RefusalError('conflict');
      take(kept);
      return kept;
    },
    history: (limit, before = Number.MAX_SAFE_INTEGER) =>
      kysely
        .selectFrom('routing_plan')
        .select(['version', 'at', 'by'])
        .where('workspace_id', '=', workspace.id)
        .where('version', '<', before)
        .orderBy('version', 'desc')
        .limit(limit)
        .execute(),
    version: async (version) => {
      const row = await rows().where('version', '=', version).executeTakeFirst();
      return row === undefined ? null : toKept(row);
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    look: async () => {
      if ((await newest()) <= known.version) return;
      const kept = await latest();
      if (kept !== null) take(kept);
    },
  };
}

function toKept(row: { version: number; at: number; by: string; plan: string }): KeptPlan {
  return { version: row.version, at: row.at, by: row.by, plan: JSON.parse(row.plan) as RoutingPlan };
}

/** A house with a Chinese name is given Chinese words to begin with. */
function localeOf(name: string): 'zh-CN' | 'en' {
  return /\p{Script=Han}/u.test(name) ? 'zh-CN' : 'en';
}
