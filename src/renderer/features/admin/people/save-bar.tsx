import { Trans, useLingui } from '@lingui/react/macro';
import type { Refusal } from '#shared/protocol/errors.ts';
import { Button } from '../../../ui/button.tsx';
import { useRefusedText } from '../parts/use-refused-text.ts';

type SaveBarProps = {
  readonly label: string;
  readonly undo: string;
  readonly busy: boolean;
  readonly isNew: boolean;
  readonly refusal: Refusal | null;
  readonly onSave: () => void;
  readonly onUndo: () => void;
};

/** Under a person who is changed: save or take back, and why the hub did not take it. */
export function SaveBar({ label, undo, busy, isNew, refusal, onSave, onUndo }: SaveBarProps) {
  const { t } = useLingui();
  const refusedText = useRefusedText();
  const why = () => {
    if (refusal === null) return null;
    if (refusal.code !== 'conflict') return refusedText(refusal);
    return isNew
      ? t`Somebody has this e-mail address already.`
      : t`Nobody would be left who is an administrator.`;
  };
  return (
    <footer className="flex shrink-0 items-center gap-2 border-line border-t bg-panel px-5 py-2">
      <p role="alert" className="min-w-0 flex-1 text-2 text-bad">
        {why()}
      </p>
      {refusal === null && !isNew && (
        <span className="text-2 text-ink-3">
          <Trans>Not saved</Trans>
        </span>
      )}
      <Button onClick={onUndo} disabled={busy}>
        {undo}
      </Button>
      <Button look="primary" onClick={onSave} disabled={busy} data-testid="person-save">
        {label}
      </Button>
    </footer>
  );
}
