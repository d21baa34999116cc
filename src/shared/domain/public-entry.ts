import * as z from 'zod/mini';
import { id, key, sequence, text, textOrNone, time } from '../protocol/fields.ts';
import { maxQuoteLength } from '../protocol/limits.ts';
import { fileRefs } from './attached.ts';

/**
 * What a customer is told of a transcript, and what they say of themselves. A file of its own: the widget has these
 * in its bundle, and nothing of what staff see.
 */

export const authorKind = z.enum(['visitor', 'agent', 'robot', 'system']);

/** How a customer who does not wait can be answered. */
export const contact = z.object({
  name: z.nullable(z.string().check(z.maxLength(80))),
  email: z.nullable(z.string().check(z.maxLength(254))),
  phone: z.nullable(z.string().check(z.maxLength(40))),
});
export type Contact = z.infer<typeof contact>;

/** Fields of a form before the conversation, by name; at most 30. */
export const formFields = z
  .record(z.string().check(z.maxLength(60)), z.string().check(z.maxLength(200)))
  .check(z.refine((fields) => Object.keys(fields).length <= 30));
export type FormFields = z.infer<typeof formFields>;

/** What a customer says of the service: 1 to 5, and in words if they like (C5). */
export const score = z.int().check(z.minimum(1), z.maximum(5));
export const ratingComment = z.string().check(z.minLength(1), z.maxLength(1000));
/**
 * What a message answers to: the line, who wrote it, and what it said then. The customer has no name here, and staff no
 * id: both sides are told the same. Of a line that was taken back later nobody shows the text (`changesIn`).
 */
export const quote = z.object({
  entryId: id,
  author: z.object({ kind: authorKind, name: z.string().check(z.maxLength(80)) }),
  text: z.string().check(z.maxLength(maxQuoteLength)),
});
export type Quote = z.infer<typeof quote>;

/** Bodies that staff and customers see alike. */
export const said = {
  /** Without text only where files go along with it. */
  message: z.object({
    kind: z.literal('message'),
    text: textOrNone,
    files: z.optional(fileRefs),
    quote: z.optional(quote),
  }),
  /** The message `entryId` of the same author in the same conversation says `text` from now on. */
  edited: z.object({ kind: z.literal('edited'), entryId: id, text }),
  /** The message `entryId` of the same author in the same conversation is taken back. */
  recalled: z.object({ kind: z.literal('recalled'), entryId: id }),
} as const;

/** An entry as the customer sees it: no ids of staff, no sequence that would tell of hidden entries. */
export const publicEntry = z.object({
  id,
  conversationId: id,
  publicSeq: sequence,
  author: z.object({
    kind: authorKind,
    name: z.string().check(z.maxLength(80)),
  }),
  /** Only on the customer's own entries: their other tabs recognise them by it (P10). */
  key: z.nullable(key),
  at: time,
  body: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('opened') }),
    said.message,
    z.object({
      kind: z.literal('assigned'),
      agent: z.nullable(z.string()),
      /** Whose queue it went to, by the name that customers are told. */
      group: z.optional(z.string()),
      /** Whoever served until then has passed them on; absent where somebody else did, or nobody. */
      passedOn: z.optional(z.literal(true)),
    }),
    z.object({ kind: z.literal('closed') }),
    z.object({ kind: z.literal('joined'), name: z.string() }),
    z.object({ kind: z.literal('left'), name: z.string() }),
    z.object({ kind: z.literal('message_left') }),
    /** By the name of whom it is about, null where nobody has served them. */
    z.object({ kind: z.literal('rating_asked'), agent: z.nullable(z.string()) }),
    z.object({ kind: z.literal('rated'), score, comment: z.nullable(ratingComment) }),
    said.edited,
    said.recalled,
  ]),
});
export type PublicEntry = z.infer<typeof publicEntry>;
