import { useLingui } from '@lingui/react/macro';
import type { VirtualItem, Virtualizer } from '@tanstack/react-virtual';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { useRow } from '../../../state/conversations.ts';
import { meOf, useDeskApp } from '../../../state/desk-app.ts';
import { takePlace } from '../../../state/kept-page.ts';
import { lazyPart } from '../../../state/lazy-part.tsx';
import type { Transcript } from '../../../state/transcripts.ts';
import { jumpTo, readLatest, readNewer, readOlder } from '../../../state/transcripts.ts';
import { useOverscan } from '../../../ui/use-overscan.ts';
import { ItemView } from './item-view.tsx';
import type { Item } from './layout.ts';
import { layoutTranscript } from './layout.ts';
import type { MenuAt } from './message-menu.tsx';
import { NewMessages } from './new-messages.tsx';
import { Top } from './top.tsx';
import { useEnd } from './use-end.ts';
import { useJumpTo } from './use-jump.ts';
import { useMarkRead } from './use-mark-read.ts';
import { walkLines } from './walk.ts';

const MessageMenu = lazyPart(() => import('../late.ts').then((m) => m.MessageMenu));

/** Pixels from the end that still count as being there. */
export const nearEnd = 32;
/** Room above the first message, for what is said about older ones. */
const topRoom = 36;
const bottomRoom = 12;
/** How much of the window it does not have: tabs, head and composer; until the page has been laid out. Pixels. */
const roughRest = 272;
const roughRoom = () => innerHeight - roughRest;

type Scrolled = Virtualizer<HTMLDivElement, Element>;
type Props = { readonly id: string; readonly transcript: Transcript };

/**
 * The transcript as a window onto its items: only what is in sight is in the page. It stays at the end
 * while it is at the end, and keeps its place when older messages come in above.
 */
export function TranscriptScroll({ id, transcript }: Props) {
  const { t } = useLingui();
  const meId = useDeskApp((s) => meOf(s.account)?.id ?? null);
  const { entries, outgoing, unreadAfter, complete, older, later, detached = false } = transcript;
  const row = useRow(id);
  const [menu, setMenu] = useState<MenuAt | null>(null);
  const items = useMemo(
    () => layoutTranscript({ entries, outgoing: detached ? [] : outgoing, meId, unreadAfter, later }),
    [entries, outgoing, meId, unreadAfter, later, detached],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const firstUnread = items.findIndex((item) => item.type === 'unread');
  const overscan = useOverscan(3);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => roughHeight(items[at]),
    getItemKey: (at) => items[at]?.key ?? at,
    anchorTo: 'end',
    // A piece from further up goes on below: to follow it would be to run to the end.
    followOnAppend: !detached,
    scrollEndThreshold: nearEnd,
    overscan,
    paddingStart: topRoom,
    paddingEnd: bottomRoom,
    initialRect: { width: 0, height: roughRoom() },
    initialOffset: () => offsetAtOpening(items, firstUnread),
  });
  virtual.shouldAdjustScrollPositionOnItemSizeChange = beginsAbove;
  const shown = virtual.getVirtualItems();
  const { atEnd, toEnd } = useEnd({
    virtual,
    scroller,
    keptAt: () => {
      const seq = takePlace(id);
      const at = seq === null ? -1 : items.findIndex((item) => 'entry' in item && item.entry.seq >= seq);
      // Further up than what is here: it is read from there. Where it cannot be, this stands at the first that is.
      if (seq !== null && at >= 0 && (entries[0]?.seq ?? 0) > seq) jumpTo(id, seq).catch(() => undefined);
      return at;
    },
    firstUnread,
    ownOnTheWay: outgoing.length,
    first: shown[0]?.index ?? 0,
    onTop: () => {
      if (!complete && older === 'idle') void readOlder(id);
    },
    last: shown.at(-1)?.index ?? 0,
    count: items.length,
    onBottom: () => {
      if (detached) void readNewer(id);
    },
  });
  useMarkRead(id, entries, atEnd && !detached);
  const shining = useJumpTo(id, items, virtual);

  const openMenu = (target: EventTarget, x: number, y: number): boolean => {
    const line = target instanceof Element ? target.closest<HTMLElement>('[data-line]') : null;
    const seq = Number(line?.dataset.seq);
    const item = items.find(
      (one) => (one.type === 'message' || one.type === 'note') && one.entry.seq === seq,
    );
    if (item?.type !== 'message' && item?.type !== 'note') return false;
    const text =
      item.type === 'message' ? item.text : item.entry.body.kind === 'note' ? item.entry.body.text : '';
    const box = line?.getBoundingClientRect();
    // By the key there is no place of a mouse.
    const byKey = x === 0 && y === 0;
    const selection = getSelection();
    const marked =
      line !== null && selection?.containsNode(line, true) === true ? selection.toString().trim() : '';
    setMenu({
      entry: item.entry,
      text,
      marked,
      x: byKey ? (box?.left ?? 0) : x,
      y: byKey ? (box?.bottom ?? 0) : y,
    });
    return true;
  };

  return (
    <div className="relative min-h-0 flex-1">
      <span className="hue-stripe absolute inset-y-0 left-0 z-10 w-[3px] bg-hue" />
      <div
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label={t`Transcript`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable to be scrolled by keys
        tabIndex={0}
        data-testid="transcript"
        data-region="transcript"
        onContextMenu={(event) => {
          if (openMenu(event.target, event.clientX, event.clientY)) event.preventDefault();
        }}
        onKeyDown={(event) => {
          const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
          if (by === null || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
          if (walkLines(event.currentTarget, by)) event.preventDefault();
        }}
        className="flex h-full flex-col overflow-y-auto overflow-x-hidden px-6 [overflow-anchor:none]"
      >
        <div className="relative mt-auto w-full shrink-0" style={{ height: virtual.getTotalSize() }}>
          <Top id={id} complete={complete} older={older} />
          {shown.map((row) => {
            const item = items[row.index];
            if (item === undefined) return null;
            return (
              <div
                key={row.key}
                ref={virtual.measureElement}
                data-index={row.index}
                data-shining={row.key === shining || undefined}
                className="absolute inset-x-0 top-0 -mx-6 px-6 data-shining:bg-warn-soft motion-safe:transition-[background-color] motion-safe:duration-500"
                style={{ transform: `translateY(${row.start}px)` }}
              >
                <ItemView item={item} conversationId={id} />
              </div>
            );
          })}
        </div>
      </div>
      <NewMessages
        key={id}
        entries={entries}
        atEnd={atEnd && !detached}
        onClick={() => (detached ? void readLatest(id).then(toEnd) : toEnd())}
      />
      {menu !== null && row !== undefined && (
        <MessageMenu row={row} at={menu} onClose={() => setMenu(null)} />
      )}
    </div>
  );
}

/**
 * A message that is edited or taken back above what one reads leaves that where it is, also while one
 * scrolls up, and where the message itself is half in sight.
 */
function beginsAbove(item: VirtualItem, _delta: number, virtual: Scrolled): boolean {
  return item.start < (virtual.scrollOffset ?? 0);
}

/**
 * About where `useEnd` will stand when it opens. Without it the first drawing is that of the oldest messages, which nobody
 * sees: everything would be drawn and measured twice.
 */
function offsetAtOpening(items: readonly Item[], firstUnread: number): number {
  const before = firstUnread < 0 ? items : items.slice(0, firstUnread);
  const offset = before.reduce((sum, item) => sum + roughHeight(item), topRoom);
  return firstUnread < 0 ? Math.max(0, offset + bottomRoom - roughRoom()) : offset;
}

/** A guess until it is measured: the closer, the calmer the scroll bar. */
function roughHeight(item: Item | undefined): number {
  if (item === undefined) return 40;
  if (item.type === 'day' || item.type === 'unread' || item.type === 'line') return 30;
  if (item.type === 'recalled') return 30;
  if (item.type === 'note') return 44;
  const text = item.type === 'outgoing' ? item.outgoing.text : item.text;
  return 40 + 20 * Math.floor(text.length / 38) + (item.last ? 18 : 0);
}
