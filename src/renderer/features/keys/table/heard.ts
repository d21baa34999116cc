import { type Chord, chordsOf, type Press } from '#shared/domain/keys/chord.ts';
import {
  type Bindings,
  type ChordFault,
  faultOf,
  type Keyed,
  ownerOfKeys,
} from '#shared/domain/keys/rules.ts';

/** Why keys that were pressed cannot be given. `alt`, `alt-gr`: they write letters somewhere; `ime`: taken already. */
export type HeardFault = ChordFault | 'alt' | 'alt-gr' | 'ime';

/** What keys mean that were pressed to be given to an action. */
export type Heard<A extends Keyed> =
  /** Not yet, or not for us: a key that is only held, Tab on its way. */
  | { readonly is: 'nothing' }
  | { readonly is: 'cancel' }
  | { readonly is: 'none' }
  | { readonly is: 'fault'; readonly fault: HeardFault }
  | { readonly is: 'taken'; readonly chord: Chord; readonly owner: A }
  | { readonly is: 'free'; readonly chord: Chord };

const held = ['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock'];

export function heard<A extends Keyed>(
  press: Press,
  id: string,
  actions: readonly A[],
  bindings: Bindings,
): Heard<A> {
  const { key } = press;
  const isAlone = !press.ctrlKey && !press.metaKey && !press.altKey && !press.altGraph;
  if (held.includes(key) || (key === 'Tab' && isAlone)) return { is: 'nothing' };
  if (press.isComposing) return { is: 'fault', fault: 'ime' };
  if (isAlone && key === 'Escape') return { is: 'cancel' };
  if (isAlone && (key === 'Backspace' || key === 'Delete')) return { is: 'none' };
  // Windows says Ctrl and Alt of it.
  if (press.altGraph || (press.altKey && press.ctrlKey)) return { is: 'fault', fault: 'alt-gr' };
  if (press.altKey) return { is: 'fault', fault: 'alt' };
  const chords = chordsOf(press);
  const [exact] = chords;
  if (exact === undefined) return { is: 'nothing' };
  // On this keyboard all of them are pressed by the same keys: whoever has one of them has these keys.
  for (const chord of chords) {
    const owner = ownerOfKeys(chord, id, actions, bindings);
    if (owner !== undefined) return { is: 'taken', chord, owner };
  }
  const fault = faultOf(exact);
  return fault === null ? { is: 'free', chord: exact } : { is: 'fault', fault };
}
