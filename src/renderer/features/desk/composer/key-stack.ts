/** A key in the composer's field; true where it was for this handler and nobody else is to have it. */
export type KeyHandler = (event: KeyboardEvent) => boolean;

export type KeyStack = {
  /** Puts a handler on top; the returned function takes it away. */
  readonly add: (handler: KeyHandler) => () => void;
  /** Asks from the top down. True where one took the key. */
  readonly handle: KeyHandler;
};

/**
 * Who has the keys of the field: what opened last over it comes first. A key that belongs to an input method
 * (which walks its own candidates with arrows and Enter) is nobody's.
 */
export function createKeyStack(): KeyStack {
  const handlers: KeyHandler[] = [];
  return {
    add: (handler) => {
      handlers.unshift(handler);
      return () => {
        const at = handlers.indexOf(handler);
        if (at >= 0) handlers.splice(at, 1);
      };
    },
    handle: (event) => {
      if (event.isComposing || event.keyCode === 229) return false;
      return handlers.some((handler) => handler(event));
    },
  };
}
