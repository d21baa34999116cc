import { useLingui } from '@lingui/react/macro';
import { assertNever } from '#shared/domain/exhaustive.ts';
import type { AgentStatus } from '#shared/domain/routing/status.ts';

/** A status as others see it: `offline` where no desk of theirs is connected. */
export type Seen = {
  readonly status: AgentStatus['status'] | 'offline';
  readonly reason: AgentStatus['reason'];
};

const dots: Readonly<Record<Seen['status'], string>> = {
  online: 'rounded-full bg-good',
  busy: 'rounded-[2px] bg-bad',
  away: 'rounded-full border-2 border-warn',
  invisible: 'rounded-full bg-ink-3',
  offline: 'rounded-full border-2 border-ink-3',
};

/** Its shape says it too, not the colour alone; words stand beside it wherever there is room. */
export function StatusDot({
  status,
  className = '',
}: Pick<Seen, 'status'> & { readonly className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={`state-dot size-2 shrink-0 ${dots[status]} ${className}`}
      data-status={status}
    />
  );
}

/** A status in words; of being away the reason, in the house's own words where it is one of those. */
export function useStatusText(): (seen: Seen) => string {
  const { t } = useLingui();
  return ({ status, reason }) => {
    switch (status) {
      case 'online':
        return t`Online`;
      case 'busy':
        return t`Busy`;
      case 'invisible':
        return t`Invisible`;
      case 'offline':
        return t`Not here`;
      case 'away':
        if (reason === null) return t`Away`;
        if (reason.is === 'said') return t`Away: ${reason.text}`;
        if (reason.is === 'idle') return t`Away: nobody at the machine`;
        if (reason.is === 'outdated') return t`Away: version too old`;
        return reason.is === 'locked' ? t`Away: screen locked` : t`Away: not responding`;
      default:
        return assertNever(status);
    }
  };
}
