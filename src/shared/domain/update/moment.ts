import type { Manifest } from './manifest.ts';

/**
 * `automatic`: fetched, and put in place in the hours for it; `ask`: fetched, and put in place when the person says so;
 * `notify`: only said, IT installs it; `off`: nobody looks.
 */
export const updateModes = ['automatic', 'ask', 'notify', 'off'] as const;
export type UpdateMode = (typeof updateModes)[number];

/** Minutes after midnight; over midnight where `from` is later. */
export type Hours = { readonly from: number; readonly to: number };

export const hoursPattern = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/;

export function hoursFrom(text: string): Hours | null {
  const [, h1, m1, h2, m2] = hoursPattern.exec(text) ?? [];
  if (h1 === undefined) return null;
  return { from: Number(h1) * 60 + Number(m1), to: Number(h2) * 60 + Number(m2) };
}

export function isWithin({ from, to }: Hours, minute: number): boolean {
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

const day = 24 * 60 * 60_000;

export type LastDateOptions = {
  readonly readySince: number;
  readonly days: number;
  /** Until then a hub goes on as usual with a desk that is older than it wants; null: none wants another. */
  readonly wantedBy?: number | null;
};

/** Until when "later" may be said. The feed's own date counts where it is earlier, and so does a hub's. */
export function lastDateOf(
  { lastDate }: Pick<Manifest, 'lastDate'>,
  { readySince, days, wantedBy = null }: LastDateOptions,
): number {
  const dates = [readySince + days * day, lastDate, wantedBy].filter((date) => date !== null);
  return Math.max(readySince, Math.min(...dates));
}

export type MomentOptions = {
  readonly mode: UpdateMode;
  readonly now: number;
  /** Minutes after midnight on this computer's wall. */
  readonly minute: number;
  readonly hours: Hours;
  /** The person said "later", until then; null: not. */
  readonly later: number | null;
  readonly lastDate: number;
  /** Customers that this person is with. */
  readonly conversations: number;
  /** Milliseconds since a hand was on this computer. */
  readonly idle: number;
};

/** Why it is not put in place by itself now. `person`: it waits for them. */
export type Waits = 'conversation' | 'later' | 'hours' | 'hands' | 'person';

/** Nobody is surprised at the keyboard; past the last date a short rest is enough. Milliseconds. */
const quietHands = 5 * 60_000;
const shortRest = 30_000;

/**
 * Whether it may be put in place without anybody saying so: null, or what it waits for. In a conversation never, not after the last
 * date either; after that it comes as soon as there is none.
 */
export function waitsFor(options: MomentOptions): Waits | null {
  const { mode, now, minute, hours, later, lastDate, conversations, idle } = options;
  if (conversations > 0) return 'conversation';
  const isLate = now >= lastDate;
  if (idle < (isLate ? shortRest : quietHands)) return 'hands';
  if (isLate) return null;
  if (mode !== 'automatic') return 'person';
  if (later !== null && now < later) return 'later';
  return isWithin(hours, minute) ? null : 'hours';
}
