import { fill } from '../locales/fill.ts';
import type { Words } from './ui/words.ts';

const minute = 60_000;

/** How long it takes from now on, in words, and never less than expected. `wait` in milliseconds; null: nobody can say. */
export function waitWords(wait: number | null, words: Words): string {
  if (wait === null) return words.waitUnknown;
  if (wait <= minute) return words.waitSoon;
  const minutes = Math.ceil(wait / minute);
  return minutes > 60 ? words.waitHour : fill(words.waitMinutes, { count: minutes });
}

/** `place` 1 is next. */
export function placeWords(place: number, words: Words): string {
  return place === 1 ? words.queueNext : fill(words.queuePlace, { place });
}
