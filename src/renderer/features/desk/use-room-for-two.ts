import { type RefObject, useEffect } from 'react';
import { isContextShown, toggleColumn, useColumns } from '../../state/columns.ts';

/** Below this two conversations side by side cannot be read, pixels. As in the class of the second pane. */
const needed = 680;

/**
 * Where there is no room for two conversations and the customer's column, the column makes place for as long as two are
 * shown.
 */
export function useRoomForTwo(panes: RefObject<HTMLElement | null>, isSplit: boolean): void {
  useEffect(() => {
    const width = panes.current?.clientWidth ?? needed;
    if (!isSplit || width >= needed || !isContextShown(useColumns.getState())) return;
    toggleColumn('context');
    return () => {
      // Whoever has opened it meanwhile has it already.
      if (!isContextShown(useColumns.getState())) toggleColumn('context');
    };
  }, [panes, isSplit]);
}
