import { tellDeveloper } from '../tell.ts';

export type Call = readonly unknown[];

/** What a page calls. Until the script has loaded it only keeps the calls, in `q`. */
export type YingkeFunction = ((...call: unknown[]) => void) & {
  q?: { push(call: ArrayLike<unknown>): unknown } & Partial<Iterable<ArrayLike<unknown>>>;
  ready?: true;
};

export type QueueOwner = { yingke?: unknown };

/**
 * Puts ourselves in the place of the page's queue function and runs what was called before, in its
 * order, then whatever is called later. A page that has kept the old function in a variable is
 * heard too: it finds `q` on the new one. False when a widget is already there (two script tags).
 */
export function takeOver(owner: QueueOwner, run: (call: Call) => void): boolean {
  const before = owner.yingke as YingkeFunction | undefined;
  if (before?.ready) return false;
  const waiting: Call[] = [];
  let running = false;
  const drain = (): void => {
    // A call made by a handler of a call waits its turn.
    if (running) return;
    running = true;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      try {
        run(next);
      } catch (error) {
        // Ours to repair, not the page's: it must go on as if nothing had happened.
        tellDeveloper('a call failed', error);
      }
    }
    running = false;
  };
  const take = (call: ArrayLike<unknown>): void => {
    waiting.push(Array.from(call));
    drain();
  };
  if (typeof before === 'function' && Array.isArray(before.q))
    waiting.push(...before.q.map((call) => [...call]));
  const now: YingkeFunction = (...call) => take(call);
  now.q = { push: take };
  now.ready = true;
  owner.yingke = now;
  drain();
  return true;
}
