import * as z from 'zod/mini';
import { agentStatus, awayReason, chosenStatus } from '../domain/routing/status.ts';
import { id, key, personName, version } from './fields.ts';
import type { Registry } from './registry.ts';
import { written } from './written.ts';

/**
 * Stepping in (E2): what is done to the work of others. To take over and to reassign is `conversation.transfer`, to close
 * `conversation.close`, to whisper `note.add`: those ask for the right where the conversation is somebody else's.
 */

/** Most conversations that one call moves: a commit's worth. */
export const maxMoved = 200;

const supervising = ['supervisor', 'admin'] as const;

export const superviseEvents = {
  /**
   * The sender looks at the conversation of somebody else, or does no more. Nobody hears of it but who serves it, and those
   * only what the house's settings say. It ends with the socket.
   */
  'supervise.watch': {
    input: z.strictObject({ conversationId: id, watching: z.boolean() }),
    answer: z.null(),
    roles: supervising,
    scope: 'conversation.read',
  },
  /** Compare-and-set (P12): is in it besides its agent from now on; the customer is told, as of any colleague. */
  'supervise.join': {
    input: z.strictObject({ conversationId: id, key, version }),
    answer: written,
    roles: supervising,
    scope: 'conversation.write',
  },
  /** Another's status, as they would set it; they are told by whom. */
  'supervise.status': {
    input: z.strictObject({ personId: id, status: chosenStatus, reason: z.nullable(awayReason) }),
    answer: agentStatus,
    roles: supervising,
    scope: 'house',
  },
  /**
   * Gives what waits in a group's queue to another group's, up to `maxMoved` at a time: each is moved, or somebody has it
   * by now. `left`: so many still wait there; asked again until none does, it can be stopped in between.
   */
  'supervise.moveQueue': {
    input: z.strictObject({ from: id, to: id }),
    answer: z.object({ moved: z.int(), taken: z.int(), left: z.int() }),
    roles: supervising,
    scope: 'house',
  },
  /** Nothing of that group's queue is given to anybody until it goes on; for new customers it is closed. */
  'supervise.pause': {
    input: z.strictObject({ groupId: id, paused: z.boolean() }),
    answer: z.null(),
    roles: supervising,
    scope: 'house',
  },
} as const satisfies Registry;

export const superviseNews = {
  /**
   * To who serves a conversation, where the house tells them: so many look at it now, by name where it tells that. An
   * empty list: nobody any more.
   */
  watched: z.object({ conversationId: id, by: z.array(z.nullable(personName)) }),
} as const;
