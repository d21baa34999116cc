import { useLingui } from '@lingui/react/macro';
import { Popover } from 'radix-ui';
import { openEmoji, useEmojiPicker } from '../../../../state/emoji-picker.ts';
import { useComposer } from '../composer-api.ts';
import { EmojiButton } from './emoji-tool.tsx';
import { EmojiPicker } from './picker.tsx';

/** All emoji, over the button that opens them; what is picked goes in where the caret was. */
export function EmojiPickerPopover() {
  const { t } = useLingui();
  const { row, caret, replace, focus } = useComposer();
  const { id } = row.conversation;
  const isOpen = useEmojiPicker((s) => s.openIn === id);
  return (
    <Popover.Root open={isOpen} onOpenChange={(open) => openEmoji(open ? id : null)}>
      <Popover.Trigger asChild>
        <EmojiButton />
      </Popover.Trigger>
      <Popover.Content
        side="top"
        align="start"
        sideOffset={6}
        collisionPadding={8}
        aria-label={t`Emoji`}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          focus();
        }}
        className="z-50 rounded-3 border border-line bg-panel p-2 text-2 text-ink shadow-pop"
      >
        <EmojiPicker
          onPick={(emoji) => {
            openEmoji(null);
            replace(caret, caret, emoji);
          }}
        />
      </Popover.Content>
    </Popover.Root>
  );
}
