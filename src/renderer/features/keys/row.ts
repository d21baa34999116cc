import type { MessageDescriptor } from '@lingui/core';
import type { Chord } from '#shared/domain/keys/chord.ts';
import type { Action, ActionGroup } from '../../state/actions/registry.ts';

/** One line of what keys do. */
export type KeyRow = {
  readonly id: string;
  readonly group: ActionGroup;
  readonly title: MessageDescriptor;
  readonly keys: readonly Chord[];
  /** Null: they belong to a place of the screen, and are always these. */
  readonly action: Action | null;
};
