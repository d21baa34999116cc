import { createSlice } from './slice.ts';

/** In whose composer all emoji are open. */
export const useEmojiPicker = createSlice<{ readonly openIn: string | null }>({ openIn: null });

export function openEmoji(id: string | null): void {
  useEmojiPicker.setState({ openIn: id });
}
