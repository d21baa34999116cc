import type { Chord } from './chord.ts';
import { type Bindings, type Keyed, keysOf, ownerOfKeys, withKeys } from './rules.ts';

/** Gives keys to an action; whoever had them gets those that this one had instead, if it had any. */
export function withSwapped<A extends Keyed>(
  bindings: Bindings,
  id: string,
  chord: Chord,
  actions: readonly A[],
): Bindings {
  const before = ownerOfKeys(chord, id, actions, bindings);
  const own = actions.find((one) => one.id === id);
  const [free] = own === undefined ? [] : keysOf(own, bindings);
  const given = withKeys(bindings, id, chord, actions);
  if (before === undefined || before.fixed || free === undefined) return given;
  return withKeys(given, before.id, free, actions);
}
