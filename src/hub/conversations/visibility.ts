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

/** Only the owner speaks for the house; supervisors and admins may step in. */
export function mayWrite(writer: Reader, of: Ownership): boolean {
  return writer.role !== 'agent' || of.agentId === writer.id;
}
