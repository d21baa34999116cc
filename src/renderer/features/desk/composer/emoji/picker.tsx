import { Trans, useLingui } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import { findEmoji } from '#shared/domain/emoji/find.ts';
import type { Tone } from '#shared/domain/emoji/tone.ts';
import {
  chosenTone,
  type Emoji,
  emojiName,
  emojiUsed,
  keepTone,
  recentEmoji,
  signOf,
  useEmoji,
} from './emoji.ts';
import { moveInGrid } from './picker-keys.ts';
import { ToneChoice } from './tone-choice.tsx';
import { useEmojiGroupNames } from './use-group-names.ts';

/** Signs of the groups, in the data's order. */
const signs = ['😀', '👋', '🐱', '🍎', '🚗', '⚽', '💡', '🔣', '🚩'] as const;
/** As many as are shown of what was found. */
const mostFound = 120;

/** All emoji of Unicode, as this system draws them: used lately, by group, and by words of both languages. */
export function EmojiPicker({ onPick }: { readonly onPick: (emoji: string) => void }) {
  const { t } = useLingui();
  const names = useEmojiGroupNames();
  const groups = useEmoji(true);
  const box = useRef<HTMLFormElement>(null);
  const [words, setWords] = useState('');
  const [group, setGroup] = useState(0);
  const [recent] = useState(recentEmoji);
  const [tone, setTone] = useState(chosenTone);
  const isAsked = words.trim() !== '';
  const all = groups?.flat() ?? [];
  const shown = isAsked ? findEmoji(all, words, mostFound) : (groups?.[group] ?? []);
  const lately = recent.flatMap((sign) => all.find(({ emoji }) => emoji === sign) ?? []);
  const pick = (one: Emoji | undefined) => {
    if (one === undefined) return;
    emojiUsed(one.emoji);
    onPick(signOf(one, tone));
  };
  return (
    <form
      ref={box}
      data-testid="emoji-picker"
      className="w-85"
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || box.current === null) return;
        if (moveInGrid(event.key, box.current)) event.preventDefault();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        pick(shown[0]);
      }}
    >
      <input
        type="search"
        value={words}
        aria-label={t`Search emoji`}
        placeholder={t`Search emoji`}
        data-testid="emoji-search"
        onChange={(event) => setWords(event.target.value)}
        className="mb-1.5 h-7.5 w-full rounded-2 border border-line-strong bg-bg px-2 outline-none placeholder:text-ink-3 focus-visible:border-accent"
      />
      {!isAsked && (
        <fieldset aria-label={t`Groups of emoji`} className="mb-1 flex justify-between">
          {signs.map((sign, place) => (
            <button
              key={sign}
              type="button"
              aria-pressed={place === group}
              aria-label={names[place]}
              title={names[place]}
              onClick={() => setGroup(place)}
              className={`grid size-8 place-content-center rounded-2 text-5 ${place === group ? 'bg-accent-soft' : 'hover:bg-hover'}`}
            >
              {sign}
            </button>
          ))}
        </fieldset>
      )}
      <div className="h-56 overflow-y-auto">
        {!isAsked && group === 0 && lately.length > 0 && (
          <>
            <p className="px-1 pt-0.5 text-1 text-ink-3">
              <Trans>Used lately</Trans>
            </p>
            <Grid label={t`Used lately`} some={lately} tone={tone} onPick={pick} />
            <hr className="my-1 border-line" />
          </>
        )}
        {groups === null && (
          <p role="status" className="p-2 text-2 text-ink-3">
            <Trans>Loading…</Trans>
          </p>
        )}
        {isAsked && groups !== null && shown.length === 0 && (
          <p role="status" className="p-2 text-2 text-ink-3">
            <Trans>No emoji is called so.</Trans>
          </p>
        )}
        <Grid label={isAsked ? t`Found` : (names[group] ?? '')} some={shown} tone={tone} onPick={pick} />
      </div>
      <ToneChoice
        tone={tone}
        onChange={(next) => {
          setTone(next);
          keepTone(next);
        }}
      />
    </form>
  );
}

type GridProps = {
  readonly label: string;
  readonly some: readonly Emoji[];
  readonly tone: Tone;
  readonly onPick: (emoji: Emoji) => void;
};

function Grid({ label, some, tone, onPick }: GridProps) {
  const { i18n } = useLingui();
  if (some.length === 0) return null;
  return (
    <fieldset aria-label={label} className="grid grid-cols-9">
      {some.map((one, place) => {
        const name = emojiName(one, i18n.locale);
        return (
          <button
            key={one.emoji}
            type="button"
            // The arrows go on from there.
            tabIndex={place === 0 ? 0 : -1}
            data-emoji={one.emoji}
            title={name}
            aria-label={name}
            onClick={() => onPick(one)}
            className="grid h-9 place-content-center rounded-2 text-[20px] hover:bg-hover focus-visible:bg-accent-soft"
          >
            {signOf(one, tone)}
          </button>
        );
      })}
    </fieldset>
  );
}
