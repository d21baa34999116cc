import { Trans, useLingui } from '@lingui/react/macro';
import { BellOff, Coffee } from 'lucide-react';
import { useKeysOf } from '../../../state/actions/keys.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { setStatus, useHouse } from '../../../state/house.ts';
import { Button } from '../../../ui/button.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { timeText } from '../../../ui/time.ts';

/**
 * Says that nothing is given to me because the desk or the hub found me away, or somebody who supervises has set my
 * status, and leads back with one key. What I said myself stands in the foot alone.
 */
export function AwayBanner() {
  const { i18n } = useLingui();
  const refusalText = useRefusalText();
  const connected = useDeskApp((s) => s.connection.state === 'connected');
  const { own, refusal } = useHouse();
  const keys = useKeysOf('status.online');
  const by = own?.by?.name;
  // That the desk is too old the banner of versions says.
  const isFound =
    own?.status === 'away' && own.reason !== null && own.reason.is !== 'said' && own.reason.is !== 'outdated';
  if (!connected || own === null || (!isFound && (by === undefined || own.status === 'online'))) return null;
  const isMissed = own.reason?.is === 'not_responding';
  const since = timeText(own.since, i18n.locale);
  const Icon = isMissed ? BellOff : Coffee;
  return (
    <div
      role={isMissed ? 'alert' : 'status'}
      data-testid="away-banner"
      className="flex flex-wrap items-center gap-x-2 gap-y-1 border-line border-b bg-warn-soft py-1 pr-2 pl-4 text-2"
    >
      <p className="flex min-w-64 flex-1 items-center gap-2">
        <Icon size={15} aria-hidden="true" className="shrink-0 text-warn" />
        <span>
          <b className="font-bold">
            {by !== undefined ? (
              <Trans>
                {by} has set your status, at {since}.
              </Trans>
            ) : isMissed ? (
              <Trans>Away since {since}: you did not answer what was offered to you.</Trans>
            ) : (
              <Trans>Away since {since}: nobody was at this machine.</Trans>
            )}
          </b>{' '}
          {refusal === null ? (
            <Trans>New conversations go to others.</Trans>
          ) : (
            <span className="text-bad">{refusalText(refusal)}</span>
          )}
        </span>
      </p>
      <Button
        look="primary"
        className="ml-auto"
        data-testid="back-online"
        onClick={() => void setStatus('online')}
      >
        <Trans>I am back</Trans>
        <Kbd>{keys}</Kbd>
      </Button>
    </div>
  );
}
