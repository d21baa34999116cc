import type { Conversation, Visitor } from '#shared/domain/conversation.ts';
import type { Filed } from '#shared/domain/customer/filing.ts';
import type {
  AssignmentReason,
  Contact,
  Entry,
  FormFields,
  GroupRef,
  OfferEnd,
  PersonRef,
} from '#shared/domain/entry.ts';
import type { RoutingDecision } from '#shared/domain/routing/decision.ts';
import type { Needs } from '#shared/domain/routing/needs.ts';
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
      /** Ids of what goes along with it. */
      readonly files?: readonly string[] | undefined;
      readonly page: Page | null;
      /** Whom they chose (B2) and what they filled in, for a conversation that begins with this. */
      readonly to?: PersonRef | null;
      readonly fields?: FormFields | undefined;
      /** Id of the message that it answers to. */
      readonly quote?: string | undefined;
      /** The socket that asks, where one does. */
      readonly socketId?: string;
    }
  | {
      readonly kind: 'leaveMessage';
      readonly visitor: Visitor;
      readonly key: string;
      readonly text: string;
      readonly contact: Contact;
      readonly page: Page | null;
    }
  | {
      readonly kind: 'agentMessage';
      readonly person: Writer;
      readonly conversationId: string;
      readonly key: string;
      readonly text: string;
      readonly files?: readonly string[] | undefined;
      readonly quote?: string | undefined;
    }
  | {
      readonly kind: 'note';
      readonly person: Writer;
      readonly conversationId: string;
      readonly key: string;
      readonly text: string;
      /** Ids of colleagues. */
      readonly mentions: readonly string[];
      readonly whisper?: true | undefined;
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
      /** How long its agent has for wrap-up at most, milliseconds; absent where there is none. */
      readonly wrapUpFor?: number;
      /** The house asks each customer how the service was. */
      readonly askRating?: boolean;
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
      readonly to: TransferTo;
      /** For whoever gets it. */
      readonly note: string | null;
      /** Until when whoever is asked has to accept, epoch milliseconds. */
      readonly until: number;
    }
  | {
      readonly kind: 'invite';
      readonly person: Writer;
      readonly conversationId: string;
      readonly key: string;
      readonly version: number;
      /** Id of the colleague. */
      readonly to: string;
      readonly note: string | null;
      readonly until: number;
    }
  | {
      readonly kind: 'askRating';
      readonly person: Writer;
      readonly conversationId: string;
      readonly key: string;
    }
  | ByCustomer
  | OnVersion<'accept'>
  | OnVersion<'decline'>
  | OnVersion<'withdraw'>
  | OnVersion<'leave'>
  | OnVersion<'join'>
  /** `unfit`: what of it the handbook does not have. */
  | (OnVersion<'wrapDone'> & { readonly filed?: Filed | undefined; readonly unfit?: string })
  | ByHub;

/** By the customer, in a conversation of theirs that need not be the open one. */
export type ByCustomer = {
  readonly customer: Visitor;
  readonly conversationId: string;
  readonly key: string;
} & (
  | { readonly kind: 'rate'; readonly score: number; readonly comment: string | null }
  | { readonly kind: 'takeBack'; readonly entryId: string }
);

type OnVersion<K extends string> = {
  readonly kind: K;
  readonly person: Writer;
  readonly conversationId: string;
  readonly key: string;
  readonly version: number;
};

/** A person of that id, who has to accept where they are asked; or the queue of a group, null where there is none. */
export type TransferTo =
  | { readonly person: string; readonly ask: boolean }
  | { readonly groupId: string; readonly group: GroupRef | null };

/** By the hub itself: the version guards it, so it needs no key. */
export type ByHub = {
  readonly conversationId: string;
  readonly version: number;
} & (
  | {
      readonly kind: 'route';
      readonly group: GroupRef;
      readonly priority: number;
      readonly needs: Needs;
      readonly rule: string | null;
    }
  | {
      readonly kind: 'assign';
      /** Null for the queue. */
      readonly to: PersonRef | null;
      readonly reason: Exclude<AssignmentReason, 'accepted' | 'taken' | 'transferred'>;
      /** Why it is them; kept with the entry. */
      readonly decision?: RoutingDecision;
      readonly room?: number;
    }
  | {
      readonly kind: 'offer';
      readonly to: PersonRef;
      /**
       * The load up to which they are given something: with more when it is written, or without a lease (P13), it is
       * refused. Two nodes, or routing and a colleague, may have found room for one at the same moment.
       */
      readonly room?: number;
      readonly until: number;
      readonly decision: RoutingDecision;
    }
  | { readonly kind: 'endOffer'; readonly because: OfferEnd }
  /** The time of its wrap-up is over. */
  | { readonly kind: 'lapse' }
);

/** A conversation as the writer holds it while it works on a batch. */
export type Held = {
  readonly conversation: Conversation;
  readonly publicSeq: number;
  /** `feedSeq` of the message that `lastMessage` is of; null where it was edited or recalled, or there is none. */
  readonly lastSaid: number | null;
  readonly owners: readonly string[];
};

/** An entry that is on disk, with its conversation before and after it. */
export type Committed = {
  readonly entry: Entry;
  /** Why routing gave or offered it; only with such an entry. */
  readonly decision?: RoutingDecision;
  readonly conversation: Conversation;
  /** Null for the entry that opened it. */
  readonly before: Conversation | null;
  readonly owners: readonly string[];
  readonly publicSeq: number;
  readonly lastSaid: number | null;
  /** The socket to which its ack says all there is to say of it (P10); null where there is none. */
  readonly toldByAck: string | null;
};

/** Who is behind a key: keys are unique per author (P3). Null for the hub's own writes. */
export function keyOf(write: Write): { authorId: string; key: string } | null {
  switch (write.kind) {
    case 'visitorMessage':
    case 'leaveMessage':
      return { authorId: write.visitor.id, key: write.key };
    case 'rate':
    case 'takeBack':
      return { authorId: write.customer.id, key: write.key };
    case 'route':
    case 'assign':
    case 'offer':
    case 'endOffer':
    case 'lapse':
      return null;
    default:
      return { authorId: write.person.id, key: write.key };
  }
}

/** Ids of the files that go along with what is written. */
export function filesNamed(write: Write): readonly string[] {
  return (write.kind === 'visitorMessage' || write.kind === 'agentMessage' ? write.files : undefined) ?? [];
}

/** Ids of the people whom a write names besides its author. */
export function peopleNamed(write: Write): readonly string[] {
  if (write.kind === 'note') return write.mentions;
  if (write.kind === 'invite') return [write.to];
  return write.kind === 'transfer' && 'person' in write.to ? [write.to.person] : [];
}

/** Id of the message that a write changes or quotes; null where there is none. */
export function messageNamed(write: Write): string | null {
  if ('entryId' in write) return write.entryId;
  return 'quote' in write ? (write.quote ?? null) : null;
}

/** Id of who gets something from routing, where it is to be looked whether they still can; null else. */
export function takerOf(write: Write): string | null {
  if (write.kind !== 'assign' && write.kind !== 'offer') return null;
  return write.room === undefined || write.to === null ? null : write.to.id;
}

/** Id of who may read the conversation from this entry on, for good: it is theirs, or they have joined in. */
export function drawnIn({ body }: Entry): string | null {
  if (body.kind === 'joined') return body.person.id;
  return body.kind === 'assigned' ? (body.to?.id ?? null) : null;
}
