import type { Calendar, Slot } from './calendar.ts';
import { keyOf, type Place, sieveOf } from './cells.ts';
import type { Fact } from './fact.ts';
import { type FigureRule, figureIds, ninetieth, ruleOf } from './figures.ts';
import { busySpans, type Measure, measure, measures } from './measures.ts';
import { mostRows, type ScopedQuestion } from './question.ts';
import type { Span, StatusSpan } from './time-at-work.ts';
import { addWork, type WorkPart, workParts } from './work.ts';

const place = Object.fromEntries(measures.map((name, n) => [name, n])) as Record<Measure, number>;
const workPlace = Object.fromEntries(workParts.map((name, n) => [name, n])) as Record<WorkPart, number>;
/** Measures of which every value is kept: their 90th of a hundred is exact. */
const listed = new Set<Measure>(
  figureIds.flatMap((id) => {
    const rule = ruleOf(id);
    return rule.as === 'p90' ? [rule.of] : [];
  }),
);

type Cell = {
  readonly count: Float64Array;
  readonly sum: Float64Array;
  readonly lists: number[][];
  readonly scores: Float64Array;
  readonly work: Float64Array;
};

const emptyCell = (): Cell => ({
  count: new Float64Array(measures.length),
  sum: new Float64Array(measures.length),
  lists: [],
  scores: new Float64Array(6),
  work: new Float64Array(workParts.length),
});

/** A row: its key of each dimension, and a value of each figure in the order of `figureIds`. */
export type ReportRow = { readonly keys: string[]; readonly values: (number | null)[] };

export class TooManyRows extends Error {}

export type Tally = {
  readonly add: (fact: Fact) => void;
  /** After all facts: what somebody was, as long as they were there. */
  readonly addPerson: (id: string, statuses: readonly StatusSpan[]) => void;
  /** Whose busy time is known; after all facts. */
  readonly busyPeople: () => string[];
  readonly total: () => (number | null)[];
  readonly rows: () => ReportRow[];
};

/** Adds up facts to rows. `asOf`: what goes on is counted until then. Throws `TooManyRows`. */
export function createTally(question: ScopedQuestion, calendar: Calendar, asOf: number): Tally {
  const { by, inHours } = question;
  const sieve = sieveOf(question);
  const all = emptyCell();
  const cells = new Map<string, Map<string, Cell>>();
  const busy = new Map<string, Span[]>();
  let rows = 0;

  const cellAt = (at: Place): Cell | null => {
    const [first, second] = by;
    if (first === undefined) return null;
    const key = keyOf(first, at);
    let inner = cells.get(key);
    if (inner === undefined) {
      inner = new Map();
      cells.set(key, inner);
    }
    const under = second === undefined ? '' : keyOf(second, at);
    let cell = inner.get(under);
    if (cell === undefined) {
      rows += 1;
      if (rows > mostRows) throw new TooManyRows();
      cell = emptyCell();
      inner.set(under, cell);
    }
    return cell;
  };

  const put = (cell: Cell, what: Measure, value: number): void => {
    const n = place[what];
    cell.count[n] = (cell.count[n] ?? 0) + 1;
    cell.sum[n] = (cell.sum[n] ?? 0) + value;
    if (what === 'rating') cell.scores[value] = (cell.scores[value] ?? 0) + 1;
    if (!listed.has(what)) return;
    const list = cell.lists[n];
    if (list === undefined) cell.lists[n] = [value];
    else list.push(value);
  };

  return {
    add: (fact) => {
      if (!sieve.takesFact(fact)) return;
      // What comes one after the other mostly belongs to the same row.
      let last: { agent: string | null; group: string | null; at: number; cell: Cell | null } | null = null;
      measure(fact, inHours, (what, value, at, agent, group) => {
        if (!sieve.takes(agent, group)) return;
        if (last === null || last.at !== at || last.agent !== agent || last.group !== group) {
          const slot = calendar.slots[calendar.slotOf(at)];
          if (slot === undefined) return;
          last = { agent, group, at, cell: cellAt({ fact, agent, group, slot }) };
        }
        put(all, what, value);
        if (last.cell !== null) put(last.cell, what, value);
      });
      if (!sieve.isOfPeople) return;
      for (const { agent, from, to } of busySpans(fact)) {
        if (!sieve.takesPerson(agent)) continue;
        const span = { from: Math.max(from, calendar.from), to: Math.min(to ?? asOf, asOf, calendar.to) };
        if (span.from >= span.to) continue;
        const spans = busy.get(agent);
        if (spans === undefined) busy.set(agent, [span]);
        else spans.push(span);
      }
    },
    addPerson: (id, statuses) => {
      if (!sieve.isOfPeople || !sieve.takesPerson(id)) return;
      addWork(calendar, id, statuses, busy.get(id) ?? [], (part, agent, n, length) => {
        const at = { fact: { disposition: null }, agent, group: null, slot: calendar.slots[n] as Slot };
        for (const cell of [all, cellAt(at)]) {
          if (cell !== null) cell.work[workPlace[part]] = (cell.work[workPlace[part]] ?? 0) + length;
        }
      });
    },
    busyPeople: () => [...busy.keys()],
    total: () => valuesOf(all, sieve.isOfPeople),
    rows: () =>
      [...cells].flatMap(([first, inner]) =>
        [...inner].map(([second, cell]) => ({
          keys: by.length === 2 ? [first, second] : [first],
          values: valuesOf(cell, sieve.isOfPeople),
        })),
      ),
  };
}

function valuesOf(cell: Cell, isOfPeople: boolean): (number | null)[] {
  return figureIds.map((id) => {
    const rule = ruleOf(id);
    return rule.as === 'work' ? (isOfPeople ? workValue(cell, id) : null) : valueIn(cell, rule);
  });
}

function valueIn(cell: Cell, rule: Exclude<FigureRule, { as: 'work' }>): number | null {
  const count = (what: Measure) => cell.count[place[what]] ?? 0;
  switch (rule.as) {
    case 'count':
      return count(rule.of);
    case 'score':
      return cell.scores[rule.score] ?? 0;
    case 'mean':
      return count(rule.of) === 0 ? null : (cell.sum[place[rule.of]] ?? 0) / count(rule.of);
    case 'p90':
      return ninetieth(new Float64Array(cell.lists[place[rule.of]] ?? []).sort());
    case 'share': {
      const among = rule.among.reduce((sum, what) => sum + count(what), 0);
      return among === 0 ? null : count(rule.of) / among;
    }
  }
}

function workValue({ work, count }: Cell, id: (typeof figureIds)[number]): number | null {
  const part = (name: WorkPart) => work[workPlace[name]] ?? 0;
  switch (id) {
    case 'signedIn':
      return part('online') + part('busy') + part('away') + part('invisible');
    case 'effort': {
      const handled = count[place.handled] ?? 0;
      return handled === 0 ? null : part('serving') / handled;
    }
    case 'occupancy':
      return part('available') === 0 ? null : part('engaged') / part('available');
    case 'online':
    case 'busy':
    case 'away':
    case 'invisible':
    case 'serving':
      return part(id);
    default:
      return null;
  }
}
