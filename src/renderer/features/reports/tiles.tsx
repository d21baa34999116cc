import { Trans, useLingui } from '@lingui/react/macro';
import { type FigureId, figureIds, ruleOf } from '#shared/domain/reports/figures.ts';
import type { ReportQuestion } from '#shared/domain/reports/question.ts';
import type { Report } from '#shared/protocol/reports.ts';
import { lookBehind } from '../../state/reports.ts';
import { useChange, useFigureText } from './format.ts';
import { figureWords } from './words.ts';

const told: readonly FigureId[] = [
  'offered',
  'answered',
  'abandonment',
  'serviceLevel',
  'wait',
  'firstResponse',
  'nextResponse',
  'handling',
  'rating',
  'occupancy',
];

/** The figures of the whole period, each with how it was before. One opens what it is made of. */
export function Tiles({ report, question }: { readonly report: Report; readonly question: ReportQuestion }) {
  const { i18n } = useLingui();
  const text = useFigureText();
  const change = useChange();
  const { from, to } = question.period;
  const day = (at: string) =>
    new Intl.DateTimeFormat(i18n.locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(at));
  const [first, last, zone] = [day(from), day(to), report.timeZone];
  return (
    <>
      <p className="pb-2 text-1 text-ink-2">
        {from === to ? (
          <Trans>
            {first}, as clocks show it in {zone}.
          </Trans>
        ) : (
          <Trans>
            {first} to {last}, as clocks show it in {zone}.
          </Trans>
        )}
      </p>
      <ul className="grid grid-cols-5 gap-2 min-[110rem]:grid-cols-10">
        {told.map((figure) => {
          const n = figureIds.indexOf(figure);
          const now = report.total[n] ?? null;
          const before = report.compare?.total[n] ?? null;
          const changed = report.compare === null ? null : change(figure, now, before);
          const was = text(before, ruleOf(figure).unit);
          return (
            <li key={figure}>
              <button
                type="button"
                data-testid={`tile-${figure}`}
                onClick={() => lookBehind({ keys: [], figure })}
                className="flex h-full w-full flex-col gap-0.5 rounded-3 border border-line bg-panel px-3 py-2 text-left hover:bg-hover"
              >
                <span className="text-1 text-ink-2">{i18n._(figureWords[figure].name)}</span>
                <span className="font-bold text-4 tabular-nums">{text(now, ruleOf(figure).unit)}</span>
                <span
                  className={`min-h-4 text-1 tabular-nums ${changed?.is === 'worse' ? 'text-bad' : changed?.is === 'better' ? 'text-accent' : 'text-ink-3'}`}
                >
                  {changed !== null && (
                    <Trans>
                      {changed.text} (was {was})
                    </Trans>
                  )}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
