import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect } from 'react';
import { Button } from '../../../ui/button.tsx';
import { TextInput } from '../form/inputs.tsx';
import { Row } from '../form/row.tsx';
import { useAction } from '../parts/use-action.ts';
import { useRefusedText } from '../parts/use-refused-text.ts';
import { saveSecret, signInDocument, useSignIn, useTypedSecret } from '../state/sign-in.ts';

/** The client's secret: given, never shown. With other changes it is saved with them, else by itself. */
export function SecretRow() {
  const { t } = useLingui();
  const refusedText = useRefusedText();
  const { busy, refusal, run } = useAction();
  const typed = useTypedSecret((s) => s.typed);
  const isKept = useSignIn((s) => s.base?.hasSecret === true);
  const isDirty = useSignIn(signInDocument.isDirty);
  const isSaved = useSignIn((s) => s.base?.rules.provider != null);
  // Whoever comes to this desk next finds none.
  useEffect(() => () => useTypedSecret.setState({ typed: '' }), []);
  return (
    <Row
      label={t`Client’s secret`}
      path="signIn.secret"
      error={refusal === null ? null : refusedText(refusal)}
      hint={
        isKept
          ? t`One is kept at the hub, sealed, and never shown. Left empty, it stays.`
          : t`None is kept: the provider is asked as a public client.`
      }
    >
      {(ids) => (
        <span className="flex items-center gap-2">
          <TextInput
            {...ids}
            type="password"
            autoComplete="new-password"
            data-testid="provider-secret"
            maxLength={2000}
            value={typed}
            placeholder={isKept ? '••••••••' : ''}
            onChange={({ target }) => useTypedSecret.setState({ typed: target.value })}
          />
          {typed !== '' && isSaved && !isDirty && (
            <Button data-testid="secret-save" disabled={busy} onClick={() => void run(saveSecret)}>
              <Trans>Save the secret</Trans>
            </Button>
          )}
        </span>
      )}
    </Row>
  );
}
