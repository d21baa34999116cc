import * as z from 'zod/mini';
import { id, page, time } from '../../protocol/fields.ts';

/** The pages that a customer has seen on the way to us. All of it is what a browser says: shown, never run. */

/** As many pages of one customer are kept, and shown. */
export const mostPages = 50;

/** Who comes back after so long has come anew. Milliseconds. */
export const visitGap = 30 * 60_000;

export const pageView = z.object({
  id,
  /** The browser it was seen in. */
  visitorId: id,
  ...page.shape,
  /** Host of the site that led there, where it was another one. */
  referrer: z.nullable(z.string()),
  /** When they came to it, and when they went without going on to another; null while they are there. */
  at: time,
  leftAt: z.nullable(time),
});
export type PageView = z.infer<typeof pageView>;

/** By which advertisement they came, as the usual marks in an address say it; null where it has none. */
export function campaignOf(address: string): string | null {
  const given = paramsOf(address);
  if (given === null) return null;
  const parts = ['utm_source', 'utm_medium', 'utm_campaign'].flatMap((name) => given.get(name)?.trim() || []);
  return parts.length === 0 ? null : parts.join(' / ').slice(0, 120);
}

function paramsOf(address: string): { get(name: string): string | null } | null {
  try {
    return new URL(address).searchParams;
  } catch {
    // Asking is the only way to know.
    return null;
  }
}

/** With what is new or has changed; the latest first, and no more than are shown. */
export function withViews(known: readonly PageView[], news: readonly PageView[]): PageView[] {
  const byId = new Map([...known, ...news].map((view) => [view.id, view]));
  return [...byId.values()].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)).slice(0, mostPages);
}

export type SeenPage = PageView & {
  /** How long they were there; null while they still are. */
  readonly stayed: number | null;
};

/** One coming of theirs: its pages, the latest first. */
export type Visit = { readonly from: number; readonly pages: readonly SeenPage[] };

/** Pages by visits, the latest first. Two browsers of one customer are two ways that cross. */
export function visitsOf(views: readonly PageView[]): Visit[] {
  const visits: { from: number; pages: SeenPage[] }[] = [];
  /** In each browser, when they came to the page after the one that is looked at. */
  const next = new Map<string, number>();
  for (const view of withViews([], views)) {
    const gone = Math.min(
      view.leftAt ?? Number.POSITIVE_INFINITY,
      next.get(view.visitorId) ?? Number.POSITIVE_INFINITY,
    );
    next.set(view.visitorId, view.at);
    const seen = { ...view, stayed: Number.isFinite(gone) ? Math.max(0, gone - view.at) : null };
    const last = visits.at(-1);
    const end = Number.isFinite(gone) ? gone : view.at;
    if (last !== undefined && last.from - end < visitGap) {
      last.from = view.at;
      last.pages.push(seen);
    } else visits.push({ from: view.at, pages: [seen] });
  }
  return visits;
}
