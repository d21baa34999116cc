import { useEffect } from 'react';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { call } from '../../../bridge/bridge.ts';
import { meOf, useDeskApp } from '../../../state/desk-app.ts';
import { useSupervision } from '../../../state/supervision.ts';
import { isGuest } from '../permission.ts';

/**
 * Tells the hub whose conversation one looks at: for its audit trail, and for the agent where the house wants them to know.
 * What the hub cannot be told now it is told with the next line.
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
  // biome-ignore lint/correctness/useExhaustiveDependencies: with another agent it is another watch
  useEffect(() => {
    if (!watches || !connected || id === undefined) return;
    const say = (watching: boolean) =>
      void call('supervise.watch', { conversationId: id, watching }).catch(() => undefined);
    say(true);
    return () => say(false);
  }, [watches, connected, id, agentId]);
}

/** How much the agent of what is shown is told of who looks at it. */
export function useTold(status: ConversationRow['conversation']['status']): 'never' | 'somebody' | 'name' {
  const { told, toldAfterwards } = useSupervision();
  return status === 'closed' ? toldAfterwards : told;
}
