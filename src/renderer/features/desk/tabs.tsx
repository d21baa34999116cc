import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { PanelLeftOpen, PanelRightClose, PanelRightOpen, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useEffect, useRef } from 'react';
import { isContextShown, toggleColumn, useColumns } from '../../state/columns.ts';
import { useRow } from '../../state/conversations.ts';
import { closeTab, openTab, stepTab, useHue, useTabs } from '../../state/tabs.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { useVisitorName } from '../../ui/names.ts';

/** The open conversations. More than fit are scrolled; the shown one is always in sight. */
export function Tabs() {
  const { t } = useLingui();
  const order = useTabs((s) => s.order);
  const listOpen = useColumns((s) => s.list.open);
  const contextOpen = useColumns(isContextShown);
  const strip = useRef<HTMLDivElement>(null);
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    stepTab(event.key === 'ArrowLeft' ? -1 : 1);
    requestAnimationFrame(() => strip.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
  };
  return (
    <div className="flex h-9 shrink-0 items-end border-line border-b bg-sunk" data-region="tabs">
      {!listOpen && (
        <Button
          look="icon"
          className="mb-1 ml-1"
          aria-label={t`Show the list`}
          onClick={() => toggleColumn('list')}
        >
          <PanelLeftOpen size={15} aria-hidden="true" />
        </Button>
      )}
      <div
        ref={strip}
        role="tablist"
        aria-label={t`Open conversations`}
        onKeyDown={press}
        onWheel={(event) => event.currentTarget.scrollBy({ left: event.deltaY + event.deltaX })}
        className="flex min-w-0 flex-1 items-end overflow-x-auto overflow-y-hidden pt-1 pl-1 [&::-webkit-scrollbar]:hidden"
      >
        {order.map((id) => (
          <Tab key={id} id={id} />
        ))}
      </div>
      <Button
        look="icon"
        className="mr-1 mb-1"
        aria-label={contextOpen ? t`Hide the customer column` : t`Show the customer column`}
        aria-pressed={contextOpen}
        onClick={() => toggleColumn('context')}
      >
        {contextOpen ? (
          <PanelRightClose size={15} aria-hidden="true" />
        ) : (
          <PanelRightOpen size={15} aria-hidden="true" />
        )}
      </Button>
    </div>
  );
}

function Tab({ id }: { readonly id: string }) {
  const { t } = useLingui();
  const nameOf = useVisitorName();
  const row = useRow(id);
  const hue = useHue(id);
  const shown = useTabs((s) => s.active === id);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (shown) box.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [shown]);
  const name = row === undefined ? '…' : nameOf(row.conversation.visitor);
  const unread = row?.unread ?? 0;
  const hint = t`${name} · Middle click or Ctrl+W closes the tab`;
  return (
    <div
      ref={box}
      role="presentation"
      data-hue={hue}
      onAuxClick={(event) => {
        if (event.button === 1) closeTab(id);
      }}
      className={`group relative flex h-8 min-w-24 max-w-48 shrink-0 items-center rounded-t-3 text-2 ${shown ? 'bg-bg font-bold text-ink ring-1 ring-line [clip-path:inset(-2px_-2px_0_-2px)]' : 'text-ink-2 hover:bg-hover'}`}
    >
      {shown && <span className="hue-stripe absolute inset-x-0 top-0 h-0.5 rounded-t-3 bg-hue" />}
      <button
        type="button"
        id={`tab-${id}`}
        role="tab"
        aria-selected={shown}
        aria-controls="conversation"
        tabIndex={shown ? 0 : -1}
        title={hint}
        data-testid="tab"
        data-conversation-id={id}
        data-region-focus={shown || undefined}
        onClick={() => openTab(id)}
        onKeyDown={(event) => {
          if (event.key === 'Delete') closeTab(id);
        }}
        className="flex h-full min-w-0 flex-1 items-center gap-1.5 rounded-t-3 pr-0.5 pl-3"
      >
        <span className="hue-stripe size-1.75 shrink-0 rounded-full bg-hue" />
        <span className="foreign truncate">{name}</span>
        <Badge
          count={unread}
          label={t`${plural(unread, { one: '# unread message', other: '# unread messages' })}`}
        />
      </button>
      {/* For the pointer; the keyboard has Delete and Ctrl+W, and a tab may hold no other control. */}
      <button
        type="button"
        tabIndex={-1}
        aria-hidden="true"
        onClick={() => closeTab(id)}
        className={`mr-1 grid size-5 shrink-0 place-items-center rounded-1 text-ink-3 hover:bg-line hover:text-ink ${shown ? '' : 'opacity-0 group-hover:opacity-100'}`}
      >
        <X size={12} aria-hidden="true" />
      </button>
    </div>
  );
}
