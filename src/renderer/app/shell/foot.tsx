import { Trans, useLingui } from '@lingui/react/macro';
import { Lock, LockOpen } from 'lucide-react';
import { useId } from 'react';
import type { Connection } from '#shared/ipc/app.ts';
import { useConversations } from '../../state/conversations.ts';
import { useDeskApp } from '../../state/desk-app.ts';
import { useProtectionText } from '../../ui/protection-text.ts';
import { OwnAlerts } from './alerts/own-alerts.tsx';
import { NextUrgentButton } from './next-urgent.tsx';
import { OwnStatus } from './status/own-status.tsx';

/** How the machinery stands, small and always there. */
export function Foot() {
  const pending = useDeskApp((s) => s.connection.pending);
  const closed = useConversations((s) => s.sections.closed.length);
  return (
    <footer className="shell-foot flex items-center gap-4 overflow-hidden whitespace-nowrap px-3 text-1 text-ink-2">
      <Line />
      <span className={pending > 0 ? 'font-bold text-warn' : ''}>
        <Trans>To send {pending}</Trans>
      </span>
      <Kept />
      <span className="ml-auto flex min-w-0">
        <NextUrgentButton />
      </span>
      <span>
        <Trans>Closed today {closed}</Trans>
      </span>
      <OwnAlerts />
      <OwnStatus />
    </footer>
  );
}

const dots: Readonly<Record<Connection['state'], string>> = {
  connected: 'rounded-full bg-good',
  connecting: 'rounded-full border-2 border-warn',
  offline: 'border-2 border-bad rounded-full',
  refused: 'bg-bad',
};

/** Shape and words say it too, not the colour alone. */
function Line() {
  const { t } = useLingui();
  const { state, latency } = useDeskApp((s) => s.connection);
  const words = {
    connected: t`Connected`,
    connecting: t`Connecting…`,
    offline: t`Offline`,
    refused: t`Refused by the hub`,
  }[state];
  const trip = latency === null ? null : Math.round(latency);
  return (
    <span className="flex items-center gap-1.5" data-testid="connection-state" data-state={state}>
      <span className={`state-dot size-2 ${dots[state]}`} />
      <span aria-live="polite">{words}</span>
      {state === 'connected' && trip !== null && <span>· {t`${trip} ms`}</span>}
    </span>
  );
}

function Kept() {
  const id = useId();
  const { short, long, safe } = useProtectionText(useDeskApp((s) => s.protection));
  const Icon = safe ? Lock : LockOpen;
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        data-testid="cache-protection"
        className="flex items-center gap-1 rounded-1 hover:text-ink"
      >
        <Icon size={11} aria-hidden="true" className={safe ? '' : 'text-warn'} />
        {short}
      </button>
      <p
        id={id}
        popover="auto"
        className="inset-auto bottom-9 left-3 m-0 w-80 whitespace-normal rounded-3 border border-line bg-panel p-3 text-2 text-ink shadow-pop"
      >
        {long}
      </p>
    </>
  );
}
