import { useLingui } from '@lingui/react/macro';
import { useSecond } from '../../state/clock.ts';
import { clockText } from '../../ui/time.ts';

/** From here on it is pressing, milliseconds. */
const pressing = 15_000;

/** What is left until `until` (epoch milliseconds), never less than nothing. */
export function Countdown({ until }: { readonly until: number }) {
  const { i18n } = useLingui();
  const left = Math.max(0, until - useSecond());
  // The clock stands at the second that has begun, so a minute that has just begun is a minute and a bit.
  const text = clockText(left, i18n.locale);
  return (
    <span role="timer" className={`font-bold ${left < pressing ? 'text-bad' : 'text-ink'}`}>
      {text}
    </span>
  );
}
