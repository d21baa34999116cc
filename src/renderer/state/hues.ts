import { nextHue } from '#shared/domain/hue.ts';

export type Hues = ReadonlyMap<string, number>;

/**
 * Hues for exactly these conversations: whoever has one keeps it, whoever is new gets the least used.
 * `remembered` are wishes from the last run.
 */
export function giveHues(before: Hues, ids: Iterable<string>, remembered: Hues = new Map()): Hues {
  const wanted = [...new Set(ids)];
  const hues = new Map<string, number>();
  for (const id of wanted) {
    const known = before.get(id) ?? remembered.get(id);
    if (known !== undefined) hues.set(id, known);
  }
  for (const id of wanted) if (!hues.has(id)) hues.set(id, nextHue(hues.values()));
  const same = hues.size === before.size && [...hues].every(([id, hue]) => before.get(id) === hue);
  return same ? before : hues;
}
