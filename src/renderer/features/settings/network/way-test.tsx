import { useLingui } from '@lingui/react/macro';
import { CircleCheck, CircleX } from 'lucide-react';
import { useState } from 'react';
import type { NetworkStep } from '#shared/ipc/network.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { useNetwork } from '../../../state/network.ts';
import { askForProxy } from '../../../state/proxy-question.ts';
import { Button } from '../../../ui/button.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { CertificateFacts } from '../../../ui/shown-certificate.tsx';
import { useWayFaultText } from '../../../ui/way-fault-text.ts';
import type { ControlIds } from '../setting-row.tsx';
import { useStepNames, useWayName } from './words.ts';

/** The way to the hub of this account, tried step by step: where it ends is where to look. */
export function WayTest({ id, ...described }: ControlIds) {
  const { t } = useLingui();
  const refusalText = useRefusalText();
  const own = useDeskApp(({ account }) => (account.state === 'locked' ? '' : account.hub));
  // Nobody has signed in yet: it is the hub that was just tried.
  const tried = useNetwork(({ faults }) => faults[0]?.origin ?? '');
  const hub = own === '' ? tried : own;
  const [isBusy, setBusy] = useState(false);
  const [steps, setSteps] = useState<{
    readonly hub: string;
    readonly all: readonly NetworkStep[];
  } | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function test(): Promise<void> {
    setBusy(true);
    setRefusal(null);
    setSteps(null);
    try {
      setSteps({ hub, all: await call('network.test', {}) });
    } catch (error) {
      setRefusal(refusedWith(error));
    } finally {
      setBusy(false);
    }
  }

  const isKnown = URL.canParse(hub);
  return (
    <div className="grid w-full justify-items-start gap-2">
      <Button
        id={id}
        {...described}
        data-testid="network-test"
        disabled={isBusy || !isKnown}
        onClick={() => void test()}
      >
        {isBusy ? t`Trying…` : t`Test now`}
      </Button>
      <div role="status" className="w-full">
        {!isKnown && steps === null && (
          <p className="text-2 text-ink-2">{t`No hub is known here yet: sign in first.`}</p>
        )}
        {refusal !== null && <p className="text-2 text-bad">{refusalText(refusal)}</p>}
        {steps !== null && (
          <ol
            data-testid="network-steps"
            className="w-full divide-y divide-line rounded-3 border border-line bg-panel"
          >
            {steps.all.map((step) => (
              <Step key={step.step} step={step} hub={steps.hub} />
            ))}
          </ol>
        )}
      </div>
    </div>
  );
}

function Step({ step, hub }: { readonly step: NetworkStep; readonly hub: string }) {
  const { t, i18n } = useLingui();
  const names = useStepNames();
  const wayName = useWayName();
  const text = useWayFaultText();
  const { origin, host } = new URL(hub);
  const { fault, ok, detail } = step;
  const Icon = ok ? CircleCheck : CircleX;
  const said = fault === null ? null : text(fault, host);
  const facts = [
    step.step === 'way' && ok && detail !== null ? detail.split(', ').map(wayName).join(', ') : detail,
    t`${new Intl.NumberFormat(i18n.locale).format(step.took)} ms`,
  ];
  return (
    <li
      data-step={step.step}
      data-ok={ok}
      className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-3 px-3 py-1.5 text-2"
    >
      <Icon size={15} aria-hidden="true" className={`mt-0.5 ${ok ? 'text-good' : 'text-bad'}`} />
      <div className="grid min-w-0 justify-items-start gap-1">
        <p>
          <span className="font-medium">{names[step.step]}</span>
          <span className="sr-only">{ok ? t`: yes` : t`: no`}</span>
          <span className="foreign wrap-anywhere text-ink-2">
            {' '}
            · {facts.filter((one) => one !== null).join(' · ')}
          </span>
        </p>
        {said !== null && (
          <p>
            <b className="font-bold">{said.what}</b> <span className="text-ink-2">{said.advice}</span>
          </p>
        )}
        {!ok && said === null && (
          <p className="text-ink-2">
            {step.step === 'live'
              ? t`The hub answers, but the live line is not let through. The desk falls back on long polling, which is slower: ask your IT to allow WebSocket to the hub.`
              : t`Nobody answers there. Look at the network or the VPN; if others are without it too, tell your IT.`}
          </p>
        )}
        {fault?.kind === 'certificate' && <CertificateFacts of={fault} />}
        {fault?.kind === 'proxy-password' && (
          <Button data-testid="step-password" onClick={() => askForProxy(fault.proxy, origin)}>
            {t`Name and password…`}
          </Button>
        )}
      </div>
    </li>
  );
}
