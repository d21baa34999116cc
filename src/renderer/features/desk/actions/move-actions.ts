import { msg } from '@lingui/core/macro';
import { partsOf } from '#shared/domain/keys/chord.ts';
import type { Action } from '../../../state/actions/registry.ts';
import { toggleColumn } from '../../../state/columns.ts';
import { useConversations } from '../../../state/conversations.ts';
import { inOrder } from '../../../state/sections.ts';
import {
  closeTab,
  openTab,
  openTabAt,
  reopenTab,
  stepTab,
  toggleBeside,
  useTabs,
} from '../../../state/tabs.ts';
import { focusComposer } from '../focus.ts';

/** The conversation before or after the shown one in the list, without going around. */
function step(by: 1 | -1): void {
  const ids = inOrder(useConversations.getState().shown);
  const { active } = useTabs.getState();
  const at = active === null ? -1 : ids.indexOf(active);
  const next = at < 0 ? ids[0] : ids[at + by];
  if (next !== undefined) openTab(next);
}

/** Always ours, also where no tab is left: else the window's own key would close it. */
function closeActive(): void {
  const { active } = useTabs.getState();
  if (active !== null) closeTab(active);
}

const places = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** From one conversation to another, and what of the desk is shown. */
export const moveActions: readonly Action[] = [
  {
    id: 'list.next',
    group: 'move',
    title: msg`Next conversation of the list`,
    keys: ['Mod+ArrowDown'],
    repeats: true,
    run: () => step(1),
  },
  {
    id: 'list.previous',
    group: 'move',
    title: msg`Previous conversation of the list`,
    keys: ['Mod+ArrowUp'],
    repeats: true,
    run: () => step(-1),
  },
  {
    id: 'composer',
    group: 'move',
    title: msg`Back to the composer`,
    keys: ['Escape'],
    fixed: true,
    unlisted: true,
    run: focusComposer,
  },
  {
    id: 'tab.next',
    group: 'tabs',
    title: msg`Next tab`,
    keys: ['Mod+Tab'],
    repeats: true,
    run: () => stepTab(1),
  },
  {
    id: 'tab.previous',
    group: 'tabs',
    title: msg`Previous tab`,
    keys: ['Mod+Shift+Tab'],
    repeats: true,
    run: () => stepTab(-1),
  },
  {
    id: 'tab.place',
    group: 'tabs',
    title: msg`Tab by its place; 9 is the last`,
    keys: places.map((place) => `Mod+${place}`),
    fixed: true,
    unlisted: true,
    run: (chord) => openTabAt(Number(partsOf(chord ?? '')?.name)),
  },
  {
    id: 'tab.close',
    group: 'tabs',
    title: msg`Close the tab`,
    keys: ['Mod+W'],
    repeats: true,
    run: closeActive,
  },
  {
    id: 'tab.reopen',
    group: 'tabs',
    title: msg`Open again the tab that was closed last`,
    keys: ['Mod+Shift+Y'],
    run: reopenTab,
  },
  {
    id: 'tab.split',
    group: 'tabs',
    title: msg`Show two conversations side by side, or one`,
    keys: ['Mod+\\'],
    run: toggleBeside,
  },
  {
    id: 'column.list',
    group: 'look',
    title: msg`Show or hide the list`,
    keys: [],
    run: () => toggleColumn('list'),
  },
  {
    id: 'column.context',
    group: 'look',
    title: msg`Show or hide the customer column`,
    keys: [],
    run: () => toggleColumn('context'),
  },
];
