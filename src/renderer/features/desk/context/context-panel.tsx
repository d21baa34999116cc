import { Trans, useLingui } from '@lingui/react/macro';
import type { KeyboardEvent, ReactNode } from 'react';
import { memo, useDeferredValue, useRef } from 'react';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { type ContextTab, contextTabs, showContextTab, useContextTab } from '../../../state/context-tab.ts';
import { useConversations } from '../../../state/conversations.ts';
import { useCustomers } from '../../../state/customers.ts';
import { lazyPart } from '../../../state/lazy-part.tsx';
import { useTabs } from '../../../state/tabs.ts';

/** The column has its place from the start; what is in it comes after the list and the conversation. */
const ContextTabShown = memo(lazyPart(() => import('../late.ts').then((m) => m.ContextTabShown), Coming));

/** The right column: what is known of the customer one is talking to, and of what was talked about before. */
export function DeskContext() {
  const active = useTabs((s) => s.active);
  // The conversation itself is painted first. Until the column has followed, a moment later, nothing in it can be pressed.
  const followed = useDeferredValue(active);
  const row = useConversations((s) => (followed === null ? undefined : s.rows.get(followed)));
  const tab = useContextTab((s) => s.tab);
  return (
    <div className="flex h-full flex-col">
      <TabStrip row={row} />
      <div
        inert={followed !== active}
        role="tabpanel"
        id="context-panel"
        aria-labelledby={`context-${tab}`}
        className="min-h-0 flex-1 overflow-y-auto px-4 pb-4"
      >
        {row === undefined ? (
          <p className="pt-3 text-2 text-ink-3">
            <Trans>Open a conversation to see who is writing.</Trans>
          </p>
        ) : (
          <ContextTabShown key={row.conversation.id} row={row} tab={tab} />
        )}
      </div>
    </div>
  );
}

/** What is about to stand there, as grey lines. */
function Coming() {
  return (
    <div aria-hidden="true" className="flex items-center gap-3 pt-3">
      <span className="size-11 shrink-0 rounded-full bg-sunk" />
      <span className="grid flex-1 gap-2">
        <span className="h-4 w-2/5 rounded-2 bg-sunk" />
        <span className="h-3 w-1/4 rounded-2 bg-sunk" />
      </span>
    </div>
  );
}

/** Arrows go along it, as in every strip of tabs. */
function TabStrip({ row }: { readonly row: ConversationRow | undefined }) {
  const { t } = useLingui();
  const shown = useContextTab((s) => s.tab);
  const strip = useRef<HTMLDivElement>(null);
  const visitorId = row?.conversation.visitor.id ?? '';
  const before = useCustomers((s) => Math.max(0, (s.byVisitor.get(visitorId)?.conversations ?? 1) - 1));
  const names: Readonly<Record<ContextTab, ReactNode>> = {
    customer: <Trans>Customer</Trans>,
    history: (
      <>
        <Trans>History</Trans>
        {before > 0 && <span className="text-ink-3"> {before}</span>}
      </>
    ),
    replies: <Trans>Replies</Trans>,
  };
  function press(event: KeyboardEvent): void {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = contextTabs.indexOf(shown) + step;
    const next = contextTabs[(at + contextTabs.length) % contextTabs.length];
    if (next === undefined) return;
    showContextTab(next);
    requestAnimationFrame(() => strip.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
  }
  return (
    <div
      ref={strip}
      role="tablist"
      aria-label={t`About the customer`}
      onKeyDown={press}
      className="flex h-9 shrink-0 items-stretch gap-4 border-line border-b px-4 text-2"
    >
      {contextTabs.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          id={`context-${tab}`}
          aria-selected={shown === tab}
          aria-controls="context-panel"
          tabIndex={shown === tab ? 0 : -1}
          data-testid={`context-${tab}`}
          onClick={() => showContextTab(tab)}
          className={`border-b-2 pt-0.5 ${shown === tab ? 'border-accent font-bold text-ink' : 'border-transparent text-ink-2 hover:text-ink'}`}
        >
          {names[tab]}
        </button>
      ))}
    </div>
  );
}
