import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import type { Database } from '../platform/database/index.ts';

/** Below the number of parameters that either database takes. */
const most = 5000;

/** Who the ids of a report are. Groups that are no more keep the name they had last. */
export function createNames(database: Database, workspaceId: string) {
  const { kysely } = database;
  let groupNames = new Map<string, string>();
  let known = 0;
  let current: readonly { readonly id: string; readonly name: string }[] = [];

  const groups = async (): Promise<ReadonlyMap<string, string>> => {
    const rows = await kysely
      .selectFrom('routing_plan')
      .select(['version', 'plan'])
      .where('workspace_id', '=', workspaceId)
      .where('version', '>', known)
      .orderBy('version')
      .execute();
    if (rows.length === 0) return groupNames;
    groupNames = new Map(groupNames);
    for (const { plan } of rows) {
      current = (JSON.parse(plan) as RoutingPlan).groups.map(({ id, name }) => ({ id, name }));
      for (const { id, name } of current) groupNames.set(id, name);
    }
    known = rows.at(-1)?.version ?? known;
    return groupNames;
  };

  return {
    of: async (people: readonly string[], groupIds: readonly string[]) => {
      const agents: Record<string, string> = {};
      for (let i = 0; i < people.length; i += most) {
        const rows = await kysely
          .selectFrom('person')
          .select(['id', 'name'])
          .where('id', 'in', people.slice(i, i + most))
          .execute();
        for (const { id, name } of rows) agents[id] = name;
      }
      const all = await groups();
      return {
        agents,
        groups: Object.fromEntries(groupIds.map((id) => [id, all.get(id) ?? id.slice(0, 8)])),
      };
    },
    /** What the customers of these conversations are called, and in which group each conversation is now. */
    customersOf: async (
      conversationIds: readonly string[],
    ): Promise<ReadonlyMap<string, { readonly name: string | null; readonly group: string | null }>> => {
      const ids = [...new Set(conversationIds)];
      if (ids.length === 0) return new Map();
      const rows = await kysely
        .selectFrom('conversation as c')
        .innerJoin('visitor as v', 'v.id', 'c.visitor_id')
        .select(['c.id', 'c.group_id', 'v.name'])
        .where('c.id', 'in', ids)
        .execute();
      return new Map(rows.map(({ id, name, group_id: group }) => [id, { name, group }]));
    },
    all: async () => {
      const people = await kysely
        .selectFrom('person')
        .select(['id', 'name'])
        .where('workspace_id', '=', workspaceId)
        .orderBy('name')
        .execute();
      await groups();
      return { agents: people, groups: [...current] };
    },
  };
}
