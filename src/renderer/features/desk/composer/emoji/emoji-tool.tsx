import { useLingui } from '@lingui/react/macro';
import { Smile } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useAriaKeys, useKeysOf } from '../../../../state/actions/keys.ts';
import { openEmoji, useEmojiPicker } from '../../../../state/emoji-picker.ts';
import { Button } from '../../../../ui/button.tsx';
import { withKeys } from '../../../../ui/kbd.tsx';
import { useComposer } from '../composer-api.ts';
import { EmojiPicker } from './picker.tsx';

/** Opens all emoji; what is picked goes in where the caret was. */
export function EmojiTool() {
  const { t } = useLingui();
  const { row, obstacle, caret, replace, focus } = useComposer();
  const { id } = row.conversation;
  const isOpen = useEmojiPicker((s) => s.openIn === id);
  const keys = useKeysOf('emoji');
  const ariaKeys = useAriaKeys('emoji');
  if (obstacle !== null) return null;
  return (
    <Popover.Root open={isOpen} onOpenChange={(open) => openEmoji(open ? id : null)}>
      <Popover.Trigger asChild>
        <Button
          look="icon"
          aria-label={withKeys(t`Emoji`, keys)}
          aria-keyshortcuts={ariaKeys}
          data-testid="composer-emoji"
        >
          <Smile size={15} aria-hidden="true" />
        </Button>
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
