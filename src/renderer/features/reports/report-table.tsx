import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { type FigureId, figureIds, ruleOf } from '#shared/domain/reports/figures.ts';
import { isOfTime, type ReportQuestion } from '#shared/domain/reports/question.ts';
import type { Report } from '#shared/protocol/reports.ts';
import { lookBehind } from '../../state/reports.ts';
import { Button } from '../../ui/button.tsx';
import { useFigureText, useKeyText } from './format.ts';
import { dimensionWords, figureWords } from './words.ts';

const usual: readonly FigureId[] = [
  'offered',
  'answered',
  'abandoned',
  'serviceLevel',
  'wait',
  'firstResponse',
  'firstResponse90',
  'nextResponse',
  'handled',
  'handling',
  'rating',
  'occupancy',
];
/** Rows that are shown at once; the CSV has them all. */
const page = 100;

type Sort = { readonly by: FigureId | number; readonly down: boolean };

/** Every row with its figures, sorted by any of them, and all together at the end. Each number opens what it is made of. */
export function ReportTable({
  report,
  question,
}: {
  readonly report: Report;
  readonly question: ReportQuestion;
}) {
  const { t, i18n } = useLingui();
  const [all, setAll] = useState(false);
  const [rows, setRows] = useState(page);
  const [sort, setSort] = useState<Sort>({ by: 0, down: false });
  const text = useFigureText();
  const keyText = useKeyText();
  const { by } = question;
  const columns = all ? figureIds : usual;
  const place = (figure: FigureId) => figureIds.indexOf(figure);

  const inOrder = [...report.rows].sort((a, b) => {
    const sign = sort.down ? -1 : 1;
    if (typeof sort.by !== 'number') {
      const [x, y] = [a, b].map(({ values }) => values[place(sort.by as FigureId)] ?? null);
      // What says nothing is last, whichever way.
      if (x == null || y == null) return Number(x == null) - Number(y == null);
      return sign * (x - y);
    }
    const nameOf = (keys: readonly string[], n: number): string => {
      const dimension = by[n];
      if (dimension === undefined) return '';
      const key = keys[n] ?? '';
      return isOfTime(dimension) ? key : keyText(dimension, key, report.names);
    };
    for (const n of [sort.by, 1 - sort.by]) {
      const order = nameOf(a.keys, n).localeCompare(nameOf(b.keys, n), i18n.locale);
      if (order !== 0) return sign * order;
    }
    return 0;
  });
  const turn = (one: Sort['by']) =>
    setSort((s) => ({ by: one, down: s.by === one ? !s.down : typeof one !== 'number' }));
  const ariaSort = (one: Sort['by']) => (sort.by !== one ? 'none' : sort.down ? 'descending' : 'ascending');
  const mark = (one: Sort['by']) => (sort.by !== one ? '' : sort.down ? ' ↓' : ' ↑');

  const cell = (keys: readonly string[], values: Report['total'], figure: FigureId) => (
    <td key={figure} className="p-0 text-right">
      <button
        type="button"
        onClick={() => lookBehind({ keys, figure })}
        className="w-full whitespace-nowrap px-2 py-1 text-right tabular-nums hover:bg-accent-soft"
      >
        {text(values[place(figure)] ?? null, ruleOf(figure).unit)}
      </button>
    </td>
  );

  return (
    <section aria-label={t`Table`} className="mt-4">
      <div className="flex justify-end pb-2 print:hidden">
        <Button look="quiet" aria-pressed={all} onClick={() => setAll(!all)}>
          {all ? t`Fewer figures` : t`All figures`}
        </Button>
      </div>
      <div className="overflow-x-auto rounded-3 border border-line bg-panel">
        <table className="w-full border-collapse text-2" data-testid="reports-table">
          <thead>
            <tr className="border-line border-b text-1 text-ink-2">
              {by.map((one, n) => (
                <th
                  key={one}
                  scope="col"
                  aria-sort={ariaSort(n)}
                  className="px-2 py-1.5 text-left font-medium"
                >
                  <button type="button" onClick={() => turn(n)}>
                    {i18n._(dimensionWords[one])}
                    {mark(n)}
                  </button>
                </th>
              ))}
              {by.length === 0 && (
                <th scope="col" className="px-2 py-1.5 text-left font-medium" aria-label={t`Rows`} />
              )}
              {columns.map((figure) => (
                <th
                  key={figure}
                  scope="col"
                  aria-sort={ariaSort(figure)}
                  title={i18n._(figureWords[figure].how)}
                  className="px-2 py-1.5 text-right font-medium"
                >
                  <button type="button" className="text-right" onClick={() => turn(figure)}>
                    {i18n._(figureWords[figure].name)}
                    {mark(figure)}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {inOrder.slice(0, rows).map(({ keys, values }) => (
              <tr key={keys.join('\u0000')} className="border-line border-b">
                {by.map((one, n) => (
                  <th key={one} scope="row" className="whitespace-nowrap px-2 py-1 text-left font-normal">
                    {keyText(one, keys[n] ?? '', report.names)}
                  </th>
                ))}
                {columns.map((figure) => cell(keys, values, figure))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="font-bold">
              <th scope="row" colSpan={Math.max(1, by.length)} className="px-2 py-1 text-left">
                <Trans>All</Trans>
              </th>
              {columns.map((figure) => cell([], report.total, figure))}
            </tr>
          </tfoot>
        </table>
      </div>
      {inOrder.length > rows && (
        <div className="pt-2 text-center print:hidden">
          <Button onClick={() => setRows(rows + page)}>
            <Trans>Show more rows</Trans>
          </Button>
        </div>
      )}
    </section>
  );
}
