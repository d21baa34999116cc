import * as z from 'zod/mini';
import { contact, formFields, ratingComment, score } from '../domain/public-entry.ts';
import { fileIds, id, key, page, saysSomething, sequence, text, textOrNone } from './fields.ts';
import { maxTypingLength } from './limits.ts';
import type { Registry } from './registry.ts';
import { visitorAnswers } from './visitor-news.ts';

export {
  type PastConversation,
  type PublicConversation,
  type VisitorHints,
  type VisitorNews,
  visitorNews,
} from './visitor-news.ts';

const limit = z.int().check(z.minimum(1), z.maximum(200));

/** What a visitor may ask of the hub. A visitor only ever reaches their own conversations. */
export const visitorEvents = {
  /**
   * Writes to the visitor's open conversation; where there is none, a new one begins with this
   * message. `page` is where it was written from; `to`, whom the visitor has chosen, and `fields`, what they
   * filled in, count for a new one only. `quote`: the message that this one answers to, which the hub puts in.
   */
  'message.send': {
    input: z
      .strictObject({
        key,
        text: textOrNone,
        files: z.optional(fileIds),
        page: z.nullable(page),
        to: z.optional(z.nullable(id)),
        fields: z.optional(formFields),
        quote: z.optional(id),
      })
      .check(z.refine(saysSomething, { path: ['text'] })),
    answer: visitorAnswers['message.send'],
    roles: ['visitor'],
    scope: 'self',
  },
  /**
   * Leaves a message to be answered later, by one of the ways of `contact`: outside the hours, or instead of waiting
   * on. A conversation that waits becomes one of kind `message`; else one begins.
   */
  'message.leave': {
    input: z.strictObject({ key, text, contact, page: z.nullable(page) }),
    answer: visitorAnswers['message.leave'],
    roles: ['visitor'],
    scope: 'self',
  },
  /** Entries with `publicSeq > after`, in order, of one of the visitor's own conversations. */
  'transcript.pull': {
    input: z.strictObject({ conversationId: id, after: sequence, limit }),
    answer: visitorAnswers['transcript.pull'],
    roles: ['visitor'],
    scope: 'conversation.read',
  },
  /** Takes the customer's own message back, within `recallLimit` (P1). */
  'message.recall': {
    input: z.strictObject({ conversationId: id, key, entryId: id }),
    answer: visitorAnswers['message.recall'],
    roles: ['visitor'],
    scope: 'conversation.read',
  },
  /** How the service was (C5): for who was asked, also after the conversation; again to change it, within `ratingChange`. */
  'rating.set': {
    input: z.strictObject({ conversationId: id, key, score, comment: z.nullable(ratingComment) }),
    answer: visitorAnswers['rating.set'],
    roles: ['visitor'],
    scope: 'conversation.read',
  },
  /** The customer's own conversations before `before` (an id; null: from the latest), latest first, with what began each. */
  'conversations.page': {
    input: z.strictObject({ before: z.nullable(id), limit: z.int().check(z.minimum(1), z.maximum(50)) }),
    answer: visitorAnswers['conversations.page'],
    roles: ['visitor'],
    scope: 'self',
  },
  /** How far the customer has read (P11). */
  'mark.set': {
    input: z.strictObject({ conversationId: id, publicSeq: sequence }),
    answer: visitorAnswers['mark.set'],
    roles: ['visitor'],
    scope: 'conversation.read',
  },
  /**
   * The visitor is on that page, since `ago` milliseconds before now: said on each new page, and again on a new line. Only of
   * a site that may embed the widget (`origin_refused`). `referrer`: the address that led there, as the browser has it.
   */
  'page.view': {
    input: z.strictObject({
      page,
      referrer: z.optional(z.string().check(z.maxLength(2000))),
      ago: z.optional(z.int().check(z.minimum(0), z.maximum(24 * 3600 * 1000))),
    }),
    answer: visitorAnswers['page.view'],
    roles: ['visitor'],
    scope: 'self',
  },
  /** The customer is writing (P11), and what it is so far. Again every few seconds for as long as they are. */
  typing: {
    input: z.strictObject({
      conversationId: id,
      text: z.optional(z.string().check(z.maxLength(maxTypingLength))),
    }),
    answer: visitorAnswers.typing,
    roles: ['visitor'],
    scope: 'conversation.read',
    ephemeral: true,
  },
} as const satisfies Registry;

export type VisitorEvents = typeof visitorEvents;
export type VisitorEvent = keyof VisitorEvents;
