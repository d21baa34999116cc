import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { forgetLoss, useDeskApp } from '../../state/desk-app.ts';
import { showNetwork } from '../../state/network.ts';
import { Button } from '../../ui/button.tsx';
import { LossNotice } from '../../ui/loss-notice.tsx';
import { OtherAccounts } from './other-accounts.tsx';
import { ScreenSwitches } from './screen-switches.tsx';

/** What every screen before the desk shares: the name, and language and appearance at the foot. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const loss = useDeskApp((s) => s.loss);
  return (
    <main className="grid h-full grid-rows-[auto_1fr_auto] overflow-y-auto bg-sunk">
      <div>{loss !== null && <LossNotice loss={loss} onRead={() => void forgetLoss()} />}</div>
      <div className="m-auto w-90 py-6">
        <div className="mb-4 flex items-baseline gap-2 px-1">
          <h1 className="font-bold text-6 text-accent">
            <Trans>Yingke</Trans>
          </h1>
          <p className="text-2 text-ink-2">
            <Trans>the desk for serving customers</Trans>
          </p>
        </div>
        {children}
        <OtherAccounts />
      </div>
      <footer className="flex items-center justify-center gap-6 p-3">
        <ScreenSwitches />
        <Button look="quiet" data-testid="sign-in-network" onClick={showNetwork}>
          <Trans>Network…</Trans>
        </Button>
      </footer>
    </main>
  );
}
