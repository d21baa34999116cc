import { Trans, useLingui } from '@lingui/react/macro';
import { BellOff } from 'lucide-react';
import { call } from '../../bridge/bridge.ts';
import { loadWatch, useWatch } from '../../state/watch.ts';
import { Button } from '../../ui/button.tsx';
import { timeText } from '../../ui/time.ts';

/** How long a rule can be quiet. Minutes. */
const snooze = 60;

/** A rule is quiet for everybody, or at this person's desk alone. That it is, everybody sees. */
export function QuietRow({ ruleId }: { readonly ruleId: string }) {
  const { t, i18n } = useLingui();
  const quiet = useWatch((s) => s.quiet);
  const mine = quiet.filter((one) => one.ruleId === ruleId);
  const set = (whose: 'all' | 'me', minutes: number) =>
    void call('watch.quiet', { ruleId, minutes, for: whose })
      .then(() => loadWatch())
      .catch(() => undefined);
  return (
    <section aria-label={t`Quiet for a while`} className="grid gap-1.5 border-line border-t px-4 py-3">
      {mine.map((one) => (
        <p key={one.for} className="flex items-center gap-2 text-2">
          <BellOff size={14} aria-hidden="true" className="shrink-0 text-ink-3" />
          <span className="foreign min-w-0 flex-1">
            {one.for === 'all'
              ? t`${one.by} has made the rule quiet for everybody until ${timeText(one.until, i18n.locale)}.`
              : t`Your desk does not tell of this rule until ${timeText(one.until, i18n.locale)}.`}
          </span>
          <Button look="quiet" onClick={() => set(one.for, 0)}>
            <Trans>End</Trans>
          </Button>
        </p>
      ))}
      <div className="flex flex-wrap gap-2">
        {!mine.some((one) => one.for === 'me') && (
          <Button look="quiet" data-testid="alert-mute" onClick={() => set('me', snooze)}>
            <Trans>Not at my desk, for an hour</Trans>
          </Button>
        )}
        {!mine.some((one) => one.for === 'all') && (
          <Button look="quiet" data-testid="alert-snooze" onClick={() => set('all', snooze)}>
            <Trans>Rule quiet for everybody, for an hour</Trans>
          </Button>
        )}
      </div>
    </section>
  );
}
