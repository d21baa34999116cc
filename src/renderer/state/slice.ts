import type { StoreApi, UseBoundStore } from 'zustand';
import { create } from 'zustand';

export type Slice<S> = UseBoundStore<StoreApi<S>>;

const resets: (() => void)[] = [];

/**
 * A piece of what is on the screen. Components read it with selectors as narrow as a row; only the
 * functions beside the slice write to it.
 */
export function createSlice<S extends object>(initial: S, belongsTo: 'person' | 'app' = 'person'): Slice<S> {
  const slice = create<S>()(() => initial);
  if (belongsTo === 'person') resets.push(() => slice.setState(initial, true));
  return slice;
}

/** Forgets what belongs to a person: the next one to sign in must see nothing of it. */
export function resetSlices(): void {
  for (const reset of resets) reset();
}
