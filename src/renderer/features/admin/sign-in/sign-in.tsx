import { Trans, useLingui } from '@lingui/react/macro';
import { type SignInRules, signInPaths } from '#shared/protocol/sign-in.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { Button } from '../../../ui/button.tsx';
import { Check } from '../form/inputs.tsx';
import { Part, Row } from '../form/row.tsx';
import { newProvider } from '../model/sign-in.ts';
import { CopyField } from '../parts/copy-field.tsx';
import { DocumentPart } from '../parts/document-part.tsx';
import { Page } from '../parts/page.tsx';
import { SavedBy } from '../parts/saved-by.tsx';
import { editSignIn, signInDocument } from '../state/sign-in.ts';
import { Grants } from './grants.tsx';
import { ProviderRows } from './provider-rows.tsx';
import { RemoveProvider } from './remove-provider.tsx';
import { SecretRow } from './secret-row.tsx';
import { TryProvider } from './try-provider.tsx';

/** How one signs in to this house (docs/sign-in.md): the company’s provider, its groups and their roles, and passwords. */
export function SignInPage() {
  const { t } = useLingui();
  return (
    <DocumentPart document={signInDocument} unread={t`How people sign in could not be read`}>
      {(draft) => (
        <Page section="signIn" actions={<SavedBy document={signInDocument} oldest={1} />}>
          <Passwords rules={draft} />
          {draft.provider === null ? <NoProvider /> : <ProviderParts provider={draft.provider} />}
        </Page>
      )}
    </DocumentPart>
  );
}

function Passwords({ rules }: { readonly rules: SignInRules }) {
  const { t } = useLingui();
  return (
    <Part level={2}>
      <Row
        label={t`Passwords`}
        path="signIn.passwords"
        hint={
          rules.passwords
            ? t`Whoever has a password of this hub can come in with it, whether there is a provider or not.`
            : t`Nobody comes in with a password, administrators neither. Where the provider is gone, whoever runs the hub lets passwords count again: hub admin sign-in passwords yes.`
        }
      >
        {(ids) => (
          <Check
            {...ids}
            data-testid="sign-in-passwords"
            label={t`Passwords of this hub count`}
            checked={rules.passwords}
            onChange={({ target }) => editSignIn((draft) => ({ ...draft, passwords: target.checked }))}
          />
        )}
      </Row>
    </Part>
  );
}

function NoProvider() {
  const { t } = useLingui();
  // An account of training, or none, has no hub that a browser could reach.
  const hub = useDeskApp(({ account }) => ('hub' in account ? account.hub : null));
  return (
    <Part level={2} title={t`Identity provider`}>
      <div className="grid justify-items-start gap-2 text-2 text-ink-2">
        <p>
          <Trans>
            None: people sign in with a password of this hub. Any OpenID Connect provider that has discovery
            and the code flow with PKCE will do. What to set up there stands in docs/sign-in.md.
          </Trans>
        </p>
        <Button
          data-testid="provider-begin"
          onClick={() => editSignIn((draft) => ({ ...draft, provider: newProvider(hub ?? '') }))}
        >
          <Trans>Set up a provider…</Trans>
        </Button>
      </div>
    </Part>
  );
}

function ProviderParts({ provider }: { readonly provider: NonNullable<SignInRules['provider']> }) {
  const { t } = useLingui();
  return (
    <>
      <Part level={2} title={t`Identity provider`}>
        <ProviderRows provider={provider} />
        <SecretRow />
        <Row label={t`Redirect URI`} hint={t`To be entered at the provider, exactly so.`}>
          {() => <CopyField label={t`Redirect URI`} value={provider.address + signInPaths.callback} />}
        </Row>
        <TryProvider provider={provider} />
      </Part>
      <Part level={2} title={t`Groups and roles`}>
        <Grants provider={provider} />
      </Part>
      <RemoveProvider />
    </>
  );
}
