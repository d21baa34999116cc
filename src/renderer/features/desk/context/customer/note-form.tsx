import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { maxNote } from '#shared/domain/customer/customer.ts';
import { Button } from '../../../../ui/button.tsx';

type NoteFormProps = {
  readonly label: string;
  readonly text?: string;
  readonly onSave: (text: string) => Promise<void>;
  readonly onCancel: () => void;
};

/** A note that is being written. Ctrl+Enter keeps it, Esc lets it go. */
export function NoteForm({ label, text = '', onSave, onCancel }: NoteFormProps) {
  const [typed, setTyped] = useState(text);
  const [busy, setBusy] = useState(false);
  async function save(): Promise<void> {
    if (busy || typed.trim() === '') return;
    setBusy(true);
    await onSave(typed.trim());
    setBusy(false);
  }
  return (
    <div className="grid gap-1 rounded-2 border border-note-line border-dashed bg-note p-1.5">
      <textarea
        // biome-ignore lint/a11y/noAutofocus: somebody has just asked to write
        autoFocus
        aria-label={label}
        dir="auto"
        rows={3}
        maxLength={maxNote}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            event.stopPropagation();
            void save();
          } else if (event.key === 'Escape') {
            event.stopPropagation();
            onCancel();
          }
        }}
        className="w-full resize-none rounded-1 bg-panel px-1.5 py-1 text-2 outline-none [field-sizing:content] focus-visible:outline-2 focus-visible:outline-focus"
      />
      <span className="flex justify-end gap-1.5">
        <Button onClick={onCancel}>
          <Trans>Cancel</Trans>
        </Button>
        <Button look="primary" disabled={busy || typed.trim() === ''} onClick={() => void save()}>
          <Trans>Keep the note</Trans>
        </Button>
      </span>
    </div>
  );
}
