import * as z from 'zod/mini';
import { boardDelta, boardEvents, boardNow } from '../protocol/board.ts';

/** The live board of who supervises. It needs the hub; `unavailable` when it is away. */
export const boardCalls = {
  /** The whole; from now on what changes comes as news. */
  'board.open': { input: z.strictObject({}), answer: boardNow },
  /** What is behind the service level of a group. */
  'board.level': { input: boardEvents['board.level'].input, answer: boardEvents['board.level'].answer },
  'board.close': { input: z.strictObject({}), answer: z.null() },
} as const;

export const boardIpcNews = {
  /** In order. `now`: the line was away, or something was missed, and this is the whole again. */
  'board.changed': z.strictObject({
    parts: z.array(z.union([z.strictObject({ now: boardNow }), z.strictObject({ delta: boardDelta })])),
  }),
} as const;
