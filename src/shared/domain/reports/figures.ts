import type { Measure } from './measures.ts';

/** What the figure is: so many; a length in milliseconds; a share from 0 to 1; a score from 1 to 5. */
export type FigureUnit = 'count' | 'time' | 'share' | 'score';

type Made =
  /** How often the measure is there. */
  | { readonly as: 'count'; readonly of: Measure }
  | { readonly as: 'mean'; readonly of: Measure }
  /** The smallest value that at least nine of ten do not exceed. */
  | { readonly as: 'p90'; readonly of: Measure }
  /** How often a rating is that. */
  | { readonly as: 'score'; readonly of: Measure; readonly score: number }
  /** `of` with all of `among`. */
  | { readonly as: 'share'; readonly of: Measure; readonly among: readonly Measure[] }
  /** From when people were there, and had something to do. */
  | { readonly as: 'work' };

export type FigureRule = { readonly unit: FigureUnit } & Made;

/**
 * Every figure of the reports, in the order in which rows have them. Their definitions in words are in docs/reports.md
 * and beside each figure in the desk.
 */
export const figures = {
  offered: { unit: 'count', as: 'count', of: 'offered' },
  answered: { unit: 'count', as: 'count', of: 'answered' },
  abandoned: { unit: 'count', as: 'count', of: 'abandoned' },
  left: { unit: 'count', as: 'count', of: 'left' },
  pending: { unit: 'count', as: 'count', of: 'pending' },
  abandonment: { unit: 'share', as: 'share', of: 'abandoned', among: ['answered', 'abandoned'] },
  serviceLevel: { unit: 'share', as: 'mean', of: 'inTime' },
  wait: { unit: 'time', as: 'mean', of: 'wait' },
  wait90: { unit: 'time', as: 'p90', of: 'wait' },
  firstResponse: { unit: 'time', as: 'mean', of: 'firstResponse' },
  firstResponse90: { unit: 'time', as: 'p90', of: 'firstResponse' },
  nextResponse: { unit: 'time', as: 'mean', of: 'nextResponse' },
  nextResponse90: { unit: 'time', as: 'p90', of: 'nextResponse' },
  handled: { unit: 'count', as: 'count', of: 'handled' },
  handling: { unit: 'time', as: 'mean', of: 'handling' },
  handling90: { unit: 'time', as: 'p90', of: 'handling' },
  afterCall: { unit: 'time', as: 'mean', of: 'afterCall' },
  effort: { unit: 'time', as: 'work' },
  transfersOut: { unit: 'count', as: 'count', of: 'transferOut' },
  transfersToGroup: { unit: 'count', as: 'count', of: 'transferToGroup' },
  transfersIn: { unit: 'count', as: 'count', of: 'transferIn' },
  rating: { unit: 'score', as: 'mean', of: 'rating' },
  rated: { unit: 'count', as: 'count', of: 'rating' },
  rated5: { unit: 'count', as: 'score', of: 'rating', score: 5 },
  rated4: { unit: 'count', as: 'score', of: 'rating', score: 4 },
  rated3: { unit: 'count', as: 'score', of: 'rating', score: 3 },
  rated2: { unit: 'count', as: 'score', of: 'rating', score: 2 },
  rated1: { unit: 'count', as: 'score', of: 'rating', score: 1 },
  signedIn: { unit: 'time', as: 'work' },
  online: { unit: 'time', as: 'work' },
  busy: { unit: 'time', as: 'work' },
  away: { unit: 'time', as: 'work' },
  invisible: { unit: 'time', as: 'work' },
  serving: { unit: 'time', as: 'work' },
  occupancy: { unit: 'share', as: 'work' },
} as const satisfies Record<string, FigureRule>;

export type FigureId = keyof typeof figures;
export const figureIds = Object.keys(figures) as FigureId[];

export function ruleOf(figure: FigureId): FigureRule {
  return figures[figure];
}

/** The value of rank ⌈0.9 · n⌉ of the sorted values: always one that somebody has waited. Null of none. */
export function ninetieth(sorted: Float64Array | readonly number[]): number | null {
  if (sorted.length === 0) return null;
  return sorted[Math.ceil((sorted.length * 9) / 10) - 1] ?? null;
}
