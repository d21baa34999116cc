import { useEffect } from 'react';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { rowOf, useConversations } from '../../state/conversations.ts';
import { meOf, useDeskApp } from '../../state/desk-app.ts';
import { openHandOver } from '../../state/hand-over.ts';
import { openNextUrgent } from '../../state/next-urgent.ts';
import { answerOffer, offerInHand } from '../../state/offers.ts';
import { inOrder } from '../../state/sections.ts';
import { closeTab, openTab, openTabAt, reopenTab, stepTab, toggleBeside, useTabs } from '../../state/tabs.ts';
import { focusComposer } from './focus.ts';
import { changeOwnership } from './ownership.ts';
import { rightsIn } from './permission.ts';

/**
 * Ctrl/Cmd+1…9 tabs, Ctrl+Tab and Ctrl+Shift+Tab their order, Ctrl+↑/↓ along the list, Ctrl+W closes
 * the tab, Ctrl+J goes to the most urgent one, Ctrl+\ shows two side by side, Esc goes back to the composer. With Shift: Enter and Backspace accept and decline what one is asked, T
 * transfers, G asks a guest in, D ends wrap-up, Y opens the tab that was closed last. No plain letter with Alt: those write on some keyboards.
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
      if (!(event.repeat && event.shiftKey)) act();
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
  if (shiftKey) return shifted(key);
  // By place on the keyboard: the digits of a French one need Shift.
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
  if (digit !== undefined) return () => openTabAt(Number(digit));
  if (key === 'ArrowUp') return () => step(-1);
  if (key === 'ArrowDown') return () => step(1);
  if (key.toLowerCase() === 'w') return closeActive;
  if (key.toLowerCase() === 'j') return openNextUrgent;
  if (key === '\\') return toggleBeside;
  return null;
}

/** Of what is not possible now the key does nothing of ours. */
function shifted(key: string): (() => void) | null {
  const offered = offerInHand();
  const row = shownRow();
  const me = meOf(useDeskApp.getState().account);
  const rights = row === undefined || me === null ? null : rightsIn(row, me);
  switch (key.toLowerCase()) {
    case 'enter':
      return offered === null ? null : () => void answerOffer(offered, 'accept');
    case 'backspace':
      return offered === null ? null : () => void answerOffer(offered, 'decline');
    case 't':
      return row && rights?.transfer ? () => openHandOver(row.conversation.id, 'transfer') : null;
    case 'g':
      return row && rights?.invite ? () => openHandOver(row.conversation.id, 'invite') : null;
    case 'y':
      return reopenTab;
    case 'd':
      return row && wrapsUp(row) ? () => void changeOwnership('wrapDone', row.conversation) : null;
    default:
      return null;
  }
}

function shownRow(): ConversationRow | undefined {
  const { active } = useTabs.getState();
  return active === null ? undefined : rowOf(active);
}

function wrapsUp({ conversation: { id } }: ConversationRow): boolean {
  return useConversations.getState().sections.wrapUp.includes(id);
}

/** The conversation before or after the shown one in the list, without going around. */
function step(by: 1 | -1): void {
  const ids = inOrder(useConversations.getState().shown);
  const { active } = useTabs.getState();
  const at = active === null ? -1 : ids.indexOf(active);
  const next = at < 0 ? ids[0] : ids[at + by];
  if (next !== undefined) openTab(next);
}

function closeActive(): void {
  const { active } = useTabs.getState();
  if (active !== null) closeTab(active);
}
