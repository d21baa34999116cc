import * as z from 'zod/mini';
import { id, locale, page, sequence, time, version } from '../protocol/fields.ts';
import { author, personRef } from './entry.ts';

export { visitorLabel } from './visitor-label.ts';

export const conversationStatus = z.enum(['queued', 'active', 'closed']);
export type ConversationStatus = z.infer<typeof conversationStatus>;

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
      author: author,
      at: time,
    }),
  ),
  page: z.nullable(page),
});
export type Conversation = z.infer<typeof conversation>;

/** Text of `lastMessage` is cut to this many UTF-16 units: it is one line of a list. */
export const previewLength = 120;
