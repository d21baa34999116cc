import { emojiFiles } from 'virtual:yingke-emoji';
import type { Locale } from '#shared/protocol/fields.ts';
import { useEffect, useRef, useState } from '../drawing.ts';
import { recentEmoji, remember } from './recent.ts';
import { type Emoji, found, readEmoji } from './search.ts';
import { wordsIn } from './words.ts';

type EmojiPickerProps = {
  readonly base: string;
  readonly locale: Locale;
  readonly pick: (emoji: string) => void;
  readonly close: () => void;
};

/** Signs of the groups, in the data's order. */
const signs = ['😀', '👋', '🐱', '🍎', '🚗', '⚽', '💡', '🔣', '🚩'];
const groupNames = [
  'emojiFaces',
  'emojiPeople',
  'emojiNature',
  'emojiFood',
  'emojiTravel',
  'emojiActivities',
  'emojiObjects',
  'emojiSymbols',
  'emojiFlags',
] as const;

const kept = new Map<Locale, Promise<readonly (readonly Emoji[])[]>>();

/** Fetched once a page and language; one that failed is asked for again. */
function load(base: string, locale: Locale): Promise<readonly (readonly Emoji[])[]> {
  const known = kept.get(locale);
  if (known) return known;
  const asked = fetch(`${base}/widget/${emojiFiles[locale]}`, { credentials: 'omit' })
    .then((response) => response.json())
    .then(readEmoji)
    .catch((error: unknown) => {
      kept.delete(locale);
      throw error;
    });
  kept.set(locale, asked);
  return asked;
}

/** Emoji of Unicode, as the visitor's system draws them: by group, by name in either language, and those used lately. */
export function EmojiPicker({ base, locale, pick, close }: EmojiPickerProps) {
  const words = wordsIn(locale);
  const [groups, setGroups] = useState<readonly (readonly Emoji[])[] | null | 'failed'>(null);
  const [wanted, setWanted] = useState('');
  const [group, setGroup] = useState(0);
  const [recent] = useState(recentEmoji);
  const box = useRef<HTMLDivElement>(null);
  const attempt = (): void => {
    setGroups(null);
    void load(base, locale).then(setGroups, () => setGroups('failed'));
  };
  useEffect(attempt, [locale]);
  useEffect(() => {
    box.current?.querySelector('input')?.focus();
  }, []);
  const choose = (emoji: string): void => {
    remember(emoji);
    pick(emoji);
  };
  const all = groups === 'failed' ? null : groups;
  const shown = all && (wanted.trim() ? found(all, wanted) : all[group]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') close();
    else if (!move(event, box.current)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={box}
      class="emoji"
      role="dialog"
      aria-label={words.emoji}
      data-yk="emoji-picker"
      onKeyDown={onKeyDown}
    >
      <input
        type="search"
        data-yk="emoji-search"
        value={wanted}
        aria-label={words.emojiSearch}
        placeholder={words.emojiSearch}
        onInput={(event: { currentTarget: HTMLInputElement }) => setWanted(event.currentTarget.value)}
      />
      {!wanted.trim() && (
        <fieldset class="groups" aria-label={words.emojiGroups}>
          {signs.map((sign, i) => (
            <button
              key={sign}
              type="button"
              aria-pressed={i === group}
              aria-label={words[groupNames[i] as 'emojiFaces']}
              onClick={() => setGroup(i)}
            >
              {sign}
            </button>
          ))}
        </fieldset>
      )}
      <div class="grid" data-yk="emoji-grid">
        {groups === 'failed' && (
          <p role="alert">
            {words.emojiFailed}{' '}
            <button type="button" class="plain" onClick={attempt}>
              {words.again}
            </button>
          </p>
        )}
        {groups === null && <p role="status">{words.loading}</p>}
        {shown && !wanted.trim() && group === 0 && recent.length > 0 && (
          <>
            {recent.map((emoji) => (
              <button
                key={`recent ${emoji}`}
                type="button"
                class="one"
                aria-label={emoji}
                onClick={() => choose(emoji)}
              >
                {emoji}
              </button>
            ))}
            <hr />
          </>
        )}
        {shown?.map(({ emoji, name }) => (
          <button
            key={emoji}
            type="button"
            class="one"
            title={name}
            aria-label={name}
            onClick={() => choose(emoji)}
          >
            {emoji}
          </button>
        ))}
        {shown?.length === 0 && <p role="status">{words.emojiNone}</p>}
      </div>
    </div>
  );
}

/** By arrows from one to the next, as they stand on the screen. True where it was one of those keys. */
function move({ key, target }: KeyboardEvent, box: HTMLElement | null): boolean {
  const all = [...(box?.querySelectorAll<HTMLElement>('.one') ?? [])];
  const at = all.indexOf(target as HTMLElement);
  const isField = target instanceof HTMLInputElement;
  if (isField && key === 'Enter') {
    all[0]?.click();
    return true;
  }
  if (isField ? key !== 'ArrowDown' : at < 0) return false;
  const top = all[0]?.offsetTop;
  const row = Math.max(1, all.filter((one) => one.offsetTop === top).length);
  const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: row, ArrowUp: -row };
  const by = steps[key];
  if (by === undefined) return false;
  if (at + by < 0 && !isField) box?.querySelector('input')?.focus();
  else all[isField ? 0 : Math.min(at + by, all.length - 1)]?.focus();
  return true;
}
