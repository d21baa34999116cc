import { useSyncExternalStore } from 'react';

/**
 * One timer for all clocks on the screen. It stands still while nobody looks at a clock, and ticks on
 * the full second, so that all of them change together.
 */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | null = null;
let second = Math.floor(Date.now() / 1000);

function tick(): void {
  const now = Date.now();
  second = Math.floor(now / 1000);
  timer = setTimeout(tick, 1000 - (now % 1000));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === null) tick();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearTimeout(timer);
    timer = null;
  };
}

/** The time, epoch milliseconds, new once a second. */
export function useSecond(): number {
  return useSyncExternalStore(subscribe, () => second) * 1000;
}

/** The time, new once a minute. */
export function useMinute(): number {
  return useSyncExternalStore(subscribe, () => Math.floor(second / 60)) * 60_000;
}

/** Local midnight, new once a day. */
export function useDayStart(): number {
  return useSyncExternalStore(subscribe, () => dayStart(second * 1000));
}

/** Local midnight before `time`, epoch milliseconds. */
export function dayStart(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}
