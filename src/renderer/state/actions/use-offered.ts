import { useEffect } from 'react';
import { type Action, offerActions } from './registry.ts';

/** Offers actions as long as what does them is on the screen. `actions` is made once, outside. */
export function useOffered(actions: readonly Action[]): void {
  useEffect(() => offerActions(actions), [actions]);
}
