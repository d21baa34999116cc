import type { Conversation, Visitor } from '#shared/domain/conversation.ts';
import type { AssignmentReason, Entry, PersonRef } from '#shared/domain/entry.ts';
import type { Page } from '#shared/protocol/fields.ts';
import type { Reader } from './visibility.ts';

export type Writer = Reader & { readonly name: string };

/** Everything that can be asked of a transcript. `key` is the author's (P3). */
export type Write =
  | {
      readonly kind: 'visitorMessage';
      readonly visitor: Visitor;
      readonly key: string;
      readonly text: string;
      readonly page: Page | null;
      /** The socket that asks, where one does. */
      readonly socketId?: string;
    }
  | {
      readonly kind: 'agentMessage';
      readonly person: Writer;
      readonly conversationId: string;
      readonly key: string;
      readonly text: string;
    }
  | {
      readonly kind: 'take';
      readonly person: Writer;
      readonly conversationId: string;
      readonly key: string;
      readonly version: number;
    }
  | {
      readonly kind: 'close';
      readonly person: Writer;
      readonly conversationId: string;
      readonly key: string;
      readonly version: number;
    }
  | {
      readonly kind: 'edit';
      readonly person: Writer;
      readonly conversationId: string;
      readonly key: string;
      readonly entryId: string;
      readonly text: string;
    }
  | {
      readonly kind: 'recall';
      readonly person: Writer;
      readonly conversationId: string;
      readonly key: string;
      readonly entryId: string;
    }
  | {
      readonly kind: 'transfer';
      readonly person: Writer;
      readonly conversationId: string;
      readonly key: string;
      readonly version: number;
      /** Id of the person who is to have it. */
      readonly to: string;
    }
  /** By the hub itself: the version guards it, so it needs no key. `to` is null for the queue. */
  | {
      readonly kind: 'assign';
      readonly conversationId: string;
      readonly version: number;
      readonly to: PersonRef | null;
      readonly reason: Extract<AssignmentReason, 'least_loaded' | 'agent_gone'>;
    };

/** A conversation as the writer holds it while it works on a batch. */
export type Held = {
  readonly conversation: Conversation;
  readonly publicSeq: number;
  readonly owners: readonly string[];
};

/** An entry that is on disk, with its conversation before and after it. */
export type Committed = {
  readonly entry: Entry;
  readonly conversation: Conversation;
  /** Null for the entry that opened it. */
  readonly before: Conversation | null;
  readonly owners: readonly string[];
  readonly publicSeq: number;
  /** The socket to which its ack says all there is to say of it (P10); null where there is none. */
  readonly toldByAck: string | null;
};

export function ownershipOf(held: Held): { agentId: string | null; owners: readonly string[] } {
  return { agentId: held.conversation.agent?.id ?? null, owners: held.owners };
}

/** Who is behind a key: keys are unique per author (P3). Null for the hub's own writes. */
export function keyOf(write: Write): { authorId: string; key: string } | null {
  switch (write.kind) {
    case 'visitorMessage':
      return { authorId: write.visitor.id, key: write.key };
    case 'assign':
      return null;
    default:
      return { authorId: write.person.id, key: write.key };
  }
}
