import * as z from 'zod/mini';
import { time } from '../../protocol/fields.ts';
import { both, merged, type Span } from '../reports/time-at-work.ts';
import type { Piece } from './past.ts';

/**
 * How often a rule would have raised an alert, had it been in force (E5): what `judge` says second by second, found without
 * looking at every second. Whatever somebody would have done about an alert is left out of it.
 */

export const trialDays = 7;

export const trial = z.object({
  /** What was looked at, to now. Less than `trialDays` where less is known; `from` is `to` where nothing is. */
  from: time,
  to: time,
  raised: z.int(),
  /** How many conversations, groups or people these are about. */
  subjects: z.int(),
});
export type Trial = z.infer<typeof trial>;
export type Raised = Pick<Trial, 'raised' | 'subjects'>;

const second = 1000;
/** As often as the hub counts the service level. Milliseconds. */
export const levelInterval = 15_000;
/** What has happened is done with after so long. Milliseconds. */
export const doneAfter = 24 * 3600_000;

/** The hub looks each second: what is over before it looks was never seen. */
const seen = ({ from, to }: Span, step: number): Span => ({
  from: Math.ceil(from / step) * step,
  to: Math.ceil(to / step) * step,
});

function counted(
  bySubject: ReadonlyMap<string, readonly Span[]>,
  open: readonly Span[] | null,
  { from, to }: Span,
): Raised {
  const hours = open?.map((span) => seen(span, second)) ?? null;
  let [raised, subjects] = [0, 0];
  for (const spans of bySubject.values()) {
    const holding = merged(spans);
    const within = hours === null ? holding : both(holding, hours);
    const begun = within.filter((span) => span.from >= from && span.from < to).length;
    raised += begun;
    if (begun > 0) subjects += 1;
  }
  return { raised, subjects };
}

/** Of what lasts: it was so for more than `over` seconds. `open`: the rule's hours, merged; null for always. */
export function triedOnPieces(
  pieces: readonly Piece[],
  over: number,
  open: readonly Span[] | null,
  period: Span,
): Raised {
  const bySubject = new Map<string, Span[]>();
  for (const { subject, since, from, to } of pieces) {
    const holds = seen({ from: Math.max(from, since + (over + 1) * second), to }, second);
    if (holds.from >= holds.to) continue;
    const spans = bySubject.get(subject);
    if (spans === undefined) bySubject.set(subject, [holds]);
    else spans.push(holds);
  }
  return counted(bySubject, open, period);
}

type Step = { readonly at: number; readonly by: readonly [number, number] };

/**
 * A level of which something is so from one mark until it has come to another: `holds` says whether, of both counts that steps add to,
 * and of whether it is raised.
 */
function raisedBySteps(
  steps: readonly Step[],
  holds: (counts: readonly [number, number], isRaised: boolean) => boolean,
  open: readonly Span[] | null,
  { from, to }: Span,
  every: number,
): number {
  const at = (moment: number, step: number) => Math.ceil(moment / step) * step;
  /** That the hours begin or end is a step of nothing, and seen each second. */
  const marks = (open ?? []).flatMap((span): Step[] => [
    { at: at(span.from, second), by: [0, 0] },
    { at: at(span.to, second), by: [0, 0] },
  ]);
  const all = [...steps.map((step) => ({ ...step, at: at(step.at, every) })), ...marks].sort(
    (a, b) => a.at - b.at,
  );
  const isOpen = (moment: number) =>
    open === null || open.some((span) => span.from <= moment && moment < span.to);
  let [first, other, raised] = [0, 0, 0];
  let isRaised = false;
  for (let n = 0; n < all.length; ) {
    const moment = (all[n] as Step).at;
    if (moment >= to) break;
    for (let step = all[n]; step?.at === moment; n += 1, step = all[n]) {
      first += step.by[0];
      other += step.by[1];
    }
    const was = isRaised;
    isRaised = isOpen(moment) && holds([first, other], isRaised);
    if (isRaised && !was && moment >= from) raised += 1;
  }
  return raised;
}

const perGroup = <T extends { readonly group: string | null }>(all: readonly T[]): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    if (one.group === null) continue;
    const some = groups.get(one.group);
    if (some === undefined) groups.set(one.group, [one]);
    else some.push(one);
  }
  return groups;
};

function ofGroups(counts: Iterable<number>): Raised {
  let [raised, subjects] = [0, 0];
  for (const count of counts) {
    raised += count;
    if (count > 0) subjects += 1;
  }
  return { raised, subjects };
}

/** Of queues: more than `over` wait in one of a group, until no more than `clear` do. `waits`: all of those groups. */
export function triedOnQueues(
  waits: readonly Piece[],
  { over, clear }: { readonly over: number; readonly clear: number },
  open: readonly Span[] | null,
  period: Span,
): Raised {
  const counts = [...perGroup(waits).values()].map((some) =>
    raisedBySteps(
      some.flatMap(({ from, to }): Step[] => [
        { at: from, by: [1, 0] },
        { at: to, by: [-1, 0] },
      ]),
      ([waiting], isRaised) => waiting > (isRaised ? clear : over),
      open,
      period,
      second,
    ),
  );
  return ofGroups(counts);
}

/** Somebody came to a group; `hadAt`: and was served, `goneAt`: or the conversation was over. */
export type Came = {
  readonly group: string | null;
  readonly at: number;
  readonly hadAt: number | null;
  readonly goneAt: number | null;
};

type LevelRule = {
  readonly below: number;
  readonly clear: number;
  readonly minutes: number;
  readonly least: number;
};

/** Of the service level: of those who came in the last `minutes`, how many were served `within` what their group promises. */
export function triedOnLevels(
  came: readonly Came[],
  rule: LevelRule,
  within: (group: string) => number,
  open: readonly Span[] | null,
  period: Span,
): Raised {
  const length = rule.minutes * 60_000;
  const counts = [...perGroup(came)].map(([group, some]) => {
    const promised = within(group);
    const steps = some.flatMap(({ at, hadAt, goneAt }): Step[] => {
      const waited = (hadAt ?? goneAt ?? period.to) - at;
      const isMet = hadAt !== null && waited <= promised;
      // Who went before their time was up was not served late; who still waits within it, not yet.
      if (!isMet && waited <= promised) return [];
      const from = isMet ? hadAt : at + promised + 1;
      const to = at + length + 1;
      if (from >= to) return [];
      return [
        { at: from, by: isMet ? [1, 0] : [0, 1] },
        { at: to, by: isMet ? [-1, 0] : [0, -1] },
      ];
    });
    const holds = ([met, missed]: readonly [number, number], isRaised: boolean): boolean => {
      const of = met + missed;
      if (of === 0 || of < rule.least) return false;
      return Math.floor((100 * met) / of) < (isRaised ? rule.clear : rule.below);
    };
    return raisedBySteps(steps, holds, open, period, levelInterval);
  });
  return ofGroups(counts);
}

/** It has happened in a conversation; `until`: when that was over at the latest. */
export type Happening = { readonly subject: string; readonly at: number; readonly until: number | null };

/** Of what happens: what comes while an alert of the same conversation stands counts on with that one. In order of time. */
export function triedOnHappenings(
  happenings: readonly Happening[],
  open: readonly Span[] | null,
  { from, to }: Span,
): Raised {
  const standing = new Map<string, number>();
  const subjects = new Set<string>();
  let raised = 0;
  for (const { subject, at, until } of happenings) {
    if (at >= to || at < (standing.get(subject) ?? 0)) continue;
    if (open !== null && !open.some((span) => span.from <= at && at < span.to)) continue;
    standing.set(subject, Math.min(until ?? Number.MAX_SAFE_INTEGER, at + doneAfter));
    if (at < from) continue;
    raised += 1;
    subjects.add(subject);
  }
  return { raised, subjects: subjects.size };
}
