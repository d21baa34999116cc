import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { Pin, X } from 'lucide-react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useKeysOf } from '../../../state/actions/keys.ts';
import { useRow } from '../../../state/conversations.ts';
import { closeTab, moveTab, openTab, useHue, useTabs } from '../../../state/tabs.ts';
import { Badge } from '../../../ui/badge.tsx';
import { useVisitorName } from '../../../ui/names.ts';

/** What is dragged within this window: nothing else may be dropped here. */
const dragType = 'application/x-yingke-tab';
let dragged: string | null = null;

type TabProps = {
  readonly id: string;
  /** In the order, counted from 0. */
  readonly place: number;
  /** Its menu is wanted, at this point of the window. */
  readonly onMenu: (x: number, y: number) => void;
};

export function Tab({ id, place, onMenu }: TabProps) {
  const { t } = useLingui();
  const nameOf = useVisitorName();
  const row = useRow(id);
  const hue = useHue(id);
  const active = useTabs((s) => s.active === id);
  const beside = useTabs((s) => s.beside === id);
  const pinned = useTabs((s) => s.pinned.includes(id));
  const box = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState(false);
  const shown = active || beside;
  useEffect(() => {
    if (active) box.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);
  const name = row === undefined ? '…' : nameOf(row.conversation.visitor);
  const unread = row?.unread ?? 0;
  const keys = useKeysOf('tab.close');
  const hint = pinned
    ? t`${name} · pinned`
    : keys === ''
      ? t`${name} · Middle click closes the tab, Shift+F10 shows more`
      : t`${name} · Middle click or ${keys} closes the tab, Shift+F10 shows more`;
  const accepts = (event: DragEvent) => event.dataTransfer.types.includes(dragType) && dragged !== id;
  return (
    <div
      ref={box}
      role="presentation"
      data-hue={hue}
      onAuxClick={(event) => {
        if (event.button === 1 && !pinned) closeTab(id);
      }}
      className={`group relative flex h-8 shrink-0 items-center rounded-t-3 text-2 ${pinned ? 'max-w-28' : 'min-w-24 max-w-48'} ${shown ? 'bg-bg font-bold text-ink ring-1 ring-line [clip-path:inset(-2px_-2px_0_-2px)]' : 'text-ink-2 hover:bg-hover'} ${over ? 'outline-2 outline-focus -outline-offset-2' : ''}`}
    >
      {shown && (
        <span
          className={`hue-stripe absolute inset-x-0 top-0 rounded-t-3 bg-hue ${active ? 'h-0.5' : 'h-px'}`}
        />
      )}
      <button
        type="button"
        id={`tab-${id}`}
        role="tab"
        aria-selected={active}
        aria-controls={shown ? `conversation-${id}` : undefined}
        tabIndex={active ? 0 : -1}
        title={hint}
        data-testid="tab"
        data-conversation-id={id}
        data-region-focus={active || undefined}
        draggable
        onDragStart={(event) => {
          dragged = id;
          event.dataTransfer.setData(dragType, '');
          event.dataTransfer.effectAllowed = 'move';
        }}
        onDragOver={(event) => {
          if (!accepts(event)) return;
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDragEnd={() => {
          dragged = null;
          setOver(false);
        }}
        onDrop={(event) => {
          setOver(false);
          if (dragged === null || !accepts(event)) return;
          event.preventDefault();
          moveTab(dragged, place);
        }}
        onContextMenu={(event) => {
          event.preventDefault();
          const at = box.current?.getBoundingClientRect();
          // By the keyboard there is no point: below the tab.
          const byKey = event.clientX === 0 && event.clientY === 0;
          onMenu(byKey ? (at?.left ?? 0) : event.clientX, byKey ? (at?.bottom ?? 0) : event.clientY);
        }}
        onClick={() => openTab(id)}
        onKeyDown={(event) => {
          if (event.key === 'Delete' && !pinned) closeTab(id);
        }}
        className={`flex h-full min-w-0 flex-1 items-center gap-1.5 rounded-t-3 pl-3 ${pinned ? 'pr-2.5' : 'pr-0.5'}`}
      >
        {pinned ? (
          <Pin size={11} role="img" aria-label={t`Pinned`} className="shrink-0 text-hue-ink" />
        ) : (
          <span className="hue-stripe size-1.75 shrink-0 rounded-full bg-hue" />
        )}
        <span className="foreign truncate">{name}</span>
        <Badge
          count={unread}
          label={t`${plural(unread, { one: '# unread message', other: '# unread messages' })}`}
        />
      </button>
      {/* For the pointer; the keyboard has Delete and Ctrl+W, and a tab may hold no other control. */}
      {!pinned && (
        <button
          type="button"
          tabIndex={-1}
          aria-hidden="true"
          onClick={() => closeTab(id)}
          className={`mr-1 grid size-5 shrink-0 place-items-center rounded-1 text-ink-3 hover:bg-line hover:text-ink ${active ? '' : 'opacity-0 group-hover:opacity-100'}`}
        >
          <X size={12} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
