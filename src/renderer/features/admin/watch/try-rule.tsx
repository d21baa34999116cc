import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { RuleKind, WatchRule } from '#shared/domain/watch/rule.ts';
import { type Trial, trialDays } from '#shared/domain/watch/trial.ts';
import { call } from '../../../bridge/bridge.ts';
import { Button } from '../../../ui/button.tsx';
import { fullText } from '../../../ui/time.ts';
import { Part } from '../form/row.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { isSame } from '../model/merge.ts';
import { useAction } from '../parts/use-action.ts';
import { useRefusedText } from '../parts/use-refused-text.ts';

type TryRuleProps = { readonly rule: WatchRule; readonly isGood: boolean };

/** How often the rule, as it stands here, would have raised an alert: asked of the hub, which keeps nothing of it. */
export function TryRule({ rule, isGood }: TryRuleProps) {
  const { t } = useLingui();
  const refusedText = useRefusedText();
  const { busy, refusal, run } = useAction();
  const [tried, setTried] = useState<{ readonly rule: WatchRule; readonly trial: Trial } | null>(null);
  const days = trialDays;
  const isOfThis = tried !== null && isSame(whatCounts(tried.rule), whatCounts(rule));
  return (
    <Part title={t`How often that would have been`}>
      <div className="flex items-start gap-3 py-1">
        <Button
          data-testid="rule-try"
          disabled={busy || !isGood}
          onClick={() =>
            void run(async () => setTried({ rule, trial: await call('admin.watch.try', { rule }) }))
          }
        >
          {busy ? <Trans>Looking…</Trans> : t`Try it on the last ${days} days`}
        </Button>
        <div role="status" data-testid="rule-tried" className="min-w-0 pt-1 text-2">
          {tried === null ? null : isOfThis ? (
            <Outcome kind={rule.when.kind} trial={tried.trial} />
          ) : (
            <p className="text-ink-3">
              <Trans>The rule is another now: try it again.</Trans>
            </p>
          )}
          <TroubleLines troubles={[]} error={refusal === null ? null : refusedText(refusal)} />
        </div>
      </div>
      <p className="max-w-160 text-1 text-ink-3">
        <Trans>
          Counted from the conversations and statuses that the hub keeps, with the groups, people and hours of
          today, and as if nobody had done anything about an alert. Nothing is raised or saved.
        </Trans>
      </p>
    </Part>
  );
}

/** Who is told, and what it is called, makes no difference. */
const whatCounts = ({ when, groups, hours }: WatchRule) => ({ when, groups, hours });

function Outcome({ kind, trial }: { readonly kind: RuleKind; readonly trial: Trial }) {
  const { t, i18n } = useLingui();
  const { raised, subjects, from, to } = trial;
  if (from >= to)
    return (
      <p className="text-ink-2">
        <Trans>There is nothing yet that it could be tried on.</Trans>
      </p>
    );
  const isOfPeople = kind === 'away';
  const isOfGroups = kind === 'queue' || kind === 'service_level';
  const about = isOfPeople
    ? t`${plural(subjects, { one: 'about # person', other: 'about # people' })}`
    : isOfGroups
      ? t`${plural(subjects, { one: 'about # group', other: 'about # groups' })}`
      : t`${plural(subjects, { one: 'about # conversation', other: 'about # conversations' })}`;
  const count = t`${plural(raised, { one: '# alert', other: '# alerts' })}`;
  const since = fullText(from, i18n.locale);
  return (
    <>
      <p className="font-bold" data-testid="rule-raised">
        {raised === 0 ? t`It would have raised no alert.` : t`It would have raised ${count}, ${about}.`}
      </p>
      <p className="text-1 text-ink-3">{t`Looked at: everything since ${since}.`}</p>
    </>
  );
}
