import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useMinute } from '../../../state/clock.ts';
import { dateText, dayOf, fullText, timeText } from '../../../ui/time.ts';

/** A name and what is known by it, in a `<dl>`. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="foreign text-ink-3">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

export function Moment({ at }: { readonly at: number }) {
  const { i18n } = useLingui();
  const now = useMinute();
  const day = dayOf(at, now) === 'today' ? '' : `${dateText(at, i18n.locale, now)} `;
  return (
    <time dateTime={new Date(at).toISOString()} title={fullText(at, i18n.locale)}>
      {day}
      {timeText(at, i18n.locale)}
    </time>
  );
}
