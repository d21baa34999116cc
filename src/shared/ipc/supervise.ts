import * as z from 'zod/mini';
import { agentStatus, awayReason, chosenStatus } from '../domain/routing/status.ts';
import { id, version } from '../protocol/fields.ts';
import { superviseNews } from '../protocol/supervise.ts';

/** Stepping into the work of others (E2). All of it needs the hub; `unavailable` when it is away. */
export const superviseCalls = {
  /** Says that one looks at it, or does no more; where the hub is away it hears of it with the next line. */
  'supervise.watch': {
    input: z.strictObject({ conversationId: id, watching: z.boolean() }),
    answer: z.null(),
  },
  'supervise.join': { input: z.strictObject({ conversationId: id, version }), answer: z.null() },
  'supervise.status': {
    input: z.strictObject({ personId: id, status: chosenStatus, reason: z.nullable(awayReason) }),
    answer: agentStatus,
  },
  /** Some at a time: asked again for as long as `left` is not 0. */
  'supervise.moveQueue': {
    input: z.strictObject({ from: id, to: id }),
    answer: z.strictObject({ moved: z.int(), taken: z.int(), left: z.int() }),
  },
  'supervise.pause': { input: z.strictObject({ groupId: id, paused: z.boolean() }), answer: z.null() },
  /** For a page that comes later than the news. */
  'supervise.watched': {
    input: z.strictObject({}),
    answer: z.strictObject({ all: z.array(superviseNews.watched) }),
  },
} as const;

export const superviseIpcNews = {
  /** All of one's own conversations that somebody looks at, as far as the house tells it. */
  'supervise.watched': z.strictObject({ all: z.array(superviseNews.watched) }),
} as const;
