import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Confirm } from '../../../ui/confirm.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import type { Uses } from '../model/uses.ts';

type DeleteButtonProps = {
  readonly name: string;
  readonly uses: Uses;
  /** What refers to it and must be changed by hand first. */
  readonly blocked: boolean;
  readonly onDelete: () => void;
};

/** Deletes from the draft. What uses it is said first; what nobody uses goes without a question: it can be discarded. */
export function DeleteButton({ name, uses, blocked, onDelete }: DeleteButtonProps) {
  const { t } = useLingui();
  const [asking, setAsking] = useState(false);
  const isUsed = uses.isDefault || uses.rules.length + uses.groups.length + uses.people.length > 0;
  const close = () => setAsking(false);
  return (
    <>
      <Button onClick={() => (isUsed || blocked ? setAsking(true) : onDelete())} data-testid="admin-delete">
        <Trans>Delete</Trans>
      </Button>
      {asking && !blocked && (
        <Confirm
          title={t`Delete ${name}?`}
          yes={t`Delete`}
          no={t`Cancel`}
          onYes={() => {
            close();
            onDelete();
          }}
          onNo={close}
        >
          <UsesText uses={uses} />
        </Confirm>
      )}
      {asking && blocked && (
        <Dialog title={t`${name} is still in use`} onClose={close}>
          <p className="mt-1.5 text-2 text-ink-2">
            <UsesText uses={uses} /> <Trans>Send conversations to another group first.</Trans>
          </p>
          <div className="mt-4 flex justify-end">
            <Button look="primary" onClick={close}>
              <Trans>All right</Trans>
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

/** Of many only the first are named. */
const named = 6;

function UsesText({ uses }: { readonly uses: Uses }) {
  const { t, i18n } = useLingui();
  const list = (names: readonly string[]) => {
    const more = names.length > named ? ['…'] : [];
    return new Intl.ListFormat(i18n.locale, { type: 'conjunction', style: 'narrow' }).format([
      ...names.slice(0, named),
      ...more,
    ]);
  };
  const [rules, groups, people] = [list(uses.rules), list(uses.groups), list(uses.people)];
  return (
    <>
      {[
        uses.isDefault ? t`Conversations that no rule fits go there.` : '',
        uses.rules.length > 0 ? t`Entry rules: ${rules}.` : '',
        uses.groups.length > 0 ? t`Groups: ${groups}.` : '',
        uses.people.length > 0 ? t`People: ${people}.` : '',
      ]
        .filter(Boolean)
        .join(' ')}
    </>
  );
}
