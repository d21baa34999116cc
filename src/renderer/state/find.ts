import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../bridge/bridge.ts';
import { createSlice } from './slice.ts';
import { jumpTo } from './transcripts.ts';

/** Looking for words in one conversation. */
export type Find = {
  readonly text: string;
  /** Lines that say it, in order. */
  readonly seqs: readonly number[];
  /** Which of them is shown. */
  readonly at: number;
  /** Nothing below it is on this computer, and so nothing below it was looked through. */
  readonly floor: number;
  readonly state: 'idle' | 'looking' | 'done';
  readonly refusal: Refusal | null;
};

const nothing: Find = { text: '', seqs: [], at: 0, floor: 1, state: 'idle', refusal: null };

/** The conversation in which one looks; null while the bar is closed. */
type Finds = { readonly id: string | null; readonly find: Find };

export const useFinds = createSlice<Finds>({ id: null, find: nothing });

export function openFind(id: string): void {
  if (useFinds.getState().id !== id) useFinds.setState({ id, find: nothing });
}

export function closeFind(id: string): void {
  if (useFinds.getState().id === id) useFinds.setState({ id: null, find: nothing });
}

/** Words that are marked in that conversation's lines; empty for none. */
export function useMarked(id: string): string {
  return useFinds((s) => (s.id === id ? s.find.text : ''));
}

/** Looks for the words and shows the latest line that says them: one looks for what was said lately. */
export async function lookFor(id: string, text: string): Promise<void> {
  if (text.trim() === '') {
    useFinds.setState({ find: nothing });
    return;
  }
  useFinds.setState({ find: { ...nothing, text, state: 'looking' } });
  try {
    const { seqs, floor } = await call('conversations.matches', { conversationId: id, text });
    const now = useFinds.getState();
    // Something else is looked for by now.
    if (now.id !== id || now.find.text !== text) return;
    const at = seqs.length - 1;
    useFinds.setState({ find: { ...now.find, seqs, at, floor, state: 'done' } });
    const seq = seqs[at];
    if (seq !== undefined) await jumpTo(id, seq);
  } catch (error) {
    useFinds.setState(({ find }) => ({ find: { ...find, state: 'done', refusal: refusedWith(error) } }));
  }
}

/** To the match before or after, around the ends. */
export async function stepFind(by: 1 | -1): Promise<void> {
  const { id, find } = useFinds.getState();
  if (id === null || find.seqs.length === 0) return;
  const at = (find.at + by + find.seqs.length) % find.seqs.length;
  useFinds.setState({ find: { ...find, at } });
  const seq = find.seqs[at];
  if (seq !== undefined) await jumpTo(id, seq);
}
