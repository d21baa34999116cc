import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import type { WatchRule } from '#shared/domain/watch/rule.ts';
import { type Trial, trialDays } from '#shared/domain/watch/trial.ts';
import type { PersonRecord } from '#shared/protocol/admin.ts';
import type { Filling } from './fill.ts';
import type { ReportThread } from './thread.ts';

const day = 24 * 3600_000;

/** How often a rule would have raised an alert, on what the hub keeps: today's groups, hours and people are gone by. */
export type TryRule = (rule: WatchRule) => Promise<Trial>;

export function createTryRule(options: {
  readonly thread: ReportThread;
  readonly filling: Pick<Filling, 'run'>;
  readonly now: () => number;
  readonly plan: () => RoutingPlan;
  readonly people: () => Promise<readonly PersonRecord[]>;
  readonly tellTimes: () => Promise<void>;
}): TryRule {
  const { thread, filling, now, plan, people, tellTimes } = options;
  return async (rule) => {
    await Promise.all([filling.run(), tellTimes()]);
    const { hours, groups } = plan();
    const to = now();
    const agents = (await people()).filter(({ role, disabled }) => role === 'agent' && !disabled);
    return thread.ask({
      do: 'trial',
      rule,
      hours: hours.find(({ id }) => id === rule.hours) ?? null,
      groups: groups.map(({ id, serviceLevel }) => ({ id, within: serviceLevel.within })),
      people: agents.map(({ id, profile }) => ({ id, groups: profile.groups })),
      from: to - trialDays * day,
      to,
    }).answer;
  };
}
