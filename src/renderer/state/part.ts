import { createSlice } from './slice.ts';

/** Which part of the desk is on the screen, and whether the administration has something that is not saved. */
export const usePart = createSlice<{ readonly part: 'conversations' | 'admin'; readonly unsaved: boolean }>({
  part: 'conversations',
  unsaved: false,
});

export function showPart(part: 'conversations' | 'admin'): void {
  if (usePart.getState().part !== part) usePart.setState({ part });
}
