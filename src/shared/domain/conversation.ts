import * as z from 'zod/mini';
import { id, locale, page, sequence, time, version } from '../protocol/fields.ts';
import { filesInBrief } from './attached.ts';
import { conversationKind, conversationStatus } from './conversation-status.ts';
import { filed } from './customer/filing.ts';
import { author, contact, groupRef, offerKind, personRef } from './entry.ts';
import { score } from './public-entry.ts';
import { needs, noNeeds, priority } from './routing/needs.ts';

export type { ConversationKind, ConversationStatus } from './conversation-status.ts';
export { visitorLabel } from './visitor-label.ts';

/** What is asked of a colleague, until they have answered or `until` is over. One at a time. */
export const offer = z.object({
  how: offerKind,
  to: personRef,
  /** Null for routing. */
  by: z.nullable(personRef),
  until: time,
});
export type Offer = z.infer<typeof offer>;

/** What the customer was asked of the service, and has said of it (C5). */
export const rating = z.object({
  askedAt: time,
  /** Who had it when they were asked. */
  about: z.nullable(personRef),
  /** Null until they have answered; what they said last. */
  score: z.nullable(score),
  /** When they answered first: they may change it for a while after that. */
  ratedAt: z.nullable(time),
});
export type Rating = z.infer<typeof rating>;

export const visitor = z.object({
  id,
  /** Null until the customer is known; `visitorLabel` names them until then. */
  name: z.nullable(z.string().check(z.maxLength(80))),
  locale,
});
export type Visitor = z.infer<typeof visitor>;

/**
 * A conversation as staff see it: the row behind the list. Every change of it is an entry, so of
 * two rows of one conversation the one with the greater `lastSeq` is newer.
 */
export const conversation = z.object({
  id,
  visitor,
  status: conversationStatus,
  agent: z.nullable(personRef),
  /** Compare-and-set of ownership and status (P12). */
  version,
  lastSeq: sequence,
  lastFeedSeq: sequence,
  openedAt: time,
  closedAt: z.nullable(time),
  /** Time of the customer's first message that nobody has answered yet; null when answered. */
  waitingSince: z.nullable(time),
  lastMessage: z.nullable(
    z.object({
      /** Which entry it is; rows of before there were edits do not say. */
      entryId: z.optional(id),
      /** Null once it was recalled: there is nothing to show of it. */
      text: z.nullable(z.string()),
      /** What goes along with it; absent where there is nothing. */
      files: z.optional(filesInBrief),
      author: author,
      at: time,
    }),
  ),
  page: z.nullable(page),
  kind: conversationKind,
  /** Null until routing has seen it. */
  group: z.nullable(groupRef),
  priority,
  needs,
  /**
   * Since when it waits for somebody, what it waited before in a queue counted; null while somebody has it
   * and when it is closed.
   */
  queuedAt: z.nullable(time),
  /** How long it waited in queues before somebody had it, milliseconds. */
  waited: z.int().check(z.nonnegative()),
  offer: z.nullable(offer),
  /** Colleagues who are in it besides its agent. */
  guests: z.array(personRef),
  /** Its agent has wrap-up to do, until then at most; null when there is none or it is done. */
  wrapUpUntil: z.nullable(time),
  /** How a customer who does not wait is to be answered. */
  contact: z.nullable(contact),
  /** Absent where they were never asked. */
  rating: z.optional(rating),
  /** What wrap-up has filed; absent where nothing was. */
  filed: z.optional(filed),
});
export type Conversation = z.infer<typeof conversation>;

/** Text of `lastMessage` is cut to this many UTF-16 units: it is one line of a list. */
export const previewLength = 120;

/** The routing part of a conversation that has just begun. */
export const unrouted = {
  kind: 'live',
  group: null,
  priority: 0,
  needs: noNeeds,
  queuedAt: null,
  waited: 0,
  offer: null,
  guests: [],
  wrapUpUntil: null,
  contact: null,
} as const satisfies Partial<Conversation>;

/** Stands for a conversation of which nothing is known yet: any row of the hub is newer. */
export function unknownConversation(id: string): Conversation {
  return {
    id,
    visitor: { id, name: null, locale: 'zh-CN' },
    status: 'queued',
    agent: null,
    version: 0,
    lastSeq: 0,
    lastFeedSeq: 0,
    openedAt: 0,
    closedAt: null,
    waitingSince: null,
    lastMessage: null,
    page: null,
    ...unrouted,
  };
}
