import type { Outgoing } from '#shared/ipc/conversations.ts';
import { createSlice } from './slice.ts';

/** What was sent, in whichever conversation, and does not leave before its time: it can be taken back until then. */
export const useHeld = createSlice<{ readonly all: readonly Outgoing[] }>({ all: [] });

/** How long an answer can be taken back after it was sent, where somebody wants that. Milliseconds. */
export const undoSpan = 5_000;

/** Whether it can still be taken back at `now`. */
export function isHeld({ heldUntil, state }: Outgoing, now: number): boolean {
  return heldUntil !== null && state === 'queued' && heldUntil > now;
}

/** Whole seconds until it leaves; 0 where it cannot be taken back. `now` may be the second that has begun. */
export function secondsHeld(outgoing: Outgoing, now: number): number {
  if (!isHeld(outgoing, now)) return 0;
  return Math.min(undoSpan / 1000, Math.ceil(((outgoing.heldUntil ?? now) - now) / 1000));
}

/** A message on its way is new, changed or gone. */
export function noteHeld(outgoing: Outgoing, removed: boolean): void {
  const { all } = useHeld.getState();
  const now = Date.now();
  const others = all.filter((one) => one.key !== outgoing.key && isHeld(one, now));
  const isOne = !removed && isHeld(outgoing, now);
  if (isOne || others.length < all.length) useHeld.setState({ all: isOne ? [...others, outgoing] : others });
}

/** The one that was sent last. */
export function lastHeld(): Outgoing | null {
  const now = Date.now();
  return useHeld.getState().all.findLast((one) => isHeld(one, now)) ?? null;
}
