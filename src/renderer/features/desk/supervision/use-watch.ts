import { useEffect } from 'react';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { meOf, useDeskApp } from '../../../state/desk-app.ts';
import { notice } from '../../../state/notices.ts';
import { useSupervision } from '../../../state/supervision.ts';
import { isGuest } from '../permission.ts';

/**
 * Tells the hub whose conversation one looks at: for its audit trail, and for the agent where the house wants them to know.
 * What the hub cannot be told now, as where one reads what this computer keeps, it is told with the next line; what it refuses is
 * said on the screen. The hub itself writes down whoever asks for lines.
 */
export function useWatch(row: ConversationRow | undefined): void {
  const me = useDeskApp((s) => meOf(s.account));
  const connected = useDeskApp((s) => s.connection.state === 'connected');
  const conversation = row?.conversation;
  const agentId = conversation?.agent?.id ?? null;
  const watches =
    me !== null &&
    me.role !== 'agent' &&
    conversation !== undefined &&
    row?.gone !== true &&
    agentId !== null &&
    agentId !== me.id &&
    !isGuest(conversation, me);
  const id = conversation?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: with another agent it is another watch, and a new line is to be told again
  useEffect(() => {
    if (!watches || id === undefined) return;
    // Refused, one would look without its being known: it is said where one looks.
    call('supervise.watch', { conversationId: id, watching: true }).catch((error: unknown) =>
      notice(id, refusedWith(error)),
    );
    return () => {
      // It ends by itself with the line, and within a minute at the hub.
      call('supervise.watch', { conversationId: id, watching: false }).catch(() => undefined);
    };
  }, [watches, connected, id, agentId]);
}

/** How much the agent of what is shown is told of who looks at it. */
export function useTold(status: ConversationRow['conversation']['status']): 'never' | 'somebody' | 'name' {
  const { told, toldAfterwards } = useSupervision();
  return status === 'closed' ? toldAfterwards : told;
}
