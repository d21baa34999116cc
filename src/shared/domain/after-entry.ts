import { inBrief } from './attached.ts';
import type { Conversation } from './conversation.ts';
import { previewLength } from './conversation.ts';
import type { Entry, EntryBody } from './entry.ts';
import { assertNever } from './entry.ts';

type MessageBody = Extract<EntryBody, { kind: 'message' }>;

/**
 * The conversation's row after one more entry. The row is nothing but the sum of its entries, kept
 * so that a list needs no transcript; every change of it goes through here, at the hub and, where the hub leaves the row out, at a desk.
 */
export function afterEntry(row: Conversation, entry: Entry): Conversation {
  const next = { ...row, lastSeq: entry.seq, lastFeedSeq: entry.feedSeq };
  const { body } = entry;
  switch (body.kind) {
    case 'opened':
      return {
        ...next,
        status: 'queued',
        openedAt: entry.at,
        queuedAt: entry.at,
        page: body.page,
        needs: { ...row.needs, agent: body.agent?.id ?? null },
        version: row.version + 1,
      };
    case 'message': {
      const lastMessage = lastMessageOf(entry, body);
      if (entry.author.kind !== 'visitor') return { ...next, lastMessage, waitingSince: null };
      const waitingSince = row.waitingSince ?? entry.at;
      // Who had left a message and writes again is here again, and waits.
      const again = row.kind === 'message' && ({ kind: 'live', version: row.version + 1 } as const);
      return { ...next, lastMessage, waitingSince, ...again };
    }
    case 'note':
      return next;
    case 'assigned':
      return {
        ...next,
        ...(body.to === null ? waitsAgain(row, entry.at) : served(row, entry.at)),
        agent: body.to,
        group: body.group === undefined ? row.group : { id: body.group.id, name: body.group.name },
        offer: null,
        guests: row.guests.filter(({ id }) => id !== body.to?.id),
        version: row.version + 1,
      };
    case 'routed':
      return {
        ...next,
        group: body.group,
        priority: body.priority,
        needs: body.needs,
        version: row.version + 1,
      };
    case 'offered': {
      const { how, to, by, until } = body;
      return { ...next, offer: { how, to, by, until }, version: row.version + 1 };
    }
    case 'offer_ended':
      return { ...next, offer: null, version: row.version + 1 };
    case 'joined': {
      const others = row.guests.filter(({ id }) => id !== body.person.id);
      // Who supervises comes unasked: what is asked of somebody else meanwhile still is.
      const offer = row.offer?.to.id === body.person.id ? null : row.offer;
      return { ...next, offer, guests: [...others, body.person], version: row.version + 1 };
    }
    case 'left':
      return {
        ...next,
        guests: row.guests.filter(({ id }) => id !== body.person.id),
        version: row.version + 1,
      };
    case 'message_left':
      // Comes with the message itself, which is before it.
      return { ...next, kind: 'message', contact: body.contact, version: row.version + 1 };
    case 'closed':
      return {
        ...next,
        status: 'closed',
        closedAt: entry.at,
        waitingSince: null,
        queuedAt: null,
        offer: null,
        guests: [],
        wrapUpUntil: body.wrapUpUntil ?? null,
        version: row.version + 1,
      };
    case 'rating_asked':
      return { ...next, rating: { askedAt: entry.at, about: body.about, score: null, ratedAt: null } };
    case 'rated': {
      const { askedAt = entry.at, ratedAt = null } = row.rating ?? {};
      const { about, score } = body;
      return { ...next, rating: { askedAt, about, score, ratedAt: ratedAt ?? entry.at } };
    }
    case 'wrapped':
      return {
        ...next,
        wrapUpUntil: null,
        version: row.version + 1,
        ...(body.filed !== undefined && { filed: body.filed }),
      };
    case 'edited':
    case 'recalled': {
      const { lastMessage } = row;
      if (lastMessage === null || lastMessage.entryId !== body.entryId) return next;
      if (body.kind === 'edited')
        return { ...next, lastMessage: { ...lastMessage, text: preview(body.text) } };
      const { files: _, ...rest } = lastMessage;
      return { ...next, lastMessage: { ...rest, text: null } };
    }
    default:
      return assertNever(body);
  }
}

/** `lastMessage` of a conversation whose last message that entry is. */
export function lastMessageOf({ id, author, at }: Pick<Entry, 'id' | 'author' | 'at'>, body: MessageBody) {
  const files = body.files && { files: inBrief(body.files) };
  return { entryId: id, text: preview(body.text), ...files, author, at };
}

/** Somebody has it: what it waited is kept for the case that it has to wait again. */
function served(row: Conversation, at: number) {
  const waited = row.queuedAt === null ? row.waited : Math.max(0, at - row.queuedAt);
  return { status: 'active', queuedAt: null, waited } as const;
}

/** Back in a queue it has the place of one who has waited as long as it did before. */
function waitsAgain(row: Conversation, at: number) {
  return { status: 'queued', queuedAt: row.queuedAt ?? at - row.waited } as const;
}

/** One line of a list: cut, and never through the middle of a character. */
export function preview(text: string): string {
  return cut(text, previewLength);
}

/** The first `most` UTF-16 units, and never through the middle of a character. */
export function cut(text: string, most: number): string {
  const first = text.slice(0, most);
  return isHighSurrogate(first.charCodeAt(first.length - 1)) ? first.slice(0, -1) : first;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
