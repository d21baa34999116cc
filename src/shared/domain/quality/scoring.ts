import * as z from 'zod/mini';
import { itemsOf, type ScoreCard, type ScoreItem, topOf } from './card.ts';

/** What was scored on one item: points (yes is 1, no is 0), or that it had no place there. */
export const mark = z.union([z.int().check(z.minimum(0), z.maximum(10)), z.literal('na')]);
export type Mark = z.infer<typeof mark>;

/** By the id of the item. */
export type Marks = Readonly<Record<string, Mark>>;

export type Score = {
  /** Of 100, to one decimal; null where nothing that counts applied. */
  readonly total: number | null;
  readonly passed: boolean | null;
  /** Ids of fatal items that failed. */
  readonly fatal: readonly string[];
};

/** Every `max` of a scale divides this: shares are whole numbers, and no total depends on the order of adding. */
const whole = 2520;

/**
 * The total of a card. Each item gives its share of its weight; what does not apply is left out of both sums, so that the
 * weights of all others grow in proportion. Rounded half up to a tenth, and passed or not by the figure that is shown. A fatal
 * item that failed leaves `fatalCap` at most, whatever it weighs.
 */
export function scoreOf(card: ScoreCard, marks: Marks): Score {
  const items = itemsOf(card);
  const rounded = shareOf(items, marks);
  const fatal = items.filter((item) => item.fatal && marks[item.id] === 0).map(({ id }) => id);
  if (rounded === null && fatal.length === 0) return { total: null, passed: null, fatal };
  const plain = rounded ?? 100;
  const total = fatal.length > 0 ? Math.min(plain, card.fatalCap) : plain;
  return { total, passed: total >= card.pass, fatal };
}

/** Of 100 among these items, to a tenth; null where none of them counts. What was not scored yet is left out too. */
export function shareOf(items: readonly ScoreItem[], marks: Marks): number | null {
  let [got, of] = [0, 0];
  for (const item of items) {
    const given = marks[item.id];
    if (given === undefined || given === 'na') continue;
    got += item.weight * given * (whole / topOf(item.scale));
    of += item.weight * whole;
  }
  return of === 0 ? null : Math.floor((2000 * got + of) / (2 * of)) / 10;
}

/** The first item that has no mark that its scale allows; null: all have one. */
export function firstWithoutMark(card: ScoreCard, marks: Marks): string | null {
  return itemsOf(card).find((item) => !isAllowed(item, marks[item.id]))?.id ?? null;
}

/** Nothing but items of the card, each with what its scale allows. For what is still being filled in. */
export function areMarksOf(card: ScoreCard, marks: Marks): boolean {
  const items = new Map(itemsOf(card).map((item) => [item.id, item]));
  return Object.entries(marks).every(([id, given]) => {
    const item = items.get(id);
    return item !== undefined && isAllowed(item, given);
  });
}

function isAllowed(item: ScoreItem, given: Mark | undefined): boolean {
  if (given === undefined) return false;
  return given === 'na' ? item.mayNotApply : given <= topOf(item.scale);
}
