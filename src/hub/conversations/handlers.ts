import type { Visitor } from '#shared/domain/conversation.ts';
import type { Entry } from '#shared/domain/entry.ts';
import type { DeskEvents, Mark, Written } from '#shared/protocol/desk.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import type { VisitorEvents } from '#shared/protocol/visitor.ts';
import type { Handlers } from '../platform/realtime/index.ts';
import { type Reads, toPublicConversation } from './reads.ts';
import type { Writer } from './writer.ts';
import type { Held } from './writes.ts';

export type DeskActor = {
  readonly kind: 'person';
  readonly id: string;
  readonly person: Me;
  readonly sessionId: string;
};
export type VisitorActor = { readonly kind: 'visitor'; readonly id: string; readonly visitor: Visitor };

type Parts = {
  readonly reads: Reads;
  readonly writer: Writer;
  readonly setMark: (personId: string, mark: Mark) => Promise<Mark>;
};

/** One handler for each event of the desk's registry: the type asks for every one of them. */
export function deskHandlers({ reads, writer, setMark }: Parts): Handlers<DeskEvents, DeskActor> {
  return {
    'feed.pull': ({ person }, { since, limit }) => reads.feed(person, since, limit),
    'conversations.page': ({ person }, { after, limit }) => reads.page(person, after, limit),
    'conversation.pull': async (_, { conversationId, after, before, limit }) => {
      // Entries first: the row read after them is never older than they are.
      const entries = await reads.entries(conversationId, after, before, limit);
      return { conversation: (await existing(reads, conversationId)).conversation, entries };
    },
    'message.send': async ({ person }, input) =>
      written(await writer.write({ kind: 'agentMessage', person, ...input })),
    'message.edit': async ({ person }, input) =>
      written(await writer.write({ kind: 'edit', person, ...input })),
    'message.recall': async ({ person }, input) =>
      written(await writer.write({ kind: 'recall', person, ...input })),
    'conversation.transfer': async ({ person }, input) =>
      written(await writer.write({ kind: 'transfer', person, ...input })),
    'conversation.take': async ({ person }, input) =>
      written(await writer.write({ kind: 'take', person, ...input })),
    'conversation.close': async ({ person }, input) =>
      written(await writer.write({ kind: 'close', person, ...input })),
    'mark.set': ({ person }, mark) => setMark(person.id, mark),
  };
}

export function visitorHandlers({
  reads,
  writer,
}: Omit<Parts, 'setMark'>): Handlers<VisitorEvents, VisitorActor> {
  return {
    'message.send': async ({ visitor }, input) => {
      const entry = await writer.write({ kind: 'visitorMessage', visitor, ...input });
      return {
        id: entry.id,
        conversationId: entry.conversationId,
        publicSeq: entry.publicSeq ?? 0,
        at: entry.at,
      };
    },
    'transcript.pull': async (_, { conversationId, after, limit }) => {
      const page = await reads.publicEntries(conversationId, after, limit);
      return { conversation: toPublicConversation(await existing(reads, conversationId)), ...page };
    },
  };
}

async function existing(reads: Reads, conversationId: string): Promise<Held> {
  const held = await reads.held(conversationId);
  if (held === null) throw new RefusalError('not_found');
  return held;
}

function written({ id, conversationId, seq, feedSeq, at }: Entry): Written {
  return { id, conversationId, seq, feedSeq, at };
}
