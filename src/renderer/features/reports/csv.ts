import { type FigureId, figureIds, ruleOf } from '#shared/domain/reports/figures.ts';
import { type Dimension, isOfTime } from '#shared/domain/reports/question.ts';
import type { Report } from '#shared/protocol/reports.ts';

/** Heads are the same in every language and never change: what reads such files goes on working. docs/reports.md lists them. */

/** Lengths of time are seconds. */
export function headOf(figure: FigureId): string {
  const name = figure.replace(/[A-Z]|\d+$/gu, (part) => `_${part.toLowerCase()}`);
  return ruleOf(figure).unit === 'time' ? `${name}_seconds` : name;
}

/** Nothing that a spreadsheet would take for a formula, and nothing that ends a cell. */
export function cellOf(text: string): string {
  const marked = text.replace(/^(?='*[=+\-@\t\r])/u, "'");
  return /[",\r\n]/u.test(marked) ? `"${marked.replaceAll('"', '""')}"` : marked;
}

const valueOfCell = (figure: FigureId, value: number | null): string => {
  if (value === null) return '';
  const exact = ruleOf(figure).unit === 'time' ? value / 1000 : value;
  return String(Math.round(exact * 1e6) / 1e6);
};

/** All rows of a report with all figures, for spreadsheets: with the mark of UTF-8. */
export function toCsv(
  { rows, total, names }: Pick<Report, 'rows' | 'total' | 'names'>,
  by: readonly Dimension[],
): string {
  const heads = by.flatMap((one) =>
    isOfTime(one) || one === 'channel' || one === 'disposition' ? [one] : [`${one}_id`, one],
  );
  const cellsOf = (keys: readonly string[]) =>
    by.flatMap((one, n) => {
      const key = keys[n] ?? '';
      if (one === 'agent') return [key, cellOf(names.agents[key] ?? '')];
      if (one === 'group') return [key, cellOf(names.groups[key] ?? '')];
      return [cellOf(key)];
    });
  const lines = (by.length === 0 ? [{ keys: [], values: total }] : rows).map(({ keys, values }) =>
    [...cellsOf(keys), ...figureIds.map((id, n) => valueOfCell(id, values[n] ?? null))].join(','),
  );
  return `\ufeff${[[...heads, ...figureIds.map(headOf)].join(','), ...lines].join('\r\n')}\r\n`;
}
