import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { useLingui } from '@lingui/react/macro';
import { lazy, type ReactNode, StrictMode, Suspense, useEffect } from 'react';
import type { Refusal } from '#shared/protocol/errors.ts';
import { tellPainted } from '../bridge/painted.ts';
import { Desk, DeskContext, DeskList } from '../features/desk/index.ts';
import { isSupervisor, meOf, useDeskApp } from '../state/desk-app.ts';
import { useLinks } from '../state/links.ts';
import { useNetwork } from '../state/network.ts';
import { usePart } from '../state/part.ts';
import { useReplay } from '../state/replay.ts';
import { useTraining } from '../state/training.ts';
import { BootFailed } from './boot-failed.tsx';
import { inEveryLanguage } from './i18n.ts';
import { AdminShell } from './shell/admin-shell.tsx';
import { Shell } from './shell/shell.tsx';

// Few see them: they are no part of what every start must read.
const SignIn = lazy(() => import('../features/sign-in/index.ts').then((m) => ({ default: m.SignIn })));
const Admin = lazy(() => import('../features/admin/index.ts').then((m) => ({ default: m.Admin })));
const AdminNav = lazy(() => import('../features/admin/index.ts').then((m) => ({ default: m.AdminNav })));
const TrainingBar = lazy(() =>
  import('../features/training/index.ts').then((m) => ({ default: m.TrainingBar })),
);
const TrainingChoice = lazy(() =>
  import('../features/training/index.ts').then((m) => ({ default: m.TrainingChoice })),
);
const Replies = lazy(() => import('../features/replies/index.ts').then((m) => ({ default: m.Replies })));
const RepliesNav = lazy(() =>
  import('../features/replies/index.ts').then((m) => ({ default: m.RepliesNav })),
);
const Monitor = lazy(() => import('./shell/monitor/monitor.tsx').then((m) => ({ default: m.Monitor })));
const ReplayLayer = lazy(() => import('./shell/replay-layer.tsx').then((m) => ({ default: m.ReplayLayer })));
const LinkLayer = lazy(() => import('./shell/links/link-layer.tsx').then((m) => ({ default: m.LinkLayer })));
const WayLayer = lazy(() => import('./shell/network/way-layer.tsx').then((m) => ({ default: m.WayLayer })));
const Results = lazy(() => import('./shell/results.tsx').then((m) => ({ default: m.Results })));
const Settings = lazy(() => import('../features/settings/index.ts').then((m) => ({ default: m.Settings })));
const SettingsNav = lazy(() =>
  import('../features/settings/index.ts').then((m) => ({ default: m.SettingsNav })),
);
const KeyTable = lazy(() => import('../features/keys/index.ts').then((m) => ({ default: m.KeyTable })));
const PassPhrase = lazy(() =>
  import('../features/sign-in/index.ts').then((m) => ({ default: m.PassPhrase })),
);

export function App({ bootRefusal }: { readonly bootRefusal: Refusal | null }) {
  return (
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <Suspense>
          {bootRefusal === null ? <Screen /> : <BootFailed refusal={bootRefusal} />}
          <Painted />
        </Suspense>
      </I18nProvider>
    </StrictMode>
  );
}

/** Beside the screen and not around it: it counts only once nothing of the screen is still being fetched. */
function Painted() {
  useEffect(() => tellPainted('shell'), []);
  return null;
}

/** The frame stays on the screen while what is in it is being read. */
function Waiting({ screen }: { readonly screen: ReactNode }) {
  return <Suspense>{screen}</Suspense>;
}

/** The part that is on the screen, and above it a conversation that is played. */
function Screen() {
  const isPlayed = useReplay((s) => s.conversationId !== null);
  const isLinked = useLinks((s) => s.arrived !== null);
  const isWayAsked = useNetwork((s) => s.isShown || s.faults.length > 0);
  const isSignedIn = useDeskApp((s) => s.account.state === 'signed-in');
  return (
    <>
      <Signed />
      {isWayAsked && <Waiting screen={<WayLayer />} />}
      {isLinked && <Waiting screen={<LinkLayer />} />}
      {isPlayed && isSignedIn && <Waiting screen={<ReplayLayer />} />}
    </>
  );
}

function Signed() {
  const { t } = useLingui();
  const account = useDeskApp((s) => s.account);
  // Who is an admin no more does not stay there.
  const isSettingsShown = usePart((s) => s.part === 'settings');
  const isAdminShown = usePart((s) => s.part === 'admin') && meOf(account)?.role === 'admin';
  // Nor who supervises no more: to them the hub would refuse it anyhow.
  const isMonitorShown = usePart((s) => s.part === 'monitor') && isSupervisor(account);
  const areResultsShown = usePart((s) => s.part === 'results');
  const areRepliesShown = usePart((s) => s.part === 'replies');
  // By how it is locked: of a pass phrase that was typed nothing stays for the other question.
  if (account.state === 'locked') return <PassPhrase key={account.how} account={account} />;
  if (account.state === 'signed-out') {
    return (
      <>
        <SignIn />
        <Training />
      </>
    );
  }
  if (isAdminShown)
    return (
      <AdminShell label={t`Administration`} nav={<Waiting screen={<AdminNav />} />}>
        <Waiting screen={<Admin />} />
      </AdminShell>
    );
  if (isMonitorShown)
    return (
      <AdminShell label={t`Monitoring`}>
        <Waiting screen={<Monitor />} />
      </AdminShell>
    );
  if (areResultsShown)
    return (
      <AdminShell label={t`My results`}>
        <Waiting screen={<Results />} />
      </AdminShell>
    );
  if (areRepliesShown)
    return (
      <AdminShell label={t`Canned replies`} nav={<Waiting screen={<RepliesNav />} />}>
        <Waiting screen={<Replies />} />
      </AdminShell>
    );
  if (isSettingsShown)
    return (
      <AdminShell label={t`Settings`} nav={<Waiting screen={<SettingsNav />} />}>
        <Waiting screen={<Settings titlesOf={inEveryLanguage} keyTable={keyTable} />} />
      </AdminShell>
    );
  return (
    <Shell list={<DeskList />} context={<DeskContext />}>
      <Training />
      <Desk />
    </Shell>
  );
}

/** A part of the settings that is a feature of its own. */
const keyTable = (query: string | null) => (
  <Waiting screen={<KeyTable titlesOf={inEveryLanguage} query={query} />} />
);

/** What a training needs: the bar that says so, or the choice of one. */
function Training() {
  const scene = useTraining((s) => s.scene);
  const choosing = useTraining((s) => s.choosing);
  return (
    <>
      {scene !== null && <Waiting screen={<TrainingBar scene={scene} />} />}
      {choosing && <Waiting screen={<TrainingChoice />} />}
    </>
  );
}
