import { Trans, useLingui } from '@lingui/react/macro';
import { useMinute } from '../../../state/clock.ts';
import { dateText, fullText } from '../../../ui/time.ts';

/** By when; that it is over is said, not only coloured. */
export function Due({ at, done = false }: { readonly at: number | null; readonly done?: boolean }) {
  const { i18n } = useLingui();
  const now = useMinute();
  if (at === null) return <span className="text-ink-3">–</span>;
  const isOver = !done && now > at;
  return (
    <span title={fullText(at, i18n.locale)} className={isOver ? 'font-medium text-bad' : ''}>
      {dateText(at, i18n.locale, now)}
      {isOver && (
        <>
          {' '}
          <Trans>overdue</Trans>
        </>
      )}
    </span>
  );
}
