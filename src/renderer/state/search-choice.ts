import type { IpcInput } from '#shared/ipc/contract.ts';

type Filters = IpcInput<'search.query'>['filters'];

/** How far back one looks; `dates`: from one day to another. */
export const spans = ['any', 'today', 'week', 'month', 'dates'] as const;
export type Span = (typeof spans)[number];

/** What one has chosen to leave out. Days as `<input type="date">` has them, '' for none. */
export type SearchChoice = {
  readonly agent: string | null;
  readonly customer: { readonly id: string; readonly name: string } | null;
  readonly status: Filters['status'];
  readonly kind: Filters['kind'];
  readonly span: Span;
  readonly from: string;
  readonly to: string;
};

export const anyOf: SearchChoice = {
  agent: null,
  customer: null,
  status: null,
  kind: null,
  span: 'any',
  from: '',
  to: '',
};

const days: Partial<Record<Span, number>> = { today: 0, week: 6, month: 29 };

export function toFilters(
  { agent, customer, status, kind, span, from, to }: SearchChoice,
  now: number,
): Filters {
  const back = days[span];
  return {
    conversation: null,
    customer: customer?.id ?? null,
    agent,
    status,
    kind,
    from: span === 'dates' ? dayOf(from, 0) : back === undefined ? null : startOf(now, -back),
    to: span === 'dates' ? dayOf(to, 1) : null,
  };
}

/** Begin of the local day so many days away. By the calendar, for not every day has 24 hours. */
function startOf(at: number, by: number): number {
  const day = new Date(at);
  day.setHours(0, 0, 0, 0);
  day.setDate(day.getDate() + by);
  return day.getTime();
}

/** Begin of a day as it is typed, or of the one after it; null where there is none. */
function dayOf(typed: string, by: 0 | 1): number | null {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(typed) ?? [];
  if (year === undefined) return null;
  const at = new Date(Number(year), Number(month) - 1, Number(day)).getTime();
  return at < 0 ? null : startOf(at, by);
}
