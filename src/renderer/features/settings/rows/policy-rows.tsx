import { useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import type { IpcAnswer } from '#shared/ipc/contract.ts';
import { call } from '../../../bridge/bridge.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { PolicyTable } from '../policy/policy-table.tsx';
import type { Setting } from '../setting-row.tsx';

type Report = IpcAnswer<'policy.report'>;

/** What counts on this desk, and who said so: what IT looks at when a rule does not do what they meant (H6). */
export function usePolicyRows(): readonly Setting[] {
  const { t } = useLingui();
  const [report, setReport] = useState<Report | null>(null);
  // A hub may settle something while one looks.
  const managed = useDeskApp((s) => s.managed);
  useEffect(() => {
    void managed;
    call('policy.report', {}).then(setReport, () => undefined);
  }, [managed]);
  if (report === null) return [];
  const rows: Setting[] = [
    {
      id: 'policy',
      section: 'policy',
      label: t`What counts on this computer`,
      hint: t`From the strongest: enforced by the organisation, settled at the hub, your own choice, recommended, the usual.`,
      wide: true,
      control: (ids) => <PolicyTable {...ids} report={report} />,
    },
  ];
  if (report.ignored.length > 0)
    rows.push({
      id: 'policy-ignored',
      section: 'policy',
      label: t`Rules that were ignored`,
      hint: t`They cannot be as they were written; everything else counts all the same.`,
      wide: true,
      control: (ids) => (
        <ul id={ids.id} data-testid="policy-ignored" className="grid gap-1">
          {report.ignored.map(({ name, from, why }) => (
            <li key={`${name} ${from}`} className="foreign break-words text-2">
              {name !== '' && <code className="pr-2">{name}</code>}
              <span className="text-bad">{why}</span>
              <span className="block break-all text-1 text-ink-3">{from}</span>
            </li>
          ))}
        </ul>
      ),
    });
  return rows;
}
