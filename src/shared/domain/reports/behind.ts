import type { Calendar } from './calendar.ts';
import { isInScope, keyOf, sieveOf, slotAt } from './cells.ts';
import type { Fact, Spot } from './fact.ts';
import { type FigureId, ruleOf } from './figures.ts';
import { busySpans, type Measure, measure } from './measures.ts';
import type { ScopedQuestion } from './question.ts';

/** One number behind a figure: what added it, when it counts, and the two entries that it is between. */
export type Piece = {
  readonly conversationId: string;
  readonly measure: Measure | 'serving';
  readonly value: number;
  readonly at: number;
  readonly agent: string | null;
  readonly group: string | null;
  readonly from: Spot;
  readonly to: Spot;
};

/** Measures that a figure is made of. Of what people were, whatever the conversations, there are none. */
export function measuresOf(figure: FigureId): readonly Measure[] {
  const rule = ruleOf(figure);
  switch (rule.as) {
    case 'share':
      return rule.among;
    case 'work':
      return figure === 'effort' ? ['handled'] : [];
    default:
      return [rule.of];
  }
}

/** Figures that are made of when an agent had something to do. */
export function isOfBusyTime(figure: FigureId): boolean {
  return figure === 'effort' || figure === 'serving' || figure === 'occupancy';
}

/**
 * What of a conversation is in the figure of the row `keys`; none where it is in another row. With `keys` empty, of all rows
 * together.
 */
export function piecesOf(
  fact: Fact,
  question: ScopedQuestion,
  keys: readonly string[],
  figure: FigureId,
  calendar: Calendar,
): Piece[] {
  const sieve = sieveOf(question);
  if (!sieve.takesFact(fact)) return [];
  const wanted = new Set(measuresOf(figure));
  const rule = ruleOf(figure);
  const pieces: Piece[] = [];
  measure(fact, question.inHours, (what, value, at, agent, group, from, to) => {
    if (!wanted.has(what) || !sieve.takes(agent, group)) return;
    if (rule.as === 'score' && value !== rule.score) return;
    const slot = slotAt(calendar, at);
    if (slot === null) return;
    const isHere = keys.every((key, n) => {
      const dimension = question.by[n];
      return dimension === undefined || keyOf(dimension, { fact, agent, group, slot }) === key;
    });
    if (!isHere) return;
    pieces.push({ conversationId: fact.conversationId, measure: what, value, at, agent, group, from, to });
  });
  return pieces;
}

/**
 * The same of when its agents had something to do, cut to the hours of the row; `to` is cut at `asOf` where it goes on. Of which
 * conversation is not said where that is not of the scope: an agent of several groups has had something to do all the same.
 */
export function busyPiecesOf(
  fact: Fact,
  question: ScopedQuestion,
  keys: readonly string[],
  calendar: Calendar,
  asOf: number,
): {
  readonly conversationId: string | null;
  readonly agent: string;
  readonly from: number;
  readonly to: number;
}[] {
  const sieve = sieveOf(question);
  if (!sieve.isOfPeople) return [];
  return busySpans(fact).flatMap(({ agent, group, from, to }) => {
    if (!sieve.takesPerson(agent)) return [];
    const span = { from: Math.max(from, calendar.from), to: Math.min(to ?? asOf, asOf, calendar.to) };
    if (span.from >= span.to || !touches(span, agent, question, keys, calendar)) return [];
    const conversationId = isInScope(question.scope, group) ? fact.conversationId : null;
    return [{ conversationId, agent, ...span }];
  });
}

/** Whether any hour of the stretch is in the row. */
export function touches(
  { from, to }: { readonly from: number; readonly to: number },
  agent: string,
  { by }: Pick<ScopedQuestion, 'by'>,
  keys: readonly string[],
  calendar: Calendar,
): boolean {
  const first = calendar.slotOf(Math.max(from, calendar.from));
  if (first < 0) return false;
  for (let n = first; n < calendar.slots.length; n += 1) {
    const slot = calendar.slots[n];
    if (slot === undefined || slot.from >= to) return false;
    const at = { fact: { disposition: null }, agent, group: null, slot };
    if (keys.every((key, i) => by[i] === undefined || keyOf(by[i], at) === key)) return true;
  }
  return false;
}
