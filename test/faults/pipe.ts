import type { Socket } from 'node:net';

/** One direction of a line. */
export type Pipe = {
  /** Looks again whether something may go: a fault has ended. */
  readonly go: () => void;
  /** Nothing more goes through. */
  readonly stop: () => void;
};

export type PipeRules = {
  readonly isHeld: () => boolean;
  /** Milliseconds for what comes now. */
  readonly delay: () => number;
  /** Bytes a second. */
  readonly rate: () => number;
};

type Item = { readonly at: number; readonly what: Buffer | 'end' | 'reset' };

/** More than this waits in the sender, as it would with a slow line. Bytes. */
const most = 1_000_000;

/**
 * Passes on what comes out of one socket to another, in order: bytes (changed by `change`), the end, and a reset.
 * The news of an end waits behind the bytes, and in a black hole, like everything else.
 */
export function createPipe(
  from: Socket,
  to: Socket,
  rules: PipeRules,
  change: (bytes: Buffer) => Buffer = (bytes) => bytes,
): Pipe {
  const queue: Item[] = [];
  let waiting = 0;
  let lastAt = 0;
  let free = 0;
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  let ended = false;

  function put(what: Item['what']): void {
    if (stopped) return;
    // Jitter must not turn the order round.
    lastAt = Math.max(lastAt, Date.now() + rules.delay());
    queue.push({ at: lastAt, what });
    if (typeof what !== 'string') waiting += what.length;
    if (waiting > most) from.pause();
    go();
  }

  function go(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    while (!stopped && queue[0] !== undefined && !rules.isHeld()) {
      const wait = Math.max(queue[0].at, free) - Date.now();
      if (wait > 0) {
        timer = setTimeout(go, wait);
        return;
      }
      send(queue.shift() as Item);
    }
  }

  function send({ what }: Item): void {
    if (what === 'reset') to.resetAndDestroy();
    else if (what === 'end') to.end();
    else {
      waiting -= what.length;
      if (waiting <= most) from.resume();
      free = Math.max(free, Date.now()) + (what.length / rules.rate()) * 1000;
      if (!to.destroyed) to.write(what);
    }
  }

  from.on('data', (bytes) => {
    const passing = change(bytes as Buffer);
    if (passing.length > 0) put(passing);
  });
  from.on('end', () => {
    ended = true;
    put('end');
  });
  // What went wrong is told to the other end by a reset.
  from.on('error', () => {});
  from.on('close', () => {
    if (!ended) put('reset');
  });

  return {
    go,
    stop: () => {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      queue.length = 0;
    },
  };
}
