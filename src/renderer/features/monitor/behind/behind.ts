import { createSlice } from '../../../state/slice.ts';

export const groupFigures = ['waiting', 'longest', 'level', 'free'] as const;
/** The numbers of a group that one can look behind. */
export type GroupFigure = (typeof groupFigures)[number];

type Behind = { readonly group: string | null; readonly figure: GroupFigure };

/** Behind which number of the board one looks; `group` is null while behind none. */
export const useBehind = createSlice<Behind>({ group: null, figure: 'waiting' });

export function lookBehind(group: string, figure: GroupFigure): void {
  useBehind.setState({ group, figure });
}

/** Back to the number, where the keyboard was. */
export function closeBehind(): void {
  const { group, figure } = useBehind.getState();
  useBehind.setState({ group: null });
  if (group !== null)
    document.querySelector<HTMLElement>(`[data-behind="${CSS.escape(`${group} ${figure}`)}"]`)?.focus();
}
