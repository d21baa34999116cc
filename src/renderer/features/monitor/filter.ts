import type { BoardRow } from '#shared/protocol/board.ts';
import { createSlice } from '../../state/slice.ts';

export const shownStates = ['all', 'waiting', 'queued', 'active', 'message'] as const;
export type ShownState = (typeof shownStates)[number];

/** What of the board is shown. All that is said must hold. */
export type BoardFilter = {
  readonly words: string;
  readonly state: ShownState;
  /** Ids. */
  readonly group: string | null;
  readonly agent: string | null;
  readonly trouble: boolean;
};

export const noFilter: BoardFilter = { words: '', state: 'all', group: null, agent: null, trouble: false };

export const useFilter = createSlice<BoardFilter>(noFilter);

export function setFilter(change: Partial<BoardFilter>): void {
  useFilter.setState(change);
}

export function isFiltered({ words, state, group, agent, trouble }: BoardFilter): boolean {
  return words.trim() !== '' || state !== 'all' || group !== null || agent !== null || trouble;
}

/** `nameOf`: what a customer is called on the screen. */
export function passes(row: BoardRow, filter: BoardFilter, nameOf: (row: BoardRow) => string): boolean {
  if (filter.group !== null && row.group?.id !== filter.group) return false;
  if (filter.agent !== null && row.agent?.id !== filter.agent && row.offered?.id !== filter.agent)
    return false;
  if (filter.trouble && row.trouble === 0) return false;
  if (!isInState(row, filter.state)) return false;
  const words = filter.words.trim().toLowerCase();
  if (words === '') return true;
  const texts = [nameOf(row), row.agent?.name ?? '', row.offered?.name ?? '', row.group?.name ?? ''];
  return texts.some((text) => text.toLowerCase().includes(words));
}

function isInState({ kind, status, queued, waiting }: BoardRow, state: ShownState): boolean {
  switch (state) {
    case 'all':
      return true;
    case 'message':
      return kind === 'message';
    case 'waiting':
      return kind === 'live' && (queued !== null || waiting !== null);
    default:
      return kind === 'live' && status === state;
  }
}
