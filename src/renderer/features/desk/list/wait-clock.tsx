import { useLingui } from '@lingui/react/macro';
import { defaultServiceLevel, waitOf } from '#shared/domain/urgency.ts';
import { useSecond } from '../../../state/clock.ts';
import { clockText } from '../../../ui/time.ts';

const colours = {
  none: '',
  calm: 'text-ink-3',
  soon: 'font-bold text-warn',
  late: 'font-bold text-bad',
} as const;

/** How long a customer has waited: grey, amber from the service level's warning on, red once it is missed. */
export function WaitClock({ since }: { readonly since: number }) {
  const { t, i18n } = useLingui();
  const now = useSecond();
  const wait = waitOf(since, now, defaultServiceLevel);
  const text = clockText(now - since, i18n.locale);
  return (
    <span className={colours[wait]} data-wait={wait} title={t`Waits for an answer`}>
      {text}
    </span>
  );
}
