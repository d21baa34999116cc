import { useLingui } from '@lingui/react/macro';
import { codeSeparator } from '#shared/domain/reports/cells.ts';
import { type FigureId, type FigureUnit, ruleOf } from '#shared/domain/reports/figures.ts';
import type { Dimension } from '#shared/domain/reports/question.ts';
import type { Report } from '#shared/protocol/reports.ts';
import { useCustomers } from '../../state/customers.ts';

const two = (n: number) => String(n).padStart(2, '0');

/** A value of a figure in words; “–” where there is nothing to say it of. */
export function useFigureText(): (value: number | null, unit: FigureUnit) => string {
  const { t, i18n } = useLingui();
  const number = (most: number, style?: 'percent') =>
    new Intl.NumberFormat(i18n.locale, { maximumFractionDigits: most, ...(style && { style }) });
  return (value, unit) => {
    if (value === null) return '–';
    switch (unit) {
      case 'count':
        return number(0).format(value);
      case 'share':
        return number(1, 'percent').format(value);
      case 'score':
        return number(2).format(value);
      case 'time': {
        const all = Math.round(value / 1000);
        const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, two(all % 60)];
        if (hours > 0) {
          const clock = `${number(0).format(hours)}:${two(minutes)}:${seconds}`;
          return t`${clock} h`;
        }
        const clock = `${minutes}:${seconds}`;
        return t`${clock} min`;
      }
    }
  };
}

/** Less of these is better; of the rest more, or it says nothing of better and worse. */
const lessIsBetter: readonly FigureId[] = [
  'abandoned',
  'abandonment',
  'wait',
  'wait90',
  'firstResponse',
  'firstResponse90',
  'nextResponse',
  'nextResponse90',
];
const moreIsBetter: readonly FigureId[] = ['serviceLevel', 'rating', 'answered'];

export type Change = { readonly text: string; readonly is: 'better' | 'worse' | 'other' };

/** How a figure has changed; null where there is nothing to compare. */
export function useChange(): (figure: FigureId, now: number | null, before: number | null) => Change | null {
  const { t, i18n } = useLingui();
  const signed = (most: number, style?: 'percent') =>
    new Intl.NumberFormat(i18n.locale, {
      maximumFractionDigits: most,
      signDisplay: 'exceptZero',
      ...(style && { style }),
    });
  return (figure, now, before) => {
    if (now === null || before === null) return null;
    const by = now - before;
    const is =
      by === 0 || (!lessIsBetter.includes(figure) && !moreIsBetter.includes(figure))
        ? 'other'
        : by > 0 === moreIsBetter.includes(figure)
          ? 'better'
          : 'worse';
    if (ruleOf(figure).unit === 'share') {
      const points = signed(1).format(by * 100);
      return { text: t`${points} points`, is };
    }
    if (before === 0) return now === 0 ? { text: t`unchanged`, is } : null;
    return { text: signed(0, 'percent').format(by / before), is };
  };
}

/** What a row is called. */
export function useKeyText(): (dimension: Dimension, key: string, names: Report['names']) => string {
  const { t, i18n } = useLingui();
  const dispositions = useCustomers((s) => s.handbook.dispositions);
  const date = (day: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(i18n.locale, { ...options, timeZone: 'UTC' }).format(Date.parse(day));
  const short = { month: 'short', day: 'numeric' } as const;
  const nameOf = (code: string): string => {
    const names = dispositions.find((one) => one.code === code)?.name;
    return (i18n.locale === 'en' ? names?.en : names?.zh) ?? code;
  };
  return (dimension, key, names) => {
    switch (dimension) {
      case 'agent':
        return key === '' ? t`Nobody` : (names.agents[key] ?? key.slice(0, 8));
      case 'group':
        return key === '' ? t`No group` : (names.groups[key] ?? key.slice(0, 8));
      case 'channel':
        return t`Website`;
      case 'disposition':
        return key === '' ? t`Not filed` : key.split(codeSeparator).map(nameOf).join(' / ');
      case 'hour':
        return `${key}:00`;
      case 'day':
        return date(key, { ...short, weekday: 'short' });
      case 'week': {
        const from = date(key, short);
        return t`Week of ${from}`;
      }
      case 'month':
        return date(`${key}-01`, { year: 'numeric', month: 'long' });
    }
  };
}
