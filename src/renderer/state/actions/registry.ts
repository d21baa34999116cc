import type { MessageDescriptor } from '@lingui/core';
import type { Chord } from '#shared/domain/keys/chord.ts';
import type { Keyed } from '#shared/domain/keys/rules.ts';
import { createSlice } from '../slice.ts';

/** In the order in which they are shown. */
export const actionGroups = ['conversation', 'writing', 'tabs', 'move', 'status', 'look', 'desk'] as const;
export type ActionGroup = (typeof actionGroups)[number];

/**
 * Something one can do from anywhere. Whoever can do it puts it here (`useOffered`); one listener hears its
 * keys, the palette lists it, and the sheet of keys shows it.
 */
export type Action = Keyed & {
  readonly group: ActionGroup;
  readonly title: MessageDescriptor;
  /** Whether it is possible now; absent: always. Of what is not, the keys do nothing of ours. */
  readonly when?: () => boolean;
  /** `chord`: the keys that were pressed; null where it was chosen otherwise. */
  readonly run: (chord: Chord | null) => void;
  /** Goes on while the keys are held down. */
  readonly repeats?: boolean;
  /** Also while an explanation is open, which goes away by itself. */
  readonly overPopover?: boolean;
  /** Only by its keys: in a list that has to be opened first it would make no sense. */
  readonly unlisted?: boolean;
};

/** All that can be done, of all parts of the window that are on the screen. */
export const useActions = createSlice<{
  readonly all: readonly Action[];
  /** Those too that were on the screen before: their keys are still theirs. */
  readonly known: readonly Action[];
}>({ all: [], known: [] }, 'app');

/** Offers actions; the returned function takes them back. */
export function offerActions(actions: readonly Action[]): () => void {
  useActions.setState(({ all, known }) => ({
    all: [...all, ...actions],
    known: [...known, ...actions.filter(({ id }) => !known.some((one) => one.id === id))],
  }));
  return () => useActions.setState((s) => ({ all: s.all.filter((one) => !actions.includes(one)) }));
}

export function isPossible({ when }: Action): boolean {
  return when === undefined || when();
}

/** By group, as they are shown. */
export function inGroups<A extends { readonly group: ActionGroup }>(
  actions: readonly A[],
): readonly (readonly [ActionGroup, readonly A[]])[] {
  return actionGroups
    .map((group) => [group, actions.filter((one) => one.group === group)] as const)
    .filter(([, some]) => some.length > 0);
}
