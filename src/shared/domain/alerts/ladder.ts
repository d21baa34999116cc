import * as z from 'zod/mini';

/**
 * The ladder of a customer who waits (H3): the longer nobody acts, the more is done, until somebody opens or answers.
 * The first three rungs are the desk's, the others the hub's: they also come when the desk is dead.
 */
export const rungs = ['toast', 'sound', 'flash', 'colleague', 'supervisor'] as const;
export type Rung = (typeof rungs)[number];

export const deskRungs = ['toast', 'sound', 'flash'] as const satisfies readonly Rung[];
export type DeskRung = (typeof deskRungs)[number];
export type HubRung = Exclude<Rung, DeskRung>;

/** Milliseconds of waiting after which a rung is reached; null: never. At most a day. */
const after = z.nullable(z.int().check(z.minimum(5_000), z.maximum(24 * 3600 * 1000)));
export const ladderTimes = z.strictObject({
  toast: after,
  sound: after,
  flash: after,
  colleague: after,
  supervisor: after,
});
export type LadderTimes = z.infer<typeof ladderTimes>;

/** Where the house has not said. */
export const usualLadder: LadderTimes = {
  toast: 30_000,
  sound: 60_000,
  flash: 90_000,
  colleague: 120_000,
  supervisor: 240_000,
};

/** A customer of mine who waits. Epoch milliseconds. */
export type Waiting = {
  readonly id: string;
  /** Names the wait: the first message that nobody has answered. */
  readonly since: number;
  /** All they have written was on the screen. */
  readonly attended: boolean;
  /** When they last wrote. */
  readonly lastAt: number;
};

/** How far each wait has climbed. `from`: what it counts from; null while somebody has seen it all. */
export type Climbs = ReadonlyMap<
  string,
  { readonly since: number; readonly from: number | null; readonly reached: readonly DeskRung[] }
>;

export type Climbed = { readonly id: string; readonly since: number; readonly rung: DeskRung };

/**
 * One look of the desk. Seeing it stops the ladder; what they write after that counts from then. No rung comes twice in
 * one wait, and what waits no longer is forgotten.
 */
export function climb(
  before: Climbs,
  waiting: readonly Waiting[],
  now: number,
  times: LadderTimes,
): { readonly climbs: Climbs; readonly climbed: readonly Climbed[] } {
  const climbs = new Map<string, { since: number; from: number | null; reached: DeskRung[] }>();
  const climbed: Climbed[] = [];
  for (const { id, since, attended, lastAt } of waiting) {
    const known = before.get(id);
    const own = known?.since === since ? known : undefined;
    const reached = [...(own?.reached ?? [])];
    const from = attended ? null : own === undefined ? since : (own.from ?? Math.max(since, lastAt));
    if (from !== null) {
      for (const rung of deskRungs) {
        const wait = times[rung];
        if (wait === null || now - from < wait || reached.includes(rung)) continue;
        reached.push(rung);
        climbed.push({ id, since, rung });
      }
    }
    climbs.set(id, { since, from, reached });
  }
  return { climbs, climbed };
}

/**
 * Which of the hub's rungs a wait has reached. Where no colleague could hear of it, supervisors hear in their place.
 *
 * @param waited milliseconds that something of the customer's was unread
 */
export function hubRungsDue(waited: number, times: LadderTimes, hasColleague: boolean): readonly HubRung[] {
  const isPast = (rung: HubRung) => times[rung] !== null && waited >= times[rung];
  const colleague = isPast('colleague');
  const supervisor = isPast('supervisor') || (colleague && !hasColleague);
  return [...(colleague ? (['colleague'] as const) : []), ...(supervisor ? (['supervisor'] as const) : [])];
}

/** The soonest that the hub has anything to do; null: never. */
export function firstHubRung({ colleague, supervisor }: LadderTimes): number | null {
  const set = [colleague, supervisor].filter((each) => each !== null);
  return set.length === 0 ? null : Math.min(...set);
}
