import type { Outcome, Run, Work } from './simulate.ts';

/** Figures of a run, of customers who came within the time that is measured. Times are milliseconds. */
export type Figures = {
  readonly came: number;
  readonly messages: number;
  /** Share of all who came live that was answered within the time of their group's service level. */
  readonly level: number;
  /** Mean and longest time until an agent had them; who gave up counts for the longest. */
  readonly wait: number;
  readonly longest: number;
  /** Share of those who came live that gave up, or was not served at all. */
  readonly lost: number;
  readonly occupancy: number;
  /** Gini of work for each hour online, between agents with the same profile; 0: all the same. */
  readonly gini: number;
  /** Of those whose last agent was to be asked first, the share that got them; null: there were none. */
  readonly sticky: number | null;
  readonly valuedWait: number | null;
  readonly usualWait: number;
  readonly told: ToldFigures | null;
  readonly fullRounds: number;
};

/** How good the expected wait was that was told at the beginning, of those who then waited until served. */
export type ToldFigures = {
  readonly count: number;
  /** Half were wrong by no more: milliseconds, and as a share of the real wait. */
  readonly medianError: number;
  readonly medianShare: number;
  /** Sum of what was told, as a share of the sum of what it was. */
  readonly bias: number;
};

export function figuresOf(run: Run): Figures {
  const { measureFrom, to } = run.scenario;
  const came = run.outcomes.filter(({ customer: { at } }) => at >= measureFrom && at < to);
  const live = came.filter(({ kind }) => kind === 'live');
  const answered = live.filter((one) => one.startedAt !== null);
  const inTime = answered.filter((one) => waitOf(one) <= one.group.serviceLevel.within);
  const sticky = answered.filter(({ stickyTo }) => stickyTo !== null);
  const valued = answered.filter(({ customer }) => customer.value > 0);
  const usual = answered.filter(({ customer }) => customer.value === 0);
  const sum = (of: (work: Work) => number) => run.work.reduce((total, one) => total + of(one), 0);
  return {
    came: live.length,
    messages: came.length - live.length,
    level: inTime.length / live.length,
    wait: mean(answered.map(waitOf)),
    longest: live.reduce((longest, one) => Math.max(longest, waitOf(one)), 0),
    lost: 1 - answered.length / live.length,
    occupancy: sum(({ busy }) => busy) / sum(({ online }) => online),
    gini: fairness(run.work),
    sticky:
      sticky.length === 0
        ? null
        : sticky.filter((one) => one.agentId === one.stickyTo).length / sticky.length,
    valuedWait: valued.length === 0 ? null : mean(valued.map(waitOf)),
    usualWait: mean(usual.map(waitOf)),
    told: toldFigures(answered),
    fullRounds: run.rounds,
  };
}

/** Until an agent had them, or they had gone; 0 for who was never served and never went. */
export function waitOf({ customer, startedAt, leftAt }: Outcome): number {
  return (startedAt ?? leftAt ?? customer.at) - customer.at;
}

export function toldFigures(answered: readonly Outcome[]): ToldFigures | null {
  const told = answered.flatMap((one) =>
    one.told === null ? [] : [{ said: one.told.wait, was: waitOf(one) }],
  );
  if (told.length === 0) return null;
  const total = (of: (one: (typeof told)[number]) => number) => told.reduce((sum, one) => sum + of(one), 0);
  return {
    count: told.length,
    medianError: median(told.map(({ said, was }) => Math.abs(said - was))),
    medianShare: median(told.map(({ said, was }) => Math.abs(said - was) / Math.max(1, was))),
    bias: total(({ said }) => said) / total(({ was }) => was),
  };
}

/** The mean Gini of groups of equals, each agent counted once; who has no equal says nothing. */
function fairness(work: readonly Work[]): number {
  const equals = new Map<string, Work[]>();
  for (const one of work.filter(({ online }) => online > 0)) {
    const key = likenessOf(one);
    equals.set(key, [...(equals.get(key) ?? []), one]);
  }
  let sum = 0;
  let count = 0;
  for (const list of equals.values()) {
    if (list.length < 2) continue;
    sum += list.length * gini(list.map(({ busy, online }) => busy / online));
    count += list.length;
  }
  return count === 0 ? 0 : sum / count;
}

/** The same for those of whom one could be given what the other was: same groups, skills, size and shift. */
function likenessOf({ person: { profile, shifts }, capacity }: Work): string {
  const { groups, skills, languages } = profile;
  return JSON.stringify([groups, skills, languages, capacity, shifts[0]?.from, shifts.at(-1)?.to]);
}

/** 0: all have the same; towards 1: one has everything. */
export function gini(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const total = sorted.reduce((sum, value) => sum + value, 0);
  if (total === 0) return 0;
  const weighted = sorted.reduce((sum, value, i) => sum + (i + 1) * value, 0);
  return (2 * weighted) / (sorted.length * total) - (sorted.length + 1) / sorted.length;
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}
