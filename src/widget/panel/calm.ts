import type { Clock } from '#shared/domain/clock.ts';

/** Between two things that a screen reader says of the queue. Milliseconds. */
export const breath = 15_000;

/**
 * Says what changes by itself often enough to be known and not so often that nothing else is heard: at once, then the
 * newest after a pause. `''` is silence: what waited to be said is dropped.
 */
export function createCalm(clock: Clock, say: (text: string) => void) {
  let said = '';
  let next = '';
  let cancel: (() => void) | null = null;
  function speak(): void {
    cancel = null;
    if (next === said) return;
    said = next;
    say(said);
    if (said) cancel = clock.after(breath, speak);
  }
  return {
    tell(text: string): void {
      next = text;
      if (!text) cancel?.();
      if (!text || !cancel) speak();
    },
    stop: (): void => cancel?.(),
  };
}
