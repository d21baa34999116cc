import type { BothNames } from '#shared/domain/customer/handbook.ts';
import type { WatchRule, WatchRules } from '#shared/domain/watch/rule.ts';
import { isMoved, listChanges, merged } from './merge.ts';

/** What makes one list of alert rules another, and how two people's changes go together. */

export type WatchChange =
  | {
      readonly in: 'watch';
      readonly id: string;
      readonly name: BothNames;
      readonly how: 'added' | 'removed' | 'changed';
    }
  | { readonly in: 'watch'; readonly how: 'moved' };

const idOf = ({ id }: WatchRule) => id;

export function watchChanges(before: WatchRules, after: WatchRules): WatchChange[] {
  if (before === after) return [];
  return [
    ...listChanges(before.rules, after.rules, idOf).map(
      ({ one: { id, name }, how }) => ({ in: 'watch', id, name, how }) as const,
    ),
    ...(isMoved(before.rules, after.rules, idOf) ? [{ in: 'watch', how: 'moved' } as const] : []),
  ];
}

/** My changes since `base`, made to `theirs` instead. What both have changed is as I have it. */
export function watchRebased(base: WatchRules, mine: WatchRules, theirs: WatchRules): WatchRules {
  return { rules: merged(base.rules, mine.rules, theirs.rules, idOf) };
}
