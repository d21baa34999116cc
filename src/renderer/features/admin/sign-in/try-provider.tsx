import { Trans, useLingui } from '@lingui/react/macro';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { type ProviderTried, type SignInProvider, signInProvider } from '#shared/protocol/sign-in.ts';
import { call } from '../../../bridge/bridge.ts';
import { Button } from '../../../ui/button.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { isSame } from '../model/merge.ts';
import { useAction } from '../parts/use-action.ts';
import { useRefusedText } from '../parts/use-refused-text.ts';
import { useTypedSecret } from '../state/sign-in.ts';
import { useFaultText } from './words.ts';

type TryProviderProps = { readonly provider: SignInProvider };

/** Tries the provider as it is written here, before anybody has to sign in by it. */
export function TryProvider({ provider }: TryProviderProps) {
  const { t } = useLingui();
  const refusedText = useRefusedText();
  const { busy, refusal, run } = useAction();
  const secret = useTypedSecret((s) => s.typed);
  const [tried, setTried] = useState<{ readonly of: object; readonly found: ProviderTried } | null>(null);
  // Read as it will be saved: blanks around a name are none of it.
  const read = signInProvider.safeParse(provider);
  const of = { provider, secret };
  // What was found of another provider says nothing of this one.
  const found = tried !== null && isSame(tried.of, of) ? tried.found : null;
  const go = () =>
    void run(async () => {
      if (!read.success) return;
      const asked = { provider: read.data, ...(secret !== '' && { secret }) };
      setTried({ of, found: await call('admin.signIn.try', asked) });
    });
  return (
    <div className="grid justify-items-start gap-2 pt-2">
      <Button data-testid="provider-try" disabled={busy || !read.success} onClick={go}>
        <Trans>Test the provider</Trans>
      </Button>
      <TroubleLines troubles={[]} error={refusal === null ? null : refusedText(refusal)} />
      <div role="status" className="w-full text-2" data-testid="provider-tried">
        {busy && <span className="text-ink-3">{t`Asking the provider…`}</span>}
        {!busy && found !== null && <Found found={found} />}
      </div>
    </div>
  );
}

function Found({ found }: { readonly found: ProviderTried }) {
  const { t } = useLingui();
  const fault = useFaultText()(found);
  if (fault !== null)
    return (
      <p
        className="flex items-start gap-2 rounded-3 border border-bad bg-bad-soft px-3 py-2"
        data-fault={found.fault}
      >
        <CircleAlert size={15} aria-hidden="true" className="mt-0.5 shrink-0 text-bad" />
        <span className="foreign wrap-anywhere">{fault}</span>
      </p>
    );
  const scopes = found.unknownScopes.join(' ');
  const lines = [
    found.clientTaken
      ? t`It did not turn down client and secret. Whether people come in shows at the first sign-in.`
      : t`Whether client and secret are right shows at the first sign-in.`,
    found.takesPkce === null && t`It does not say whether it takes PKCE. Some that take it do not say so.`,
    scopes !== '' && t`It does not list these scopes: ${scopes}.`,
    found.endsSessions
      ? t`It has a page for signing out.`
      : t`It has no page for signing out: who signs out here stays signed in there.`,
  ].filter((line) => line !== false);
  return (
    <div className="flex items-start gap-2 rounded-3 border border-line bg-panel px-3 py-2" data-fault="none">
      <CircleCheck size={15} aria-hidden="true" className="mt-0.5 shrink-0 text-good" />
      <div className="foreign min-w-0 wrap-anywhere">
        <p className="font-medium">
          <Trans>The provider answers and offers what this sign-in needs.</Trans>
        </p>
        <ul className="text-ink-2">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}
