import type { Chord } from '#shared/domain/keys/chord.ts';
import { type Bindings, keysOf } from '#shared/domain/keys/rules.ts';
import { textOfKeys, useBindings } from '../../state/actions/keys.ts';
import { type Action, type ActionGroup, inGroups, useActions } from '../../state/actions/registry.ts';
import { useLook } from '../../state/desk-app.ts';
import { keysInPlace } from './in-place.ts';
import { found } from './match.ts';
import type { TitlesOf } from './palette/entries.ts';
import type { KeyRow } from './row.ts';

/** All that keys do, by group; asked for something, what goes by that name, in any language, or has those keys. */
export function useKeyRows(
  query: string,
  titlesOf: TitlesOf,
): readonly (readonly [ActionGroup, readonly KeyRow[]])[] {
  const known = useActions((s) => s.known);
  const bindings = useBindings();
  const { sendKey } = useLook();
  const rows = [...known.map((one) => rowOf(one, bindings)), ...keysInPlace(sendKey)];
  return inGroups(found(query, rows, (one) => [...titlesOf(one.title), ...one.keys.map(textOfKeys)]));
}

function rowOf(action: Action, bindings: Bindings): KeyRow {
  const { id, group, title } = action;
  return { id, group, title, keys: keysOf(action, bindings), action };
}

/** Of many only the first and the last: `Ctrl 1 … Ctrl 9`. */
export function textsOf(keys: readonly Chord[]): readonly string[] {
  const texts = keys.map(textOfKeys);
  return texts.length > 3 ? [`${texts[0]} … ${texts.at(-1)}`] : texts;
}
