import { useLingui } from '@lingui/react/macro';
import { type KeyboardEvent, useRef, useState } from 'react';
import { type FigureId, figureIds, ruleOf } from '#shared/domain/reports/figures.ts';
import { isOfTime, type ReportQuestion } from '#shared/domain/reports/question.ts';
import type { Report } from '#shared/protocol/reports.ts';
import { lookBehind } from '../../state/reports.ts';
import { useFigureText, useKeyText } from './format.ts';
import { figureWords } from './words.ts';

/** More would be lines and not bars; the table below has them all. */
const mostBars = 62;

/** One figure of each row, as bars: by time in its order, otherwise the largest first. The table is the same in numbers. */
export function Bars({ report, question }: { readonly report: Report; readonly question: ReportQuestion }) {
  const { t, i18n } = useLingui();
  const [figure, setFigure] = useState<FigureId>('offered');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const text = useFigureText();
  const keyText = useKeyText();
  const [dimension, second] = question.by;
  if (dimension === undefined || second !== undefined) return null;
  const n = figureIds.indexOf(figure);
  const { unit } = ruleOf(figure);
  const bars = report.rows
    .map(({ keys, values }) => ({ key: keys[0] ?? '', value: values[n] ?? null }))
    .sort((a, b) => (isOfTime(dimension) ? a.key.localeCompare(b.key) : (b.value ?? 0) - (a.value ?? 0)))
    .slice(0, mostBars);
  const top = Math.max(...bars.map(({ value }) => value ?? 0), Number.MIN_VALUE);
  const shown = bars[Math.min(at, bars.length - 1)];

  function press(event: KeyboardEvent): void {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(bars.length - 1, at + step));
    setAt(next);
    list.current?.querySelectorAll('button')[next]?.focus();
  }

  return (
    <section aria-label={t`Chart`} className="mt-4 rounded-3 border border-line bg-panel p-3">
      <div className="flex items-center gap-2 pb-2 text-2">
        <select
          aria-label={t`Figure in the chart`}
          className="h-6.5 rounded-2 border border-line-strong bg-panel px-1.5 text-ink print:hidden"
          value={figure}
          onChange={(e) => setFigure(e.target.value as FigureId)}
        >
          {figureIds.map((id) => (
            <option key={id} value={id}>
              {i18n._(figureWords[id].name)}
            </option>
          ))}
        </select>
        <span className="text-ink-2 tabular-nums" aria-live="polite">
          {shown !== undefined &&
            `${keyText(dimension, shown.key, report.names)}: ${text(shown.value, unit)}`}
        </span>
      </div>
      <ul ref={list} className="flex h-36 items-end gap-0.5 border-line border-b">
        {bars.map(({ key, value }, place) => {
          const name = `${keyText(dimension, key, report.names)}: ${text(value, unit)}`;
          return (
            <li key={key} className="flex h-full min-w-1 flex-1 items-end">
              <button
                type="button"
                aria-label={name}
                title={name}
                tabIndex={place === Math.min(at, bars.length - 1) ? 0 : -1}
                onKeyDown={press}
                onFocus={() => setAt(place)}
                onMouseEnter={() => setAt(place)}
                onClick={() => lookBehind({ keys: [key], figure })}
                className="flex h-full w-full items-end"
              >
                <span
                  className={`w-full rounded-t-1 ${place === at ? 'bg-accent-hover' : 'bg-accent'}`}
                  style={{ height: `${((value ?? 0) / top) * 100}%` }}
                />
              </button>
            </li>
          );
        })}
      </ul>
      {bars.length > 1 && (
        <div className="flex justify-between pt-1 text-1 text-ink-3">
          <span>{keyText(dimension, bars[0]?.key ?? '', report.names)}</span>
          <span>{keyText(dimension, bars.at(-1)?.key ?? '', report.names)}</span>
        </div>
      )}
    </section>
  );
}
