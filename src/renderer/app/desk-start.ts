import type { Account } from '#shared/ipc/account.ts';
import { firstPaint } from '../bridge/painted.ts';
import { loadAlerts, tellShown } from '../state/alerts.ts';
import { loadConversations, reorderConversations, useConversations } from '../state/conversations.ts';
import { loadHandbook } from '../state/customers.ts';
import { ownerOf, useDeskApp } from '../state/desk-app.ts';
import { dropUnsavedDrafts } from '../state/drafts.ts';
import { loadHouse } from '../state/house.ts';
import { followQualityNews } from '../state/quality-news.ts';
import { loadSignIns } from '../state/sign-ins.ts';
import { resetSlices } from '../state/slice.ts';
import { loadWatched } from '../state/supervision.ts';
import { dropUnknownTabs, followTabs, rememberedTabs, useTabs } from '../state/tabs.ts';
import { followTranscripts, readTranscript } from '../state/transcripts.ts';
import { followViews, useViews } from '../state/views.ts';
import { followWatch } from '../state/watch.ts';

let ends: readonly (() => void)[] = [];
let owner: string | null = null;

/**
 * Brings the desk of whoever is signed in to the screen: the list and the tab that was shown last are
 * read at once, side by side. Resolves when both are there, or could not be read.
 */
export async function enterDesk(account: Account): Promise<void> {
  const next = ownerOf(account);
  if (next === owner && next !== null) return;
  // Before the first person there is nothing to forget, but news that came while main was asked.
  if (owner !== null) leaveDesk();
  owner = next;
  if (next === null) return;
  useTabs.setState(rememberedTabs(next));
  ends = [
    followTabs(),
    followTranscripts(),
    tellShown(),
    followViews(next),
    followWatch(),
    followQualityNews(),
    useViews.subscribe(reorderConversations),
  ];
  // Nothing of the first screen waits for it; what could not be read then comes as news.
  void firstPaint.then(() => {
    if (owner !== next) return;
    for (const load of [loadAlerts, loadHouse, loadWatched, loadSignIns, loadHandbook])
      load().catch(() => undefined);
  });
  const { active, beside } = useTabs.getState();
  const shown = [active, beside].filter((id) => id !== null);
  await Promise.all([loadConversations(), ...shown.map(readTranscript)]);
  if (owner === next && useConversations.getState().state === 'ready') dropUnknownTabs();
}

/** Nothing of the person who was here stays on the screen or is written for them. */
function leaveDesk(): void {
  for (const end of ends) end();
  ends = [];
  dropUnsavedDrafts();
  resetSlices();
}

/** Whatever changes who is signed in, main's news or a form's answer: the desk follows. */
export function followAccount(): () => void {
  return useDeskApp.subscribe((now, before) => {
    if (now.account !== before.account) void enterDesk(now.account);
  });
}
