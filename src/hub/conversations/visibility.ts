import type { Conversation } from '#shared/domain/conversation.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import type { Role } from '#shared/protocol/handshake.ts';

/** Who asks, as far as rights go. */
export type Reader = {
  readonly id: string;
  readonly role: Role;
  /** Ids of the groups that somebody oversees who is limited to them (E2). */
  readonly over?: readonly string[] | undefined;
  /** Ids of the groups whose work they lead, where that is not all; it may be more than they read (E2). */
  readonly led?: readonly string[] | undefined;
};

/** Groups of which they see every conversation; null: of all. */
export function overseenBy({ role, over }: Reader): readonly string[] | null {
  return role === 'agent' ? [] : (over ?? null);
}

/** What of a conversation decides who sees it. */
export type Ownership = {
  /** Who owns it now; null while nobody does. */
  readonly agentId: string | null;
  /** Everybody who owns or ever owned it, or was let join in. */
  readonly owners: readonly string[];
  /** Whom a colleague asks to take it or to join in, for as long as they are asked. */
  readonly askedId: string | null;
  /** Whose queue it is or was in; null until routing has seen it. */
  readonly groupId: string | null;
};

/**
 * Supervisors and admins see every conversation, or all of their groups. An agent sees those that nobody has, those they have or had
 * themselves or were let join in, and those they are asked about: until they have answered, for who says no
 * has no more to do with that customer.
 */
export function mayRead(reader: Reader, of: Ownership): boolean {
  const over = overseenBy(reader);
  if (over === null || of.agentId === null) return true;
  if (of.groupId !== null && over.includes(of.groupId)) return true;
  return of.owners.includes(reader.id) || of.askedId === reader.id;
}

/** It is theirs, or they have joined in: whom the customer and the others know of. */
export function isIn({ agent, guests }: Pick<Conversation, 'agent' | 'guests'>, personId: string): boolean {
  return agent?.id === personId || guests.some(({ id }) => id === personId);
}

/**
 * Why somebody may not speak for the house there, null when they may. Who supervises may see it and step in, but is nobody to
 * the customer until they have joined or taken over.
 */
export function whyNotSpeak(
  writer: Reader,
  conversation: Pick<Conversation, 'agent' | 'guests' | 'status' | 'offer' | 'group'>,
  owners: readonly string[],
): Refusal | null {
  const refusal = whyNotWrite(writer, conversation, owners);
  if (refusal !== null || writer.role === 'agent' || isIn(conversation, writer.id)) return refusal;
  return { code: 'join_first' };
}

/**
 * Why somebody may not write in a conversation, null when they may. One that they may not know of
 * does not exist for them; who had it is told who has it now (P12), or that nobody has (P13).
 */
export function whyNotWrite(
  writer: Reader,
  conversation: Pick<Conversation, 'agent' | 'guests' | 'status' | 'offer' | 'group'>,
  owners: readonly string[],
): Refusal | null {
  const { agent, status } = conversation;
  const of = ownershipOf({ conversation, owners });
  if (!mayRead(writer, of)) return { code: 'not_found' };
  if (mayWrite(writer, of) || isIn(conversation, writer.id))
    return status === 'closed' ? { code: 'conversation_closed' } : null;
  if (!owners.includes(writer.id)) return { code: 'forbidden' };
  if (status === 'closed') return { code: 'conversation_closed' };
  return agent === null ? { code: 'not_yours' } : { code: 'taken', owner: agent.name };
}

/** Only the owner decides what becomes of it; supervisors and admins may step in. */
export function mayWrite(writer: Reader, of: Ownership): boolean {
  return writer.role !== 'agent' || of.agentId === writer.id;
}

export function ownershipOf(held: {
  readonly conversation: Pick<Conversation, 'agent' | 'offer' | 'group'>;
  readonly owners: readonly string[];
}): Ownership {
  const { agent, offer, group } = held.conversation;
  return {
    agentId: agent?.id ?? null,
    owners: held.owners,
    askedId: offer?.to.id ?? null,
    groupId: group?.id ?? null,
  };
}
