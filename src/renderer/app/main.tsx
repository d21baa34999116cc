import './styles.css';
import { createRoot } from 'react-dom/client';
import { askAhead, call, forgetAhead, refusedWith } from '../bridge/bridge.ts';
import { applyAccounts } from '../state/accounts.ts';
import { applyBoot, useDeskApp } from '../state/desk-app.ts';
import { saveDrafts } from '../state/drafts.ts';
import { applyKept, keepPage } from '../state/kept-page.ts';
import { fetchParts } from '../state/lazy-part.tsx';
import { likelyTab } from '../state/tabs.ts';
import { firstPage } from '../state/transcripts.ts';
import { readyFormats } from '../ui/time.ts';
import { App } from './app.tsx';
import { enterDesk, followAccount } from './desk-start.ts';
import { lookUpFaces, nameSystem } from './faces.ts';
import { tellFaults } from './faults.ts';
import { activateLocale, likelyLocale } from './i18n.ts';
import { followNews } from './news.ts';
import { showLook, showTheme } from './theme.ts';

/** Milliseconds that the first draw waits for the cache: better one draw with everything than two. */
const patience = 60;

async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (root === null) return;
  tellFaults();
  nameSystem();
  activateLocale(likelyLocale());
  followNews();
  const boot = call('app.boot', {});
  askAhead('conversations.list', {});
  const tab = likelyTab();
  if (tab !== null) askAhead('conversations.open', firstPage(tab));
  // Main is busy with the answers: what takes its time anyhow is done meanwhile.
  lookUpFaces();
  readyFormats(likelyLocale());
  const refusal = await boot.then((found) => {
    applyBoot(found);
    applyAccounts(found.accounts);
    applyKept(found.kept);
  }, refusedWith);
  const { account, preferences } = useDeskApp.getState();
  showTheme(preferences.theme);
  showLook(preferences.look);
  followAccount();
  const desk = enterDesk(account);
  forgetAhead();
  if (refusal === undefined) activateLocale(preferences.locale);
  await soon(desk);
  createRoot(root).render(<App bootRefusal={refusal ?? null} />);
  void fetchParts();

  useDeskApp.subscribe((now, before) => {
    if (now.preferences.theme !== before.preferences.theme) showTheme(now.preferences.theme);
    if (now.preferences.look !== before.preferences.look) showLook(now.preferences.look);
    if (now.preferences.locale !== before.preferences.locale) activateLocale(now.preferences.locale);
  });
  addEventListener('pagehide', saveDrafts);
  addEventListener('pagehide', keepPage);
  addEventListener('blur', saveDrafts);
}

function soon(work: Promise<void>): Promise<void> {
  return Promise.race([work, new Promise<void>((resolve) => setTimeout(resolve, patience))]);
}

void start();
