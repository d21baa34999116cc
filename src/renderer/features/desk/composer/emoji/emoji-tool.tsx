import { useLingui } from '@lingui/react/macro';
import { Smile } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import { useAriaKeys, useKeysOf } from '../../../../state/actions/keys.ts';
import { openEmoji, useEmojiPicker } from '../../../../state/emoji-picker.ts';
import { lazyPart } from '../../../../state/lazy-part.tsx';
import { Button } from '../../../../ui/button.tsx';
import { withKeys } from '../../../../ui/kbd.tsx';
import { useComposer } from '../composer-api.ts';

const EmojiPickerPopover = lazyPart(
  () => import('../../late.ts').then((m) => m.EmojiPickerPopover),
  () => <EmojiButton />,
);

/** Opens all emoji, by its button or the keys. */
export function EmojiTool() {
  const { row, obstacle } = useComposer();
  const { id } = row.conversation;
  const isOpen = useEmojiPicker((s) => s.openIn === id);
  const [wasOpen, setWasOpen] = useState(false);
  if (isOpen && !wasOpen) setWasOpen(true);
  if (obstacle !== null) return null;
  return isOpen || wasOpen ? <EmojiPickerPopover /> : <EmojiButton onClick={() => openEmoji(id)} />;
}

export function EmojiButton(props: Omit<ComponentProps<typeof Button>, 'children'>) {
  const { t } = useLingui();
  const keys = useKeysOf('emoji');
  const ariaKeys = useAriaKeys('emoji');
  return (
    <Button
      look="icon"
      aria-label={withKeys(t`Emoji`, keys)}
      aria-keyshortcuts={ariaKeys}
      data-testid="composer-emoji"
      {...props}
    >
      <Smile size={15} aria-hidden="true" />
    </Button>
  );
}
