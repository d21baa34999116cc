import { Trans, useLingui } from '@lingui/react/macro';
import type { UpdateState } from '#shared/ipc/updates.ts';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../controls.tsx';

type ReadyChoiceProps = {
  readonly state: UpdateState;
  readonly onAsk: (question: { when: 'now' | 'afterwards' } | { until: number }) => void;
};

const hour = 60 * 60_000;

/** Now, after the conversations, or later, up to the last date. */
export function ReadyChoice({ state, onAsk }: ReadyChoiceProps) {
  const { t, i18n } = useLingui();
  const { conversations, afterwards, lastDate, later, password } = state;
  const isWith = conversations > 0;
  const now = Date.now();
  const isLate = lastDate !== null && now >= lastDate;
  const date = new Intl.DateTimeFormat(i18n.locale, { dateStyle: 'medium', timeStyle: 'short' });
  const choices = [
    { until: now + hour, text: t`in an hour` },
    { until: now + 4 * hour, text: t`in four hours` },
    { until: tomorrow(now), text: t`tomorrow morning` },
    ...(lastDate === null ? [] : [{ until: lastDate, text: t`on the last date` }]),
  ].filter(({ until }) => lastDate === null || until <= lastDate);
  return (
    <div className="grid gap-2 border-line border-t pt-3">
      {isWith && (
        <p className="text-2 text-ink-2">
          <Trans>
            You are with customers at the moment. A restart takes less than a minute; what they write
            meanwhile is there afterwards, and so are your drafts and what is not sent yet.
          </Trans>
        </p>
      )}
      {password && (
        <p className="text-2 text-ink-2">
          <Trans>The system will ask for an administrator’s password.</Trans>
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {isWith && (
          <Button
            look="primary"
            data-testid="update-afterwards"
            disabled={afterwards}
            onClick={() => onAsk({ when: 'afterwards' })}
          >
            <Trans>After my conversations</Trans>
          </Button>
        )}
        <Button
          look={isWith ? 'plain' : 'primary'}
          data-testid="update-now"
          onClick={() => onAsk({ when: 'now' })}
        >
          {isWith ? <Trans>Restart now all the same</Trans> : <Trans>Restart and install</Trans>}
        </Button>
        {!isLate && (
          <Select
            aria-label={t`Later`}
            data-testid="update-later"
            value=""
            onChange={(event) => onAsk({ until: Number(event.target.value) })}
          >
            <option value="" disabled>
              {t`Later…`}
            </option>
            {choices.map(({ until, text }) => (
              <option key={text} value={until}>
                {text}
              </option>
            ))}
          </Select>
        )}
      </div>
      <p className="text-1 text-ink-3">
        {later !== null && later > now && `${t`Put off until ${date.format(later)}.`} `}
        {lastDate !== null && t`Last date: ${date.format(lastDate)}.`}
      </p>
    </div>
  );
}

/** Nine o’clock of the next day. */
function tomorrow(now: number): number {
  const at = new Date(now);
  at.setDate(at.getDate() + 1);
  return at.setHours(9, 0, 0, 0);
}
