import { problemsOfRules } from '#shared/domain/watch/problems.ts';
import type { WatchRules } from '#shared/domain/watch/rule.ts';
import { usualRules } from '#shared/domain/watch/usual.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import { createVersions, type Versions } from '../platform/versions.ts';
import type { Plans } from '../routing/index.ts';

export type WatchRuleBook = Versions<'rules', WatchRules>;

/** The rules of the workspace; the usual ones until somebody writes others. */
export function createWatchRules(options: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly plans: Pick<Plans, 'current'>;
}): Promise<WatchRuleBook> {
  const { plans, ...parts } = options;
  return createVersions({
    ...parts,
    table: 'watch_rules',
    column: 'rules',
    none: usualRules,
    wrongIn: (rules) => problemsOfRules(rules, plans.current().plan)[0]?.path ?? null,
  });
}
