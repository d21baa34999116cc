import type { Clock } from '#shared/domain/clock.ts';

/** So long an address has to stand before it counts: a page on its way often has two. Milliseconds. */
const settled = 500;

/**
 * Notices that the visitor is on another page, also where the site changes its address without loading anything. The
 * site's own functions are left alone: what changes an address is a press, a key, or the browser, which says so.
 */
export function watchPage(clock: Clock, tell: (ago: number) => void) {
  let address = location.href;
  let since = performance.timeOrigin;
  let stop: (() => void) | null = null;
  const check = (): void => {
    if (location.href === address) return;
    address = location.href;
    since = clock.now();
    tell(0);
  };
  const soon = (): void => {
    stop?.();
    stop = clock.after(settled, check);
  };
  const listening = new AbortController();
  const how = { capture: true, passive: true, signal: listening.signal };
  for (const type of ['click', 'keyup', 'popstate', 'hashchange']) addEventListener(type, soon, how);
  // Where browsers have it: also what a script does by itself.
  (window as { navigation?: EventTarget }).navigation?.addEventListener('currententrychange', soon, how);
  return {
    /** The site says so. */
    soon,
    /** A new line: the hub is told where they are, and for how long they have been. */
    here: (): void => tell(Math.round(Math.max(0, clock.now() - since))),
    stop(): void {
      listening.abort();
      stop?.();
    },
  };
}
