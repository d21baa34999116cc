import { itemsOf, type ScoreCard, type ScoreItem, topOf } from './card.ts';
import { type Agreement, agreementOf, tableOf } from './kappa.ts';
import type { Marks } from './scoring.ts';

/** One conversation, scored by two who did not see each other's. */
export type ScoredTwice = {
  readonly first: { readonly marks: Marks; readonly passed: boolean | null };
  readonly second: { readonly marks: Marks; readonly passed: boolean | null };
};

export type CardAgreement = {
  readonly pairs: number;
  /** Share of all marks that are the same, 0 to 1; null where nothing can be compared. */
  readonly same: number | null;
  /** Whether it was passed. */
  readonly passed: Agreement | null;
  /** Each item; of points a near miss counts less (linear weights). What one of both left out is not compared. */
  readonly items: readonly { readonly itemId: string; readonly agreement: Agreement | null }[];
};

export function agreementOn(card: ScoreCard, pairs: readonly ScoredTwice[]): CardAgreement {
  const items = itemsOf(card);
  const both = pairs.flatMap(({ first, second }) =>
    items.map(({ id }) => [first.marks[id], second.marks[id]] as const),
  );
  const compared = both.filter(([a, b]) => a !== undefined && b !== undefined);
  const verdicts = pairs.flatMap(({ first, second }): [number, number][] =>
    first.passed === null || second.passed === null ? [] : [[Number(first.passed), Number(second.passed)]],
  );
  return {
    pairs: pairs.length,
    same: compared.length === 0 ? null : compared.filter(([a, b]) => a === b).length / compared.length,
    passed: agreementOf(tableOf(verdicts, 1)),
    items: items.map((item) => ({ itemId: item.id, agreement: onItem(item, pairs) })),
  };
}

function onItem(item: ScoreItem, pairs: readonly ScoredTwice[]): Agreement | null {
  const marks = pairs.flatMap(({ first, second }): [number, number][] => {
    const [a, b] = [first.marks[item.id], second.marks[item.id]];
    return typeof a === 'number' && typeof b === 'number' ? [[a, b]] : [];
  });
  return agreementOf(tableOf(marks, topOf(item.scale)), item.scale.is === 'points' ? 'linear' : 'none');
}

/** Items on which the two are not of one mind. */
export function differing(card: ScoreCard, { first, second }: ScoredTwice): readonly string[] {
  return itemsOf(card)
    .map(({ id }) => id)
    .filter((id) => first.marks[id] !== second.marks[id]);
}
