import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { assertNever } from '#shared/domain/exhaustive.ts';
import type { Candidate, LeftOut, RoutingDecision } from '#shared/domain/routing/decision.ts';
import type { Strategy } from '#shared/domain/routing/plan.ts';
import { timeText } from '../../../ui/time.ts';

/** Why it was this one, in words. */
export function useRuleText(): (decision: RoutingDecision) => string {
  const { t } = useLingui();
  return ({ rule }) => {
    switch (rule) {
      case 'chosen':
        return t`the customer chose them`;
      case 'sticky':
        return t`served this customer before`;
      case 'least_loaded':
        return t`least loaded`;
      case 'longest_idle':
        return t`longest without work`;
      case 'round_robin':
        return t`in turn`;
      case 'overflow':
        return t`another group helps out`;
      default:
        return assertNever(rule);
    }
  };
}

/** What the strategy compared, and how it is called. */
export function useScoreText(): {
  readonly title: (strategy: Strategy) => string;
  readonly of: (strategy: Strategy, candidate: Candidate) => string;
} {
  const { i18n, t } = useLingui();
  const share = new Intl.NumberFormat(i18n.locale, { style: 'percent', maximumFractionDigits: 0 });
  return {
    title: (strategy) => {
      switch (strategy) {
        case 'least_loaded':
          return t`In use`;
        case 'longest_idle':
          return t`Idle since`;
        case 'round_robin':
          return t`Last given`;
        default:
          return assertNever(strategy);
      }
    },
    of: (strategy, { score, idleSince }) => {
      if (strategy === 'least_loaded') return share.format(score);
      const at = strategy === 'longest_idle' ? (idleSince ?? 0) : score;
      return at <= 0 ? t`never` : timeText(at, i18n.locale);
    },
  };
}

/** How many could not have had it, by reason; reasons that nobody fell under are not told. */
export function useLeftOutText(): (leftOut: LeftOut) => readonly string[] {
  const { t } = useLingui();
  return (counts) => {
    const { group, offline, language, skill, asked, full } = counts;
    const words: readonly (readonly [number, string])[] = [
      [group, t`${plural(group, { one: '# in no fitting group', other: '# in no fitting group' })}`],
      [offline, t`${plural(offline, { one: '# not online', other: '# not online' })}`],
      [language, t`${plural(language, { one: '# without the language', other: '# without the language' })}`],
      [skill, t`${plural(skill, { one: '# without the skill', other: '# without the skill' })}`],
      [asked, t`${plural(asked, { one: '# did not answer before', other: '# did not answer before' })}`],
      [full, t`${plural(full, { one: '# without room', other: '# without room' })}`],
    ];
    return words.filter(([count]) => count > 0).map(([, text]) => text);
  };
}
