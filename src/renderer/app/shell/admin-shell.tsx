import type { CSSProperties, ReactNode } from 'react';
import { CallsBanner } from './alerts/calls-banner.tsx';
import { Foot } from './foot.tsx';
import { LossBanner } from './loss-banner.tsx';
import { Rail } from './rail.tsx';
import { useRegionKeys } from './regions.ts';
import { TopBar } from './top-bar.tsx';
import { useWindowTitle } from './window-title.ts';

type AdminShellProps = { readonly label: string; readonly nav: ReactNode; readonly children: ReactNode };

/** The same frame with two columns: no customer is looked at here. */
export function AdminShell({ label, nav, children }: AdminShellProps) {
  useRegionKeys();
  useWindowTitle();
  const style = {
    '--list-width': 'calc(184px * var(--scale, 1))',
    '--context-width': '0px',
  } as CSSProperties;
  return (
    <div className="shell" style={style} data-list="open" data-context="closed">
      <TopBar />
      <Rail />
      <div className="shell-list">{nav}</div>
      <main aria-label={label} className="shell-main flex flex-col">
        <LossBanner />
        <CallsBanner />
        {children}
      </main>
      <Foot />
    </div>
  );
}
