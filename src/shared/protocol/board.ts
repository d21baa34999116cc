import * as z from 'zod/mini';
import { conversationKind } from '../domain/conversation-status.ts';
import { personRef } from '../domain/entry.ts';
import { awayReason, chosenStatus } from '../domain/routing/status.ts';
import { id, personName, time } from './fields.ts';
import type { Role } from './handshake.ts';
import { role } from './handshake.ts';
import type { Registry } from './registry.ts';

/** The live board of supervisors (E1): who works and who waits, now. */

const supervising = ['supervisor', 'admin'] as const satisfies readonly Role[];

/** A handle of a conversation on the boards of one hub: shorter than its id. */
const handle = z.int().check(z.nonnegative());
/** Counts the changes of a hub's board. */
const number = z.int().check(z.nonnegative());
const count = z.int().check(z.nonnegative());

const rowFields = {
  id,
  visitor: z.object({ id, name: z.nullable(z.string().check(z.maxLength(80))) }),
  status: z.enum(['queued', 'active']),
  kind: conversationKind,
  agent: z.nullable(personRef),
  group: z.nullable(z.object({ id, name: personName })),
  /** Who is asked to take it, or to go on with it. */
  offered: z.nullable(personRef),
  /** How many colleagues are in it besides its agent. */
  guests: count,
  priority: z.int(),
  opened: time,
  /** Since when it sits in a queue; null while somebody has it. */
  queued: z.nullable(time),
  /** Since when the customer waits for an answer. */
  waiting: z.nullable(time),
  /** When an agent wrote last. */
  replied: z.nullable(time),
  unanswered: count,
  /** Bits of `troubles`. */
  trouble: z.int(),
} as const;

/** One conversation that is not closed. */
export const boardRow = z.object({ k: handle, ...rowFields });
export type BoardRow = z.infer<typeof boardRow>;

const agentFields = {
  name: personName,
  role,
  status: z.union([chosenStatus, z.literal('offline')]),
  reason: z.nullable(awayReason),
  since: time,
  load: z.number(),
  capacity: z.int(),
  /** Ids; null: every group. */
  groups: z.nullable(z.array(id)),
  /** Whole seconds until they answered, on average, in what they have now; null where they have not answered yet. */
  response: z.nullable(count),
  /** What a customer said of them last, in the last days. */
  rating: z.nullable(z.object({ score: z.int(), at: time })),
} as const;

export const boardAgent = z.object({ id, ...agentFields });
export type BoardAgent = z.infer<typeof boardAgent>;

const groupFields = {
  name: personName,
  open: z.boolean(),
  /** Members who could be given one now. */
  free: count,
  /** So many of a hundred are to be answered within so long, milliseconds. */
  percent: z.int(),
  within: z.int(),
  /** Of those who came within `levelWindow`: answered in time, and decided. */
  met: count,
  decided: count,
} as const;

export const boardGroup = z.object({ id, ...groupFields });
export type BoardGroup = z.infer<typeof boardGroup>;

/** The whole board as it is at `at`, by the hub's clock. What comes next has `from` = `number`. */
export const boardNow = z.object({
  number,
  at: time,
  rows: z.array(boardRow),
  agents: z.array(boardAgent),
  groups: z.array(boardGroup),
});
export type BoardNow = z.infer<typeof boardNow>;

const some = <T extends z.core.$ZodLooseShape>(fields: T) => z.partial(z.object(fields));

/**
 * What has changed between two numbers: of what is known the fields that have, of what is new all of them. A board that
 * is not at `from` has missed something, and asks for the whole.
 */
export const boardDelta = z.object({
  from: number,
  to: number,
  at: time,
  rows: z.optional(z.array(z.extend(some(rowFields), { k: handle }))),
  /** Handles of what is closed. */
  gone: z.optional(z.array(handle)),
  agents: z.optional(z.array(z.extend(some(agentFields), { id }))),
  groups: z.optional(z.array(z.extend(some(groupFields), { id }))),
  /** Ids of people and groups that are no more. */
  left: z.optional(z.array(id)),
});
export type BoardDelta = z.infer<typeof boardDelta>;

/** Most conversations behind a service level that one answer has. */
export const mostOpenings = 300;

/** What the service level of a group is made of now: who came within `levelWindow`, missed ones first. */
export const boardLevel = z.object({
  at: time,
  within: z.int(),
  met: count,
  decided: count,
  /** `mostOpenings` of them at most; of what is not decided yet there is nothing. */
  openings: z.array(
    z.object({
      conversationId: id,
      visitor: rowFields.visitor,
      opened: time,
      /** When somebody answered first; null: nobody has. */
      replied: z.nullable(time),
      closed: z.nullable(time),
      how: z.enum(['met', 'missed']),
    }),
  ),
});
export type BoardLevel = z.infer<typeof boardLevel>;

export const boardEvents = {
  /** From now on the socket is told what changes (`board`), until it closes the board or goes. */
  'board.open': { input: z.strictObject({}), answer: boardNow, roles: supervising, scope: 'led' },
  /**
   * It has what came up to that number. Said every few changes: who is too far behind is told nothing until it has
   * caught up, and then the last state of all that it missed.
   */
  'board.got': { input: z.strictObject({ number }), answer: z.null(), roles: supervising, scope: 'self' },
  /** What is behind the service level that the board says of a group. Of one that the sender does not lead there is none. */
  'board.level': {
    input: z.strictObject({ groupId: id }),
    answer: boardLevel,
    roles: supervising,
    scope: 'led.one',
  },
  'board.close': { input: z.strictObject({}), answer: z.null(), roles: supervising, scope: 'self' },
} as const satisfies Registry;

export const boardNews = { board: boardDelta } as const;
