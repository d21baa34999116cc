import { Trans } from '@lingui/react/macro';
import { Globe } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../bridge/bridge.ts';
import { useDeskApp } from '../../state/desk-app.ts';
import { Button } from '../../ui/button.tsx';

type ProviderSignInProps = {
  readonly hub: string;
  /** As the house calls its identity provider. */
  readonly name: string;
  /** There is no other way. */
  readonly only: boolean;
  readonly onRefused: (refusal: Refusal | null) => void;
};

/** Through the company's identity provider, in the system's browser: one waits here, and may give it up. */
export function ProviderSignIn({ hub, name, only, onRefused }: ProviderSignInProps) {
  const [waits, setWaits] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    // The fields that had the keyboard are gone.
    if (only && !waits && document.activeElement === document.body) button.current?.focus();
  }, [only, waits]);

  async function begin(): Promise<void> {
    onRefused(null);
    setWaits(true);
    try {
      useDeskApp.setState({ account: await call('account.signInByProvider', { hub }) });
    } catch (error) {
      onRefused(refusedWith(error));
    } finally {
      setWaits(false);
    }
  }

  if (waits)
    return (
      <div className="grid gap-2 rounded-2 bg-fill px-3 py-2.5" data-testid="sign-in-waiting">
        <p role="status" className="text-2">
          <Trans>Please sign in in your browser. This window goes on by itself afterwards.</Trans>
        </p>
        <Button
          look="quiet"
          className="justify-self-start"
          data-testid="sign-in-cancel"
          onClick={() => void call('account.cancelSignIn', {})}
        >
          <Trans>Cancel</Trans>
        </Button>
      </div>
    );
  return (
    <div className="grid gap-1.5">
      <Button
        ref={button}
        look={only ? 'primary' : 'plain'}
        className="h-8.5 justify-center text-3"
        data-testid="sign-in-provider"
        onClick={() => void begin()}
      >
        <Globe size={14} aria-hidden="true" />
        <Trans>Sign in with {name}</Trans>
      </Button>
      <Button
        look="quiet"
        className="justify-self-center"
        data-testid="sign-in-leave"
        onClick={() => void call('account.leaveProvider', { hub }).catch((e) => onRefused(refusedWith(e)))}
      >
        <Trans>Sign out of {name} in the browser as well</Trans>
      </Button>
    </div>
  );
}
