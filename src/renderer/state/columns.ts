import { createSlice } from './slice.ts';
import { remember, remembered } from './storage.ts';

type Column = { readonly width: number; readonly open: boolean };
export type ColumnName = 'list' | 'context';

/** Pixels. The transcript between them takes what is left. */
export const columnLimits = {
  list: { usual: 296, min: 220, max: 440 },
  context: { usual: 316, min: 240, max: 480 },
} as const;

/** Widths of this computer's window, whoever is signed in. */
export const useColumns = createSlice<Record<ColumnName, Column>>(
  { list: rememberedColumn('list'), context: rememberedColumn('context') },
  'app',
);

export function setColumn(name: ColumnName, change: Partial<Column>): void {
  const column = { ...useColumns.getState()[name], ...change };
  useColumns.setState({ [name]: column });
  remember(`column.${name}`, column);
}

export function toggleColumn(name: ColumnName): void {
  setColumn(name, { open: !useColumns.getState()[name].open });
}

function rememberedColumn(name: ColumnName): Column {
  const { usual, min, max } = columnLimits[name];
  const value = remembered(`column.${name}`) as Partial<Record<keyof Column, unknown>> | null;
  const width = typeof value?.width === 'number' ? value.width : usual;
  return { width: Math.min(max, Math.max(min, width)), open: value?.open !== false };
}
