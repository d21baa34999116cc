import type { Entry } from '../entry.ts';
import { impatient, type Script } from './script.ts';

/** What happened to one simulated customer. */
export type CustomerScore = {
  readonly name: string;
  /** Milliseconds to the first answer; null: there was none. */
  readonly first: number | null;
  /** Milliseconds from each of their lines to the next answer, on average; null: none was answered. */
  readonly average: number | null;
  readonly answered: number;
  /** Answers that have one of the words that were waited for, of those that had any to wait for. */
  readonly toThePoint: { readonly hits: number; readonly of: number };
  readonly nudged: boolean;
  readonly left: boolean;
};

export type GuardHits = {
  /** Replies that the guard or the reply check has held. */
  readonly held: number;
  /** Of these, how many were sent all the same. */
  readonly sentAnyway: number;
};

export type TrainingScore = {
  readonly customers: readonly CustomerScore[];
  /** Milliseconds, over those who were answered; null: nobody was. */
  readonly firstResponse: number | null;
  readonly handling: number | null;
  readonly parts: Readonly<Record<'speed' | 'rhythm' | 'point' | 'care', number>>;
  /** Of 100. */
  readonly total: number;
};

/** Points of each part: first answers, later answers, answers to the point, and the care that nobody got another's. */
export const points = { speed: 30, rhythm: 20, point: 30, care: 20 } as const;

/** Full points up to `good`, none from `bad` on, evenly between; milliseconds. */
function byTime(time: number | null, good: number, bad: number): number {
  if (time === null) return 0;
  return Math.min(1, Math.max(0, (bad - time) / (bad - good)));
}

/**
 * How one of a scene's customers was served, by the transcript of their conversation (empty: they were never
 * written to).
 */
export function scoreCustomer(script: Script, entries: readonly Entry[]): CustomerScore {
  const said = entries.filter(({ body, audience }) => body.kind === 'message' && audience === 'everyone');
  const words = impatient[script.locale];
  let at: number | null = null;
  let line = -1;
  const waits: number[] = [];
  let hits = 0;
  let nudged = false;
  let left = false;
  for (const { author, body, at: time } of said) {
    const text = body.kind === 'message' ? body.text : '';
    if (author.kind === 'visitor') {
      if (text === words.nudge) nudged = true;
      else if (text === words.leave) left = true;
      else line += 1;
      at ??= time;
    } else if (at !== null) {
      waits.push(time - at);
      at = null;
      const expects = script.lines[line]?.expects ?? [];
      if (expects.some((word) => text.toLowerCase().includes(word.toLowerCase()))) hits += 1;
    }
  }
  const of = script.lines.filter(({ expects }) => expects !== undefined).length;
  return {
    name: script.name,
    first: waits[0] ?? null,
    average: mean(waits),
    answered: waits.length,
    toThePoint: { hits: Math.min(hits, of), of },
    nudged,
    left,
  };
}

/**
 * The score of a training. First answers within 15 s and later ones within 20 s have all points, over 90 s none; who was
 * never answered counts as 90 s. Each reply that was held and sent all the same costs 5 points, each customer who gave up 5.
 */
export function scoreTraining(customers: readonly CustomerScore[], guard: GuardHits): TrainingScore {
  const slowest = 90_000;
  const share = (of: (one: CustomerScore) => number) => mean(customers.map(of)) ?? 0;
  const expected = customers.reduce((sum, { toThePoint }) => sum + toThePoint.of, 0);
  const hits = customers.reduce((sum, { toThePoint }) => sum + toThePoint.hits, 0);
  const gone = customers.filter(({ left }) => left).length;
  const answered = customers.filter(({ first }) => first !== null);
  const parts = {
    speed: Math.round(points.speed * share(({ first }) => byTime(first, 15_000, slowest))),
    rhythm: Math.round(points.rhythm * share(({ average }) => byTime(average, 20_000, slowest))),
    point: expected === 0 ? 0 : Math.round((points.point * hits) / expected),
    // Who has served nobody has taken care of nobody.
    care: answered.length === 0 ? 0 : Math.max(0, points.care - 5 * guard.sentAnyway - 5 * gone),
  };
  return {
    customers,
    firstResponse: mean(answered.map(({ first }) => first ?? 0)),
    handling: mean(customers.flatMap(({ average }) => average ?? [])),
    parts,
    total: parts.speed + parts.rhythm + parts.point + parts.care,
  };
}

function mean(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}
