import type { FileRef } from '#shared/domain/attached.ts';
import type { Conversation, Visitor } from '#shared/domain/conversation.ts';
import type { Audience, Author, Entry, EntryBody, PersonRef } from '#shared/domain/entry.ts';
import type { RoutingDecision } from '#shared/domain/routing/decision.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import type { Role } from '#shared/protocol/handshake.ts';

/** An entry before it has its place. */
export type Draft = {
  readonly author: Author;
  readonly audience: Audience;
  readonly key: string | null;
  readonly body: EntryBody;
  /** Why routing gave or offered it. */
  readonly decision?: RoutingDecision;
};

export type Decision =
  /** Known by its key: what was answered then is answered again. */
  | { readonly answer: 'again' }
  | { readonly answer: 'refuse'; readonly refusal: Refusal }
  /** `opens`: a new conversation of this visitor begins with the drafts. The one with a key is the answer, else the last. */
  | {
      readonly answer: 'append';
      readonly opens: Visitor | null;
      readonly drafts: readonly Draft[];
    };

/** What a write names besides its conversation, as it is when the write is decided. */
export type Named = {
  /** Hub's clock, epoch milliseconds. */
  readonly now: number;
  /** The message to be edited, recalled or quoted; null when there is none of that id. */
  readonly target: Entry | null;
  /** What it says by now; null for what it was written with. */
  readonly says: string | null;
  /** It was recalled before. */
  readonly recalled: boolean;
  /** To whom it is to go, or who is to join; null when nobody of that id works here. */
  readonly to: PersonRef | null;
  /** Those of a note's mentions who work here. */
  readonly mentioned: readonly Colleague[];
  /** What whoever gets it from routing holds; null where nobody does. */
  readonly taker: Taker | null;
  /** The uploads that go along with it, by id: those that there are. */
  readonly files: ReadonlyMap<string, Upload>;
};

/** A file that the hub has taken, as far as a message is concerned. */
export type Upload = {
  readonly file: FileRef;
  /** Id of who sent it here. */
  readonly ownerId: string;
  /** Where it was said already; null: nowhere yet. */
  readonly conversationId: string | null;
  readonly createdAt: number;
};

/** Somebody who works here. */
export type Colleague = PersonRef & { readonly role: Role };

/** Somebody to whom routing gives something. */
export type Taker = {
  readonly load: number;
  /** Until when they have a lease (P13), epoch milliseconds. */
  readonly leaseUntil: number;
};

export const refuse = (refusal: Refusal): Decision => ({ answer: 'refuse', refusal });
export const append = (...drafts: Draft[]): Decision => ({ answer: 'append', opens: null, drafts });

/** For customer and staff. */
export function everyone(author: Author, key: string | null, body: EntryBody): Draft {
  return { author, audience: 'everyone', key, body };
}

/** For staff alone. */
export function staff(author: Author, key: string | null, body: EntryBody): Draft {
  return { author, audience: 'staff', key, body };
}

/** P12: the version is old. Where somebody else has it by now, that is what one has to know. */
export function lost(personId: string, { agent }: Conversation): Decision {
  if (agent !== null && agent.id !== personId) return refuse({ code: 'taken', owner: agent.name });
  return refuse({ code: 'conflict' });
}
