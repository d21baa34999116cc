import type { Clock } from '#shared/domain/clock.ts';

/** So often the hub is told that the visitor writes, while they do. Milliseconds. */
const often = 2000;
/** So long somebody writes after they were last heard to. Milliseconds. */
const lasting = 6000;

/** Tells what is being written at once, then now and then, and always how it ended; '' when nothing is left. */
export function createTypingSender(clock: Clock, send: (text: string) => void) {
  let stop: (() => void) | null = null;
  let next: string | null = null;
  function tell(text: string): void {
    send(text);
    next = null;
    stop = clock.after(often, () => {
      stop = null;
      if (next !== null) tell(next);
    });
  }
  return {
    write(text: string): void {
      if (stop) next = text;
      else tell(text);
    },
    /** It was sent, or nothing is to be told any more. */
    over(): void {
      next = null;
    },
    stop: (): void => stop?.(),
  };
}

/** Who of the house is writing, by name, for as long as they are heard to. */
export function createTypist(clock: Clock, changed: () => void) {
  let who: { readonly conversationId: string; readonly name: string } | null = null;
  let stop: (() => void) | null = null;
  function over(): void {
    stop?.();
    stop = null;
    if (!who) return;
    who = null;
    changed();
  }
  return {
    in: (conversationId: string | undefined): string | null =>
      who && who.conversationId === conversationId ? who.name : null,
    heard(hint: { readonly conversationId: string; readonly name: string }): void {
      stop?.();
      stop = clock.after(lasting, over);
      who = hint;
      changed();
    },
    over,
  };
}
