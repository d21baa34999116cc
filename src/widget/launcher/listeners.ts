import type { WidgetEvents } from '../contract.ts';
import { tellDeveloper } from '../tell.ts';

type Listener = (detail: unknown) => void;

const names = ['message', 'open', 'close'] as const satisfies readonly (keyof WidgetEvents)[];

/** What the page listens to. A listener that throws is reported and harms nobody else. */
export function makeListeners() {
  const all = new Map<string, Set<Listener>>(names.map((name) => [name, new Set()]));
  return {
    /** False for an event that does not exist or something that cannot be called. */
    add(name: unknown, listener: unknown): boolean {
      const some = typeof name === 'string' ? all.get(name) : undefined;
      if (!some || typeof listener !== 'function') return false;
      some.add(listener as Listener);
      return true;
    },
    emit<E extends keyof WidgetEvents>(name: E, detail: WidgetEvents[E]): void {
      for (const listener of all.get(name) ?? []) {
        try {
          listener(detail);
        } catch (error) {
          tellDeveloper(`a listener of "${name}" failed`, error);
        }
      }
    },
  };
}
