import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useMinute } from '../../../state/clock.ts';
import { Button } from '../../../ui/button.tsx';
import { Page } from '../parts/page.tsx';
import { useRefusedText } from '../parts/use-refused-text.ts';
import { ChainState } from './chain-state.tsx';
import { ExportButtons } from './export-button.tsx';
import { type Filter, Filters, noFilter, wantedOf } from './filters.tsx';
import { Line } from './line.tsx';
import { useLines } from './use-lines.ts';

/** Who did what, when and from where: the audit trail, and whether it is whole (decision 37). */
export function AuditPage() {
  const refusedText = useRefusedText();
  const [filter, setFilter] = useState<Filter>(noFilter);
  const wanted = wantedOf(filter);
  const found = useLines(wanted);
  const { lines, head, next, busy, refusal } = found;
  return (
    <Page section="audit" wide actions={<ExportButtons from={wanted.from} to={wanted.to} />}>
      <ChainState lines={head?.number ?? null} />
      <Filters filter={filter} onFilter={setFilter} />
      {refusal !== null && (
        <div role="alert" className="rounded-3 border border-line bg-panel px-4 py-3 text-2">
          <p>{refusedText(refusal)}</p>
          <Button className="mt-2" onClick={lines === null ? found.again : found.more}>
            <Trans>Try again</Trans>
          </Button>
        </div>
      )}
      {lines !== null && lines.length > 0 && <Table found={lines} />}
      <div className="flex items-center gap-3 py-3 text-2 text-ink-3" aria-live="polite">
        {busy ? (
          <Trans>Asking the hub…</Trans>
        ) : next !== null ? (
          <>
            {lines?.length === 0 && <Trans>Nothing like that among the latest lines.</Trans>}
            <Button data-testid="audit-more" onClick={found.more}>
              <Trans>Look further back</Trans>
            </Button>
          </>
        ) : (
          lines !== null &&
          refusal === null && (
            <span>
              {lines.length === 0 ? (
                head?.number !== 0 && <Trans>Nothing like that stands on the trail.</Trans>
              ) : (
                <Trans>That is the beginning.</Trans>
              )}
            </span>
          )
        )}
      </div>
    </Page>
  );
}

function Table({ found }: { readonly found: NonNullable<ReturnType<typeof useLines>['lines']> }) {
  const { t } = useLingui();
  const now = useMinute();
  const heads = [t`Time`, t`Who`, t`What`, t`About`, t`Network address`];
  return (
    <div className="overflow-x-auto rounded-3 border border-line bg-panel">
      <table className="w-full border-collapse text-2" data-testid="audit-lines">
        <thead>
          <tr className="border-line border-b text-left text-1 text-ink-3">
            {heads.map((head) => (
              <th key={head} scope="col" className="px-3 py-1.5 font-medium">
                {head}
              </th>
            ))}
            <th scope="col" className="px-3 py-1.5 text-right font-medium">
              <Trans>Line</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {found.map((line) => (
            <Line key={`${line.number} ${line.id}`} line={line} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
