import { newId } from '#shared/domain/key.ts';
import { defaultPlan } from '#shared/domain/routing/default-plan.ts';
import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import { problemsOf } from '#shared/domain/routing/problems.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import { createVersions, type Versions } from '../platform/versions.ts';

/** Who made the first one. */
const theHub = 'Yingke';

export type Plans = Versions<'plan', RoutingPlan>;

/** The routing plan of the workspace. A workspace that has none yet gets the usual one, which is kept as its first version. */
export async function createPlans(options: {
  readonly database: Database;
  readonly workspace: { readonly id: string; readonly name: string };
  readonly clock: Pick<Clock, 'now'>;
}): Promise<Plans> {
  const { database, workspace, clock } = options;
  const none = defaultPlan(newId, localeOf(workspace.name));
  const plans = await createVersions({
    ...{ database, workspaceId: workspace.id, clock, none },
    table: 'routing_plan',
    column: 'plan',
    wrongIn: (plan) => problemsOf(plan).find(({ severity }) => severity === 'error')?.path ?? null,
  });
  if (plans.current().version > 0) return plans;
  // Of two nodes that start on a new database one is first, and both take what that one made.
  await plans.save(0, none, theHub).catch((error: unknown) => {
    if (!(error instanceof RefusalError) || error.refusal.code !== 'conflict') throw error;
  });
  await plans.look();
  return plans;
}

/** A house with a Chinese name is given Chinese words to begin with. */
function localeOf(name: string): 'zh-CN' | 'en' {
  return /\p{Script=Han}/u.test(name) ? 'zh-CN' : 'en';
}
