import { Trans, useLingui } from '@lingui/react/macro';
import type { FormEvent, ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { Account } from '#shared/ipc/account.ts';
import { minPassPhrase } from '#shared/ipc/pass-phrase.ts';
import { call, refusedWith } from '../../bridge/bridge.ts';
import { useDeskApp } from '../../state/desk-app.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { useRefusalText } from '../../ui/refusal-text.ts';
import { SecretField } from '../../ui/secret-field.tsx';
import { Frame } from './frame.tsx';

type Locked = Extract<Account, { state: 'locked' }>;

/** Between sign-in and desk where what is kept on this computer is locked with a pass phrase. */
export function PassPhrase({ account }: { readonly account: Locked }) {
  return (
    <Frame>{account.how === 'enter' ? <Enter account={account} /> : <Choose account={account} />}</Frame>
  );
}

/** Asks main, and says what came of it; main's answer is who is signed in now. */
function useUnlock() {
  const [busy, setBusy] = useState(false);
  const [code, setCode] = useState<string | null>(null);
  const refusalText = useRefusalText();
  const [trouble, setTrouble] = useState<string | null>(null);
  async function unlock(passphrase: string): Promise<boolean> {
    setBusy(true);
    setCode(null);
    setTrouble(null);
    try {
      useDeskApp.setState({ account: await call('account.unlock', { passphrase }) });
      return true;
    } catch (error) {
      const refusal = refusedWith(error);
      setCode(refusal.code);
      setTrouble(refusalText(refusal));
      return false;
    } finally {
      setBusy(false);
    }
  }
  return { busy, code, trouble, unlock };
}

function Enter({ account }: { readonly account: Locked }) {
  const { t } = useLingui();
  const [phrase, setPhrase] = useState('');
  const [asking, setAsking] = useState(false);
  const { busy, code, trouble, unlock } = useUnlock();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const wrong = code === 'wrong_credentials' ? t`This is not the pass phrase of this computer.` : trouble;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!busy && !(await unlock(phrase))) field.current?.select();
  }
  const forget = async () => useDeskApp.setState({ account: await call('account.forget', {}) });

  return (
    <Form busy={busy} onSubmit={submit} heading={t`Unlock this computer`} account={account}>
      <SecretField
        ref={field}
        label={t`Pass phrase`}
        show={t`Show the pass phrase`}
        hide={t`Hide the pass phrase`}
        trouble={wrong}
        value={phrase}
        autoComplete="off"
        data-testid="pass-phrase"
        onValue={setPhrase}
      />
      <Trouble text={wrong} />
      <Submit busy={busy}>{busy ? <Trans>Unlocking…</Trans> : <Trans>Unlock</Trans>}</Submit>
      <Button
        look="quiet"
        data-testid="pass-phrase-forget"
        className="justify-self-center"
        onClick={() => setAsking(true)}
      >
        <Trans>I have lost the pass phrase</Trans>
      </Button>
      {asking && (
        <Confirm
          title={t`Forget what is kept on this computer?`}
          yes={t`Forget it`}
          no={t`Cancel`}
          onYes={() => void forget()}
          onNo={() => setAsking(false)}
        >
          <Trans>
            Messages and drafts that were not sent are lost; without the pass phrase nobody can tell whether
            there are any. Everything else is at the hub and comes back when you sign in.
          </Trans>
        </Confirm>
      )}
    </Form>
  );
}

function Choose({ account }: { readonly account: Locked }) {
  const { t } = useLingui();
  const [phrase, setPhrase] = useState('');
  const [again, setAgain] = useState('');
  const [complaint, setComplaint] = useState<string | null>(null);
  const { busy, trouble, unlock } = useUnlock();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    if (phrase.length < minPassPhrase) setComplaint(t`At least ${minPassPhrase} characters, please.`);
    else if (phrase !== again) setComplaint(t`The two are not the same.`);
    else {
      setComplaint(null);
      await unlock(phrase);
    }
  }
  const leave = async () => useDeskApp.setState({ account: await call('account.signOut', {}) });

  return (
    <Form busy={busy} onSubmit={submit} heading={t`Choose a pass phrase`} account={account}>
      <p className="text-2 text-ink-2">
        <Trans>
          This system offers no keychain. A pass phrase locks what is kept on this computer; it is asked
          whenever Yingke starts, and nobody can tell it to you again.
        </Trans>
      </p>
      <SecretField
        ref={field}
        label={t`Pass phrase`}
        hint={t`Several words are better than one. At least ${minPassPhrase} characters`}
        show={t`Show the pass phrase`}
        hide={t`Hide the pass phrase`}
        trouble={complaint}
        value={phrase}
        autoComplete="new-password"
        data-testid="pass-phrase"
        onValue={setPhrase}
      />
      <SecretField
        label={t`Once more`}
        show={t`Show the pass phrase`}
        hide={t`Hide the pass phrase`}
        value={again}
        autoComplete="new-password"
        data-testid="pass-phrase-again"
        onValue={setAgain}
      />
      <Trouble text={complaint ?? trouble} />
      <Submit busy={busy}>
        {busy ? <Trans>Locking…</Trans> : <Trans>Lock with this pass phrase</Trans>}
      </Submit>
      <Button look="quiet" className="justify-self-center" onClick={() => void leave()}>
        <Trans>Sign out</Trans>
      </Button>
    </Form>
  );
}

type FormProps = {
  readonly heading: string;
  readonly account: Locked;
  readonly busy: boolean;
  readonly onSubmit: (event: FormEvent) => Promise<void>;
  readonly children: ReactNode;
};

function Form({ heading, account, busy, onSubmit, children }: FormProps) {
  return (
    <form
      data-testid="pass-phrase-form"
      aria-busy={busy}
      onSubmit={(event) => void onSubmit(event)}
      className="grid gap-3.5 rounded-4 border border-line bg-panel p-5 shadow-low"
    >
      <div>
        <h2 className="font-bold text-5">{heading}</h2>
        <p className="foreign truncate text-2 text-ink-2">
          {account.me.name} · {account.me.email}
        </p>
      </div>
      {children}
    </form>
  );
}

function Trouble({ text }: { readonly text: string | null }) {
  if (text === null) return null;
  return (
    <p
      role="alert"
      data-testid="pass-phrase-error"
      className="rounded-2 bg-bad-soft px-3 py-2 text-2 text-bad"
    >
      {text}
    </p>
  );
}

function Submit({ busy, children }: { readonly busy: boolean; readonly children: ReactNode }) {
  return (
    <Button
      look="primary"
      type="submit"
      disabled={busy}
      data-testid="pass-phrase-submit"
      className="h-8.5 justify-center text-3"
    >
      {children}
    </Button>
  );
}
