import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { nameIn } from '#shared/domain/customer/handbook.ts';
import type { IpcAnswer } from '#shared/ipc/contract.ts';
import { openReview } from '../../../state/quality.ts';
import { Button } from '../../../ui/button.tsx';
import { useVisitorName } from '../../../ui/names.ts';
import { NoReviews } from '../lists/review-table.tsx';
import { AskedView } from '../parts/asked-view.tsx';
import { control, Labelled } from '../parts/labelled.tsx';
import { Page, Scroll } from '../parts/page.tsx';
import { Score } from '../parts/score.tsx';
import { useAsked } from '../parts/use-asked.ts';
import { usePeriod } from './use-period.tsx';

type Found = IpcAnswer<'quality.agreement'>;

/** How far two who scored the same without seeing each other's are of one mind, and where they are not. */
export function AgreementView() {
  const { t, i18n } = useLingui();
  const { from, to, fields } = usePeriod();
  const cards = useAsked('quality.cards', {});
  const [chosen, setChosen] = useState('');
  const all = cards.value?.cards ?? [];
  const cardId = chosen === '' ? (all[0]?.id ?? null) : chosen;
  return (
    <Page title={t`Agreement`}>
      <div className="flex shrink-0 gap-3 border-line border-b bg-panel px-5 pt-2 pb-3">
        {fields}
        <div className="w-56">
          <Labelled label={t`Score card`}>
            {(id) => (
              <select
                id={id}
                value={cardId ?? ''}
                onChange={({ target }) => setChosen(target.value)}
                className={`foreign ${control}`}
              >
                {all.map((card) => (
                  <option key={card.id} value={card.id}>
                    {nameIn(card.name, i18n.locale)}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
        </div>
      </div>
      <Scroll label={t`Agreement`}>
        <AskedView asked={cards}>
          {() =>
            cardId === null ? (
              <NoReviews>
                <Trans>There is no score card yet.</Trans>
              </NoReviews>
            ) : (
              <Of key={`${cardId} ${from} ${to}`} from={from} to={to} cardId={cardId} />
            )
          }
        </AskedView>
      </Scroll>
    </Page>
  );
}

function Of(input: { readonly from: number; readonly to: number; readonly cardId: string }) {
  const { t } = useLingui();
  const asked = useAsked('quality.agreement', input);
  return (
    <AskedView asked={asked}>
      {(found) =>
        found.pairs === 0 ? (
          <NoReviews>
            <Trans>Nothing was scored by two in this period.</Trans>
          </NoReviews>
        ) : (
          <div className="grid max-w-240 gap-6">
            <Lines
              title={t`By reviewers`}
              rows={[
                {
                  id: 'all',
                  name: t`All`,
                  n: found.pairs,
                  same: found.same,
                  kappa: found.passed?.kappa ?? null,
                },
                ...found.reviewers.map(({ one, other, pairs, same, passed }) => ({
                  id: `${one.id} ${other.id}`,
                  name: `${one.name} – ${other.name}`,
                  ...{ n: pairs, same, kappa: passed?.kappa ?? null },
                })),
              ]}
              note={t`κ says how far they agree beyond chance on whether it was passed: 1 is always, 0 is no more than chance.`}
            />
            <ByItem items={found.items} />
            <Differing differing={found.differing} />
          </div>
        )
      }
    </AskedView>
  );
}

function ByItem({ items }: Pick<Found, 'items'>) {
  const { t, i18n } = useLingui();
  return (
    <Lines
      title={t`By item`}
      rows={items.map(({ itemId, name, agreement }) => ({
        id: itemId,
        name: nameIn(name, i18n.locale),
        n: agreement?.n ?? 0,
        same: agreement?.same ?? null,
        kappa: agreement?.kappa ?? null,
      }))}
      note={t`Of points a near miss counts less (linear weights).`}
    />
  );
}

type Line = {
  readonly id: string;
  readonly name: string;
  readonly n: number;
  readonly same: number | null;
  readonly kappa: number | null;
};

function Lines({
  title,
  rows,
  note,
}: {
  readonly title: string;
  readonly rows: readonly Line[];
  readonly note: string;
}) {
  const { i18n } = useLingui();
  const percent = new Intl.NumberFormat(i18n.locale, { style: 'percent' });
  const two = new Intl.NumberFormat(i18n.locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return (
    <section aria-label={title}>
      <h2 className="mb-1.5 font-bold text-4">{title}</h2>
      <table className="w-full border-collapse bg-panel text-2" data-testid="agreement">
        <thead>
          <tr className="border-line border-b text-left text-1 text-ink-3">
            <th scope="col" className="px-3 py-1.5 font-medium">
              {title}
            </th>
            <th scope="col" className="px-3 font-medium">
              <Trans>Compared</Trans>
            </th>
            <th scope="col" className="px-3 font-medium">
              <Trans>The same</Trans>
            </th>
            <th scope="col" className="px-3 font-medium">
              κ
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, n, same, kappa }) => (
            <tr key={id} className="border-line border-b last:border-0">
              <td className="foreign px-3 py-1.5">{name}</td>
              <td className="px-3 tabular-nums">{n}</td>
              <td className="px-3 tabular-nums">{same === null ? '–' : percent.format(same)}</td>
              <td className="px-3 tabular-nums">{kappa === null ? '–' : two.format(kappa)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-1 text-1 text-ink-3">{note}</p>
    </section>
  );
}

/** Where they are not of one mind: both scores, and on which items. */
function Differing({ differing }: Pick<Found, 'differing'>) {
  const { t, i18n } = useLingui();
  const nameOf = useVisitorName();
  if (differing.length === 0) return null;
  return (
    <section aria-label={t`Where they differ`}>
      <h2 className="mb-1.5 font-bold text-4">
        <Trans>Where they differ</Trans>
      </h2>
      <ul className="grid gap-2">
        {differing.map(({ first, second, items }) => (
          <li key={second.id} className="rounded-3 border border-line bg-panel px-4 py-2.5 text-2">
            <p className="flex items-center gap-3">
              <span className="foreign min-w-0 flex-1 truncate font-medium">
                {nameOf({ ...first.customer, locale: 'en' })}
              </span>
              {[first, second].map((one) => (
                <Button key={one.id} onClick={() => openReview(one.id)}>
                  <span className="foreign">{one.reviewer.name}</span>
                  <Score {...one} />
                </Button>
              ))}
            </p>
            <p className="foreign mt-1 text-1 text-ink-3">
              {items.map((name) => nameIn(name, i18n.locale)).join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
