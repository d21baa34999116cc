import { showContext } from './columns.ts';
import { showContextTab } from './context-tab.ts';
import { createSlice } from './slice.ts';

/** Where one is among the canned replies beside the transcript; it stays from conversation to conversation. */
export const useReplyPanel = createSlice<{ readonly folder: string; readonly words: string }>({
  folder: '',
  words: '',
});

export function goToFolder(folder: string): void {
  useReplyPanel.setState({ folder, words: '' });
}

/** The folder that this one is in. */
export function parentFolder(folder: string): string {
  return folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
}

/** Shows them, with the caret where one looks for some. */
export function openReplyPanel(): void {
  showContext();
  showContextTab('replies');
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>('[data-testid="reply-panel-words"]')?.focus(),
  );
}
