import { RefusalError } from '#shared/protocol/errors.ts';
import type { Scope } from '#shared/protocol/registry.ts';
import type { DeskActor, VisitorActor } from './handlers.ts';
import type { Reads } from './reads.ts';
import { mayRead, ownershipOf, whyNotSpeak, whyNotWrite } from './visibility.ts';

/**
 * Whether the actor may do what the scope says with a conversation; rejects when not.
 *
 * One that the actor may not know of is `not_found`, whether it exists or not: the answer must not
 * tell. Who may see but not write is told `forbidden`. Writing is decided again inside the
 * transaction, where ownership can no longer change.
 */
export async function checkScope(
  reads: Reads,
  actor: DeskActor | VisitorActor,
  scope: Scope,
  conversationId: string,
): Promise<void> {
  const held = await reads.held(conversationId);
  if (held === null) throw new RefusalError('not_found');
  if (actor.kind === 'visitor') {
    if (held.conversation.visitor.id !== actor.id || scope !== 'conversation.read')
      throw new RefusalError('not_found');
    return;
  }
  // `decide` looks for the key first (P3), and then who may: nothing is told here of what they may not read.
  if (scope === 'conversation.decided') return;
  if (!mayRead(actor.person, ownershipOf(held))) throw new RefusalError('not_found');
  if (scope !== 'conversation.write' && scope !== 'conversation.speak') return;
  const why = scope === 'conversation.speak' ? whyNotSpeak : whyNotWrite;
  const refusal = why(actor.person, held.conversation, held.owners);
  // Whoever had it may ask under a key that is known, and is answered as then (P3): `decide` knows.
  if (refusal?.code === 'not_found' || refusal?.code === 'forbidden') throw new RefusalError(refusal);
}
