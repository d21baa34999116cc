import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { RoutingDecision } from '#shared/domain/routing/decision.ts';
import { clockText } from '../../../ui/time.ts';
import { Moment } from './fact.tsx';
import { useLeftOutText, useRuleText, useScoreText } from './use-decision-text.ts';

/** One decision of routing: to whom and by which rule, who else could have had it, who could not and why. */
export function DecisionView({ decision }: { readonly decision: RoutingDecision }) {
  const { i18n, t } = useLingui();
  const rule = useRuleText();
  const score = useScoreText();
  const leftOut = useLeftOutText();
  const { to, group, overflow, waited, candidates, more, strategy } = decision;
  const number = new Intl.NumberFormat(i18n.locale, { maximumFractionDigits: 1 });
  const name = to?.name ?? '';
  const helper = overflow?.name ?? '';
  const out = leftOut(decision.leftOut);
  const wait = clockText(waited, i18n.locale);
  const heading = to === null ? t`Waits on: nobody could have it` : t`To ${name}: ${rule(decision)}`;
  return (
    <article className="rounded-2 border border-line px-2 py-1.5 text-1 text-ink-2">
      <h5 className="flex gap-2 text-2 text-ink">
        <b className="foreign min-w-0 flex-1 font-bold">{heading}</b>
        <span className="shrink-0 text-1 text-ink-3">
          <Moment at={decision.at} />
        </span>
      </h5>
      <p className="foreign">
        {group.name}
        {helper !== '' && <> · {t`${helper} helps out`}</>} · {t`waited ${wait}`}
      </p>
      {candidates.length > 0 && (
        <table className="mt-1 w-full border-collapse">
          <caption className="sr-only">{t`Who could have had it`}</caption>
          <thead>
            <tr className="text-left text-ink-3">
              <th className="font-normal">{t`Could have had it`}</th>
              <th className="px-1.5 text-right font-normal">{t`Load`}</th>
              <th className="text-right font-normal">{score.title(strategy)}</th>
            </tr>
          </thead>
          <tbody>
            {candidates.map((one) => (
              <tr key={one.id} className={one.id === to?.id ? 'font-bold text-ink' : ''}>
                <td className="foreign w-1/2 max-w-0 truncate">{one.name}</td>
                <td className="px-1.5 text-right">
                  {number.format(one.load)} / {number.format(one.capacity)}
                </td>
                <td className="text-right">{score.of(strategy, one)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {more > 0 && (
        <p className="text-ink-3">{t`${plural(more, { one: 'and # more', other: 'and # more' })}`}</p>
      )}
      {out.length > 0 && (
        <p className="mt-1">
          {t`Left out:`} {out.join(' · ')}
        </p>
      )}
    </article>
  );
}
