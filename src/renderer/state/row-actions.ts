import type { MessageDescriptor } from '@lingui/core';
import type { BoardAgent, BoardGroup, BoardRow } from '#shared/protocol/board.ts';
import { createSlice } from './slice.ts';

/** Something that one can do with a line of the live board: it stands in the line's menu. */
export type RowAction<Row> = {
  readonly id: string;
  readonly title: MessageDescriptor;
  /** Whether it makes sense for this line; absent: always. What does not is not in the menu. */
  readonly when?: (row: Row) => boolean;
  readonly run: (row: Row) => void;
};

/** By what the line is of. */
export type RowActions = {
  readonly conversation: readonly RowAction<BoardRow>[];
  readonly agent: readonly RowAction<BoardAgent>[];
  readonly group: readonly RowAction<BoardGroup>[];
};

/** Whoever can do something puts it into `app/shell/monitor/row-actions.ts`, which comes with the board and not before. */
export const useRowActions = createSlice<RowActions>({ conversation: [], agent: [], group: [] }, 'app');
