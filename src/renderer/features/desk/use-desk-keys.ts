import { useEffect } from 'react';
import { useConversations } from '../../state/conversations.ts';
import { inOrder } from '../../state/sections.ts';
import { closeTab, openTab, openTabAt, stepTab, useTabs } from '../../state/tabs.ts';
import { focusComposer } from './focus.ts';

/**
 * Ctrl/Cmd+1…9 tabs, Ctrl+Tab and Ctrl+Shift+Tab their order, Ctrl+↑/↓ along the list, Ctrl+W closes
 * the tab, Esc goes back to the composer. No plain letter with Alt: those write on some keyboards.
 */
export function useDeskKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      // A question that is asked, or an explanation, has its own Esc, and nothing behind it moves.
      if (document.querySelector('dialog[open], :popover-open') !== null) return;
      const act = action(event);
      if (act === null) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}

function action(event: KeyboardEvent): (() => void) | null {
  const { key, code, shiftKey } = event;
  if (key === 'Escape') return focusComposer;
  if (!event.ctrlKey && !event.metaKey) return null;
  if (key === 'Tab' && event.ctrlKey) return () => stepTab(shiftKey ? -1 : 1);
  if (shiftKey) return null;
  // By place on the keyboard: the digits of a French one need Shift.
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
  if (digit !== undefined) return () => openTabAt(Number(digit));
  if (key === 'ArrowUp') return () => step(-1);
  if (key === 'ArrowDown') return () => step(1);
  if (key.toLowerCase() === 'w') return closeActive;
  return null;
}

/** The conversation before or after the shown one in the list, without going around. */
function step(by: 1 | -1): void {
  const ids = inOrder(useConversations.getState().sections);
  const { active } = useTabs.getState();
  const at = active === null ? -1 : ids.indexOf(active);
  const next = at < 0 ? ids[0] : ids[at + by];
  if (next !== undefined) openTab(next);
}

function closeActive(): void {
  const { active } = useTabs.getState();
  if (active !== null) closeTab(active);
}
