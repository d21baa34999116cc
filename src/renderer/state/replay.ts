import { createSlice } from './slice.ts';

/** The conversation that is being played as it happened; null: none. */
export const useReplay = createSlice<{ readonly conversationId: string | null }>({ conversationId: null });

export function openReplay(conversationId: string): void {
  useReplay.setState({ conversationId });
}

export function closeReplay(): void {
  useReplay.setState({ conversationId: null });
}
