import { useLingui } from '@lingui/react/macro';
import type { RuleKind, Severity } from '#shared/domain/watch/rule.ts';

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
