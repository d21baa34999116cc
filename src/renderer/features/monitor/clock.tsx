import { useLingui } from '@lingui/react/macro';
import { serviceLevelOf, waitOf } from '#shared/domain/urgency.ts';
import { useSecond } from '../../state/clock.ts';
import { useDeskApp } from '../../state/desk-app.ts';
import { clockText } from '../../ui/time.ts';
import { useBoard } from './store.ts';

/** The hub's time, new once a second: nothing has to come over the line for a clock to tick. */
export function useHubSecond(): number {
  const ahead = useBoard((s) => s.ahead);
  const now = useSecond();
  // What is of then does not grow older.
  const stoppedAt = useDeskApp(({ connection }) =>
    connection.state === 'connected' ? null : connection.since,
  );
  return Math.min(now, stoppedAt ?? now) + ahead;
}

const colours = {
  none: 'text-ink-3',
  calm: 'text-ink-3',
  soon: 'font-bold text-warn',
  late: 'font-bold text-bad',
} as const;

type WaitProps = {
  readonly since: number;
  /** What its group promises, milliseconds. */
  readonly within: number | undefined;
  readonly title: string;
};

/** How long somebody has waited: grey, amber from half of what the group promises on, red once that is missed. */
export function Wait({ since, within, title }: WaitProps) {
  const { i18n } = useLingui();
  const now = useHubSecond();
  const wait = waitOf(since, now, serviceLevelOf(within));
  return (
    <span className={colours[wait]} data-wait={wait} title={title}>
      {clockText(now - since, i18n.locale)}
    </span>
  );
}

/** How long something has been so. */
export function Since({ at }: { readonly at: number }) {
  const { i18n } = useLingui();
  return clockText(useHubSecond() - at, i18n.locale);
}
