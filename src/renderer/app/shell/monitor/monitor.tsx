import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { type KeyboardEvent, Suspense, useRef } from 'react';
import { type MonitorTabId, showMonitor, useMonitor } from '../../../state/monitor.ts';
import { useQualityNews } from '../../../state/quality-news.ts';
import { useRowActions } from '../../../state/row-actions.ts';
import { Badge } from '../../../ui/badge.tsx';
import { monitorTabs } from './monitor-tabs.ts';
import { rowActions } from './row-actions.ts';

useRowActions.setState(rowActions);

/** What supervisors have: a strip of tabs, and below it the one that is chosen. */
export function Monitor() {
  const tab = useMonitor((s) => s.tab);
  const shown = monitorTabs.find(({ id }) => id === tab) ?? monitorTabs[0];
  if (shown === undefined) return null;
  const Screen = shown.screen;
  return (
    <div className="flex min-h-0 flex-1 flex-col" data-testid="monitor">
      <MonitorTabs shown={shown.id} />
      <div
        role="tabpanel"
        id="monitor-panel"
        aria-labelledby={`monitor-${shown.id}`}
        className="flex min-h-0 flex-1 flex-col"
      >
        <Suspense>
          <Screen />
        </Suspense>
      </div>
    </div>
  );
}

/** What one has not looked at of reviews. */
function QualityCount() {
  const { t } = useLingui();
  const count = useQualityNews((s) => s.count);
  if (count === 0) return null;
  return (
    <span className="ml-1.5">
      <Badge
        count={count}
        label={t`${plural(count, { one: '# news of a review', other: '# news of reviews' })}`}
      />
    </span>
  );
}

function MonitorTabs({ shown }: { readonly shown: MonitorTabId }) {
  const { t, i18n } = useLingui();
  const strip = useRef<HTMLDivElement>(null);
  function press(event: KeyboardEvent): void {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = monitorTabs.findIndex(({ id }) => id === shown) + step;
    const next = monitorTabs[(at + monitorTabs.length) % monitorTabs.length];
    if (next === undefined) return;
    showMonitor(next.id);
    requestAnimationFrame(() => strip.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
  }
  return (
    <div
      ref={strip}
      role="tablist"
      aria-label={t`Monitoring`}
      data-region="monitor-tabs"
      tabIndex={-1}
      onKeyDown={press}
      className="flex h-9 shrink-0 items-stretch gap-4 border-line border-b bg-panel px-4 text-2"
    >
      {monitorTabs.map(({ id, title }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`monitor-${id}`}
          aria-selected={shown === id}
          aria-controls="monitor-panel"
          tabIndex={shown === id ? 0 : -1}
          data-region-focus={shown === id ? '' : undefined}
          data-testid={`monitor-${id}`}
          onClick={() => showMonitor(id)}
          className={`border-b-2 pt-0.5 ${shown === id ? 'border-accent font-bold text-ink' : 'border-transparent text-ink-2 hover:text-ink'}`}
        >
          {i18n._(title)}
          {id === 'quality' && <QualityCount />}
        </button>
      ))}
    </div>
  );
}
