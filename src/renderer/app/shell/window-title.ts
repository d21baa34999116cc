import { useLingui } from '@lingui/react/macro';
import { useEffect } from 'react';
import { useConversations } from '../../state/conversations.ts';
import { useDeskApp } from '../../state/desk-app.ts';

/** Messages of customers that I serve and have not read. */
export function useUnread(): number {
  return useConversations((s) => s.sections.mine.reduce((sum, id) => sum + (s.rows.get(id)?.unread ?? 0), 0));
}

/** The window's title tells the task bar how much is unread. */
export function useWindowTitle(): void {
  const { t } = useLingui();
  const workspace = useDeskApp((s) => (s.account.state === 'signed-in' ? s.account.workspace.name : ''));
  const unread = useUnread();
  const product = t`Yingke`;
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${workspace} · ${product}`;
  }, [unread, workspace, product]);
}
