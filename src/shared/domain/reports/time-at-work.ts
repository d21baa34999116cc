import type { ChosenStatus } from '../routing/status.ts';

/** A stretch of time, epoch milliseconds; `to` no longer belongs to it. */
export type Span = { readonly from: number; readonly to: number };

/** Said by the person, or by the hub of them; it counts until the next. */
export type Said = { readonly since: number; readonly status: ChosenStatus };
export type StatusSpan = Span & { readonly status: ChosenStatus };

/** In order, and where they overlap or touch as one. */
export function merged(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.from - b.from);
  const all: { from: number; to: number }[] = [];
  for (const { from, to } of sorted) {
    const last = all.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else if (to > from) all.push({ from, to });
  }
  return all;
}

/** What is in both. Each list is merged. */
export function both(a: readonly Span[], b: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [x, y] = [a[i] as Span, b[j] as Span];
    const from = Math.max(x.from, y.from);
    const to = Math.min(x.to, y.to);
    if (from < to) all.push({ from, to });
    if (x.to < y.to) i += 1;
    else j += 1;
  }
  return all;
}

/**
 * What a person was while they had a desk open, and when. Whoever has never said anything is online; time without a desk is none of
 * these. `here` need not be merged, `said` is in order of time.
 */
export function statusSpans(here: readonly Span[], said: readonly Said[]): StatusSpan[] {
  let next = 0;
  return merged(here).flatMap((span) => {
    while ((said[next]?.since ?? span.to) <= span.from) next += 1;
    const parts: StatusSpan[] = [];
    let from = span.from;
    let status: ChosenStatus = said[next - 1]?.status ?? 'online';
    for (let change = said[next]; change !== undefined && change.since < span.to; change = said[next]) {
      parts.push({ from, to: change.since, status });
      from = change.since;
      status = change.status;
      next += 1;
    }
    return [...parts, { from, to: span.to, status }];
  });
}
