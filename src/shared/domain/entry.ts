import * as z from 'zod/mini';
import { id, key, page, personName, sequence, text, time } from '../protocol/fields.ts';
import { assertNever } from './exhaustive.ts';

export { assertNever };

/** One line of a conversation's transcript (P1). Entries are only ever added. */

export const audience = z.enum(['everyone', 'staff']);
export type Audience = z.infer<typeof audience>;

/** Who wrote it. The name is as it was then: a transcript does not change when a person is renamed. */
export const author = z.object({
  kind: z.enum(['visitor', 'agent', 'robot', 'system']),
  id: z.nullable(id),
  name: z.string().check(z.maxLength(80)),
});
export type Author = z.infer<typeof author>;

export const personRef = z.object({ id, name: personName });
export type PersonRef = z.infer<typeof personRef>;

/** Why it went from one to another; `agent_gone`: a lease ran out (P13). */
export const assignmentReason = z.enum(['least_loaded', 'taken', 'transferred', 'agent_gone']);
export type AssignmentReason = z.infer<typeof assignmentReason>;

const body = {
  opened: z.object({ kind: z.literal('opened'), page: z.nullable(page) }),
  message: z.object({ kind: z.literal('message'), text }),
  /** For staff only; its audience is always `staff`. */
  note: z.object({ kind: z.literal('note'), text }),
  assigned: z.object({
    kind: z.literal('assigned'),
    from: z.nullable(personRef),
    to: z.nullable(personRef),
    reason: assignmentReason,
  }),
  closed: z.object({ kind: z.literal('closed') }),
  /** The message `entryId` of the same author in the same conversation says `text` from now on. */
  edited: z.object({ kind: z.literal('edited'), entryId: id, text }),
  /** The message `entryId` of the same author in the same conversation is taken back. */
  recalled: z.object({ kind: z.literal('recalled'), entryId: id }),
} as const;

export const entryBody = z.discriminatedUnion('kind', [
  body.opened,
  body.message,
  body.note,
  body.assigned,
  body.closed,
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

/** An entry as the customer sees it: no ids of staff, no sequence that would tell of hidden entries. */
export const publicEntry = z.object({
  id,
  conversationId: id,
  publicSeq: sequence,
  author: z.object({
    kind: z.enum(['visitor', 'agent', 'robot', 'system']),
    name: z.string().check(z.maxLength(80)),
  }),
  /** Only on the customer's own entries: their other tabs recognise them by it (P10). */
  key: z.nullable(key),
  at: time,
  body: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('opened') }),
    body.message,
    z.object({ kind: z.literal('assigned'), agent: z.nullable(z.string()) }),
    body.closed,
    body.edited,
    body.recalled,
  ]),
});
export type PublicEntry = z.infer<typeof publicEntry>;

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
      return { kind: 'assigned', agent: b.to?.name ?? null };
    case 'message':
    case 'closed':
    case 'edited':
    case 'recalled':
      return b;
    case 'note':
      return null;
    default:
      return assertNever(b);
  }
}
