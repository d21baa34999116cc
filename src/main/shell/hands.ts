import { powerMonitor } from 'electron';
import type { Hands } from '#shared/domain/routing/auto-away.ts';

/** How often the machine is looked at, milliseconds. */
const pace = 10_000;

/** "Idle" is asked for with a length; this one is never reached. Seconds. */
const never = 10 * 365 * 24 * 3600;

export type Watcher = {
  /** Milliseconds without a hand on the machine that count as idle; null: never. */
  readonly awayAfter: () => number | null;
  /** Told with every look, also where nothing has changed. */
  readonly hands: (hands: Hands) => void;
};

/**
 * Looks whether somebody is at the machine. Windows and macOS tell of a locked screen at once; Linux is asked.
 * Where the system does not know, somebody is taken to be there.
 */
export function watchHands(watchers: () => readonly Watcher[]): void {
  let isLocked = false;

  const look = (): void => watchers().forEach(lookFor);

  function lookFor({ awayAfter, hands }: Watcher): void {
    const after = awayAfter();
    const seconds = after === null ? never : Math.max(1, Math.round(after / 1000));
    const state = powerMonitor.getSystemIdleState(seconds);
    if (isLocked || state === 'locked') hands('locked');
    else hands(state === 'idle' ? 'idle' : 'active');
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
