import { Trans, useLingui } from '@lingui/react/macro';
import { CloudOff, TriangleAlert } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { refusalOfCode } from '../../bridge/bridge.ts';
import { useDeskApp } from '../../state/desk-app.ts';
import { useWayFault } from '../../state/network.ts';
import { useRefusalText } from '../../ui/refusal-text.ts';
import { timeText } from '../../ui/time.ts';

const WayLine = lazy(() => import('./network/way-line.tsx').then((m) => ({ default: m.WayLine })));

/** Says what a broken line means for whoever is writing. While all is well, or only starting, nothing. */
export function LineBanner() {
  const { i18n } = useLingui();
  const refusalText = useRefusalText();
  const { state, code, since } = useDeskApp((s) => s.connection);
  const hub = useDeskApp(({ account }) => (account.state === 'signed-in' ? account.hub : ''));
  const fault = useWayFault(hub);
  if (fault !== null && (state === 'offline' || state === 'connecting'))
    return (
      <Suspense>
        <WayLine fault={fault} hub={hub} />
      </Suspense>
    );
  if (state === 'offline') {
    return (
      <div
        role="status"
        className="flex items-start gap-2 border-line border-b bg-warn-soft px-4 py-1.5 text-2"
      >
        <CloudOff size={15} aria-hidden="true" className="mt-px shrink-0 text-warn" />
        <p>
          <b className="font-bold">
            <Trans>Offline since {timeText(since, i18n.locale)}.</Trans>
          </b>{' '}
          <Trans>What you write is kept on this computer and sent by itself when the line is back.</Trans>
        </p>
      </div>
    );
  }
  // That the desk is too old is said with what can be done about it, by the banner of versions.
  if (state === 'refused' && code !== 'upgrade_required') {
    return (
      <div
        role="alert"
        className="flex items-start gap-2 border-line border-b bg-bad-soft px-4 py-1.5 text-2"
      >
        <TriangleAlert size={15} aria-hidden="true" className="mt-px shrink-0 text-bad" />
        <p>
          <b className="font-bold">
            <Trans>The hub has refused the connection.</Trans>
          </b>{' '}
          {refusalText(refusalOfCode(code))}
        </p>
      </div>
    );
  }
  return null;
}
