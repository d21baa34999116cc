import type { Conversation } from '#shared/domain/conversation.ts';
import type { GroupRef } from '#shared/domain/entry.ts';
import type { Waiting } from '#shared/domain/routing/choose.ts';
import { targetOf } from '#shared/domain/routing/entry-rules.ts';
import { webWeight } from '#shared/domain/routing/load.ts';
import type { Needs } from '#shared/domain/routing/needs.ts';
import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import { rankOf } from '#shared/domain/routing/rank.ts';
import type { Seat } from './board.ts';
import type { Past } from './pasts.ts';

/** Whose a conversation is, as it is written into it. */
export type Target = {
  readonly group: GroupRef;
  readonly priority: number;
  readonly needs: Needs;
  /** Name of the rule that fitted. */
  readonly rule: string | null;
};

/** It has a group, and the plan has that group. */
export function isRouted({ group }: Pick<Conversation, 'group'>, plan: RoutingPlan): boolean {
  return group !== null && plan.groups.some(({ id }) => id === group.id);
}

/** Where one goes that is nobody's yet, or whose group is gone: then all else of it stays as it was. */
export function targetFor({ conversation }: Seat, past: Past, plan: RoutingPlan): Target {
  const { group, priority, needs, page, visitor } = conversation;
  if (group !== null) return { group: refTo(plan, plan.settings.defaultGroup), priority, needs, rule: null };
  const facts = { ...past.facts, page: page?.url ?? null, language: visitor.locale };
  const target = targetOf(plan, facts);
  return {
    group: refTo(plan, target.group),
    priority: target.priority,
    needs: { ...target.needs, agent: needs.agent },
    rule: plan.rules.find(({ id }) => id === target.rule)?.name ?? null,
  };
}

/** As the rules want it. `target` is what it will be by the same batch of writes; null where it is routed already. */
export function waitingOf(
  { conversation, owners }: Seat,
  target: Pick<Target, 'group' | 'priority' | 'needs'> | null,
  past: Past,
  plan: RoutingPlan,
): Waiting {
  const { id, kind, openedAt, queuedAt } = conversation;
  const { group, priority, needs } = target ?? conversation;
  if (group === null) throw new Error('nobody has said yet whose it is');
  const from = queuedAt ?? openedAt;
  const stickyFor = plan.groups.find((one) => one.id === group.id)?.stickyFor ?? 0;
  const chosen = needs.agent !== null && !owners.includes(needs.agent) ? needs.agent : null;
  return {
    id,
    kind,
    groupId: group.id,
    queuedAt: from,
    rank: rankOf({ queuedAt: from, priority, front: past.front }, plan.settings),
    // Whoever had it was the chosen one already.
    needs: chosen === needs.agent ? needs : { ...needs, agent: chosen },
    weight: webWeight,
    asked: past.asked,
    stickyTo:
      past.served === null ? null : { agentId: past.served.agentId, until: past.served.at + stickyFor },
  };
}

function refTo(plan: RoutingPlan, id: string): GroupRef {
  const found = plan.groups.find((group) => group.id === id);
  if (found === undefined) throw new Error('the plan names a group that it has not');
  return { id: found.id, name: found.name };
}
