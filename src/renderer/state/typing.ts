import { createSlice } from './slice.ts';

/** A customer who is writing says so every few seconds; after this long without it they have stopped. Milliseconds. */
const fades = 6_000;

/** What each customer is writing at this moment; null where only that they are is known. */
type Typing = { readonly byId: ReadonlyMap<string, string | null> };

export const useTyping = createSlice<Typing>({ byId: new Map() });

const fading = new Map<string, ReturnType<typeof setTimeout>>();

export function noticeTyping(hint: {
  readonly conversationId: string;
  readonly text?: string | undefined;
}): void {
  const { conversationId: id, text } = hint;
  clearTimeout(fading.get(id));
  // An empty text: they have taken away what they had written.
  if (text === '') {
    stoppedTyping(id);
    return;
  }
  fading.set(
    id,
    setTimeout(() => stoppedTyping(id), fades),
  );
  useTyping.setState((s) => ({ byId: new Map(s.byId).set(id, text ?? null) }));
}

/** They have sent it, or are silent. */
export function stoppedTyping(id: string): void {
  clearTimeout(fading.get(id));
  fading.delete(id);
  const { byId } = useTyping.getState();
  if (!byId.has(id)) return;
  useTyping.setState({ byId: new Map([...byId].filter(([other]) => other !== id)) });
}
