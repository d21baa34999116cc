import { Trans, useLingui } from '@lingui/react/macro';
import { Check } from 'lucide-react';
import { useEffect } from 'react';
import type { CustomerChange } from '#shared/domain/customer/change.ts';
import { Button } from '../../../../ui/button.tsx';
import { useRefusalText } from '../../../../ui/refusal-text.ts';
import type { Saving } from './use-saving.ts';

/** How long one is told that it is saved, and can take it back here. Milliseconds. */
const told = 8000;

type SaveStateProps = {
  readonly saving: Saving;
  readonly onUndo: (change: CustomerChange) => void;
};

/** Beside what was changed: that it is on its way, that it is saved and can be taken back, or why it is not. */
export function SaveState({ saving: { done, busy, forget }, onUndo }: SaveStateProps) {
  const { t } = useLingui();
  const refusalText = useRefusalText();
  useEffect(() => {
    if (done?.is !== 'saved') return;
    const timer = setTimeout(forget, told);
    return () => clearTimeout(timer);
  }, [done, forget]);
  if (busy) {
    return (
      <p role="status" className="text-1 text-ink-3">
        <Trans>Saving…</Trans>
      </p>
    );
  }
  if (done === null) return null;
  if (done.is === 'saved') {
    return (
      <p role="status" className="flex items-center gap-1 text-1 text-ink-3">
        <Check size={12} aria-hidden="true" className="text-accent" />
        <Trans>Saved</Trans>
        <Button look="quiet" data-testid="undo-save" onClick={() => onUndo(done.undo)}>
          <Trans>Undo</Trans>
        </Button>
      </p>
    );
  }
  const isField = done.is === 'refused' && done.refusal.code === 'bad_request';
  return (
    <p role="alert" className="text-1 text-bad">
      {done.is === 'conflict' && t`Somebody else has changed this meanwhile.`}
      {isField && t`This does not fit here.`}
      {done.is === 'refused' && !isField && refusalText(done.refusal)}
    </p>
  );
}
