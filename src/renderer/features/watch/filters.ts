import type { Severity } from '#shared/domain/watch/rule.ts';
import type { WatchAlert } from '#shared/protocol/watch.ts';

/** Which alerts the list has. */
export const views = ['open', 'acknowledged', 'past'] as const;
export type View = (typeof views)[number];

export type Filter = { readonly severity: Severity | null; readonly ruleId: string | null };

export function fits({ severity, rule }: WatchAlert, filter: Filter): boolean {
  return (
    (filter.severity === null || severity === filter.severity) &&
    (filter.ruleId === null || rule.id === filter.ruleId)
  );
}
