import { Trans } from '@lingui/react/macro';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDownUp } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useSpace } from '../../state/desk-app.ts';
import { Button } from '../../ui/button.tsx';
import { useOrder } from './order.ts';
import type { MenuAt } from './row-menu.tsx';

type BoardListProps<K> = {
  readonly label: string;
  readonly name: string;
  /** In the order in which they would stand now. */
  readonly sorted: readonly K[];
  /** What the order is by, and what is left in: with another one everything is sorted anew. */
  readonly rule: unknown;
  readonly height: number;
  readonly title: ReactNode;
  /** What stands in the lines' columns, in the same grid. Seen only: each line says its own to who cannot see it. */
  readonly heads: ReactNode;
  readonly empty: ReactNode;
  readonly line: (key: K, look: LineLook) => ReactNode;
  readonly onOpen: (key: K) => void;
  readonly menu: (key: K, at: MenuAt, close: () => void) => ReactNode;
};

export type LineLook = {
  /** What every line has to say to who cannot see it. */
  readonly row: {
    readonly id: string;
    readonly 'aria-setsize': number;
    readonly 'aria-posinset': number;
  };
  readonly isPointed: boolean;
  readonly openMenu: (at: MenuAt) => void;
};

/** Whether a line looks the same: the thousands that have not changed are not drawn anew. */
export function isSameLook(a: LineLook, b: LineLook): boolean {
  return (
    a.isPointed === b.isPointed &&
    a.row.id === b.row.id &&
    a.row['aria-setsize'] === b.row['aria-setsize'] &&
    a.row['aria-posinset'] === b.row['aria-posinset']
  );
}

/**
 * A list of the live board: only what is in sight is drawn, and no line moves while one reads, that is while the pointer
 * or the focus is on it, or one has scrolled down.
 */
export function BoardList<K extends string | number>(props: BoardListProps<K>) {
  const { label, name, sorted, rule, height, title, heads, empty, line, onOpen, menu } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [isOver, setOver] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const [isScrolled, setScrolled] = useState(false);
  const [pointed, setPointed] = useState<K | null>(null);
  const [menuOf, setMenuOf] = useState<{ readonly key: K; readonly at: MenuAt } | null>(null);
  const { keys, isOld, sort } = useOrder(sorted, isOver || isFocused || isScrolled || menuOf !== null, rule);
  const scale = useSpace();
  const virtual = useVirtualizer({
    count: keys.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => Math.round(height * scale),
    getItemKey: (at) => keys[at] ?? at,
    overscan: 4,
    initialRect: { width: 0, height: 600 },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: of another size, all lines are measured again
  useEffect(() => virtual.measure(), [scale]);

  const idOf = (key: K) => `${name}-${key}`;

  function point(key: K | undefined): void {
    if (key === undefined) return;
    setPointed(key);
    virtual.scrollToIndex(keys.indexOf(key));
  }

  function press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    const here = pointed === null ? -1 : keys.indexOf(pointed);
    const page = 10;
    const to = {
      ArrowDown: here + 1,
      ArrowUp: here - 1,
      PageDown: here + page,
      PageUp: here - page,
      Home: 0,
      End: keys.length - 1,
    }[event.key];
    if (to !== undefined) point(keys[Math.max(0, Math.min(to, keys.length - 1))]);
    else if (event.key === 'Enter' && pointed !== null) onOpen(pointed);
    else if ((event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) && pointed !== null) {
      const box = document.getElementById(idOf(pointed))?.getBoundingClientRect();
      if (box !== undefined) setMenuOf({ key: pointed, at: { x: box.left + 40, y: box.bottom } });
    } else return;
    event.preventDefault();
  }

  return (
    <section
      aria-label={label}
      data-testid={`board-${name}`}
      className="flex min-h-0 min-w-0 flex-col"
      onPointerEnter={() => setOver(true)}
      onPointerLeave={() => setOver(false)}
    >
      <header className="flex h-8 shrink-0 items-center gap-2 px-3 text-2">
        {title}
        {isOld && (
          <Button
            look="quiet"
            className="ml-auto"
            data-testid={`board-${name}-sort`}
            onClick={() => {
              sort();
              scroller.current?.scrollTo({ top: 0 });
            }}
          >
            <ArrowDownUp size={12} aria-hidden="true" />
            <Trans>Order changed · sort again</Trans>
          </Button>
        )}
      </header>
      {keys.length > 0 && (
        <div
          aria-hidden="true"
          data-testid={`board-${name}-heads`}
          className="shrink-0 border-line border-b text-1 text-ink-3"
        >
          {heads}
        </div>
      )}
      {keys.length === 0 ? (
        <div className="px-4 py-8 text-center text-2 text-ink-3" data-testid={`board-${name}-empty`}>
          {empty}
        </div>
      ) : (
        <div
          ref={scroller}
          className="min-h-0 flex-1 overflow-y-auto overflow-x-hidden"
          onScroll={(event) => setScrolled(event.currentTarget.scrollTop > 0)}
        >
          <div
            role="listbox"
            aria-label={label}
            aria-activedescendant={isFocused && pointed !== null ? idOf(pointed) : undefined}
            tabIndex={0}
            data-region={`board-${name}`}
            data-region-focus
            onKeyDown={press}
            onFocus={() => {
              setFocused(true);
              if (pointed === null || !keys.includes(pointed)) setPointed(keys[0] ?? null);
            }}
            onBlur={() => setFocused(false)}
            className="relative min-h-full outline-none"
            style={{ height: virtual.getTotalSize() }}
          >
            {virtual.getVirtualItems().map((item) => {
              const key = keys[item.index];
              if (key === undefined) return null;
              return (
                <div
                  key={item.key}
                  role="presentation"
                  className="absolute inset-x-0 top-0"
                  style={{ height: item.size, transform: `translateY(${item.start}px)` }}
                >
                  {line(key, {
                    row: {
                      id: idOf(key),
                      'aria-setsize': keys.length,
                      'aria-posinset': item.index + 1,
                    },
                    isPointed: isFocused && pointed === key,
                    openMenu: (at) => setMenuOf({ key, at }),
                  })}
                </div>
              );
            })}
          </div>
        </div>
      )}
      {menuOf !== null && menu(menuOf.key, menuOf.at, () => setMenuOf(null))}
    </section>
  );
}
