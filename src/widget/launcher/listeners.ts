import type { WidgetEvents } from '../contract.ts';
import { tellDeveloper } from '../tell.ts';

type Listener = (detail: unknown) => void;

const names: readonly unknown[] = [
  'message',
  'open',
  'close',
  'ready',
  'unread',
  'rating',
  'conversation:started',
  'conversation:ended',
] satisfies readonly (keyof WidgetEvents)[];

/** What the page listens to. A listener that throws is reported and harms nobody else. */
export function makeListeners() {
  let all: readonly (readonly [name: unknown, listener: unknown])[] = [];
  function tell(listener: unknown, detail: unknown): void {
    try {
      (listener as Listener)(detail);
    } catch (error) {
      tellDeveloper('a listener failed', error);
    }
  }
  function remove(name: unknown, listener: unknown): void {
    all = all.filter((one) => one[0] !== name || one[1] !== listener);
  }
  return {
    /** False for an event that does not exist or something that cannot be called. */
    add(name: unknown, listener: unknown): boolean {
      const can = names.includes(name) && typeof listener === 'function';
      // Given twice it is called once.
      remove(name, listener);
      if (can) all = [...all, [name, listener]];
      return can;
    },
    remove,
    tell,
    emit<E extends keyof WidgetEvents>(name: E, detail: WidgetEvents[E]): void {
      for (const [of, listener] of all) if (of === name) tell(listener, detail);
    },
  };
}
