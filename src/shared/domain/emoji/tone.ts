/** Skin tones as Unicode has them, from light to dark; the usual yellow is none of them. */
export const tones = ['\u{1f3fb}', '\u{1f3fc}', '\u{1f3fd}', '\u{1f3fe}', '\u{1f3ff}'] as const;
export type Tone = 0 | 1 | 2 | 3 | 4 | 5;

export const isTone = (value: unknown): value is Tone =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= tones.length;

/** An emoji in that tone; 0 leaves it as it is. Only for those that have tones: others would fall apart. */
export function inTone(emoji: string, tone: Tone): string {
  const modifier = tone === 0 ? undefined : tones[tone - 1];
  // Of two people hand in hand the hands are theirs.
  const base = /(?!\u{1f91d}\u200d)(\p{Emoji_Modifier_Base})\ufe0f?/gu;
  return modifier === undefined ? emoji : emoji.replace(base, `$1${modifier}`);
}
