import * as z from 'zod/mini';
import { conversationKind, conversationStatus } from '../domain/conversation.ts';
import { contact, formFields, publicEntry } from '../domain/entry.ts';
import { id, key, page, sequence, text, time } from './fields.ts';
import { wayOut } from './handshake.ts';
import type { Registry } from './registry.ts';
import { queueState, service } from './service.ts';

const limit = z.int().check(z.minimum(1), z.maximum(200));

/** The visitor's conversation as the visitor sees it. */
export const publicConversation = z.object({
  id,
  status: conversationStatus,
  kind: conversationKind,
  agent: z.nullable(z.string()),
  publicSeq: sequence,
});
export type PublicConversation = z.infer<typeof publicConversation>;

/** What a visitor may ask of the hub. A visitor only ever reaches their own conversations. */
export const visitorEvents = {
  /**
   * Writes to the visitor's open conversation; where there is none, a new one begins with this
   * message. `page` is where it was written from; `to`, whom the visitor has chosen, and `fields`, what they
   * filled in, count for a new one only.
   */
  'message.send': {
    input: z.strictObject({
      key,
      text,
      page: z.nullable(page),
      to: z.optional(z.nullable(id)),
      fields: z.optional(formFields),
    }),
    answer: z.object({ id, conversationId: id, publicSeq: sequence, at: time }),
    roles: ['visitor'],
    scope: 'self',
  },
  /**
   * Leaves a message to be answered later, by one of the ways of `contact`: outside the hours, or instead of waiting
   * on. A conversation that waits becomes one of kind `message`; else one begins.
   */
  'message.leave': {
    input: z.strictObject({ key, text, contact, page: z.nullable(page) }),
    answer: z.object({ id, conversationId: id, publicSeq: sequence, at: time }),
    roles: ['visitor'],
    scope: 'self',
  },
  /** Entries with `publicSeq > after`, in order, of one of the visitor's own conversations. */
  'transcript.pull': {
    input: z.strictObject({ conversationId: id, after: sequence, limit }),
    answer: z.object({
      conversation: publicConversation,
      entries: z.array(publicEntry),
      complete: z.boolean(),
    }),
    roles: ['visitor'],
    scope: 'conversation.read',
  },
  /** The customer is writing (P11). Again every few seconds for as long as they are. */
  typing: {
    input: z.strictObject({ conversationId: id }),
    answer: z.null(),
    roles: ['visitor'],
    scope: 'conversation.read',
    ephemeral: true,
  },
} as const satisfies Registry;

export type VisitorEvents = typeof visitorEvents;
export type VisitorEvent = keyof VisitorEvents;

/** What the hub tells a visitor, unasked. */
export const visitorNews = {
  /** The visitor's latest conversation, null before the first message. */
  ready: z.object({
    workspace: z.string(),
    conversation: z.nullable(publicConversation),
    wayOut,
    service,
    queue: z.nullable(queueState),
  }),
  /** Where the visitor's conversation is in the queue; null when it is in none. */
  queue: z.object({ queue: z.nullable(queueState) }),
  /** Open or not, and who is there, after it changed. */
  service: z.object({ service }),
  entry: z.object({ entry: publicEntry, conversation: publicConversation }),
  /** Every heartbeat: how far the visitor's conversation is (P9). */
  head: z.object({ conversation: z.nullable(publicConversation) }),
  draining: z.object({ retryAfter: time }),
} as const;

/** News of the moment (P11), which may be lost and which nobody has to listen to. */
export const visitorHints = {
  /** Somebody of the house is writing, by name. */
  typing: z.object({ conversationId: id, name: z.string() }),
} as const;
export type VisitorHints = { [E in keyof typeof visitorHints]: z.infer<(typeof visitorHints)[E]> };

export type VisitorNews = { [E in keyof typeof visitorNews]: z.infer<(typeof visitorNews)[E]> };
