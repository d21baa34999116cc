import * as z from 'zod/mini';
import { conversationKind, conversationStatus } from '../domain/conversation-status.ts';
import { publicEntry, score } from '../domain/public-entry.ts';
import { wayOut } from './entrance.ts';
import { id, sequence, time } from './fields.ts';
import { queueState, service } from './service.ts';

/** All that a visitor is told: what the widget checks, and so has in its bundle. What it asks stands in `visitor.ts`. */

/** The visitor's conversation as the visitor sees it. */
export const publicConversation = z.object({
  id,
  status: conversationStatus,
  kind: conversationKind,
  agent: z.nullable(z.string()),
  publicSeq: sequence,
});
export type PublicConversation = z.infer<typeof publicConversation>;

/** One of the visitor's conversations, in a list of them. */
export const pastConversation = z.object({
  ...publicConversation.shape,
  openedAt: time,
  closedAt: z.nullable(time),
  /** What was said last, cut; null where that was taken back or nothing was said. */
  text: z.nullable(z.string()),
  score: z.nullable(score),
});
export type PastConversation = z.infer<typeof pastConversation>;

const written = z.object({ id, conversationId: id, publicSeq: sequence, at: time });

/** What the hub answers, by what it was asked. */
export const visitorAnswers = {
  'message.send': written,
  'message.leave': written,
  'transcript.pull': z.object({
    conversation: publicConversation,
    entries: z.array(publicEntry),
    complete: z.boolean(),
    /** How far whoever serves the customer has read, in `publicSeq`; 0 for nothing. */
    seen: sequence,
  }),
  'message.recall': written,
  'rating.set': written,
  'conversations.page': z.object({ conversations: z.array(pastConversation), complete: z.boolean() }),
  'mark.set': z.object({ conversationId: id, publicSeq: sequence }),
  'page.view': z.null(),
  typing: z.null(),
} as const;

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
  /** Whoever serves the customer has read on. */
  seen: z.object({ conversationId: id, publicSeq: sequence }),
} as const;
export type VisitorHints = { [E in keyof typeof visitorHints]: z.infer<(typeof visitorHints)[E]> };

export type VisitorNews = { [E in keyof typeof visitorNews]: z.infer<(typeof visitorNews)[E]> };
