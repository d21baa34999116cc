import { listen, tell } from '../bridge/bridge.ts';
import { applyAccounts } from '../state/accounts.ts';
import { applyAlerts, useAlerts } from '../state/alerts.ts';
import { noticeArrivals } from '../state/arrivals.ts';
import { applyProgress } from '../state/attachments.ts';
import { applyAuditProgress } from '../state/audit-progress.ts';
import { applyBoardNews } from '../state/board-news.ts';
import { applyTicks } from '../state/checklists.ts';
import { applyRows } from '../state/conversations.ts';
import { applyCustomer, applyHandbook } from '../state/customers.ts';
import { useDeskApp } from '../state/desk-app.ts';
import { addToDraft } from '../state/drafts.ts';
import { applyColleagues, applyStatus } from '../state/house.ts';
import { jumpToLine } from '../state/jump.ts';
import { applyLink } from '../state/links.ts';
import { endReadMentions, noticeMentions } from '../state/mentions.ts';
import { applyNetwork } from '../state/network.ts';
import { noticeOffers, noticeTaken } from '../state/offers.ts';
import { showPart } from '../state/part.ts';
import { applyQualityNews, focusQuality } from '../state/quality-news.ts';
import { applyReplies } from '../state/replies.ts';
import { applySignIns } from '../state/sign-ins.ts';
import { applyWatched } from '../state/supervision.ts';
import { openTab } from '../state/tabs.ts';
import { applyEntries, applyOutgoing, recheckTabs } from '../state/transcripts.ts';
import { noticeTyping, stoppedTyping } from '../state/typing.ts';
import { applyUpdates } from '../state/updates.ts';
import { applyWatch, focusAlert, loadWatch } from '../state/watch.ts';
import { applyWay } from '../state/ways.ts';

/** Everything that main tells unasked, and where it goes. */
export function followNews(): () => void {
  // The system tells pages, not main, that a cable or a wireless network is back.
  addEventListener('online', () => tell('app.networkBack', {}));
  return listen({
    'app.preferences': (preferences) => useDeskApp.setState({ preferences }),
    'app.connection': (connection) => useDeskApp.setState({ connection }),
    'app.cache': ({ protection, loss }) => useDeskApp.setState({ protection, loss }),
    'app.managed': (managed) => useDeskApp.setState({ managed }),
    'app.required': (required) => useDeskApp.setState({ required }),
    'accounts.changed': applyAccounts,
    'account.changed': (account) => useDeskApp.setState({ account }),
    'conversations.changed': ({ rows, all }) => {
      noticeTaken(rows);
      applyRows(rows, all);
      endReadMentions(rows);
      if (all) void recheckTabs();
    },
    'entries.added': ({ conversationId, entries }) => {
      applyEntries(conversationId, entries);
      if (entries.some(({ author }) => author.kind === 'visitor')) stoppedTyping(conversationId);
      noticeArrivals(conversationId, entries);
      noticeOffers(conversationId, entries);
      noticeMentions(conversationId, entries);
    },
    'outgoing.changed': ({ outgoing, removed }) => applyOutgoing(outgoing, removed),
    'status.changed': applyStatus,
    'colleagues.changed': applyColleagues,
    'supervise.watched': applyWatched,
    'sessions.asking': applySignIns,
    'alerts.changed': applyAlerts,
    'replies.changed': applyReplies,
    'files.progress': applyProgress,
    'alerts.calls': ({ calls }) => useAlerts.setState({ calls }),
    'conversations.typing': noticeTyping,
    'customers.changed': (news) => applyCustomer(news),
    'handbook.changed': applyHandbook,
    'ticks.changed': applyTicks,
    'way.changed': applyWay,
    'updates.changed': applyUpdates,
    'audit.progress': applyAuditProgress,
    'network.changed': applyNetwork,
    'watch.changed': ({ alerts }) => applyWatch(alerts),
    'watch.rules': () => void loadWatch(),
    // The notification is main's; the list has heard of it by then.
    'watch.call': () => undefined,
    'watch.focus': ({ alertId }) => focusAlert(alertId),
    'quality.told': applyQualityNews,
    'quality.focus': focusQuality,
    'board.changed': applyBoardNews,
    'links.arrived': applyLink,
    'conversations.focus': ({ conversationId, draft, line }) => {
      showPart('conversations');
      openTab(conversationId);
      // Where the line cannot be read the conversation says why itself.
      if (line !== undefined) jumpToLine(conversationId, line).catch(() => undefined);
      if (draft !== undefined) addToDraft(conversationId, draft);
    },
  });
}
