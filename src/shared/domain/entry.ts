import * as z from 'zod/mini';
import { id, key, page, personName, sequence, text, time } from '../protocol/fields.ts';
import { filed } from './customer/filing.ts';
import { assertNever } from './exhaustive.ts';
import {
  authorKind,
  contact,
  formFields,
  type PublicEntry,
  ratingComment,
  said,
  score,
} from './public-entry.ts';
import { needs, priority } from './routing/needs.ts';

export { type Contact, contact, type FormFields, type PublicEntry, type Quote } from './public-entry.ts';
export { assertNever };

/** One line of a conversation's transcript (P1). Entries are only ever added. */

export const audience = z.enum(['everyone', 'staff']);
export type Audience = z.infer<typeof audience>;

/** Who wrote it. The name is as it was then: a transcript does not change when a person is renamed. */
export const author = z.object({
  kind: authorKind,
  id: z.nullable(id),
  name: z.string().check(z.maxLength(80)),
});
export type Author = z.infer<typeof author>;

export const personRef = z.object({ id, name: personName });
export type PersonRef = z.infer<typeof personRef>;

/** `publicName`: as customers are told it, where that is another name. */
export const groupRef = z.object({ id, name: personName, publicName: z.optional(personName) });
export type GroupRef = z.infer<typeof groupRef>;

/**
 * Why it went from one to another. The first five are routing's; `accepted`: what routing had offered;
 * `agent_gone`: a lease ran out (P13).
 */
export const assignmentReason = z.enum([
  'least_loaded',
  'longest_idle',
  'round_robin',
  'sticky',
  'chosen',
  'accepted',
  'taken',
  'transferred',
  'agent_gone',
]);
export type AssignmentReason = z.infer<typeof assignmentReason>;

/** What is asked of a colleague: to take a waiting conversation, to go on with one, to join in one. */
export const offerKind = z.enum(['route', 'transfer', 'invite']);
export type OfferKind = z.infer<typeof offerKind>;

/** Why an offer is over without having been accepted; `gone`: nobody is there who could. */
export const offerEnd = z.enum(['declined', 'no_answer', 'withdrawn', 'gone']);
export type OfferEnd = z.infer<typeof offerEnd>;

const body = {
  ...said,
  opened: z.object({
    kind: z.literal('opened'),
    page: z.nullable(page),
    /** What the customer filled in before; absent where there was no form. */
    fields: z.optional(formFields),
    /** Whom they chose by name (B2); absent where nobody. */
    agent: z.optional(personRef),
  }),
  /** For staff only; its audience is always `staff`. */
  note: z.object({
    kind: z.literal('note'),
    text,
    /** Colleagues who are called to it; absent where nobody is. */
    mentions: z.optional(z.array(personRef)),
    /** A supervisor says it to whoever serves the customer (E2). */
    whisper: z.optional(z.literal(true)),
  }),
  assigned: z.object({
    kind: z.literal('assigned'),
    from: z.nullable(personRef),
    to: z.nullable(personRef),
    reason: assignmentReason,
    /** Whose queue it went to, where `to` is null and it is another group's than before. */
    group: z.optional(groupRef),
    /** Whoever had it gave it on: themselves, or by asking who then accepted. Absent: it was not their doing. */
    passedOn: z.optional(z.literal(true)),
  }),
  /** Until `wrapUpUntil` at most its agent has wrap-up to do; absent where there is none. */
  closed: z.object({ kind: z.literal('closed'), wrapUpUntil: z.optional(time) }),
  /**
   * Wrap-up is done, and what was filed; absent where nothing was. `lapsed`: its time was over before anything was.
   * For staff.
   */
  wrapped: z.object({
    kind: z.literal('wrapped'),
    filed: z.optional(filed),
    lapsed: z.optional(z.literal(true)),
  }),
  /** Routing has said whose it is; `rule` is the entry rule's name, null where none fitted. For staff. */
  routed: z.object({
    kind: z.literal('routed'),
    group: groupRef,
    priority,
    needs,
    rule: z.nullable(z.string()),
  }),
  /** Somebody is asked; `by` is null for routing. For staff. */
  offered: z.object({
    kind: z.literal('offered'),
    how: offerKind,
    to: personRef,
    by: z.nullable(personRef),
    until: time,
  }),
  /** They did not accept. For staff. */
  offer_ended: z.object({ kind: z.literal('offer_ended'), how: offerKind, to: personRef, because: offerEnd }),
  /** A colleague is in the conversation besides its agent, until they have left. */
  joined: z.object({ kind: z.literal('joined'), person: personRef }),
  left: z.object({ kind: z.literal('left'), person: personRef }),
  /** The customer does not wait: they are answered later, by this way. */
  message_left: z.object({ kind: z.literal('message_left'), contact }),
  /** The customer is asked how the service was: that of `about`, who had it then (C5). */
  rating_asked: z.object({ kind: z.literal('rating_asked'), about: z.nullable(personRef) }),
  /** What they say. Said again, the later counts. */
  rated: z.object({
    kind: z.literal('rated'),
    score,
    comment: z.nullable(ratingComment),
    about: z.nullable(personRef),
  }),
} as const;

export const entryBody = z.discriminatedUnion('kind', [
  body.opened,
  body.message,
  body.note,
  body.assigned,
  body.closed,
  body.wrapped,
  body.routed,
  body.offered,
  body.offer_ended,
  body.joined,
  body.left,
  body.message_left,
  body.rating_asked,
  body.rated,
  body.edited,
  body.recalled,
]);
export type EntryBody = z.infer<typeof entryBody>;
export type EntryKind = EntryBody['kind'];

/** An entry as staff see it. */
export const entry = z.object({
  id,
  conversationId: id,
  /** 1, 2, 3… in the conversation, no gap. */
  seq: sequence,
  /** Position in the feed of the whole workspace. */
  feedSeq: sequence,
  /** 1, 2, 3… among what the customer may see; null for the rest. */
  publicSeq: z.nullable(sequence),
  author,
  audience,
  key: z.nullable(key),
  /** Hub's clock, epoch milliseconds. */
  at: time,
  body: entryBody,
});
export type Entry = z.infer<typeof entry>;

/** What the customer may see of an entry, or null when it is not for them. */
export function toPublic(e: Entry): PublicEntry | null {
  if (e.audience !== 'everyone' || e.publicSeq === null) return null;
  const body = publicBody(e.body);
  if (body === null) return null;
  return {
    id: e.id,
    conversationId: e.conversationId,
    publicSeq: e.publicSeq,
    author: { kind: e.author.kind, name: e.author.kind === 'visitor' ? '' : e.author.name },
    key: e.author.kind === 'visitor' ? e.key : null,
    at: e.at,
    body,
  };
}

function publicBody(b: EntryBody): PublicEntry['body'] | null {
  switch (b.kind) {
    case 'opened':
      return { kind: 'opened' };
    case 'assigned':
      return {
        kind: 'assigned',
        agent: b.to?.name ?? null,
        ...(b.group && { group: b.group.publicName ?? b.group.name }),
        ...(b.passedOn && { passedOn: b.passedOn }),
      };
    case 'closed':
    case 'message_left':
      return { kind: b.kind };
    case 'joined':
    case 'left':
      return { kind: b.kind, name: b.person.name };
    case 'rating_asked':
      return { kind: 'rating_asked', agent: b.about?.name ?? null };
    case 'rated':
      return { kind: 'rated', score: b.score, comment: b.comment };
    case 'message':
    case 'edited':
    case 'recalled':
      return b;
    case 'note':
    case 'wrapped':
    case 'routed':
    case 'offered':
    case 'offer_ended':
      return null;
    default:
      return assertNever(b);
  }
}
