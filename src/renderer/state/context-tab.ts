import { createSlice } from './slice.ts';

export const contextTabs = ['customer', 'history', 'replies'] as const;
export type ContextTab = (typeof contextTabs)[number];

/** What the right column shows; it stays when one goes from a conversation to another. */
export const useContextTab = createSlice<{ readonly tab: ContextTab }>({ tab: 'customer' });

export function showContextTab(tab: ContextTab): void {
  useContextTab.setState({ tab });
}
