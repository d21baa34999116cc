import type { CSSProperties, ReactNode } from 'react';
import { useShellActions } from './actions/shell-actions.ts';
import { useKeys } from './actions/use-keys.ts';
import { CallsBanner } from './alerts/calls-banner.tsx';
import { MentionsBanner } from './alerts/mentions-banner.tsx';
import { Foot } from './foot.tsx';
import { KeyWindows } from './key-windows.tsx';
import { LossBanner } from './loss-banner.tsx';
import { Rail } from './rail.tsx';
import { SignInGate } from './sign-ins/sign-in-gate.tsx';
import { SignOutQuestion } from './sign-out/sign-out-question.tsx';
import { TopBar } from './top-bar.tsx';
import { useWindowTitle } from './window-title.ts';

type AdminShellProps = {
  readonly label: string;
  /** Absent: the part has no column of its own. */
  readonly nav?: ReactNode;
  readonly children: ReactNode;
};

/** The same frame with two columns: no customer is looked at here. */
export function AdminShell({ label, nav, children }: AdminShellProps) {
  useShellActions();
  useKeys();
  useWindowTitle();
  const style = {
    '--list-width': nav === undefined ? '0px' : 'calc(184px * var(--scale, 1))',
    '--context-width': '0px',
  } as CSSProperties;
  return (
    <div
      className="shell"
      style={style}
      data-list={nav === undefined ? 'closed' : 'open'}
      data-context="closed"
    >
      <TopBar />
      <Rail />
      {nav !== undefined && <div className="shell-list">{nav}</div>}
      <main aria-label={label} className="shell-main flex flex-col">
        <LossBanner />
        <SignInGate />
        <CallsBanner />
        <MentionsBanner />
        {children}
      </main>
      <Foot />
      <KeyWindows />
      <SignOutQuestion />
    </div>
  );
}
