import { powerMonitor } from 'electron';
import type { Hands } from '#shared/domain/routing/auto-away.ts';

/** How often the machine is looked at, milliseconds. */
const pace = 10_000;

/** "Idle" is asked for with a length; this one is never reached. Seconds. */
const never = 10 * 365 * 24 * 3600;

export type HandsOptions = {
  /** Milliseconds without a hand on the machine that count as idle; null: never. */
  readonly awayAfter: () => number | null;
  /** Told with every look, also where nothing has changed. */
  readonly onLook: (hands: Hands) => void;
};

/**
 * Looks whether somebody is at the machine. Windows and macOS tell of a locked screen at once; Linux is asked.
 * Where the system does not know, somebody is taken to be there.
 */
export function watchHands({ awayAfter, onLook }: HandsOptions): void {
  let isLocked = false;

  function look(): void {
    const after = awayAfter();
    const seconds = after === null ? never : Math.max(1, Math.round(after / 1000));
    const state = powerMonitor.getSystemIdleState(seconds);
    if (isLocked || state === 'locked') onLook('locked');
    else onLook(state === 'idle' ? 'idle' : 'active');
  }

  powerMonitor.on('lock-screen', () => {
    isLocked = true;
    look();
  });
  powerMonitor.on('unlock-screen', () => {
    isLocked = false;
    look();
  });
  setInterval(look, pace);
}
