import type { Clock } from '#shared/domain/clock.ts';

/** So long without the hub, and the visitor is offered another way (C8). Milliseconds. */
export const longAway = 20_000;

/** Knows whether the hub has been away for long: since the line was lost or, never reached, first tried. */
export function createAbsence(clock: Clock, onChange: () => void) {
  let cancel: (() => void) | null = null;
  let long = false;
  return {
    isLong: (): boolean => long,
    /** The line is up. */
    over(): void {
      cancel?.();
      cancel = null;
      if (!long) return;
      long = false;
      onChange();
    },
    /** The line is not up, and was lost `ago` milliseconds before. Said again it changes nothing. */
    goesOn(ago = 0): void {
      cancel ??= clock.after(Math.max(0, longAway - Math.max(0, ago)), () => {
        long = true;
        onChange();
      });
    },
    stop: (): void => cancel?.(),
  };
}
