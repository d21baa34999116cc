import { createSlice } from './slice.ts';
import { remember, remembered } from './storage.ts';

type Column = { readonly width: number; readonly open: boolean };
export type ColumnName = 'list' | 'context';

/** Pixels. The transcript between them takes what is left. */
export const columnLimits = {
  list: { usual: 296, min: 220, max: 440 },
  context: { usual: 316, min: 240, max: 480 },
} as const;

/** Below this there is no room for three columns: the customer's lies over the transcript when wanted. */
const tight = matchMedia('(width < 1000px)');

type Columns = Record<ColumnName, Column> & {
  readonly tight: boolean;
  /** In a tight window: the customer column is shown over the transcript. */
  readonly over: boolean;
};

/** Widths of this computer's window, whoever is signed in. */
export const useColumns = createSlice<Columns>(
  { list: rememberedColumn('list'), context: rememberedColumn('context'), tight: tight.matches, over: false },
  'app',
);

tight.addEventListener('change', ({ matches }) => useColumns.setState({ tight: matches, over: false }));

export function setColumn(name: ColumnName, change: Partial<Column>): void {
  const column = { ...useColumns.getState()[name], ...change };
  useColumns.setState({ [name]: column });
  remember(`column.${name}`, column);
}

export function toggleColumn(name: ColumnName): void {
  const columns = useColumns.getState();
  if (name === 'context' && columns.tight) useColumns.setState({ over: !columns.over });
  else setColumn(name, { open: !columns[name].open });
}

/** Brings the customer column into sight. */
export function showContext(): void {
  if (!isContextShown(useColumns.getState())) toggleColumn('context');
}

/** Whether the customer column can be seen. */
export function isContextShown({ tight, over, context }: Columns): boolean {
  return tight ? over : context.open;
}

function rememberedColumn(name: ColumnName): Column {
  const { usual, min, max } = columnLimits[name];
  const value = remembered(`column.${name}`) as Partial<Record<keyof Column, unknown>> | null;
  const width = typeof value?.width === 'number' ? value.width : usual;
  return { width: Math.min(max, Math.max(min, width)), open: value?.open !== false };
}
