import { mostDays, type ReportPeriod } from '#shared/domain/reports/question.ts';

/** Days of the calendar, "2026-11-29"; the hub says which of them is today. */

export const periodNames = ['today', 'yesterday', 'week', 'last7', 'last28', 'month', 'lastMonth'] as const;
export type PeriodChoice =
  | { readonly is: (typeof periodNames)[number] }
  | { readonly is: 'own'; readonly from: string; readonly to: string };

const dayLength = 24 * 3600 * 1000;

export function shiftDay(day: string, by: number): string {
  return new Date(Date.parse(day) + by * dayLength).toISOString().slice(0, 10);
}

/** Weeks begin on Monday, and neither week nor month goes on after today. */
export function periodOf(choice: PeriodChoice, today: string): ReportPeriod {
  const first = `${today.slice(0, 7)}-01`;
  switch (choice.is) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday':
      return { from: shiftDay(today, -1), to: shiftDay(today, -1) };
    case 'week':
      return { from: shiftDay(today, -((new Date(Date.parse(today)).getUTCDay() + 6) % 7)), to: today };
    case 'last7':
      return { from: shiftDay(today, -6), to: today };
    case 'last28':
      return { from: shiftDay(today, -27), to: today };
    case 'month':
      return { from: first, to: today };
    case 'lastMonth': {
      const to = shiftDay(first, -1);
      return { from: `${to.slice(0, 7)}-01`, to };
    }
    case 'own': {
      const [to = choice.to] = [choice.from, choice.to].sort().slice(1);
      const [last = to] = [to, shiftDay(choice.from, mostDays - 1)].sort();
      return { from: choice.from, to: last };
    }
  }
}

/** As many days just before it; of up to a week the same days of the week. */
export function periodBefore({ from, to }: ReportPeriod): ReportPeriod {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / dayLength) + 1;
  const by = Math.max(7, days);
  return { from: shiftDay(from, -by), to: shiftDay(to, -by) };
}
