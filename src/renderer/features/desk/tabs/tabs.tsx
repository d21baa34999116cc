import { useLingui } from '@lingui/react/macro';
import { Columns2, PanelLeftOpen, PanelRightClose, PanelRightOpen } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { lazy, Suspense, useRef, useState } from 'react';
import { useKeysOf } from '../../../state/actions/keys.ts';
import { isContextShown, toggleColumn, useColumns } from '../../../state/columns.ts';
import { moveTab, showBeside, stepTab, toggleBeside, useTabs } from '../../../state/tabs.ts';
import { Button } from '../../../ui/button.tsx';
import { withKeys } from '../../../ui/kbd.tsx';
import { AllTabsButton } from './all-tabs-button.tsx';
import { Tab } from './tab.tsx';
import { useOverflow } from './use-overflow.ts';

const AllTabs = lazy(() => import('./all-tabs.tsx').then((m) => ({ default: m.AllTabs })));
const TabMenu = lazy(() => import('./tab-menu.tsx').then((m) => ({ default: m.TabMenu })));

/** Where a menu of one tab opens, in pixels of the window. */
type MenuAt = { readonly id: string; readonly x: number; readonly y: number };

/** The open conversations. The shown one is always in sight; what does not fit is in a list at the end. */
export function Tabs() {
  const { t } = useLingui();
  const order = useTabs((s) => s.order);
  const isSplit = useTabs((s) => s.beside !== null);
  const listOpen = useColumns((s) => s.list.open);
  const contextOpen = useColumns(isContextShown);
  const strip = useRef<HTMLDivElement>(null);
  const splitKeys = useKeysOf('tab.split');
  const overflows = useOverflow(strip, order.length);
  const [menu, setMenu] = useState<MenuAt | null>(null);
  const focusShown = () =>
    requestAnimationFrame(() => strip.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
  const press = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const { active } = useTabs.getState();
    // With Shift the tab goes along.
    if (event.shiftKey && active !== null) moveTab(active, order.indexOf(active) + step);
    else stepTab(step === -1 ? -1 : 1);
    focusShown();
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
        {order.map((id, place) => (
          <Tab key={id} id={id} place={place} onMenu={(x, y) => setMenu({ id, x, y })} />
        ))}
      </div>
      {overflows && <AllTabsChoice />}
      {order.length > 1 && (
        <Button
          look="icon"
          className="mb-1"
          data-testid="split"
          aria-label={withKeys(isSplit ? t`Show one conversation` : t`Show two side by side`, splitKeys)}
          aria-pressed={isSplit}
          onClick={() => (isSplit ? showBeside(null) : toggleBeside())}
        >
          <Columns2 size={15} aria-hidden="true" />
        </Button>
      )}
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
      {menu !== null && (
        <Suspense>
          <TabMenu key={`${menu.id} ${menu.x}`} {...menu} onClose={() => setMenu(null)} />
        </Suspense>
      )}
    </div>
  );
}

/** The list of all tabs, read only when somebody wants it. */
function AllTabsChoice() {
  const [wanted, setWanted] = useState(false);
  const button = <AllTabsButton onClick={() => setWanted(true)} />;
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <AllTabs />
    </Suspense>
  );
}
