import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { CopyField } from '../parts/copy-field.tsx';
import { usePeople } from '../state/people.ts';
import { forgetPassword } from '../state/people-calls.ts';

/** The password that the hub has just made: it keeps none, so this is the only time that it can be read. */
export function PasswordDialog() {
  const { t } = useLingui();
  const made = usePeople((s) => s.password);
  if (made === null) return null;
  const { name, email, password } = made;
  return (
    <Dialog title={t`Password of ${name}`} testId="one-time-password" onClose={forgetPassword}>
      <p className="mt-1.5 text-2 text-ink-2">
        <Trans>
          It is shown this once. Give it to them over a way that you trust; they sign in with it and:
        </Trans>
      </p>
      <p className="selectable foreign mt-1 mb-2 font-medium">{email}</p>
      <CopyField label={t`Password`} value={password} />
      <div className="mt-4 flex justify-end">
        <Button look="primary" onClick={forgetPassword}>
          <Trans>I have passed it on</Trans>
        </Button>
      </div>
    </Dialog>
  );
}
