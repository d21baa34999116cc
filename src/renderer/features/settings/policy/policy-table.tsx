import { useLingui } from '@lingui/react/macro';
import { Lock } from 'lucide-react';
import type { Source } from '#shared/domain/policy/effective.ts';
import { policyTexts } from '#shared/domain/policy/texts.ts';
import type { IpcAnswer } from '#shared/ipc/contract.ts';
import type { ControlIds } from '../setting-row.tsx';

type Report = IpcAnswer<'policy.report'>;
type PolicyTableProps = ControlIds & { readonly report: Report };

/** Every policy: its value, where that came from, and whether the person can change it. */
export function PolicyTable({ report, ...ids }: PolicyTableProps) {
  const { t, i18n } = useLingui();
  const names = useSourceNames();
  const locale = i18n.locale === 'zh-CN' ? 'zh-CN' : 'en';
  return (
    <div className="w-full overflow-x-auto rounded-3 border border-line">
      <table {...ids} data-testid="policy-table" className="w-full border-collapse text-2">
        <thead>
          <tr className="border-line border-b bg-sunk text-left text-1 text-ink-2">
            <th scope="col" className="px-3 py-1.5 font-medium">{t`Rule`}</th>
            <th scope="col" className="px-3 py-1.5 font-medium">{t`Value`}</th>
            <th scope="col" className="px-3 py-1.5 font-medium">{t`Where it comes from`}</th>
          </tr>
        </thead>
        <tbody>
          {report.effective.map((line) => (
            <tr
              key={line.name}
              data-policy={line.name}
              className="border-line border-b align-top last:border-b-0"
            >
              <th scope="row" className="max-w-80 px-3 py-1.5 text-left font-normal">
                {textOf(line.name)?.title[locale] ?? line.name}
                <code className="block text-1 text-ink-3">{line.name}</code>
              </th>
              <td data-value className="wrap-anywhere px-3 py-1.5">
                {line.source === 'default' ? (
                  <span className="text-ink-3">{t`As usual`}</span>
                ) : (
                  <Value of={line.value} />
                )}
              </td>
              <td className="px-3 py-1.5">
                <span className="flex items-center gap-1" data-source={line.source}>
                  {line.locked && (
                    <Lock size={11} aria-label={t`Cannot be changed here`} className="shrink-0" />
                  )}
                  {names[line.source]}
                </span>
                {line.from !== null && line.from !== '' && (
                  <span className="foreign block wrap-anywhere text-1 text-ink-3">{line.from}</span>
                )}
                {line.overruled.map(({ source, from }) => (
                  <span key={`${source} ${from}`} className="block wrap-anywhere text-1 text-ink-3">
                    {t`Overruled: ${[names[source], from].filter((part) => part !== '').join(' · ')}`}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** As IT wrote it, so that they find it again. */
function Value({ of }: { readonly of: unknown }) {
  if (Array.isArray(of))
    return of.map((one) => (
      <code key={String(one)} className="block">
        {String(one)}
      </code>
    ));
  return <code>{String(of)}</code>;
}

function textOf(name: string) {
  return (policyTexts as Readonly<Record<string, (typeof policyTexts)[keyof typeof policyTexts]>>)[name];
}

function useSourceNames(): Readonly<Record<Source, string>> {
  const { t } = useLingui();
  return {
    enforced: t`Enforced by the organisation`,
    hub: t`Settled at the hub`,
    user: t`Your own choice`,
    recommended: t`Recommended by the organisation`,
    default: t`The usual`,
  };
}
