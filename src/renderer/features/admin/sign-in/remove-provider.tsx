import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../../ui/button.tsx';
import { Part } from '../form/row.tsx';
import { editSignIn } from '../state/sign-in.ts';

/** In the draft first: it counts when that is saved, with what else is changed. */
export function RemoveProvider() {
  const { t } = useLingui();
  return (
    <Part level={2} title={t`Without a provider`}>
      <div className="flex flex-wrap items-center gap-3 text-2 text-ink-2">
        <Button
          data-testid="provider-remove"
          onClick={() => editSignIn(() => ({ provider: null, passwords: true }))}
        >
          <Trans>Remove the provider</Trans>
        </Button>
        <p className="min-w-0 flex-1">
          <Trans>
            When it is saved the secret is gone, and passwords count again. Who has none can be given one
            under People.
          </Trans>
        </p>
      </div>
    </Part>
  );
}
