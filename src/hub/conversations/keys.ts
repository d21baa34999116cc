import type { Database } from '../platform/database/index.ts';

/** So many are remembered at least, and twice as many at most. */
const enough = 20_000;
/** A key that says it is of later than this, by our clock, comes of a clock that is wrong. Milliseconds. */
const ahead = 10 * 60_000;

/**
 * Which keys no entry can have (P3). Devices mint keys that sort by time, so nearly every message comes under a
 * key from a stretch in which all keys that there are were written by this process and are remembered here:
 * above `floor`, below `ceiling`. About any other the database is asked; what clocks say decides how often, never
 * what is answered. For where nobody else writes to the database.
 */
export type Keys = {
  /** False when no entry has it, whoever its author is. */
  readonly mayBeThere: (key: string) => boolean;
  /** Keys that are on disk since `now`, epoch milliseconds. */
  readonly keep: (keys: readonly string[], now: number) => void;
};

/** Reads where the stretch begins. Nothing may be written until it has resolved. */
export async function openKeys({ kysely }: Database, now: number): Promise<Keys> {
  const horizon = firstKeyOf(now + ahead);
  const { floor } = await kysely
    .selectFrom('entry')
    .select((e) => e.fn.max('key').as('floor'))
    .where('key', '<', horizon)
    .executeTakeFirstOrThrow();
  const { ceiling } = await kysely
    .selectFrom('entry')
    .select((e) => e.fn.min('key').as('ceiling'))
    .where('key', '>=', horizon)
    .executeTakeFirstOrThrow();
  return createKeys(floor ?? '', ceiling);
}

/** Every key that there is, is at most `from` or at least `to`; null: there is none so late. */
export function createKeys(from: string, to: string | null): Keys {
  let floor = from;
  let ceiling = to;
  let young = new Set<string>();
  let old = new Set<string>();
  let lastOfYoung = floor;
  let lastOfOld = floor;
  const isOutside = (key: string) => key <= floor || (ceiling !== null && key >= ceiling);

  const grow = (key: string) => {
    young.add(key);
    if (key > lastOfYoung) lastOfYoung = key;
    if (young.size < enough) return;
    // The old ones are forgotten: the stretch begins after them.
    if (lastOfOld > floor) floor = lastOfOld;
    [old, lastOfOld] = [young, lastOfYoung];
    [young, lastOfYoung] = [new Set(), floor];
  };

  return {
    mayBeThere: (key) => isOutside(key) || young.has(key) || old.has(key),
    keep: (keys, now) => {
      const horizon = firstKeyOf(now + ahead);
      for (const key of keys) {
        if (isOutside(key)) continue;
        // Remembered, it would one day end the stretch far from here.
        if (key >= horizon) ceiling = key;
        else grow(key);
      }
    },
  };
}

/** What every UUIDv7 of that moment or later is above. */
function firstKeyOf(moment: number): string {
  const digits = moment.toString(16).padStart(12, '0');
  return `${digits.slice(0, 8)}-${digits.slice(8)}`;
}
