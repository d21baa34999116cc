import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect } from 'react';
import { askReport, openReports, useReports } from '../../state/reports.ts';
import { Button } from '../../ui/button.tsx';
import { useRefusalText } from '../../ui/refusal-text.ts';
import { Bars } from './bars.tsx';
import { BehindPanel } from './behind-panel.tsx';
import { ReportTable } from './report-table.tsx';
import { Tiles } from './tiles.tsx';
import { Toolbar } from './toolbar.tsx';

/** Reports (E3): the figures of a period, and behind each of them what it is made of (H5). */
export function Reports() {
  const { t } = useLingui();
  const { shown, running, refusal, behind } = useReports();
  const refusalText = useRefusalText();
  useEffect(() => void openReports(), []);
  const isEmpty = shown?.report.total.every((value) => value === null || value === 0) ?? false;
  return (
    <div className="flex min-h-0 flex-1 flex-col" data-testid="reports" data-print>
      <h1 className="sr-only">
        <Trans>Reports</Trans>
      </h1>
      <Toolbar />
      <div className="flex min-h-0 flex-1">
        <div className="min-w-0 flex-1 overflow-y-auto p-4" data-region="reports" tabIndex={-1}>
          <p role="status" className="sr-only">
            {running !== null ? t`The report is being made.` : ''}
          </p>
          {refusal !== null && (
            <div role="alert" className="mb-3 flex items-center gap-3 rounded-2 bg-bad-soft px-3 py-2 text-2">
              <span className="flex-1">{refusalText(refusal)}</span>
              <Button onClick={() => void askReport()}>
                <Trans>Try again</Trans>
              </Button>
            </div>
          )}
          {shown === null && refusal === null && (
            <p className="p-8 text-center text-2 text-ink-2">
              <Trans>The report is being made…</Trans>
            </p>
          )}
          {isEmpty && (
            <div className="grid justify-items-center gap-1 p-8 text-center">
              <h2 className="font-bold text-4">
                <Trans>Nothing in these days</Trans>
              </h2>
              <p className="max-w-100 text-2 text-ink-2">
                <Trans>
                  No conversation began in the period, and nobody was there. Choose other days, or leave out
                  less.
                </Trans>
              </p>
            </div>
          )}
          {shown !== null && !isEmpty && (
            <div className={running === null ? '' : 'opacity-60'}>
              <Tiles {...shown} />
              <Bars {...shown} />
              <ReportTable {...shown} />
            </div>
          )}
        </div>
        {behind !== null && shown !== null && (
          <BehindPanel key={JSON.stringify(behind)} behind={behind} {...shown} />
        )}
      </div>
    </div>
  );
}
