import { Trans, useLingui } from '@lingui/react/macro';
import { MonitorSmartphone, ShieldAlert } from 'lucide-react';
import { useState } from 'react';
import type { Refusal } from '#shared/protocol/errors.ts';
import type { SignInNotice } from '#shared/protocol/sessions.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { useMinute } from '../../../state/clock.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { useSignIns } from '../../../state/sign-ins.ts';
import { apart } from '../../../ui/apart.ts';
import { Button } from '../../../ui/button.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { systemName } from '../../../ui/system-name.ts';
import { dateText, timeText } from '../../../ui/time.ts';

const line = 'flex flex-wrap items-center gap-x-2 gap-y-1 border-line border-b py-1 pr-2 pl-4 text-2';

/** One’s own sign-ins on computers that were new, until one has said that it was oneself, or has ended them (decision 49). */
export function SignInBanner() {
  const { asking, ended } = useSignIns();
  return (
    <div className="relative grid max-h-40 shrink-0 overflow-y-auto" data-testid="sign-in-notices">
      {ended && <Ended />}
      {asking.map((one) => (
        <Asked key={one.id} notice={one} />
      ))}
    </div>
  );
}

function Asked({ notice }: { readonly notice: SignInNotice }) {
  const { t, i18n } = useLingui();
  const refusalText = useRefusalText();
  const now = useMinute();
  const isConnected = useDeskApp((s) => s.connection.state === 'connected');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { id, computer, address, at } = notice;
  const name = apart(computer?.name ?? t`an unnamed computer`);
  const when = `${dateText(at, i18n.locale, now)} ${timeText(at, i18n.locale)}`;
  const about = [computer && systemName(computer.system), address].filter(Boolean).join(' · ');

  async function say(what: 'sessions.known' | 'sessions.end'): Promise<void> {
    setBusy(true);
    setRefusal(null);
    try {
      await call(what, { id });
      // The hub says who is still asked about.
      if (what === 'sessions.end') useSignIns.setState({ ended: true });
    } catch (error) {
      setRefusal(refusedWith(error));
    }
    setBusy(false);
  }

  return (
    <div role="status" data-testid="sign-in-notice" className={`${line} bg-accent-soft`}>
      <p className="flex min-w-64 flex-1 items-center gap-2">
        <MonitorSmartphone size={15} aria-hidden="true" className="shrink-0 text-accent" />
        <span className="foreign">
          <b className="font-bold">
            <Trans>
              Signed in as you on {name}, {when}. Was it you?
            </Trans>
          </b>{' '}
          <span className="text-ink-2">{about}</span>
          {refusal !== null && <span className="text-bad"> {refusalText(refusal)}</span>}
        </span>
      </p>
      <Button
        data-testid="sign-in-known"
        disabled={busy || !isConnected}
        onClick={() => void say('sessions.known')}
      >
        <Trans>It was me</Trans>
      </Button>
      <Button
        data-testid="sign-in-end"
        disabled={busy || !isConnected}
        onClick={() => void say('sessions.end')}
      >
        <Trans>Not me: end it</Trans>
      </Button>
    </div>
  );
}

function Ended() {
  return (
    <div role="status" data-testid="sign-in-ended" className={`${line} bg-warn-soft`}>
      <p className="flex min-w-64 flex-1 items-center gap-2">
        <ShieldAlert size={15} aria-hidden="true" className="shrink-0 text-warn" />
        <span>
          <b className="font-bold">
            <Trans>That sign-in is over.</Trans>
          </b>{' '}
          <Trans>
            Somebody knows your password, or has your account at the identity provider: tell your
            administrator now.
          </Trans>
        </span>
      </p>
      <Button onClick={() => useSignIns.setState({ ended: false })}>
        <Trans>I have read it</Trans>
      </Button>
    </div>
  );
}
