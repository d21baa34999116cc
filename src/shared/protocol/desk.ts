import * as z from 'zod/mini';
import { conversation } from '../domain/conversation.ts';
import { customerChange } from '../domain/customer/change.ts';
import { customer, maxNote, pastConversation } from '../domain/customer/customer.ts';
import { filed, tick } from '../domain/customer/filing.ts';
import { keptHandbook } from '../domain/customer/handbook.ts';
import { pageView } from '../domain/customer/way.ts';
import { entry } from '../domain/entry.ts';
import { heardRules } from '../domain/policy/hub-rules.ts';
import { routingDecision } from '../domain/routing/decision.ts';
import { agentStatus, awayReason, chosenStatus } from '../domain/routing/status.ts';
import { alertCall, alertLine, alertReported, rung } from './alerts.ts';
import { boardEvents, boardNews } from './board.ts';
import { colleague, groupState, houseSettings } from './colleagues.ts';
import { dialled } from './dialled.ts';
import { fileIds, id, key, saysSomething, sequence, text, textOrNone, time, version } from './fields.ts';
import type { Role } from './handshake.ts';
import { me, workspace } from './handshake.ts';
import { maxMentions, maxTypingLength } from './limits.ts';
import { orderEvents } from './orders.ts';
import { qualityEvents, qualityNews } from './quality.ts';
import type { Registry } from './registry.ts';
import { replyEvents, replyNews } from './replies.ts';
import { reportEvents } from './reports.ts';
import { foundLines, searchQuestion } from './search.ts';
import { sessionEvents, sessionNews, signInNotice } from './sessions.ts';
import { superviseEvents, superviseNews } from './supervise.ts';
import { watchEvents, watchNews } from './watch.ts';
import { type Written, written } from './written.ts';

const supervising = ['supervisor', 'admin'] as const satisfies readonly Role[];
const everyRole = ['agent', 'supervisor', 'admin'] as const satisfies readonly Role[];

/** How many rows one pull may ask for. */
export const maxPage = 500;
const limit = z.int().check(z.minimum(1), z.maximum(maxPage));

export { type Written, written };

/** A person's read mark in a conversation (P11); merged by maximum. */
export const mark = z.strictObject({ conversationId: id, seq: sequence });
export type Mark = z.infer<typeof mark>;

/** How far the customer has read, in the count of what they may see (P11); merged by maximum. */
export const seen = z.object({ conversationId: id, publicSeq: sequence });
export type Seen = z.infer<typeof seen>;
const noteText = z.string().check(z.maxLength(maxNote), z.regex(/\S/u));
const card = z.object({ customer });
const foundCustomer = z.object({
  id,
  name: z.nullable(z.string()),
  company: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  verified: z.boolean(),
  conversation,
});

/** What a desk may ask of the hub. What is not here is refused with `unknown_event`. */
export const deskEvents = {
  /** Everything the sender may see after the cursor `since`, in feed order (P8). */
  'feed.pull': {
    input: z.strictObject({ since: sequence, limit }),
    answer: z.object({
      entries: z.array(entry),
      /**
       * Rows of the conversations that these entries belong to, as they are now; and of those that
       * left the queue for somebody else on the way: without `lastMessage`, and nothing else of them.
       */
      conversations: z.array(conversation),
      /** Cursor after this page: greater than `since` even where nothing on the way was for the sender. */
      next: sequence,
      head: sequence,
    }),
    roles: everyRole,
    scope: 'readable',
  },
  /**
   * The list as it is now, for a desk that starts from nothing (P8). Open conversations and those
   * closed lately, by id; `after` is the last id of the page before.
   */
  'conversations.page': {
    input: z.strictObject({ after: z.nullable(id), limit }),
    answer: z.object({ conversations: z.array(conversation), marks: z.array(mark), complete: z.boolean() }),
    roles: everyRole,
    scope: 'readable',
  },
  /** Entries with `after < seq < before`, the last `limit` of them, in order (P7: gaps; history). */
  'conversation.pull': {
    input: z.strictObject({
      conversationId: id,
      after: sequence,
      before: z.nullable(sequence),
      limit,
      /** Edits and recalls at or after `before` too: without them a piece from further up says what it no longer says. */
      changes: z.optional(z.literal(true)),
    }),
    answer: z.object({
      conversation,
      entries: z.array(entry),
      changes: z.optional(z.array(entry)),
      /** How far the customer has read; 0 for nothing. */
      seen: sequence,
    }),
    roles: everyRole,
    scope: 'conversation.read',
  },
  /** Where an entry stands, or the first one at or after a moment; null where there is none. */
  'conversation.find': {
    input: z.strictObject({
      conversationId: id,
      of: z.union([z.strictObject({ entryId: id }), z.strictObject({ at: time })]),
    }),
    answer: z.object({ seq: z.nullable(sequence) }),
    roles: everyRole,
    scope: 'conversation.read',
  },
  /** `quote`: the message that this one answers to. The hub says what it says; what cannot be quoted is left out. */
  'message.send': {
    input: z
      .strictObject({
        conversationId: id,
        key,
        text: textOrNone,
        files: z.optional(fileIds),
        quote: z.optional(id),
      })
      .check(z.refine(saysSomething, { path: ['text'] })),
    answer: written,
    roles: everyRole,
    scope: 'conversation.speak',
  },
  /**
   * For staff alone, by whoever may read, also when it is closed. `mentions` are ids of colleagues who are called to
   * it: who may not read the conversation is left out, and learns nothing. `whisper`: a supervisor says it to whoever serves
   * the customer (E2).
   */
  'note.add': {
    input: z.strictObject({
      conversationId: id,
      key,
      text,
      mentions: z.array(id).check(z.maxLength(maxMentions)),
      whisper: z.optional(z.literal(true)),
    }),
    answer: written,
    roles: everyRole,
    scope: 'conversation.decided',
  },
  /** The sender's own message says `text` from now on, while the conversation is open (P1). */
  'message.edit': {
    input: z.strictObject({ conversationId: id, key, entryId: id, text }),
    answer: written,
    roles: everyRole,
    scope: 'conversation.speak',
  },
  /** Takes the sender's own message back, within `recallLimit` (P1). */
  'message.recall': {
    input: z.strictObject({ conversationId: id, key, entryId: id }),
    answer: written,
    roles: everyRole,
    scope: 'conversation.speak',
  },
  /** Compare-and-set (P12): takes a waiting conversation. The loser is refused with `taken`. */
  'conversation.take': {
    input: z.strictObject({ conversationId: id, key, version }),
    answer: written,
    roles: everyRole,
    scope: 'conversation.decided',
  },
  /**
   * Compare-and-set (P12): gives it to a person or back to the queue of a group, where it keeps its priority and
   * what it has waited. With `ask` the person has to accept first, and the sender keeps it until then. `note` is for
   * whoever gets it.
   */
  'conversation.transfer': {
    input: z.strictObject({
      conversationId: id,
      key,
      version,
      to: z.union([z.strictObject({ person: id, ask: z.boolean() }), z.strictObject({ group: id })]),
      note: z.nullable(text),
    }),
    answer: written,
    roles: everyRole,
    scope: 'conversation.write',
  },
  /** Asks a colleague to join in; `note` is for them. */
  'conversation.invite': {
    input: z.strictObject({ conversationId: id, key, version, to: id, note: z.nullable(text) }),
    answer: written,
    roles: everyRole,
    scope: 'conversation.write',
  },
  /** Takes back what the sender has asked of a colleague. */
  'offer.withdraw': {
    input: z.strictObject({ conversationId: id, key, version }),
    answer: written,
    roles: everyRole,
    scope: 'conversation.write',
  },
  /** Answers to what the sender is asked: `conversation.offer` is to them. */
  'offer.accept': {
    input: z.strictObject({ conversationId: id, key, version }),
    answer: written,
    roles: everyRole,
    scope: 'conversation.decided',
  },
  'offer.decline': {
    input: z.strictObject({ conversationId: id, key, version }),
    answer: written,
    roles: everyRole,
    scope: 'conversation.decided',
  },
  /** A guest goes. */
  'conversation.leave': {
    input: z.strictObject({ conversationId: id, key, version }),
    answer: written,
    roles: everyRole,
    scope: 'conversation.speak',
  },
  /** Asks the customer how the service was (C5); once a conversation. */
  'rating.ask': {
    input: z.strictObject({ conversationId: id, key }),
    answer: written,
    roles: everyRole,
    scope: 'conversation.speak',
  },
  /**
   * The sender's wrap-up of a closed conversation is done: the place is free. With `filed` it may be done once more, also
   * when the time for it is over: what was filed last counts, and `version` does not.
   */
  'wrap.done': {
    input: z.strictObject({ conversationId: id, key, version, filed: z.optional(filed) }),
    answer: written,
    roles: everyRole,
    scope: 'conversation.decided',
  },
  /** Why it went to whom, oldest first; the last 50. */
  'conversation.decisions': {
    input: z.strictObject({ conversationId: id }),
    answer: z.object({ decisions: z.array(routingDecision) }),
    roles: supervising,
    scope: 'conversation.read',
  },
  /** The sender's own status, on every device. */
  'status.set': {
    input: z.strictObject({ status: chosenStatus, reason: z.nullable(awayReason) }),
    answer: agentStatus,
    roles: everyRole,
    scope: 'self',
  },
  /** Everybody who serves, and every group, as they are now. */
  'colleagues.pull': {
    input: z.strictObject({}),
    answer: z.object({ people: z.array(colleague), groups: z.array(groupState) }),
    roles: everyRole,
    scope: 'shared',
  },
  /**
   * What became of a rung of the ladder at the sender's desk, `ago` milliseconds before now (P18): of their own customers'
   * waits, and of those that they were told of. A line that is known is not written again.
   */
  'alert.report': {
    input: z.strictObject({
      conversationId: id,
      since: time,
      rung,
      what: alertReported,
      ago: z.int().check(z.minimum(0), z.maximum(24 * 3600 * 1000)),
    }),
    answer: z.null(),
    roles: everyRole,
    scope: 'self',
  },
  /** Who was alerted when of this customer's waits, and what came of it, oldest first; the last 200. */
  'alerts.pull': {
    input: z.strictObject({ conversationId: id }),
    answer: z.object({ lines: z.array(alertLine) }),
    roles: everyRole,
    scope: 'conversation.read',
  },
  /** What the sender was told of and is not over. */
  'alerts.open': {
    input: z.strictObject({}),
    answer: z.object({ calls: z.array(alertCall) }),
    roles: everyRole,
    scope: 'readable',
  },
  'conversation.close': {
    input: z.strictObject({ conversationId: id, key, version }),
    answer: written,
    roles: everyRole,
    scope: 'conversation.write',
  },
  /**
   * The sender's own marks in what is not closed and they may see, for a desk that was away while another
   * one of theirs was read at (P11); and how far the customers of those have read.
   */
  'marks.pull': {
    input: z.strictObject({}),
    answer: z.object({ marks: z.array(mark), seen: z.array(seen) }),
    roles: everyRole,
    scope: 'readable',
  },
  'mark.set': {
    input: mark,
    answer: mark,
    roles: everyRole,
    scope: 'conversation.read',
  },
  /**
   * Lines that the sender may read in which it is found, newest first. At most as many as the hub looks at in one
   * go: `next` asks for the rest, also where there is no line among these. What was written in the last seconds may
   * not be found yet.
   */
  search: {
    input: searchQuestion,
    answer: foundLines,
    roles: everyRole,
    scope: 'readable',
  },
  /** All that the house knows of whoever writes in this conversation. */
  'customer.pull': {
    input: z.strictObject({ conversationId: id }),
    answer: card,
    roles: everyRole,
    scope: 'conversation.read',
  },
  /** Compare-and-set on the card's `version`; what does not fit is `bad_request` with its field. */
  'customer.save': {
    input: z.strictObject({ conversationId: id, version, change: customerChange }),
    answer: card,
    roles: everyRole,
    scope: 'conversation.read',
  },
  /** Notes on a customer are for staff, in all their conversations; the author mints `key`, the note's id. */
  'customer.note.add': {
    input: z.strictObject({ conversationId: id, key, text: noteText }),
    answer: card,
    roles: everyRole,
    scope: 'conversation.read',
  },
  /** By its author. */
  'customer.note.edit': {
    input: z.strictObject({ conversationId: id, noteId: id, text: noteText }),
    answer: card,
    roles: everyRole,
    scope: 'conversation.read',
  },
  /** By its author, or a supervisor. */
  'customer.note.delete': {
    input: z.strictObject({ conversationId: id, noteId: id }),
    answer: card,
    roles: everyRole,
    scope: 'conversation.read',
  },
  /** All conversations of whoever writes in this one, the latest first; `before` is the last id of the page before. */
  'customer.conversations': {
    input: z.strictObject({
      conversationId: id,
      before: z.nullable(id),
      limit: z.int().check(z.minimum(1), z.maximum(100)),
    }),
    answer: z.object({ conversations: z.array(pastConversation), complete: z.boolean() }),
    roles: everyRole,
    scope: 'conversation.read',
  },
  /** Lines of another conversation (`of`) of whoever writes in this one: the last `limit` before `before`. */
  'customer.transcript': {
    input: z.strictObject({ conversationId: id, of: id, before: z.nullable(sequence), limit }),
    answer: z.object({ conversation, entries: z.array(entry) }),
    roles: everyRole,
    scope: 'conversation.read',
  },
  /** Pages that whoever writes in this conversation has seen lately, in all their browsers; the latest first. */
  'way.pull': {
    input: z.strictObject({ conversationId: id }),
    answer: z.object({ views: z.array(pageView) }),
    roles: everyRole,
    scope: 'conversation.read',
  },
  /** What is ticked off beside the conversation; steps that nobody has touched are not among them. */
  'checklist.pull': {
    input: z.strictObject({ conversationId: id }),
    answer: z.object({ ticks: z.array(tick) }),
    roles: everyRole,
    scope: 'conversation.read',
  },
  /** Ticks a step off, or takes that back; of a step the last word counts. */
  'checklist.tick': {
    input: z.strictObject({ conversationId: id, stepId: id, done: z.boolean() }),
    answer: z.object({ ticks: z.array(tick) }),
    roles: everyRole,
    scope: 'conversation.speak',
  },
  /**
   * Who has that id or that number, however either was written (F2), and the conversation of theirs that one would open. Who may
   * read none of a customer's conversations is told of no such customer.
   */
  'customer.find': {
    input: z.strictObject({
      of: z.union([z.strictObject({ customerId: id }), z.strictObject({ number: dialled })]),
    }),
    answer: z.object({ found: z.array(foundCustomer) }),
    roles: everyRole,
    scope: 'readable',
  },
  /** Tags that customers have, those that most have first. */
  'customer.tags': {
    input: z.strictObject({}),
    answer: z.object({ tags: z.array(z.string()) }),
    roles: everyRole,
    scope: 'shared',
  },
  /** Fields, dispositions and checklists of the house. */
  'handbook.pull': {
    input: z.strictObject({}),
    answer: keptHandbook,
    roles: everyRole,
    scope: 'shared',
  },
  /** The sender is writing to the customer (P11). Again every few seconds for as long as they are. */
  typing: {
    input: z.strictObject({ conversationId: id }),
    answer: z.null(),
    roles: everyRole,
    scope: 'conversation.speak',
    ephemeral: true,
  },
  ...boardEvents,
  ...orderEvents,
  ...watchEvents,
  ...replyEvents,
  ...qualityEvents,
  ...reportEvents,
  ...superviseEvents,
  ...sessionEvents,
} as const satisfies Registry;

export type DeskEvents = typeof deskEvents;
export type DeskEvent = keyof DeskEvents;

const newEntry = z.object({
  entry,
  /** Its row after that. Left out where it follows from the row before and the entry (`afterEntry`), as for a message it does. */
  conversation: z.optional(conversation),
});
export type NewEntry = z.infer<typeof newEntry>;

/** What the hub tells a desk, unasked. */
export const deskNews = {
  /** After the rooms are joined: nothing written from now on is missed (P8). */
  ready: z.object({
    /** The feed's end. */
    head: sequence,
    /** Names the database; another one means a cursor from before is worth nothing. */
    epoch: id,
    /** Oldest cursor that can still be resumed from. */
    oldest: sequence,
    me,
    /** Groups of which they see every conversation, where they do not of all (E2). */
    over: z.optional(z.array(id)),
    workspace,
    /** The sender's own. */
    status: agentStatus,
    settings: houseSettings,
    /** Which of the sender's own conversations somebody looks at, as far as the house tells that. */
    watched: z.optional(z.array(superviseNews.watched)),
    /** What the house rules of this desk, for the account (G2). */
    policy: z.optional(heardRules),
    /** As `sign_ins` tells it; absent: none. */
    signIns: z.optional(z.array(signInNotice)),
  }),
  /** The same, after an admin has changed it. */
  policy: heardRules,
  /** The listener's own status, after any of their devices or the hub changed it. */
  status: agentStatus,
  /** The house's settings, after an admin changed them. */
  settings: houseSettings,
  /** Those people and groups that have changed, as they are now. */
  colleagues: z.object({ people: z.array(colleague), groups: z.array(groupState) }),
  /** New entries, in feed order, each with its conversation's row after it. What was committed together comes together. */
  entries: z.object({ entries: z.array(newEntry) }),
  head: z.object({ head: sequence }),
  /** A card that somebody has changed, to all who may read one of that customer's conversations. */
  customer: z.object({ customer }),
  /**
   * Pages that a customer has gone to, or has left, to all who may read a conversation of theirs that is open or was within
   * the last hour. Of each what is known now.
   */
  way: z.object({ views: z.array(pageView) }),
  /** Steps that somebody has ticked off beside a conversation, to all who may read it. */
  ticks: z.object({ conversationId: id, ticks: z.array(tick) }),
  /** Another handbook is in force: it is to be asked for. */
  handbook: z.object({ version }),
  mark,
  /** The customer has read on. */
  seen,
  ...replyNews,
  ...boardNews,
  ...watchNews,
  ...qualityNews,
  ...superviseNews,
  ...sessionNews,
  /** A colleague's customer waits (P18). */
  alert: alertCall,
  /** Somebody has seen to it, or it is over otherwise. */
  alert_over: z.object({ conversationId: id, since: time }),
  /** The session is over; the socket is closed after it (P16). */
  /** `wiped`: what the desk keeps of this account goes too. */
  /** `by`: the person themselves, at another desk of theirs, or an admin; absent where it is not said. */
  revoked: z.object({
    code: z.enum(['unauthenticated', 'forbidden', 'wiped']),
    by: z.optional(z.enum(['self', 'admin'])),
  }),
  /** The hub is going down (P17): come again after so many milliseconds. */
  draining: z.object({ retryAfter: time }),
} as const;

/** News of the moment (P11), which may be lost and which nobody has to listen to. */
export const deskHints = {
  /** The customer of this conversation, which the listener serves, is writing; what, where their side tells it. */
  typing: z.object({
    conversationId: id,
    text: z.optional(z.string().check(z.maxLength(maxTypingLength))),
  }),
} as const;
export type DeskHints = { [E in keyof typeof deskHints]: z.infer<(typeof deskHints)[E]> };

export type DeskNews = { [E in keyof typeof deskNews]: z.infer<(typeof deskNews)[E]> };
