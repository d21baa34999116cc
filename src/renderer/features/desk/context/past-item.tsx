import { Trans, useLingui } from '@lingui/react/macro';
import { Star } from 'lucide-react';
import type { PastConversation } from '#shared/domain/customer/customer.ts';
import { useMinute } from '../../../state/clock.ts';
import { openPast, usePast } from '../../../state/past.ts';
import { dateText, fullText, timeText } from '../../../ui/time.ts';
import { useDispositionText } from '../use-disposition-text.ts';

/** One conversation of before: when, with whom, what came of it. Pressed, its lines are shown beside. */
export function PastItem({ past, through }: { readonly past: PastConversation; readonly through: string }) {
  const { i18n, t } = useLingui();
  const now = useMinute();
  const filed = useDispositionText();
  const shown = usePast((s) => s.past?.of === past.id);
  const { openedAt, agent, group, lastLine, rating, disposition, status } = past;
  const who = agent?.name ?? group ?? t`nobody`;
  return (
    <button
      type="button"
      data-testid="past"
      aria-current={shown || undefined}
      onClick={() => void openPast(through, past.id)}
      className={`grid w-full gap-0.5 rounded-2 border px-2 py-1.5 text-left text-2 hover:bg-hover ${shown ? 'border-accent bg-accent-soft' : 'border-line'}`}
    >
      <span className="flex items-baseline gap-2 text-1 text-ink-3">
        <time dateTime={new Date(openedAt).toISOString()} title={fullText(openedAt, i18n.locale)}>
          {dateText(openedAt, i18n.locale, now)} {timeText(openedAt, i18n.locale)}
        </time>
        <span className="foreign min-w-0 flex-1 truncate">· {who}</span>
        {rating !== null && (
          <span className="inline-flex shrink-0 items-center gap-0.5 text-ink-2">
            <Star size={10} aria-hidden="true" className="fill-current" />
            <span className="sr-only">
              <Trans>Rated:</Trans>{' '}
            </span>
            {rating}
          </span>
        )}
        {status !== 'closed' && (
          <span className="shrink-0 text-accent">
            <Trans>open</Trans>
          </span>
        )}
      </span>
      {disposition !== null && disposition.length > 0 && (
        <span className="foreign truncate font-medium">{filed(disposition)}</span>
      )}
      <span className="foreign truncate text-ink-2">
        {lastLine === null ? (
          <Trans>Nothing was said.</Trans>
        ) : lastLine.text === null ? (
          <Trans>A message was recalled.</Trans>
        ) : (
          lastLine.text
        )}
      </span>
    </button>
  );
}
