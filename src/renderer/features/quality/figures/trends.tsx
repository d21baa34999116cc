import { Trans, useLingui } from '@lingui/react/macro';
import { nameIn } from '#shared/domain/customer/handbook.ts';
import type { IpcAnswer } from '#shared/ipc/contract.ts';
import { NoReviews } from '../lists/review-table.tsx';
import { AskedView } from '../parts/asked-view.tsx';
import { Page, Scroll } from '../parts/page.tsx';
import { useScoreText } from '../parts/score.tsx';
import { useAsked } from '../parts/use-asked.ts';
import { usePeriod } from './use-period.tsx';
import { WeekChart } from './week-chart.tsx';

type Found = IpcAnswer<'quality.trends'>;

/** What the first reviews of a period say, week by week. */
export function Trends() {
  const { t, i18n } = useLingui();
  const { from, to, fields } = usePeriod();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const asked = useAsked('quality.trends', { from, to, timeZone });
  return (
    <Page title={t`Trends`}>
      <div className="flex shrink-0 gap-3 border-line border-b bg-panel px-5 pt-2 pb-3">{fields}</div>
      <Scroll label={t`Trends`}>
        <AskedView asked={asked}>
          {(found) =>
            found.all.n === 0 ? (
              <NoReviews>
                <Trans>Nothing was reviewed in this period.</Trans>
              </NoReviews>
            ) : (
              <div className="grid max-w-240 gap-6">
                <Figures found={found} />
                <WeekChart weeks={found.weeks} />
                <Table title={t`By agent`} rows={found.agents} />
                {found.groups.length > 0 && <Table title={t`By group`} rows={found.groups} />}
                <Table
                  title={t`By score card`}
                  rows={found.cards.map((one) => ({ ...one, name: nameIn(one.name, i18n.locale) }))}
                />
                <Failures items={found.items} />
              </div>
            )
          }
        </AskedView>
      </Scroll>
    </Page>
  );
}

const percent = (locale: string) =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });

function Figures({ found }: { readonly found: Found }) {
  const { t, i18n } = useLingui();
  const text = useScoreText();
  const { all, closed, reviewed } = found;
  const share = percent(i18n.locale);
  const figures = [
    [t`Reviews`, String(all.n)],
    [t`Average score`, all.average === null ? '–' : text(all.average)],
    [t`Passed`, share.format(all.passed / all.n)],
    [
      t`Reviewed of closed`,
      closed === 0 ? '–' : `${share.format(reviewed / closed)} (${reviewed}/${closed})`,
    ],
  ] as const;
  return (
    <dl className="grid grid-cols-4 gap-3" data-testid="trend-figures">
      {figures.map(([label, value]) => (
        <div key={label} className="rounded-3 border border-line bg-panel px-4 py-2.5">
          <dt className="text-1 text-ink-3">{label}</dt>
          <dd className="font-bold text-5 tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

type Row = {
  readonly id: string;
  readonly name: string;
  readonly score: Found['all'];
  readonly weeks: Found['weeks'];
};

function Table({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) {
  const { i18n } = useLingui();
  const text = useScoreText();
  const share = percent(i18n.locale);
  return (
    <section aria-label={title}>
      <h2 className="mb-1.5 font-bold text-4">{title}</h2>
      <table className="w-full border-collapse bg-panel text-2">
        <thead>
          <tr className="border-line border-b text-left text-1 text-ink-3">
            <Cell head>{title}</Cell>
            <Cell head>
              <Trans>Reviews</Trans>
            </Cell>
            <Cell head>
              <Trans>Average score</Trans>
            </Cell>
            <Cell head>
              <Trans>Passed</Trans>
            </Cell>
            <Cell head>
              <Trans>Week by week</Trans>
            </Cell>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, score, weeks }) => (
            <tr key={id} className="border-line border-b last:border-0">
              <Cell>
                <span className="foreign">{name}</span>
              </Cell>
              <Cell>{score.n}</Cell>
              <Cell>{score.average === null ? '–' : text(score.average)}</Cell>
              <Cell>{share.format(score.passed / score.n)}</Cell>
              <Cell>{weeks.map(({ average }) => (average === null ? '–' : text(average))).join(' · ')}</Cell>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ head = false, children }: { readonly head?: boolean; readonly children: React.ReactNode }) {
  return head ? (
    <th scope="col" className="px-3 py-1.5 font-medium">
      {children}
    </th>
  ) : (
    <td className="px-3 py-1.5 tabular-nums">{children}</td>
  );
}

function Failures({ items }: { readonly items: Found['items'] }) {
  const { t, i18n } = useLingui();
  if (items.length === 0) return null;
  return (
    <section aria-label={t`Most often failed`}>
      <h2 className="mb-1.5 font-bold text-4">
        <Trans>Most often failed</Trans>
      </h2>
      <ol className="grid gap-1 text-2">
        {items.map((item) => {
          const { failed, n } = item;
          const name = nameIn(item.name, i18n.locale);
          return (
            <li key={`${nameIn(item.card, i18n.locale)} ${name}`} className="flex items-center gap-3">
              <span className="foreign w-72 truncate" title={nameIn(item.card, i18n.locale)}>
                {name}
              </span>
              <span aria-hidden="true" className="h-2 w-60 overflow-hidden rounded-2 bg-sunk">
                <span className="block h-full bg-bad" style={{ width: `${(failed / n) * 100}%` }} />
              </span>
              <span className="tabular-nums">{t`${failed} of ${n}`}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
