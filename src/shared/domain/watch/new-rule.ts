import { newId } from '../key.ts';
import type { RuleKind, RuleWhen, WatchRule } from './rule.ts';

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
