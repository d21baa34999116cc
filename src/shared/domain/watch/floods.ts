/** Within this time no more than `alone` alerts of a rule are told one by one; the rest is told together after it. */
export const window = 60_000;
export const alone = 2;
const hour = 3600_000;

type Rule = {
  /** When something of it was told, within the last hour. */
  readonly told: readonly number[];
  /** What is held back, and since when. */
  readonly held: readonly string[];
  readonly heldSince: number;
};

export type Flood = ReadonlyMap<string, Rule>;
export const noFlood: Flood = new Map();

export type Arrival = { readonly alertId: string; readonly ruleId: string };
export type Telling = { readonly ruleId: string; readonly alertIds: readonly string[] };

/**
 * What is told now of what has been raised, so that nobody is flooded: many at once as one, and never more than the rule's
 * own number an hour. What is held back is told together when its time has come, unless it is over by then (`isOpen`).
 */
export function holdBack(
  before: Flood,
  arrivals: readonly Arrival[],
  perHour: (ruleId: string) => number,
  isOpen: (alertId: string) => boolean,
  now: number,
): { readonly flood: Flood; readonly tellings: readonly Telling[] } {
  const flood = new Map<string, Rule>();
  const tellings: Telling[] = [];
  const rules = new Set([...before.keys(), ...arrivals.map(({ ruleId }) => ruleId)]);
  for (const ruleId of rules) {
    const was = before.get(ruleId) ?? { told: [], held: [], heldSince: now };
    let told = was.told.filter((at) => now - at < hour);
    let held = was.held.filter(isOpen);
    const heldSince = held.length === 0 ? now : was.heldSince;
    const fresh = arrivals.filter((one) => one.ruleId === ruleId).map(({ alertId }) => alertId);
    const lately = told.filter((at) => now - at < window).length;
    const room = () => told.length < perHour(ruleId);
    const tell = (alertIds: readonly string[]) => {
      told = [...told, now];
      tellings.push({ ruleId, alertIds });
    };
    const isQuiet = held.length === 0 && (lately === 0 || lately + fresh.length <= alone);
    if (!isQuiet || !room()) {
      held = [...held, ...fresh];
      if (held.length > 0 && now - heldSince >= window && room()) {
        tell(held);
        held = [];
      }
    } else if (fresh.length > alone) tell(fresh);
    else
      for (const id of fresh) {
        if (room()) tell([id]);
        else held = [...held, id];
      }
    if (told.length > 0 || held.length > 0) flood.set(ruleId, { told, held, heldSince });
  }
  return { flood, tellings };
}
