import { createSlice } from './slice.ts';

type Part = 'conversations' | 'monitor' | 'results' | 'replies' | 'admin' | 'settings';

/** Which part of the desk is on the screen, and whether the administration has something that is not saved. */
export const usePart = createSlice<{ readonly part: Part; readonly unsaved: boolean }>({
  part: 'conversations',
  unsaved: false,
});

export function showPart(part: Part): void {
  if (usePart.getState().part !== part) usePart.setState({ part });
}
