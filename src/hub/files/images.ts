import { Worker } from 'node:worker_threads';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Log } from '../platform/log/index.ts';
import type { Drawing, DrawingReply, Drawn } from './image-work.ts';

/** A picture that takes longer is not worth it. Milliseconds. */
const patience = 30_000;
/** The thread keeps the memory of the largest picture it has had: without work it goes. Milliseconds. */
const idleFor = 60_000;

// Beside this file, as source and as built.
const script = new URL(
  import.meta.url.endsWith('.ts') ? './image-thread.ts' : './image-thread.js',
  import.meta.url,
);

export type Images = {
  /** Draws a picture anew. Rejects with `file_broken` where it is none that can be drawn. */
  readonly draw: (drawing: Omit<Drawing, 'id'>) => Promise<Drawn>;
  readonly stop: () => Promise<void>;
};

/** One picture at a time, in a thread that may die of one without anybody noticing but who sent it. */
export function createImages(log: Log): Images {
  let worker: Worker | null = null;
  let last = 0;
  let tail: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;

  const end = async (): Promise<void> => {
    const ending = worker;
    worker = null;
    await ending?.terminate();
  };

  const ask = (drawing: Omit<Drawing, 'id'>): Promise<Drawn> => {
    clearTimeout(idle);
    if (worker === null) {
      worker = new Worker(script);
      // What comes of a thread that nobody waits for must not end the hub.
      worker.on('error', () => undefined);
      worker.unref();
    }
    const asked = worker;
    last += 1;
    const id = last;
    return new Promise<Drawn>((resolve, reject) => {
      const finish = (settle: () => void) => {
        clearTimeout(late);
        asked.off('message', hear).off('error', fail).off('exit', leave);
        settle();
      };
      const lost = (why: string) => {
        log.warn({ why }, 'a picture ended the thread that drew it');
        finish(() => reject(new RefusalError('file_broken')));
        if (worker === asked) void end();
      };
      const late = setTimeout(() => lost('late'), patience);
      const hear = (reply: DrawingReply) => {
        if (reply.id !== id) return;
        if (reply.ok) finish(() => resolve(reply.drawn));
        else if (reply.broken) finish(() => reject(new RefusalError('file_broken')));
        else finish(() => reject(new Error(reply.message)));
      };
      const fail = (error: Error) => lost(error.name);
      const leave = () => lost('exit');
      asked.on('message', hear).on('error', fail).on('exit', leave);
      asked.postMessage({ id, ...drawing } satisfies Drawing);
    });
  };

  return {
    draw: (drawing) => {
      const drawn = tail.then(() => ask(drawing));
      tail = drawn.then(
        () => undefined,
        () => undefined,
      );
      void tail.then(() => {
        clearTimeout(idle);
        idle = setTimeout(() => void end(), idleFor);
        idle.unref();
      });
      return drawn;
    },
    stop: async () => {
      await tail;
      clearTimeout(idle);
      await end();
    },
  };
}
