import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { type Colon, colonAt } from '#shared/domain/emoji/colon.ts';
import { findEmoji } from '#shared/domain/emoji/find.ts';
import { CaretPopover } from '../caret-popover.tsx';
import { useComposer } from '../composer-api.ts';
import { chosenTone, type Emoji, emojiName, emojiUsed, signOf, useEmoji } from './emoji.ts';

/** How many are offered. */
const offered = 7;

/** ":" and a word: emoji, to be taken while one writes on. Esc leaves what was typed as it is. */
export function EmojiPopover() {
  const { text, caret } = useComposer();
  const [dismissed, setDismissed] = useState<number | null>(null);
  const colon = colonAt(text, caret);
  const groups = useEmoji(colon !== null);
  if (colon === null || groups === null || dismissed === colon.from) return null;
  const found = findEmoji(groups.flat(), colon.query, offered);
  if (found.length === 0) return null;
  return <Choices key={colon.query} colon={colon} found={found} onClose={() => setDismissed(colon.from)} />;
}

type ChoicesProps = {
  readonly colon: Colon;
  readonly found: readonly Emoji[];
  readonly onClose: () => void;
};

function Choices({ colon, found, onClose }: ChoicesProps) {
  const { t, i18n } = useLingui();
  const { replace } = useComposer();
  const [at, setAt] = useState(0);
  const [tone] = useState(chosenTone);
  const take = (one: Emoji | undefined) => {
    if (one === undefined) return;
    emojiUsed(one.emoji);
    replace(colon.from, colon.to, signOf(one, tone));
  };
  return (
    <CaretPopover
      at={colon.from}
      onKey={({ key, ctrlKey, metaKey, altKey, shiftKey }) => {
        if (ctrlKey || metaKey || altKey || shiftKey) return false;
        if (key === 'ArrowDown') setAt((at + 1) % found.length);
        else if (key === 'ArrowUp') setAt((at + found.length - 1) % found.length);
        else if (key === 'Enter' || key === 'Tab') take(found[at]);
        else if (key === 'Escape') onClose();
        else return false;
        return true;
      }}
    >
      <div role="listbox" aria-label={t`Emoji`} data-testid="emoji-choices" className="w-60 p-1 text-2">
        {found.map((one, place) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the caret stays in the field, which has the keys
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
          <div
            key={one.emoji}
            role="option"
            aria-selected={place === at}
            data-testid="emoji-choice"
            onClick={() => take(one)}
            onMouseMove={() => setAt(place)}
            className={`flex items-center gap-2 rounded-2 px-2 py-0.5 ${place === at ? 'bg-accent-soft' : ''}`}
          >
            <span className="w-6 text-center text-5">{signOf(one, tone)}</span>
            <span className="min-w-0 flex-1 truncate">{emojiName(one, i18n.locale)}</span>
          </div>
        ))}
      </div>
    </CaretPopover>
  );
}
