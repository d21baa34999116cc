import { useLingui } from '@lingui/react/macro';
import { newId } from '#shared/domain/key.ts';
import type { RuleKind, RuleWhen, Severity, WatchRule } from '#shared/domain/watch/rule.ts';

export function useKindNames(): Readonly<Record<RuleKind, string>> {
  const { t } = useLingui();
  return {
    waiting: t`A customer waits in the queue`,
    agent_silent: t`An agent does not answer`,
    customer_silent: t`A customer does not answer`,
    agent_words: t`An agent says one of these words`,
    customer_words: t`A customer says one of these words`,
    rating: t`A bad rating`,
    queue: t`A queue is too long`,
    away: t`An agent is away or busy`,
    service_level: t`Too few are served in time`,
  };
}

export function useSeverities(): Readonly<Record<Severity, string>> {
  const { t } = useLingui();
  return { info: t`Notice`, warn: t`Warning`, critical: t`Critical` };
}

/** What a rule of that kind begins with. */
export function usualWhen(kind: RuleKind): RuleWhen {
  switch (kind) {
    case 'waiting':
    case 'agent_silent':
    case 'customer_silent':
      return { kind, over: 180, worse: null };
    case 'agent_words':
    case 'customer_words':
      return { kind, words: ['投诉'] };
    case 'rating':
      return { kind, atMost: 2 };
    case 'queue':
      return { kind, over: 10, clear: 5, worse: null };
    case 'away':
      return { kind, status: 'away', over: 1800, worse: null };
    case 'service_level':
      return { kind, below: 70, clear: 80, minutes: 60, least: 10, worse: null };
  }
}

export const newRule = (): WatchRule => ({
  id: newId(),
  name: { zh: '新规则', en: 'New rule' },
  on: true,
  when: usualWhen('waiting'),
  groups: [],
  hours: null,
  severity: 'warn',
  receivers: { to: 'group' },
  notify: true,
  webhook: false,
  climbAfter: null,
  perHour: 20,
});
