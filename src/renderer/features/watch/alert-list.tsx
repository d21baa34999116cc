import { useLingui } from '@lingui/react/macro';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { nameIn } from '#shared/domain/customer/handbook.ts';
import type { WatchAlert } from '#shared/protocol/watch.ts';
import { useMinute } from '../../state/clock.ts';
import { chooseAlert } from '../../state/watch.ts';
import { Tag } from '../../ui/tag.tsx';
import { clockText, fullText } from '../../ui/time.ts';
import { acknowledge } from './acknowledge.ts';
import { SeverityMark } from './severity-mark.tsx';
import { useAlertText } from './words.ts';

type AlertListProps = {
  readonly list: readonly WatchAlert[];
  readonly chosen: string | null;
  readonly isPast: boolean;
};

/** Along it by the arrows; Enter shows one, A acknowledges it. */
export function AlertList({ list, chosen, isPast }: AlertListProps) {
  const { t } = useLingui();
  const rows = useRef<HTMLUListElement>(null);
  const at = Math.max(
    0,
    list.findIndex(({ id }) => id === chosen),
  );
  // One that a notification led to may be far down.
  useEffect(() => {
    if (chosen !== null)
      rows.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  function press(event: KeyboardEvent): void {
    const focused = [...(rows.current?.querySelectorAll<HTMLElement>('[data-alert]') ?? [])];
    const now = focused.indexOf(document.activeElement as HTMLElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      focused[Math.min(Math.max(now + step, 0), focused.length - 1)]?.focus();
      return;
    }
    const alert = list[now];
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.nativeEvent.isComposing;
    if (
      isPlain &&
      event.key.toLowerCase() === 'a' &&
      alert !== undefined &&
      alert.acknowledged === null &&
      !isPast
    ) {
      event.preventDefault();
      chooseAlert(alert.id);
      void acknowledge(alert.id, null);
    }
  }

  return (
    <ul ref={rows} aria-label={t`Alerts`} data-region="alerts" className="divide-y divide-line">
      {list.map((alert, n) => (
        <li key={alert.id}>
          <AlertRow
            alert={alert}
            isChosen={alert.id === chosen}
            isFirst={n === at}
            isPast={isPast}
            onKeyDown={press}
          />
        </li>
      ))}
    </ul>
  );
}

type AlertRowProps = {
  readonly alert: WatchAlert;
  readonly isChosen: boolean;
  /** The one that the tabulator leads to. */
  readonly isFirst: boolean;
  readonly isPast: boolean;
  readonly onKeyDown: (event: KeyboardEvent) => void;
};

function AlertRow({ alert, isChosen, isFirst, isPast, onKeyDown }: AlertRowProps) {
  const { t, i18n } = useLingui();
  const text = useAlertText();
  const now = useMinute();
  const { rule, severity, group, count, raisedAt, acknowledged, resolved, rung } = alert;
  const ago = clockText(Math.max(0, now - raisedAt), i18n.locale);
  return (
    <button
      type="button"
      data-alert={alert.id}
      data-testid="alert-row"
      tabIndex={isFirst ? 0 : -1}
      data-region-focus={isFirst ? '' : undefined}
      aria-current={isChosen ? 'true' : undefined}
      onClick={() => chooseAlert(alert.id)}
      onKeyDown={onKeyDown}
      className={`grid w-full grid-cols-[auto_1fr_auto] items-center gap-x-3 px-4 py-2 text-left ${isChosen ? 'bg-accent-soft' : 'hover:bg-hover'}`}
    >
      <SeverityMark severity={severity} />
      <span className="min-w-0">
        <span className="flex min-w-0 items-center gap-1.5">
          <span className="foreign truncate font-medium text-3">{nameIn(rule.name, i18n.locale)}</span>
          {group !== null && <Tag>{group.name}</Tag>}
          {count > 1 && <Tag tone="warn">{t`${count} times`}</Tag>}
          {rung > 0 && resolved === null && acknowledged === null && (
            <Tag tone="warn">{t`told to more people`}</Tag>
          )}
        </span>
        <span className="foreign block truncate text-2 text-ink-2">{text(alert)}</span>
      </span>
      <span className="text-right text-1 text-ink-2">
        <time
          dateTime={new Date(raisedAt).toISOString()}
          title={fullText(raisedAt, i18n.locale)}
          className="block tabular-nums"
        >
          {isPast ? fullText(resolved?.at ?? raisedAt, i18n.locale) : t`${ago} ago`}
        </time>
        {acknowledged !== null && (
          <span className="foreign block max-w-40 truncate">{acknowledged.by.name}</span>
        )}
      </span>
    </button>
  );
}
