import { useLingui } from '@lingui/react/macro';
import type { CSSProperties, ReactNode } from 'react';
import { Foot } from './foot.tsx';
import { LossBanner } from './loss-banner.tsx';
import { Rail } from './rail.tsx';
import { useRegionKeys } from './regions.ts';
import { TopBar } from './top-bar.tsx';
import { useWindowTitle } from './window-title.ts';

type AdminShellProps = { readonly nav: ReactNode; readonly children: ReactNode };

/** The same frame with two columns: no customer is looked at here. */
export function AdminShell({ nav, children }: AdminShellProps) {
  const { t } = useLingui();
  useRegionKeys();
  useWindowTitle();
  const style = { '--list-width': '184px', '--context-width': '0px' } as CSSProperties;
  return (
    <div className="shell" style={style} data-list="open" data-context="closed">
      <TopBar />
      <Rail />
      <div className="shell-list">{nav}</div>
      <main aria-label={t`Administration`} className="shell-main flex flex-col">
        <LossBanner />
        {children}
      </main>
      <Foot />
    </div>
  );
}
