import * as z from 'zod/mini';
import { id } from '../../protocol/fields.ts';
import { bothNames } from '../customer/handbook.ts';

/**
 * A score card (E4): what is looked at in a conversation, how much each part weighs, and when it is passed. It is changed as a
 * whole, in versions; a review stays with the version that it was made with.
 */

const hint = z.strictObject({
  zh: z.string().check(z.maxLength(200)),
  en: z.string().check(z.maxLength(200)),
});

/** Yes or no, or points from 0 to `max`. */
export const scale = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('yes_no') }),
  z.strictObject({ is: z.literal('points'), max: z.int().check(z.minimum(2), z.maximum(10)) }),
]);
export type Scale = z.infer<typeof scale>;

/** Items of one card: with all its words it still goes in one packet (P15). */
export const maxItems = 30;

export const scoreItem = z.strictObject({
  id,
  name: bothNames,
  /** What counts as good, for whoever scores; both empty where nothing is said. */
  hint,
  weight: z.int().check(z.minimum(0), z.maximum(100)),
  scale,
  /** It may have had no place in the conversation: then it is left out, and the others weigh more. */
  mayNotApply: z.boolean(),
  /** Failed (no, or 0 points), the total is what the card says, whatever the rest is. */
  fatal: z.boolean(),
});
export type ScoreItem = z.infer<typeof scoreItem>;

export const scoreSection = z.strictObject({
  id,
  name: bothNames,
  items: z.array(scoreItem).check(z.minLength(1), z.maxLength(20)),
});
export type ScoreSection = z.infer<typeof scoreSection>;

const percent = z.int().check(z.minimum(0), z.maximum(100));

export const scoreCard = z.strictObject({
  name: bothNames,
  sections: z.array(scoreSection).check(z.minLength(1), z.maxLength(10)),
  /** The most that is left of the total once a fatal item has failed; 0: nothing. */
  fatalCap: percent,
  /** From this total on it is passed. */
  pass: percent,
  /** Days within which the agent may appeal, counted from the release; 0: not at all. */
  appealDays: z.int().check(z.minimum(0), z.maximum(60)),
});
export type ScoreCard = z.infer<typeof scoreCard>;

export function itemsOf(card: Pick<ScoreCard, 'sections'>): readonly ScoreItem[] {
  return card.sections.flatMap(({ items }) => items);
}

/** The best that can be had of it. */
export function topOf({ is, ...rest }: Scale): number {
  return is === 'yes_no' ? 1 : (rest as { max: number }).max;
}

export type CardProblem = {
  readonly code: 'same_id' | 'no_weight' | 'too_many';
  /** Where it is, as in a refusal's `field`. */
  readonly path: string;
};

/** What the shape alone does not say: everything is there once, and something counts. */
export function cardProblems(card: ScoreCard): readonly CardProblem[] {
  const problems: CardProblem[] = [];
  const known = new Set<string>();
  card.sections.forEach((section, s) => {
    if (known.has(section.id)) problems.push({ code: 'same_id', path: `sections.${s}.id` });
    known.add(section.id);
    section.items.forEach((item, i) => {
      if (known.has(item.id)) problems.push({ code: 'same_id', path: `sections.${s}.items.${i}.id` });
      known.add(item.id);
    });
  });
  if (itemsOf(card).length > maxItems) problems.push({ code: 'too_many', path: 'sections' });
  if (itemsOf(card).every(({ weight }) => weight === 0))
    problems.push({ code: 'no_weight', path: 'sections' });
  return problems;
}
