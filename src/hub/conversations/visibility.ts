import type { Conversation } from '#shared/domain/conversation.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import type { Role } from '#shared/protocol/handshake.ts';

/** Who asks, as far as rights go. */
export type Reader = { readonly id: string; readonly role: Role };

/** What of a conversation decides who sees it. */
export type Ownership = {
  /** Who owns it now; null while nobody does. */
  readonly agentId: string | null;
  /** Everybody who owns or ever owned it, or was let join in. */
  readonly owners: readonly string[];
  /** Whom a colleague asks to take it or to join in, for as long as they are asked. */
  readonly askedId: string | null;
};

/**
 * Supervisors and admins see every conversation. An agent sees those that nobody has, those they have or had
 * themselves or were let join in, and those they are asked about: until they have answered, for who says no
 * has no more to do with that customer.
 */
export function mayRead(reader: Reader, of: Ownership): boolean {
  if (reader.role !== 'agent' || of.agentId === null) return true;
  return of.owners.includes(reader.id) || of.askedId === reader.id;
}

/**
 * Why somebody may not write in a conversation, null when they may. One that they may not know of
 * does not exist for them; who had it is told who has it now (P12), or that nobody has (P13).
 */
export function whyNotWrite(
  writer: Reader,
  conversation: Pick<Conversation, 'agent' | 'guests' | 'status' | 'offer'>,
  owners: readonly string[],
): Refusal | null {
  const { agent, status } = conversation;
  const of = ownershipOf({ conversation, owners });
  if (!mayRead(writer, of)) return { code: 'not_found' };
  if (mayWrite(writer, of) || conversation.guests.some(({ id }) => id === writer.id))
    return status === 'closed' ? { code: 'conversation_closed' } : null;
  if (!owners.includes(writer.id)) return { code: 'forbidden' };
  if (status === 'closed') return { code: 'conversation_closed' };
  return agent === null ? { code: 'not_yours' } : { code: 'taken', owner: agent.name };
}

/** Only the owner speaks for the house, and whom they have let join in; supervisors and admins may step in. */
export function mayWrite(writer: Reader, of: Ownership): boolean {
  return writer.role !== 'agent' || of.agentId === writer.id;
}

export function ownershipOf(held: {
  readonly conversation: Pick<Conversation, 'agent' | 'offer'>;
  readonly owners: readonly string[];
}): Ownership {
  const { agent, offer } = held.conversation;
  return { agentId: agent?.id ?? null, owners: held.owners, askedId: offer?.to.id ?? null };
}
