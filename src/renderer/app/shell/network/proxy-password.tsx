import { Trans, useLingui } from '@lingui/react/macro';
import type { FormEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { applyNetwork, useNetwork, useWayFault } from '../../../state/network.ts';
import { closeProxyQuestion } from '../../../state/proxy-question.ts';
import { apart } from '../../../ui/apart.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { SecretField } from '../../../ui/secret-field.tsx';

type ProxyPasswordProps = { readonly proxy: string; readonly origin: string };

/** Name and password for a proxy. Whoever says no goes on without the hub; the desk works as it does offline. */
export function ProxyPassword({ proxy, origin }: ProxyPasswordProps) {
  const { t } = useLingui();
  const refusalText = useRefusalText();
  const keeps = useNetwork((s) => s.keeps);
  const fault = useWayFault(origin);
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const [keep, setKeep] = useState(true);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const first = useRef<HTMLInputElement>(null);
  const secret = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const isWrong = fault?.kind === 'proxy-password' && fault.refused && !isBusy;
  const trouble =
    refusal !== null
      ? (own(refusal) ?? refusalText(refusal))
      : isWrong
        ? t`The proxy did not take this name and password.`
        : null;

  /** What it means here. */
  function own({ code }: Refusal): string | null {
    if (code === 'unavailable')
      return t`The proxy could not be asked, so it is not known whether this is right. Nothing was kept.`;
    if (code !== 'bad_request') return null;
    return user.includes(':')
      ? t`A name cannot have a colon in it.`
      : t`Name and password cannot have characters in them that are not seen. Type them instead of pasting them.`;
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    setRefusal(null);
    try {
      const state = await call('network.password', { proxy, origin, user, password, keep: keep && keeps });
      applyNetwork(state);
      const isAsked = state.faults.some(
        (one) => one.fault.kind === 'proxy-password' && one.fault.proxy === proxy,
      );
      if (!isAsked) closeProxyQuestion();
    } catch (error) {
      setRefusal(refusedWith(error));
    } finally {
      setBusy(false);
      secret.current?.select();
    }
  }

  return (
    <Dialog
      isNarrow
      testId="proxy-password"
      title={t`The proxy asks who you are`}
      onClose={closeProxyQuestion}
    >
      <form aria-busy={isBusy} onSubmit={(event) => void submit(event)} className="grid gap-3 pt-1.5">
        <p className="text-2 text-ink-2">
          <Trans>
            {apart(new URL(origin).host)} is reached through the proxy{' '}
            <b className="font-medium text-ink">{apart(proxy)}</b>. Often it is the account that you sign in
            to the computer with; your IT knows.
          </Trans>
        </p>
        <Field label={t`Name at the proxy`} trouble={trouble}>
          <input
            ref={first}
            type="text"
            required
            maxLength={200}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={user}
            data-testid="proxy-user"
            onChange={(event) => setUser(event.target.value)}
          />
        </Field>
        <SecretField
          ref={secret}
          label={t`Password at the proxy`}
          show={t`Show the password`}
          hide={t`Hide the password`}
          trouble={trouble}
          maxLength={500}
          autoComplete="off"
          value={password}
          data-testid="proxy-secret"
          onValue={setPassword}
        />
        {trouble !== null && (
          <p
            role="alert"
            data-testid="proxy-trouble"
            className="rounded-2 bg-bad-soft px-3 py-2 text-2 text-bad"
          >
            {trouble}
          </p>
        )}
        {keeps ? (
          <label className="flex items-start gap-2 text-2">
            <input
              type="checkbox"
              className="mt-0.5 size-4 shrink-0 accent-accent"
              checked={keep}
              data-testid="proxy-keep"
              onChange={(event) => setKeep(event.target.checked)}
            />
            <Trans>Keep it in the system’s keychain; otherwise until Yingke is closed</Trans>
          </label>
        ) : (
          <p className="text-1 text-ink-2" data-testid="proxy-no-keychain">
            <Trans>
              It is kept until Yingke is closed, and nowhere on the disk: this system offers no keychain.
            </Trans>
          </p>
        )}
        {!proxy.includes('://') && (
          <p className="text-1 text-ink-2">
            <Trans>Name and password go to this proxy unencrypted, as it asks for them.</Trans>
          </p>
        )}
        <div className="flex justify-end gap-2 pt-1">
          <Button data-testid="proxy-cancel" onClick={closeProxyQuestion}>
            <Trans>Not now</Trans>
          </Button>
          <Button look="primary" type="submit" disabled={isBusy} data-testid="proxy-submit">
            {isBusy ? <Trans>Trying…</Trans> : <Trans>Connect</Trans>}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
