import { useLingui } from '@lingui/react/macro';
import { waitOf } from '#shared/domain/urgency.ts';
import { useSecond } from '../../../state/clock.ts';
import { useServiceLevel } from '../../../state/service-level.ts';
import { clockText } from '../../../ui/time.ts';

const colours = {
  none: '',
  calm: 'text-ink-3',
  soon: 'font-bold text-warn',
  late: 'font-bold text-bad',
} as const;

/** How long a customer has waited: grey, amber from the service level's warning on, red once it is missed. */
export function WaitClock({ since, group }: { readonly since: number; readonly group: string | null }) {
  const { t, i18n } = useLingui();
  const now = useSecond();
  const wait = waitOf(since, now, useServiceLevel(group));
  const text = clockText(now - since, i18n.locale);
  return (
    <span className={colours[wait]} data-wait={wait} title={t`Waits for an answer`}>
      {text}
    </span>
  );
}
