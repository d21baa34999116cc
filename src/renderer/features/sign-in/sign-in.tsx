import { Trans, useLingui } from '@lingui/react/macro';
import { GraduationCap } from 'lucide-react';
import type { FormEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { Account } from '#shared/ipc/account.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusalOfCode, refusedWith } from '../../bridge/bridge.ts';
import { useDeskApp } from '../../state/desk-app.ts';
import { isSwitchedOff } from '../../state/managed.ts';
import { showNetwork } from '../../state/network.ts';
import { askForProxy } from '../../state/proxy-question.ts';
import { chooseTraining } from '../../state/training.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useProtectionText } from '../../ui/protection-text.ts';
import { SecretField } from '../../ui/secret-field.tsx';
import { WayTrouble } from '../../ui/way-trouble.tsx';
import { Frame } from './frame.tsx';
import { HubInput } from './hub-input.tsx';
import { KeptHere } from './kept-here.tsx';
import { ProviderSignIn } from './provider-sign-in.tsx';
import { TooOld } from './too-old.tsx';
import { useSignInTrouble } from './trouble.ts';
import { useMethods } from './use-methods.ts';
import { useWayTrouble } from './use-way-trouble.ts';

/** The first screen: which hub, who, and the password. */
export function SignIn() {
  const account = useDeskApp((s) => s.account);
  return <Frame>{account.state === 'signed-out' && <Form account={account} />}</Frame>;
}

type SignedOut = Extract<Account, { state: 'signed-out' }>;

function Form({ account }: { readonly account: SignedOut }) {
  const { t } = useLingui();
  const [hub, setHub] = useState(account.hub);
  const [email, setEmail] = useState(account.email);
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(
    account.code === null
      ? null
      : { ...refusalOfCode(account.code), ...(account.by !== undefined && { field: account.by }) },
  );
  const trouble = useSignInTrouble(refusal);
  const kept = useProtectionText(useDeskApp((s) => s.protection));
  const hubs = useDeskApp((s) => s.managed?.hubs ?? null);
  /** As a whole: nobody asks half an address. */
  const [asked, setAsked] = useState(account.hub.trim());
  const methods = useMethods(asked);
  const fault = useWayTrouble(asked, refusal, setRefusal);
  const secret = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const empty = document.querySelector<HTMLInputElement>(
      'form input:placeholder-shown, form input[value=""]',
    );
    (empty ?? secret.current)?.focus();
  }, []);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy || !methods.password) return;
    setBusy(true);
    setRefusal(null);
    setAsked(hub.trim());
    try {
      useDeskApp.setState({
        account: await call('account.signIn', { hub: hub.trim(), email: email.trim(), password }),
      });
    } catch (error) {
      setRefusal(refusedWith(error));
      secret.current?.select();
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      data-testid="sign-in-form"
      aria-busy={busy}
      onSubmit={(event) => void submit(event)}
      className="grid gap-3.5 rounded-4 border border-line bg-panel p-5 shadow-low"
    >
      {account.unsent !== undefined && <KeptHere unsent={account.unsent} email={account.email} />}
      <Field
        label={t`Hub`}
        hint={hubs === null ? t`The address that your supervisor gave you` : t`Settled by your organisation.`}
        trouble={trouble?.field === 'hub' ? trouble.text : null}
      >
        <HubInput
          hubs={hubs}
          name="hub"
          value={hub}
          data-testid="sign-in-hub"
          onHub={setHub}
          onLeft={() => setAsked(hub.trim())}
        />
      </Field>
      {methods.password && (
        <>
          <Field label={t`E-mail`} trouble={trouble?.field === 'email' ? trouble.text : null}>
            <input
              type="email"
              name="email"
              required
              maxLength={254}
              autoComplete="username"
              spellCheck={false}
              placeholder="name@example.com"
              value={email}
              data-testid="sign-in-email"
              onChange={(event) => setEmail(event.target.value)}
            />
          </Field>
          <SecretField
            ref={secret}
            label={t`Password`}
            show={t`Show the password`}
            hide={t`Hide the password`}
            name="password"
            autoComplete="current-password"
            value={password}
            data-testid="sign-in-password"
            onValue={setPassword}
          />
        </>
      )}
      {fault !== null && (
        <div role="alert" data-testid="sign-in-error" className="rounded-2 bg-warn-soft px-3 py-2">
          <WayTrouble fault={fault} hub={asked} onDetails={showNetwork} onPassword={askForProxy} />
        </div>
      )}
      {fault === null && trouble !== null && (
        <p
          role="alert"
          data-testid="sign-in-error"
          className="rounded-2 bg-bad-soft px-3 py-2 text-2 text-bad"
        >
          {trouble.text}
        </p>
      )}
      {refusal?.code === 'upgrade_required' && <TooOld />}
      {methods.password && (
        <Button
          look="primary"
          type="submit"
          disabled={busy}
          data-testid="sign-in-submit"
          className="h-8.5 justify-center text-3"
        >
          {busy ? <Trans>Signing in…</Trans> : <Trans>Sign in</Trans>}
        </Button>
      )}
      {methods.provider !== null && (
        <ProviderSignIn
          hub={asked}
          name={methods.provider.name}
          only={!methods.password}
          onRefused={setRefusal}
        />
      )}
      {!isSwitchedOff('training') && (
        <Button
          look="quiet"
          className="justify-self-center"
          data-testid="sign-in-training"
          onClick={() => chooseTraining(true)}
        >
          <GraduationCap size={14} aria-hidden="true" />
          <Trans>Training with simulated customers</Trans>
        </Button>
      )}
      {!kept.safe && (
        <p data-testid="sign-in-protection" className="text-1 text-ink-2">
          {kept.long}
        </p>
      )}
    </form>
  );
}
