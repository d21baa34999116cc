import type { RowActions } from '../../../state/row-actions.ts';

/**
 * What can be done with a line of the live board, besides opening it: the parts of the desk that do it add a line each. A
 * title is `msg`, so that both languages have it; `when` says for which lines it makes sense.
 */
export const rowActions: RowActions = {
  conversation: [],
  agent: [],
  group: [],
};
