import { createSlice } from './slice.ts';

/** The list of everything one can do, or the sheet of its keys; null: neither is open. */
export const useKeyWindows = createSlice<{ readonly open: 'palette' | 'sheet' | null }>({ open: null });

export function openKeyWindow(open: 'palette' | 'sheet'): void {
  useKeyWindows.setState({ open });
}

export function closeKeyWindow(): void {
  useKeyWindows.setState({ open: null });
}
