import { useLingui } from '@lingui/react/macro';
import { StickyNote } from 'lucide-react';
import { setComposing } from '../../../state/composing.ts';
import { Button } from '../../../ui/button.tsx';
import { useComposer } from './composer-api.ts';

/** Turns to a note and back; Ctrl+Shift+N does too. */
export function NoteTool() {
  const { t } = useLingui();
  const { row, mode, focus } = useComposer();
  if (mode === 'edit') return null;
  const isNote = mode === 'note';
  return (
    <Button
      look="icon"
      aria-label={t`Internal note (Ctrl Shift N)`}
      aria-pressed={isNote}
      onClick={() => {
        setComposing(row.conversation.id, { mode: isNote ? 'reply' : 'note', whisper: false });
        focus();
      }}
    >
      <StickyNote size={15} aria-hidden="true" />
    </Button>
  );
}
