import type { Conversation, Visitor } from '#shared/domain/conversation.ts';
import type { Filed } from '#shared/domain/customer/filing.ts';
import type { GroupRef, PersonRef } from '#shared/domain/entry.ts';
import type { DeskEvents, Mark, Seen, Written } from '#shared/protocol/desk.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import type { QualityEvents } from '#shared/protocol/quality.ts';
import type { replyEvents } from '#shared/protocol/replies.ts';
import type { VisitorEvents } from '#shared/protocol/visitor.ts';
import type { Handlers } from '../platform/realtime/index.ts';
import { type Reads, toPublicConversation } from './reads.ts';
import type { SeenMarks } from './seen.ts';
import { isIn, type Reader, whyNotSpeak } from './visibility.ts';
import type { Writer } from './writer.ts';
import type { Held, Write } from './writes.ts';

export type DeskActor = {
  readonly kind: 'person';
  readonly id: string;
  /** Who oversees some groups and not all, sees of the others what agents see. */
  readonly person: Me & Pick<Reader, 'over' | 'led'>;
  readonly sessionId: string;
};
export type VisitorActor = {
  readonly kind: 'visitor';
  readonly id: string;
  readonly visitor: Visitor;
  readonly socketId: string;
};

type Parts = {
  readonly reads: Reads;
  readonly writer: Writer;
  /** 0, or the milliseconds until staff may write in the conversation again (P15). */
  readonly admit: (conversationId: string) => number;
  /** `serves`: they are in the conversation, and what they read the house has read. */
  readonly setMark: (personId: string, mark: Mark, serves: boolean) => Promise<Mark>;
  readonly seen: Pick<SeenMarks, 'byVisitor' | 'byHouse' | 'publicSeqAt'>;
  readonly setSeen: (held: Held, seen: Seen) => Promise<Seen>;
  readonly onTyping: OnTyping;
  /** Who serves the conversation has read so far of what its customer may see. */
  readonly onHouseSeen: (conversation: Conversation, publicSeq: number) => void;
  readonly house: House;
};

/** Somebody is writing there (P11); `by` is null for the customer, of whom `text` is what it is so far. */
export type OnTyping = (conversation: Conversation, by: Me | null, text?: string) => void;

/** What the transcripts have to know of routing. */
export type House = {
  /** Milliseconds of wrap-up after a conversation of that group. */
  readonly wrapUpFor: (groupId: string | null) => number;
  /** Each customer who was served is asked how it was, when their conversation is closed. */
  readonly asksRating: () => boolean;
  readonly groupOf: (groupId: string) => GroupRef | null;
  /** How long a colleague has to answer what they are asked, milliseconds. */
  readonly askFor: number;
  readonly now: () => number;
  /** What of a filing the house would not have; absent where it has no opinion. */
  readonly filingProblem?: (
    groupId: string | null,
    filed: Filed | null,
    before: Filed | null,
  ) => string | null;
  /** The person behind the name that customers have for them (B2); null when nobody is. */
  readonly agentBehind: (publicId: string) => Promise<PersonRef | null>;
};

/** What others answer: routing, search, the ladder, the canned replies and the customers. */
type OfOthers =
  | 'status.set'
  | 'colleagues.pull'
  | 'search'
  | 'alert.report'
  | 'alerts.pull'
  | 'alerts.open'
  | keyof typeof replyEvents
  | Extract<keyof DeskEvents, `board.${string}`>
  | keyof QualityEvents
  | 'handbook.pull'
  | 'checklist.pull'
  | 'checklist.tick'
  | 'way.pull'
  | 'orders.pull'
  | Extract<keyof DeskEvents, `watch.${string}`>
  | 'supervise.watch'
  | 'supervise.status'
  | 'supervise.moveQueue'
  | 'supervise.pause'
  | Extract<keyof DeskEvents, `customer.${string}` | `reports.${string}` | `sessions.${string}`>;

/** One handler for each event of the desk's registry: the type asks for every one of them. */
export function deskHandlers({
  reads,
  writer,
  admit,
  setMark,
  seen,
  onTyping,
  onHouseSeen,
  house,
}: Omit<Parts, 'setSeen'>): Handlers<Omit<DeskEvents, OfOthers>, DeskActor> {
  const write = async (one: Write & { conversationId: string }): Promise<Written> => {
    const retryAfter = admit(one.conversationId);
    if (retryAfter > 0) throw new RefusalError({ code: 'slow_down', retryAfter });
    const { id, conversationId, seq, feedSeq, at } = await writer.write(one);
    return { id, conversationId, seq, feedSeq, at };
  };
  return {
    'feed.pull': ({ person }, { since, limit }) => reads.feed(person, since, limit),
    'conversations.page': ({ person }, { after, limit }) => reads.page(person, after, limit),
    'conversation.pull': async (_, { conversationId, after, before, limit, changes }) => {
      // Entries first: the row read after them is never older than they are.
      const entries = await reads.entries(conversationId, after, before, limit);
      const { conversation } = await existing(reads, conversationId);
      return {
        conversation,
        entries,
        ...(changes && before !== null && { changes: await reads.changes(conversationId, before) }),
        seen: (await seen.byVisitor(conversationId)) ?? 0,
      };
    },
    'conversation.find': async (_, { conversationId, of }) => ({ seq: await reads.find(conversationId, of) }),
    'message.send': ({ person }, input) => write({ kind: 'agentMessage', person, ...input }),
    'note.add': ({ person }, input) => write({ kind: 'note', person, ...input }),
    'message.edit': ({ person }, input) => write({ kind: 'edit', person, ...input }),
    'message.recall': ({ person }, input) => write({ kind: 'recall', person, ...input }),
    'conversation.transfer': ({ person }, { to, ...input }) => {
      const until = house.now() + house.askFor;
      if ('person' in to) return write({ kind: 'transfer', person, to, until, ...input });
      // Also one that is gone by now: a known key is answered as then (P3).
      const queue = { groupId: to.group, group: house.groupOf(to.group) };
      return write({ kind: 'transfer', person, to: queue, until, ...input });
    },
    'conversation.invite': ({ person }, input) =>
      write({ kind: 'invite', person, until: house.now() + house.askFor, ...input }),
    'supervise.join': ({ person }, input) => write({ kind: 'join', person, ...input }),
    'conversation.leave': ({ person }, input) => write({ kind: 'leave', person, ...input }),
    'conversation.take': ({ person }, input) => write({ kind: 'take', person, ...input }),
    'conversation.close': async ({ person }, input) => {
      const { conversation } = await existing(reads, input.conversationId);
      const wrapUpFor = house.wrapUpFor(conversation.group?.id ?? null);
      const askRating = house.asksRating();
      return write({ kind: 'close', person, ...input, askRating, ...(wrapUpFor > 0 && { wrapUpFor }) });
    },
    'offer.accept': ({ person }, input) => write({ kind: 'accept', person, ...input }),
    'offer.decline': ({ person }, input) => write({ kind: 'decline', person, ...input }),
    'offer.withdraw': ({ person }, input) => write({ kind: 'withdraw', person, ...input }),
    'rating.ask': ({ person }, input) => write({ kind: 'askRating', person, ...input }),
    'wrap.done': async ({ person }, input) => {
      const { conversation } = await existing(reads, input.conversationId);
      const { group, filed: before = null } = conversation;
      // Said by who decides: what was filed under that key while the handbook had it is answered as then (P3).
      const unfit = house.filingProblem?.(group?.id ?? null, input.filed ?? null, before) ?? null;
      return write({ kind: 'wrapDone', person, ...input, ...(unfit !== null && { unfit }) });
    },
    'conversation.decisions': async (_, { conversationId }) => ({
      decisions: await reads.decisions(conversationId),
    }),
    'marks.pull': async ({ person }) => ({
      marks: await reads.marks(person),
      seen: await reads.seen(person),
    }),
    'mark.set': async ({ person }, mark) => {
      const { conversation } = await existing(reads, mark.conversationId);
      // A supervisor who looks in has read nothing for the customer.
      if (!isIn(conversation, person.id)) return setMark(person.id, mark, false);
      const before = await seen.byHouse(mark.conversationId);
      const set = await setMark(person.id, mark, true);
      // That a note was read, or a whisper, is nothing to the customer: told again, it would show that there was one.
      const now = await seen.publicSeqAt(mark.conversationId, set.seq);
      if (now > before) onHouseSeen(conversation, now);
      return set;
    },
    typing: async ({ person }, { conversationId }) => {
      const { conversation, owners } = await existing(reads, conversationId);
      const refusal = whyNotSpeak(person, conversation, owners);
      if (refusal !== null) throw new RefusalError(refusal);
      onTyping(conversation, person);
      return null;
    },
  };
}

export function visitorHandlers({
  reads,
  writer,
  seen,
  setSeen,
  onTyping,
  house,
}: Pick<Parts, 'reads' | 'writer' | 'seen' | 'setSeen' | 'onTyping' | 'house'>): Handlers<
  Omit<VisitorEvents, 'page.view'>,
  VisitorActor
> {
  const write = async (one: Write) => {
    const { id, conversationId, publicSeq, at } = await writer.write(one);
    return { id, conversationId, publicSeq: publicSeq ?? 0, at };
  };
  return {
    'message.send': async ({ visitor, socketId }, { key, text, files, page, to, fields, quote }) => {
      // Whom they chose may have gone meanwhile: then it is as if they had chosen nobody.
      const chosen = to ? { to: await house.agentBehind(to) } : {};
      const said = { key, text, files, page, fields, quote };
      return write({ kind: 'visitorMessage', visitor, socketId, ...said, ...chosen });
    },
    'message.leave': ({ visitor }, input) => write({ kind: 'leaveMessage', visitor, ...input }),
    'message.recall': ({ visitor: customer }, input) => write({ kind: 'takeBack', customer, ...input }),
    'rating.set': ({ visitor: customer }, input) => write({ kind: 'rate', customer, ...input }),
    'conversations.page': ({ id }, { before, limit }) => reads.pastOf(id, before, limit),
    'transcript.pull': async (_, { conversationId, after, limit }) => {
      const page = await reads.publicEntries(conversationId, after, limit);
      return {
        conversation: toPublicConversation(await existing(reads, conversationId)),
        ...page,
        seen: await seen.byHouse(conversationId),
      };
    },
    'mark.set': async (_, input) => setSeen(await existing(reads, input.conversationId), input),
    typing: async (_, { conversationId, text }) => {
      onTyping((await existing(reads, conversationId)).conversation, null, text);
      return null;
    },
  };
}

async function existing(reads: Reads, conversationId: string): Promise<Held> {
  const held = await reads.held(conversationId);
  if (held === null) throw new RefusalError('not_found');
  return held;
}
