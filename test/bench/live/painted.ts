/** Runs in the desk's page: when something that was waited for has been painted. */
export type Paint = {
  /** From the next press of this key on, waits until `isThere` and then until it is painted. Returns at once. */
  readonly after: (key: string, isThere: () => boolean) => void;
  /** Milliseconds from that key to the paint. */
  readonly done: () => Promise<number>;
  /** Until what the page shows now has been handed to the screen. */
  readonly frame: () => Promise<void>;
  readonly bubble: (text: string) => boolean;
  readonly conversation: (id: string) => boolean;
  /** From now on remembers when each ⟦number⟧ was painted first. */
  readonly watchMarks: () => void;
  /** Number and epoch milliseconds. */
  readonly marks: () => [number, number][];
};

declare global {
  interface Window {
    paint: Paint;
  }
}

export function watchPaint(): void {
  /** After the next frame, and the task behind it: by then it has been handed to the screen. */
  const painted = (then: () => void) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = then;
      port2.postMessage(null);
    });
  let waiting: Promise<number> = Promise.resolve(0);
  const marks = new Map<number, number>();

  const look = () => {
    for (const [, number] of (document.body.textContent ?? '').matchAll(/⟦(\d+)⟧/g)) {
      const n = Number(number);
      if (marks.has(n)) continue;
      marks.set(n, Number.NaN);
      painted(() => marks.set(n, Date.now()));
    }
  };

  window.paint = {
    after: (key, isThere) => {
      waiting = new Promise((resolve) => {
        const press = (event: KeyboardEvent) => {
          if (event.key !== key) return;
          removeEventListener('keydown', press, true);
          const from = event.timeStamp;
          const observer = new MutationObserver(() => {
            if (!isThere()) return;
            observer.disconnect();
            painted(() => resolve(performance.now() - from));
          });
          observer.observe(document.body, {
            childList: true,
            subtree: true,
            characterData: true,
            attributes: true,
          });
        };
        addEventListener('keydown', press, true);
      });
    },
    done: () => waiting,
    frame: () => new Promise((resolve) => painted(resolve)),
    bubble: (text) =>
      [...document.querySelectorAll('[data-testid="outgoing"], [data-testid="entry"]')].some((one) =>
        one.textContent?.includes(text),
      ),
    conversation: (id) =>
      document.querySelector(`#conversation-${CSS.escape(id)} [data-testid="entry"]`) !== null,
    watchMarks: () => {
      new MutationObserver(look).observe(document.body, {
        childList: true,
        subtree: true,
        characterData: true,
      });
    },
    marks: () => [...marks].filter(([, at]) => !Number.isNaN(at)),
  };
}
