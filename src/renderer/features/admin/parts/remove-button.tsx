import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Confirm } from '../../../ui/confirm.tsx';

type RemoveButtonProps = {
  readonly name: string;
  /** What comes of it; null where nothing does, and nobody is asked. */
  readonly warning: string | null;
  readonly onRemove: () => void;
};

/** Deletes from the draft. */
export function RemoveButton({ name, warning, onRemove }: RemoveButtonProps) {
  const { t } = useLingui();
  const [asking, setAsking] = useState(false);
  const close = () => setAsking(false);
  return (
    <>
      <Button onClick={() => (warning === null ? onRemove() : setAsking(true))} data-testid="admin-delete">
        <Trans>Delete</Trans>
      </Button>
      {asking && (
        <Confirm
          title={t`Delete ${name}?`}
          yes={t`Delete`}
          no={t`Cancel`}
          onYes={() => {
            close();
            onRemove();
          }}
          onNo={close}
        >
          {warning}
        </Confirm>
      )}
    </>
  );
}
