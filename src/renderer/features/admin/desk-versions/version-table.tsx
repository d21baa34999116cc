import { Trans, useLingui } from '@lingui/react/macro';
import { type DeskCount, totalOf } from '#shared/domain/update/desks-here.ts';
import { type DeskRequirement, type DeskStanding, standingOf } from '#shared/domain/update/required.ts';
import { Tag } from '../../../ui/tag.tsx';

type VersionTableProps = {
  readonly desks: readonly DeskCount[];
  /** As it is being written: each version says what would become of it. */
  readonly required: DeskRequirement | null;
  readonly now: number;
};

export function VersionTable({ desks, required, now }: VersionTableProps) {
  const { t, i18n } = useLingui();
  const number = (n: number) => n.toLocaleString(i18n.locale);
  const standings: Readonly<Record<DeskStanding, string>> = {
    fine: t`works as usual`,
    due: t`asked to update`,
    late: t`given nothing new`,
    refused: t`not let in`,
  };
  if (desks.length === 0)
    return (
      <p className="text-2 text-ink-3">
        <Trans>Nobody is signed in at a desk.</Trans>
      </p>
    );
  const all = totalOf(desks);
  const heads = [t`Desks`, t`Used in the last 7 days`];
  const cell = 'px-3 py-1.5 text-right tabular-nums';
  return (
    <div className="overflow-x-auto rounded-3 border border-line bg-panel">
      <table className="w-full border-collapse text-2" data-testid="desk-versions">
        <thead>
          <tr className="border-line border-b bg-sunk text-left text-1 text-ink-2">
            <th scope="col" className="px-3 py-1.5 font-medium">{t`Version`}</th>
            {heads.map((head) => (
              <th key={head} scope="col" className="px-3 py-1.5 text-right font-medium">
                {head}
              </th>
            ))}
            <th scope="col" className="px-3 py-1.5 font-medium">{t`What it is`}</th>
          </tr>
        </thead>
        <tbody>
          {desks.map(({ version, desks: n, lately }) => {
            const standing = standingOf(version, required, now);
            return (
              <tr key={version} className="border-line border-b" data-version={version}>
                <th scope="row" className="px-3 py-1.5 text-left font-medium tabular-nums">
                  {version === '' ? t`they do not say` : version}
                </th>
                <td className={cell}>{number(n)}</td>
                <td className={cell}>{number(lately)}</td>
                <td className="px-3 py-1.5">
                  <Tag tone={standing === 'fine' ? 'plain' : standing === 'due' ? 'accent' : 'warn'}>
                    {standings[standing]}
                  </Tag>
                </td>
              </tr>
            );
          })}
          <tr className="text-ink-2">
            <th scope="row" className="px-3 py-1.5 text-left font-medium">{t`All`}</th>
            <td className={cell}>{number(all.desks)}</td>
            <td className={cell}>{number(all.lately)}</td>
            <td />
          </tr>
        </tbody>
      </table>
    </div>
  );
}
