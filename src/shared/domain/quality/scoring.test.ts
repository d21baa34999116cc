import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '../key.ts';
import { cardProblems, itemsOf, maxItems, type ScoreCard, type ScoreItem, topOf } from './card.ts';
import { areMarksOf, firstWithoutMark, type Mark, type Marks, scoreOf } from './scoring.ts';

const both = (en: string) => ({ zh: en, en });
const item = (weight: number, more: Partial<ScoreItem> = {}): ScoreItem => ({
  id: newId(),
  name: both('item'),
  hint: both(''),
  weight,
  scale: { is: 'yes_no' },
  mayNotApply: true,
  fatal: false,
  ...more,
});
const cardOf = (items: ScoreItem[], more: Partial<ScoreCard> = {}): ScoreCard => ({
  name: both('card'),
  sections: [{ id: newId(), name: both('all'), items }],
  fatalCap: 0,
  pass: 80,
  appealDays: 7,
  ...more,
});
const marksOf = (items: readonly ScoreItem[], given: readonly Mark[]): Marks =>
  Object.fromEntries(items.map(({ id }, i) => [id, given[i] as Mark]));
const points = (max: number) => ({ scale: { is: 'points', max } as const });

describe('[E4] the total of a card', () => {
  test('is the sum of the shares of the weights', () => {
    const items = [item(50), item(30), item(20, points(4))];
    expect(scoreOf(cardOf(items), marksOf(items, [1, 0, 3]))).toEqual({
      total: 65,
      passed: false,
      fatal: [],
    });
  });

  test('what does not apply gives its weight to the others, in proportion', () => {
    const items = [item(50), item(30), item(20)];
    // 30 of 50 that are left.
    expect(scoreOf(cardOf(items), marksOf(items, ['na', 1, 0])).total).toBe(60);
    expect(scoreOf(cardOf(items), marksOf(items, ['na', 1, 1])).total).toBe(100);
    expect(scoreOf(cardOf(items), marksOf(items, ['na', 'na', 'na']))).toEqual({
      total: null,
      passed: null,
      fatal: [],
    });
  });

  test('is rounded half up to a tenth, and passed by what is shown', () => {
    const third = [item(1), item(1), item(1)];
    expect(scoreOf(cardOf(third), marksOf(third, [1, 1, 0])).total).toBe(66.7);
    expect(scoreOf(cardOf(third), marksOf(third, [1, 0, 0])).total).toBe(33.3);
    // 79.95 exactly.
    const close = [item(1599), item(401)];
    expect(scoreOf(cardOf(close), marksOf(close, [1, 0]))).toMatchObject({ total: 80, passed: true });
    // 79.949…: below the half.
    const below = [item(79949), item(20051)];
    expect(scoreOf(cardOf(below), marksOf(below, [1, 0]))).toMatchObject({ total: 79.9, passed: false });
  });

  test('a fatal item that failed leaves what the card says, and never more than there was', () => {
    const items = [item(50), item(50), item(0, { fatal: true })];
    const marks = marksOf(items, [1, 1, 0]);
    const fatal = [items[2]?.id];
    expect(scoreOf(cardOf(items), marks)).toEqual({ total: 0, passed: false, fatal });
    expect(scoreOf(cardOf(items, { fatalCap: 60 }), marks)).toEqual({ total: 60, passed: false, fatal });
    expect(scoreOf(cardOf(items, { fatalCap: 60 }), marksOf(items, [1, 0, 0])).total).toBe(50);
    expect(scoreOf(cardOf(items), marksOf(items, [1, 1, 'na'])).total).toBe(100);
    const onPoints = [item(1, { fatal: true, ...points(5) }), item(1)];
    expect(scoreOf(cardOf(onPoints), marksOf(onPoints, [1, 1])).fatal).toEqual([]);
    expect(scoreOf(cardOf(onPoints), marksOf(onPoints, [0, 1])).total).toBe(0);
  });

  const anyItem = fc
    .record({
      weight: fc.integer({ min: 0, max: 100 }),
      max: fc.integer({ min: 1, max: 10 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      na: fc.boolean(),
    })
    .map(({ weight, max, share, na }) => {
      const one = item(weight, max === 1 ? {} : points(max));
      return { one, given: na ? ('na' as const) : Math.round(share * max) };
    });

  test('lies between 0 and 100, goes by proportions alone, and no better mark makes it worse', () => {
    fc.assert(
      fc.property(fc.array(anyItem, { minLength: 1, maxLength: 12 }), fc.nat(), (all, which) => {
        const items = all.map(({ one }) => one);
        const marks = marksOf(
          items,
          all.map(({ given }) => given),
        );
        const { total } = scoreOf(cardOf(items), marks);
        if (total === null) return;
        expect(total).toBeGreaterThanOrEqual(0);
        expect(total).toBeLessThanOrEqual(100);
        const backwards = [...items].reverse();
        expect(scoreOf(cardOf(backwards), marks).total).toBe(total);
        const triple = items.map((one) => ({ ...one, weight: one.weight * 3 }));
        expect(scoreOf(cardOf(triple), marks).total).toBe(total);
        const better = items[which % items.length] as ScoreItem;
        const given = marks[better.id];
        if (given === 'na' || given === topOf(better.scale)) return;
        const more = { ...marks, [better.id]: (given as number) + 1 };
        expect(scoreOf(cardOf(items), more).total).toBeGreaterThanOrEqual(total);
      }),
    );
  });
});

describe('[E4] what a card takes', () => {
  test('only its own items, each within its scale', () => {
    const items = [item(1), item(1, { mayNotApply: false, ...points(3) })];
    const [one, two] = items.map(({ id }) => id) as [string, string];
    const card = cardOf(items);
    expect(areMarksOf(card, { [one]: 'na' })).toBe(true);
    expect(areMarksOf(card, { [one]: 2 })).toBe(false);
    expect(areMarksOf(card, { [two]: 'na' })).toBe(false);
    expect(areMarksOf(card, { [newId()]: 1 })).toBe(false);
    expect(firstWithoutMark(card, { [one]: 1 })).toBe(two);
    expect(firstWithoutMark(card, { [one]: 1, [two]: 3 })).toBeNull();
  });

  test('says what is wrong with it', () => {
    const one = item(1);
    expect(cardProblems(cardOf([one, item(0)]))).toEqual([]);
    expect(cardProblems(cardOf([one, one]))).toEqual([{ code: 'same_id', path: 'sections.0.items.1.id' }]);
    expect(cardProblems(cardOf([item(0)]))).toEqual([{ code: 'no_weight', path: 'sections' }]);
    const many = cardOf(Array.from({ length: maxItems + 1 }, () => item(1)));
    expect(cardProblems(many).map(({ code }) => code)).toEqual(['too_many']);
    expect(itemsOf(many)).toHaveLength(maxItems + 1);
  });
});
