import { Trans, useLingui } from '@lingui/react/macro';
import { BellRing } from 'lucide-react';
import type { AlertCall } from '#shared/protocol/alerts.ts';
import { dismissCall, useAlerts } from '../../../state/alerts.ts';
import { useSecond } from '../../../state/clock.ts';
import { meOf, useDeskApp } from '../../../state/desk-app.ts';
import { showPart } from '../../../state/part.ts';
import { openTab } from '../../../state/tabs.ts';
import { apart } from '../../../ui/apart.ts';
import { Button } from '../../../ui/button.tsx';
import { clockText } from '../../../ui/time.ts';

/** Customers of colleagues who wait and whom nobody has looked at: told of by the hub, until somebody has. */
export function CallsBanner() {
  const calls = useAlerts((s) => s.calls);
  const dismissed = useAlerts((s) => s.dismissed);
  const shown = calls.filter((call) => !dismissed.has(callName(call)));
  if (shown.length === 0) return null;
  return (
    <div className="relative grid max-h-40 shrink-0 overflow-y-auto">
      {shown.map((call) => (
        <Call key={call.conversationId} call={call} />
      ))}
    </div>
  );
}

export const callName = ({ conversationId, since, rung }: AlertCall) => `${conversationId} ${since} ${rung}`;

function Call({ call }: { readonly call: AlertCall }) {
  const { t, i18n } = useLingui();
  const now = useSecond();
  const maySee = useDeskApp((s) => meOf(s.account)?.role !== 'agent');
  const { agent, group, customer, conversationId, since, rung } = call;
  const isLast = rung === 'supervisor';
  const waited = clockText(now - since, i18n.locale);
  const name = agent.name;
  const who = customer === null ? t`a customer` : apart(customer);
  const open = () => {
    showPart('conversations');
    openTab(conversationId);
  };
  return (
    <div
      role="alert"
      data-testid="alert-call"
      className={`flex flex-wrap items-center gap-x-2 gap-y-1 border-line border-b py-1 pr-2 pl-4 text-2 ${isLast ? 'bg-bad-soft' : 'bg-warn-soft'}`}
    >
      <p className="flex min-w-64 flex-1 items-center gap-2">
        <BellRing size={15} aria-hidden="true" className={`shrink-0 ${isLast ? 'text-bad' : 'text-warn'}`} />
        <span className="foreign">
          <b className="font-bold">
            {/* The clock would be read out every second. */}
            <span aria-hidden="true">
              <Trans>
                {name} has not looked at {who} for {waited}.
              </Trans>
            </span>
            <span className="sr-only">
              <Trans>
                {name} has not looked at {who}.
              </Trans>
            </span>
          </b>{' '}
          {group !== null && <span className="text-ink-2">{group.name}</span>}
        </span>
      </p>
      {maySee && (
        <Button look="primary" data-testid="alert-call-open" onClick={open}>
          <Trans context="a button">Open</Trans>
        </Button>
      )}
      <Button data-testid="alert-call-dismiss" onClick={() => dismissCall(callName(call))}>
        <Trans>I have seen it</Trans>
      </Button>
    </div>
  );
}
