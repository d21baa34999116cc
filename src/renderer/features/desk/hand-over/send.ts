import type { Conversation } from '#shared/domain/conversation.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';

/** Whom one has chosen. */
export type Target =
  | { readonly is: 'person'; readonly id: string; readonly name: string; readonly ask: boolean }
  | { readonly is: 'group'; readonly id: string; readonly name: string };

/** Hands it over or invites; answers why not, null where the hub has done it. */
export async function sendHandOver(
  what: 'transfer' | 'invite',
  { id: conversationId, version }: Conversation,
  target: Target,
  note: string,
): Promise<Refusal | null> {
  const about = { conversationId, version, note: note.trim() === '' ? null : note.trim() };
  try {
    if (what === 'invite') await call('conversations.invite', { ...about, to: target.id });
    else {
      const to = target.is === 'group' ? { group: target.id } : { person: target.id, ask: target.ask };
      await call('conversations.transfer', { ...about, to });
    }
    return null;
  } catch (error) {
    return refusedWith(error);
  }
}
