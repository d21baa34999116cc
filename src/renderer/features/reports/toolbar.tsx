import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Download, Printer, RotateCw, X } from 'lucide-react';
import { useState } from 'react';
import { type Dimension, dimensions } from '#shared/domain/reports/question.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../bridge/bridge.ts';
import { type PeriodChoice, periodNames, periodOf } from '../../state/report-periods.ts';
import { askReport, cancelReport, changeReport, useReports } from '../../state/reports.ts';
import { Button } from '../../ui/button.tsx';
import { useRefusalText } from '../../ui/refusal-text.ts';
import { toCsv } from './csv.ts';
import { Dispositions } from './dispositions.tsx';
import { edge } from './edge.ts';
import { dimensionWords } from './words.ts';

const periodWords = {
  today: msg`Today`,
  yesterday: msg`Yesterday`,
  week: msg`This week`,
  last7: msg`Last 7 days`,
  last28: msg`Last 28 days`,
  month: msg`This month`,
  lastMonth: msg`Last month`,
} as const;

/** What is asked: the days, the rows, what is left out; and what can be done with the answer. */
export function Toolbar() {
  const { t, i18n } = useLingui();
  const { choices, choice, question, compares, running, shown } = useReports();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const refusalText = useRefusalText();
  const { by, filters } = question;
  const own = choices === null ? null : periodOf(choice, choices.today);

  function choosePeriod(is: string): void {
    if (is === 'own' && own !== null) changeReport({ choice: { is: 'own', ...own } });
    else changeReport({ choice: { is } as PeriodChoice });
  }
  function chooseBy(place: 0 | 1, one: string): void {
    const next = [...by];
    next[place] = one as Dimension;
    const kept = next.filter((each, n) => each && next.indexOf(each) === n) as Dimension[];
    changeReport({ by: one === '' ? kept.slice(0, place) : kept });
  }
  async function save(what: 'csv' | 'pdf'): Promise<void> {
    if (shown === null) return;
    setRefusal(null);
    const { from, to } = shown.question.period;
    const name = `${t`Report`} ${from} ${to}.${what}`;
    const saved =
      what === 'pdf'
        ? call('app.savePdf', { name })
        : call('app.saveText', { name, text: toCsv(shown.report, shown.question.by) });
    await saved.catch((error) => setRefusal(refusedWith(error)));
  }

  return (
    <div
      role="toolbar"
      aria-label={t`What is reported`}
      className="flex flex-wrap items-center gap-2 border-line border-b bg-panel px-4 py-2 text-2 print:hidden"
    >
      <select
        aria-label={t`Period`}
        className={edge}
        value={choice.is}
        onChange={(e) => choosePeriod(e.target.value)}
      >
        {periodNames.map((name) => (
          <option key={name} value={name}>
            {i18n._(periodWords[name])}
          </option>
        ))}
        <option value="own">{t`Own days…`}</option>
      </select>
      {choice.is === 'own' && (
        <>
          <input
            type="date"
            aria-label={t`First day`}
            className={edge}
            value={choice.from}
            onChange={(e) =>
              e.target.value !== '' && changeReport({ choice: { ...choice, from: e.target.value } })
            }
          />
          <input
            type="date"
            aria-label={t`Last day`}
            className={edge}
            value={choice.to}
            onChange={(e) =>
              e.target.value !== '' && changeReport({ choice: { ...choice, to: e.target.value } })
            }
          />
        </>
      )}
      {([0, 1] as const).map((place) =>
        place === 1 && by.length === 0 ? null : (
          <select
            key={place}
            aria-label={place === 0 ? t`Rows by` : t`And by`}
            className={edge}
            value={by[place] ?? ''}
            onChange={(e) => chooseBy(place, e.target.value)}
          >
            <option value="">{place === 0 ? t`All in one` : t`Nothing more`}</option>
            {dimensions
              .filter((one) => place === 0 || one !== by[0])
              .map((one) => (
                <option key={one} value={one}>
                  {i18n._(dimensionWords[one])}
                </option>
              ))}
          </select>
        ),
      )}
      <select
        aria-label={t`Agent`}
        className={`${edge} max-w-36`}
        value={filters.agents[0] ?? ''}
        onChange={(e) =>
          changeReport({ filters: { ...filters, agents: e.target.value === '' ? [] : [e.target.value] } })
        }
      >
        <option value="">{t`All agents`}</option>
        {choices?.agents.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <select
        aria-label={t`Group`}
        className={`${edge} max-w-36`}
        value={filters.groups[0] ?? ''}
        onChange={(e) =>
          changeReport({ filters: { ...filters, groups: e.target.value === '' ? [] : [e.target.value] } })
        }
      >
        <option value="">{t`All groups`}</option>
        {choices?.groups.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <Dispositions
        value={filters.dispositions[0] ?? ''}
        onChange={(code) =>
          changeReport({ filters: { ...filters, dispositions: code === '' ? [] : [code] } })
        }
      />
      <label className="flex items-center gap-1.5">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={question.inHours}
          onChange={(e) => changeReport({ inHours: e.target.checked })}
        />
        <Trans>Waits in opening hours only</Trans>
      </label>
      <label className="flex items-center gap-1.5">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={compares}
          onChange={(e) => changeReport({ compares: e.target.checked })}
        />
        <Trans>Compare with before</Trans>
      </label>
      <span className="flex-1" />
      {refusal !== null && (
        <span role="alert" className="text-bad">
          {refusalText(refusal)}
        </span>
      )}
      {running === null ? (
        <Button look="icon" aria-label={t`Make it anew`} onClick={() => void askReport()}>
          <RotateCw size={14} aria-hidden="true" />
        </Button>
      ) : (
        <Button onClick={cancelReport} data-testid="reports-cancel">
          <X size={14} aria-hidden="true" />
          {running.done > 0 ? t`Cancel (${running.done} read)` : t`Cancel`}
        </Button>
      )}
      <Button disabled={shown === null} onClick={() => void save('csv')} data-testid="reports-csv">
        <Download size={14} aria-hidden="true" />
        CSV
      </Button>
      <Button disabled={shown === null} onClick={() => void save('pdf')} data-testid="reports-pdf">
        <Printer size={14} aria-hidden="true" />
        PDF
      </Button>
    </div>
  );
}
