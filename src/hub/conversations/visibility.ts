import type { Conversation } from '#shared/domain/conversation.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import type { Role } from '#shared/protocol/handshake.ts';

/** Who asks, as far as rights go. */
export type Reader = { readonly id: string; readonly role: Role };

/** What of a conversation decides who sees it. */
export type Ownership = {
  /** Who owns it now; null while nobody does. */
  readonly agentId: string | null;
  /** Everybody who owns or ever owned it. */
  readonly owners: readonly string[];
};

/**
 * Supervisors and admins see every conversation. An agent sees those that nobody has, and those
 * they have or had themselves.
 */
export function mayRead(reader: Reader, of: Ownership): boolean {
  return reader.role !== 'agent' || of.agentId === null || of.owners.includes(reader.id);
}

/**
 * Why somebody may not write in a conversation, null when they may. One that they may not know of
 * does not exist for them; who had it is told who has it now (P12), or that nobody has (P13).
 */
export function whyNotWrite(
  writer: Reader,
  conversation: Pick<Conversation, 'agent' | 'guests' | 'status'>,
  owners: readonly string[],
): Refusal | null {
  const { agent, status } = conversation;
  const of = { agentId: agent?.id ?? null, owners };
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
