import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { lazy, StrictMode, Suspense, useEffect } from 'react';
import type { Refusal } from '#shared/protocol/errors.ts';
import { tellPainted } from '../bridge/painted.ts';
import { Desk, DeskContext, DeskList } from '../features/desk/index.ts';
import { useDeskApp } from '../state/desk-app.ts';
import { BootFailed } from './boot-failed.tsx';
import { Shell } from './shell/shell.tsx';

// Whoever is signed in never sees it: it is no part of what every start must read.
const SignIn = lazy(() => import('../features/sign-in/index.ts').then((m) => ({ default: m.SignIn })));
const PassPhrase = lazy(() =>
  import('../features/sign-in/index.ts').then((m) => ({ default: m.PassPhrase })),
);

export function App({ bootRefusal }: { readonly bootRefusal: Refusal | null }) {
  return (
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <Suspense>
          {bootRefusal === null ? <Signed /> : <BootFailed refusal={bootRefusal} />}
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

function Signed() {
  const account = useDeskApp((s) => s.account);
  // By how it is locked: of a pass phrase that was typed nothing stays for the other question.
  if (account.state === 'locked') return <PassPhrase key={account.how} account={account} />;
  if (account.state === 'signed-out') return <SignIn />;
  return (
    <Shell list={<DeskList />} context={<DeskContext />}>
      <Desk />
    </Shell>
  );
}
