export { Palette } from './palette/palette.tsx';
export { Sheet } from './sheet/sheet.tsx';
export { KeyTable } from './table/key-table.tsx';
