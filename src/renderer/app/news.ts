import { listen } from '../bridge/bridge.ts';
import { noticeArrivals } from '../state/arrivals.ts';
import { applyRows } from '../state/conversations.ts';
import { useDeskApp } from '../state/desk-app.ts';
import { openTab } from '../state/tabs.ts';
import { applyEntries, applyOutgoing } from '../state/transcripts.ts';

/** Everything that main tells unasked, and where it goes. */
export function followNews(): () => void {
  return listen({
    'app.preferences': (preferences) => useDeskApp.setState({ preferences }),
    'app.connection': (connection) => useDeskApp.setState({ connection }),
    'account.changed': (account) => useDeskApp.setState({ account }),
    'conversations.changed': ({ rows, all }) => applyRows(rows, all),
    'entries.added': ({ conversationId, entries }) => {
      applyEntries(conversationId, entries);
      noticeArrivals(conversationId, entries);
    },
    'outgoing.changed': ({ outgoing, removed }) => applyOutgoing(outgoing, removed),
    'conversations.focus': ({ conversationId }) => openTab(conversationId),
  });
}
