import { Trans, useLingui } from '@lingui/react/macro';
import { useVirtualizer } from '@tanstack/react-virtual';
import { PanelLeftClose } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { toggleColumn } from '../../../state/columns.ts';
import { loadConversations, useConversations } from '../../../state/conversations.ts';
import { useSpace } from '../../../state/desk-app.ts';
import type { Sections } from '../../../state/sections.ts';
import { openTab, useTabs } from '../../../state/tabs.ts';
import { Button } from '../../../ui/button.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { useOverscan } from '../../../ui/use-overscan.ts';
import { EndedLine } from '../offers/ended-line.tsx';
import { Offered } from '../offers/offered.tsx';
import { FilterBar } from './filter-bar.tsx';
import { Row } from './row.tsx';
import { SectionHead } from './section-head.tsx';
import { ViewChoice } from './view-choice.tsx';

type Line =
  | { readonly type: 'section'; readonly key: keyof Sections }
  | { readonly type: 'row'; readonly key: string; readonly place: number };

const heights = { section: 30, row: 52 } as const;
/** How much of the window the rows do not have, until the page has been laid out. Pixels. */
const roughRest = 106;

/** The left column: every conversation there is to see, the most pressing first. */
export function DeskList() {
  const { t } = useLingui();
  const state = useConversations((s) => s.state);
  return (
    <div className="flex h-full flex-col">
      <header className="flex h-11 shrink-0 items-center pr-1.5 pl-3">
        <h1 className="font-bold text-5">
          <Trans>Conversations</Trans>
        </h1>
        <ViewChoice />
        <Button look="icon" aria-label={t`Hide the list`} onClick={() => toggleColumn('list')}>
          <PanelLeftClose size={15} aria-hidden="true" />
        </Button>
      </header>
      <FilterBar />
      {state === 'loading' && <Loading />}
      {state === 'failed' && <Failed />}
      <EndedLine />
      {state === 'ready' && <Offered />}
      {state === 'ready' && <Lines />}
    </div>
  );
}

function Lines() {
  const { t } = useLingui();
  const sections = useConversations((s) => s.shown);
  const lines = useMemo(() => linesOf(sections), [sections]);
  const count = lines.reduce((n, line) => n + (line.type === 'row' ? 1 : 0), 0);
  const scroller = useRef<HTMLDivElement>(null);
  const scale = useSpace();
  const overscan = useOverscan(3);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => Math.round(heights[lines[at]?.type ?? 'row'] * scale),
    getItemKey: (at) => lines[at]?.key ?? at,
    overscan,
    initialRect: { width: 0, height: innerHeight - roughRest },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: of another size, all lines are measured again
  useEffect(() => virtual.measure(), [scale]);
  const [focused, setFocused] = useState(false);
  const [pointed, setPointed] = useState<string | null>(null);
  const active = useTabs((s) => s.active);

  function point(id: string | undefined): void {
    if (id === undefined) return;
    setPointed(id);
    virtual.scrollToIndex(lines.findIndex((line) => line.key === id));
  }

  function press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const ids = lines.flatMap((line) => (line.type === 'row' ? [line.key] : []));
    const at = pointed === null ? -1 : ids.indexOf(pointed);
    const to = { ArrowDown: at + 1, ArrowUp: Math.max(at - 1, 0), Home: 0, End: ids.length - 1 }[event.key];
    if (to !== undefined) point(ids[Math.min(to, ids.length - 1)]);
    else if ((event.key === 'Enter' || event.key === ' ') && pointed !== null) openTab(pointed);
    else return;
    event.preventDefault();
  }

  // A listbox without options is none: a screen reader is told of empty sections instead.
  if (count === 0) {
    return (
      <section
        aria-label={t`Conversations by urgency`}
        data-testid="conversation-list"
        data-region-focus
        tabIndex={-1}
        className="min-h-0 flex-1 outline-none"
      >
        {lines.map(
          (line) =>
            line.type === 'section' && (
              <div key={line.key} style={{ height: heights.section }}>
                <SectionHead name={line.key} />
              </div>
            ),
        )}
      </section>
    );
  }
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto overflow-x-hidden">
      <div
        role="listbox"
        aria-label={t`Conversations by urgency`}
        aria-activedescendant={focused && pointed !== null ? `row-${pointed}` : undefined}
        tabIndex={0}
        data-testid="conversation-list"
        data-region-focus
        onKeyDown={press}
        onFocus={() => {
          setFocused(true);
          if (pointed === null || !lines.some((line) => line.key === pointed)) {
            point(active ?? lines.find((line) => line.type === 'row')?.key);
          }
        }}
        onBlur={() => setFocused(false)}
        className="relative min-h-full outline-none"
        style={{ height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index];
          if (line === undefined) return null;
          return (
            <div
              key={item.key}
              role="presentation"
              className="absolute inset-x-0 top-0"
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
            >
              {line.type === 'section' ? (
                <SectionHead name={line.key} />
              ) : (
                <Row id={line.key} place={line.place} of={count} pointed={focused && pointed === line.key} />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Mine and the queue are always there, so that an empty one is seen to be empty. */
function linesOf(sections: Sections): readonly Line[] {
  let place = 0;
  return (['mine', 'wrapUp', 'queue', 'others', 'closed'] as const).flatMap((name) => {
    const rows = sections[name].map((id): Line => ({ type: 'row', key: id, place: ++place }));
    const always = name === 'mine' || name === 'queue';
    return rows.length > 0 || always ? [{ type: 'section', key: name } as const, ...rows] : [];
  });
}

function Loading() {
  const { t } = useLingui();
  return (
    <div role="status" aria-label={t`Reading the conversations`} className="grid gap-5 px-3 pt-5">
      {['w-2/5', 'w-3/5', 'w-1/2', 'w-1/3', 'w-2/3'].map((width) => (
        <div key={width} className="flex items-center gap-2.5">
          <span className="size-7.5 rounded-full bg-sunk" />
          <span className="grid flex-1 gap-1.5">
            <span className={`h-2.5 rounded-1 bg-sunk ${width}`} />
            <span className="h-2 w-4/5 rounded-1 bg-sunk" />
          </span>
        </div>
      ))}
    </div>
  );
}

function Failed() {
  const refusal = useConversations((s) => s.refusal);
  const refusalText = useRefusalText();
  return (
    <div role="alert" className="grid justify-items-start gap-2 px-3 pt-3 text-2">
      <p>
        <b className="font-bold">
          <Trans>The conversations could not be read.</Trans>
        </b>{' '}
        {refusal !== null && refusalText(refusal)}
      </p>
      <Button onClick={() => void loadConversations()}>
        <Trans>Try again</Trans>
      </Button>
    </div>
  );
}
