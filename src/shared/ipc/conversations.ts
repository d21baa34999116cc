import * as z from 'zod/mini';
import { conversation } from '../domain/conversation.ts';
import { entry, personRef } from '../domain/entry.ts';
import { quote } from '../domain/public-entry.ts';
import {
  fileIds,
  id,
  key,
  maxTextLength,
  saysSomething,
  sequence,
  text,
  textOrNone,
  time,
  version,
} from '../protocol/fields.ts';
import { maxHold, maxMentions, maxTypingLength } from '../protocol/limits.ts';
import { localFile } from './files.ts';

/** A message of this desk on its way (P6). Once its entry arrives under the same key, it is gone. */
export const outgoing = z.strictObject({
  key,
  conversationId: id,
  /** A note is for staff alone. */
  kind: z.enum(['message', 'note']),
  text: textOrNone,
  files: z.optional(z.array(localFile)),
  /** What it answers to. */
  quote: z.nullable(quote),
  mentions: z.array(personRef),
  /** A note for whoever serves the customer, by who supervises (E2). */
  whisper: z.optional(z.literal(true)),
  at: time,
  /** It does not leave before, and can be taken back until then. */
  heldUntil: z.nullable(time),
  state: z.enum(['queued', 'sending', 'refused']),
  /** Refusal code of `protocol/errors.ts`, only when refused. */
  code: z.nullable(z.string()),
});
export type Outgoing = z.infer<typeof outgoing>;

/** A row of the list: the hub's row and what this desk knows beside it. */
export const conversationRow = z.strictObject({
  conversation,
  /** Messages of the customer after my read mark. */
  unread: z.int(),
  readSeq: sequence,
  draft: z.string(),
  /** A note that is being written: never what is said to the customer. */
  noteDraft: z.string(),
  /** How far the customer has read, in `publicSeq`. */
  seen: sequence,
  /** How many of my messages in it are not confirmed, and whether one was refused. */
  pending: z.int(),
  refused: z.boolean(),
  /** Not ours to see any more: kept, as it was last, for the draft or the messages that were not sent. */
  gone: z.boolean(),
});
export type ConversationRow = z.infer<typeof conversationRow>;

const place = {
  entry: z.strictObject({ entryId: id }),
  moment: z.strictObject({ at: time }),
} as const;

const limit = z.int().check(z.minimum(1), z.maximum(200));

export const conversationCalls = {
  /** From the cache: answers at once, also offline. At most 500, those open first. */
  'conversations.list': { input: z.strictObject({}), answer: z.array(conversationRow) },
  /**
   * The latest entries of one, from the cache. Missing ones are fetched behind it and come as
   * `entries.added`. `complete`: nothing older exists.
   */
  'conversations.open': {
    input: z.strictObject({ conversationId: id, limit }),
    answer: z.strictObject({
      row: conversationRow,
      entries: z.array(entry),
      outgoing: z.array(outgoing),
      complete: z.boolean(),
    }),
  },
  /** Older ones: `seq < before`, in order. From the cache, else from the hub. */
  'conversations.older': {
    input: z.strictObject({ conversationId: id, before: sequence, limit }),
    answer: z.strictObject({ entries: z.array(entry), complete: z.boolean() }),
  },
  /**
   * All lines from a little before `seq` to the latest, to jump there. What of them is not in the cache is fetched
   * first: `unavailable` when the hub is away, `too_large` where that would be too many.
   */
  'conversations.around': {
    input: z.strictObject({ conversationId: id, seq: sequence }),
    answer: z.strictObject({ row: conversationRow, entries: z.array(entry), complete: z.boolean() }),
  },
  /**
   * Keeps the message and its outbox row in one transaction and answers with what to show. The
   * renderer mints the key when Enter is pressed; the same key again changes nothing. `quote` is what the
   * screen shows until the hub says it; `holdFor`: it leaves only after so many milliseconds.
   */
  'conversations.send': {
    input: z
      .strictObject({
        conversationId: id,
        key,
        text: textOrNone,
        files: z.optional(fileIds),
        quote: z.optional(quote),
        holdFor: z.optional(z.int().check(z.minimum(0), z.maximum(maxHold))),
      })
      .check(z.refine(saysSomething, { path: ['text'] })),
    answer: outgoing,
  },
  /** The same for a note, which only staff see. */
  'conversations.note': {
    input: z.strictObject({
      conversationId: id,
      key,
      text,
      mentions: z.array(personRef).check(z.maxLength(maxMentions)),
      whisper: z.optional(z.literal(true)),
    }),
    answer: outgoing,
  },
  /** One's own message says something else, or is taken back. These need the hub; `unavailable` when it is away. */
  'conversations.edit': {
    input: z.strictObject({ conversationId: id, entryId: id, text }),
    answer: z.null(),
  },
  'conversations.recall': { input: z.strictObject({ conversationId: id, entryId: id }), answer: z.null() },
  /** Lines `from` up to `to`, also where they are far from the latest: from the cache, else from the hub. */
  'conversations.range': {
    input: z.strictObject({ conversationId: id, from: sequence, to: sequence }),
    /** `later`: edits and recalls after them, which say how these lines read now. */
    answer: z.strictObject({ entries: z.array(entry), later: z.array(entry) }),
  },
  /** Where a line stands, or the first one at or after a moment; null where there is none. */
  'conversations.place': {
    input: z.strictObject({ conversationId: id, of: z.union([place.entry, place.moment]) }),
    answer: z.strictObject({ seq: z.nullable(sequence) }),
  },
  /** Lines in the cache that say it now, in order; at most 1,000. `floor`: nothing below it was looked through. */
  'conversations.matches': {
    input: z.strictObject({ conversationId: id, text: z.string().check(z.minLength(1), z.maxLength(200)) }),
    answer: z.strictObject({ seqs: z.array(sequence), floor: sequence }),
  },
  /** Says that something is being written, for the customer to see. */
  'conversations.typing': { input: z.strictObject({ conversationId: id }), answer: z.null() },
  /** Sends a refused message once more, under its own key. */
  'outgoing.retry': { input: z.strictObject({ key }), answer: outgoing },
  /** Gives up on a message that is not sent yet; answers its text, so that it can be edited. */
  'outgoing.discard': { input: z.strictObject({ key }), answer: z.strictObject({ text: z.string() }) },
  /**
   * Puts a message that has not left back above the draft of its conversation, in one transaction; its files lie beside
   * the text again. `too_late` where the hub may have it. Answers its words.
   */
  'outgoing.takeBack': { input: z.strictObject({ key }), answer: z.strictObject({ text: z.string() }) },
  'conversations.markRead': {
    input: z.strictObject({ conversationId: id, seq: sequence }),
    answer: z.null(),
  },
  'conversations.setDraft': {
    input: z.strictObject({
      conversationId: id,
      /** An answer where it is not said. */
      kind: z.optional(z.enum(['message', 'note'])),
      text: z.string().check(z.maxLength(maxTextLength)),
    }),
    answer: z.null(),
  },
  /** These need the hub; `unavailable` when it is away. */
  'conversations.take': { input: z.strictObject({ conversationId: id, version }), answer: z.null() },
  'conversations.close': { input: z.strictObject({ conversationId: id, version }), answer: z.null() },
} as const;

export const conversationNews = {
  /** Rows that are new or changed; `all` means that others no longer exist. */
  'conversations.changed': z.strictObject({ rows: z.array(conversationRow), all: z.boolean() }),
  'entries.added': z.strictObject({ conversationId: id, entries: z.array(entry) }),
  /** `removed` once confirmed (its entry came before) or discarded. */
  'outgoing.changed': z.strictObject({ outgoing, removed: z.boolean() }),
  /** The customer is writing, and what, where their side tells it. Heard again every few seconds. */
  'conversations.typing': z.strictObject({
    conversationId: id,
    text: z.optional(z.string().check(z.maxLength(maxTypingLength))),
  }),
  /** Somebody clicked a notification: show this conversation, at a line of it, with what they typed there and was not sent. */
  'conversations.focus': z.strictObject({
    conversationId: id,
    draft: z.optional(z.string()),
    line: z.optional(sequence),
  }),
} as const;
