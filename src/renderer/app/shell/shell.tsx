import { useLingui } from '@lingui/react/macro';
import type { CSSProperties, ReactNode } from 'react';
import type { ColumnName } from '../../state/columns.ts';
import { columnLimits, isContextShown, setColumn, useColumns } from '../../state/columns.ts';
import { Splitter } from '../../ui/splitter.tsx';
import { useShellActions } from './actions/shell-actions.ts';
import { useKeys } from './actions/use-keys.ts';
import { CallsBanner } from './alerts/calls-banner.tsx';
import { MentionsBanner } from './alerts/mentions-banner.tsx';
import { Foot } from './foot.tsx';
import { KeyWindows } from './key-windows.tsx';
import { LineBanner } from './line-banner.tsx';
import { LossBanner } from './loss-banner.tsx';
import { Rail } from './rail.tsx';
import { SignInGate } from './sign-ins/sign-in-gate.tsx';
import { SignOutQuestion } from './sign-out/sign-out-question.tsx';
import { AwayBanner } from './status/away-banner.tsx';
import { TopBar } from './top-bar.tsx';
import { VersionGate } from './version/version-gate.tsx';
import { useWindowTitle } from './window-title.ts';

type ShellProps = { readonly list: ReactNode; readonly context: ReactNode; readonly children: ReactNode };

/** The frame that every screen behind the sign-in shares; a feature fills its three columns. */
export function Shell({ list, context, children }: ShellProps) {
  const { t } = useLingui();
  const columns = useColumns();
  useShellActions();
  useKeys();
  useWindowTitle();
  const style = {
    '--list-width': columns.list.open ? `${columns.list.width}px` : '0px',
    '--context-width': columns.context.open && !columns.tight ? `${columns.context.width}px` : '0px',
    '--context-own-width': `${columns.context.width}px`,
  } as CSSProperties;
  return (
    <div
      className="shell"
      style={style}
      data-list={columns.list.open ? 'open' : 'closed'}
      data-context={isContextShown(columns) ? (columns.tight ? 'over' : 'open') : 'closed'}
    >
      <TopBar />
      <Rail />
      <section className="shell-list relative" aria-label={t`Conversations`} data-region="list">
        {list}
        <ColumnSplitter name="list" side="start" label={t`Width of the list`} />
      </section>
      <main className="shell-main flex flex-col">
        <LossBanner />
        <LineBanner />
        <VersionGate />
        <SignInGate />
        <AwayBanner />
        <CallsBanner />
        <MentionsBanner />
        {children}
      </main>
      <aside className="shell-context relative" aria-label={t`Customer`} data-region="context" tabIndex={-1}>
        {context}
        <ColumnSplitter name="context" side="end" label={t`Width of the customer column`} />
      </aside>
      <Foot />
      <KeyWindows />
      <SignOutQuestion />
    </div>
  );
}

type ColumnSplitterProps = {
  readonly name: ColumnName;
  readonly side: 'start' | 'end';
  readonly label: string;
};

function ColumnSplitter({ name, side, label }: ColumnSplitterProps) {
  const width = useColumns((s) => s[name].width);
  const { usual, min, max } = columnLimits[name];
  return (
    <Splitter
      label={label}
      side={side}
      width={width}
      min={min}
      max={max}
      onWidth={(to) => setColumn(name, { width: to })}
      onReset={() => setColumn(name, { width: usual })}
    />
  );
}
