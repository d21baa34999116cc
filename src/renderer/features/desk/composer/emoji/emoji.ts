import { useEffect, useState } from 'react';
import { inTone, isTone, type Tone } from '#shared/domain/emoji/tone.ts';
import { remember, remembered } from '../../../../state/storage.ts';

export type Emoji = {
  readonly emoji: string;
  /** In Chinese and English, in lower case. */
  readonly names: readonly [string, string];
  readonly words: string;
  readonly hasTones: boolean;
};

export type EmojiGroups = readonly (readonly Emoji[])[];

let known: Promise<EmojiGroups> | null = null;

/** Read when somebody first wants one: it is as large as a third of the page. */
function load(): Promise<EmojiGroups> {
  known ??= import('virtual:yingke-emoji').then(({ emoji }) =>
    emoji.map((group) =>
      group.map(([sign, zh, en, words, tones]) => ({
        emoji: sign,
        names: [zh.toLowerCase(), en.toLowerCase()] as const,
        words,
        hasTones: tones !== undefined,
      })),
    ),
  );
  // Asked for again by who wants one next.
  known.catch(() => {
    known = null;
  });
  return known;
}

/** All there are, once somebody wants them; null until they are there. */
export function useEmoji(wanted: boolean): EmojiGroups | null {
  const [groups, setGroups] = useState<EmojiGroups | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let isHere = true;
    load().then(
      (all) => isHere && setGroups(all),
      () => undefined,
    );
    return () => {
      isHere = false;
    };
  }, [wanted]);
  return groups;
}

/** Name of an emoji in the language of the screen. */
export function emojiName({ names }: Emoji, locale: string): string {
  return names[locale === 'zh-CN' ? 0 : 1];
}

const recentName = 'emoji';
const mostRecent = 18;

/** Those used lately on this computer, the latest first. */
export function recentEmoji(): readonly string[] {
  const kept = remembered(recentName);
  return Array.isArray(kept)
    ? kept.filter((one): one is string => typeof one === 'string' && one.length < 20).slice(0, mostRecent)
    : [];
}

export function emojiUsed(emoji: string): void {
  remember(recentName, [emoji, ...recentEmoji().filter((one) => one !== emoji)].slice(0, mostRecent));
}

const toneName = 'emoji-tone';

/** The skin tone that was chosen last on this computer. */
export function chosenTone(): Tone {
  const kept = remembered(toneName);
  return isTone(kept) ? kept : 0;
}

export const keepTone = (tone: Tone): void => remember(toneName, tone);

/** As it is written and shown, in the tone that was chosen. */
export function signOf({ emoji, hasTones }: Emoji, tone: Tone): string {
  return hasTones ? inTone(emoji, tone) : emoji;
}
