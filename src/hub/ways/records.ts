import { mostPages, type PageView, visitGap } from '#shared/domain/customer/way.ts';
import { newId } from '#shared/domain/key.ts';
import type { Columns, Database } from '../platform/database/index.ts';

/** A page that somebody says they are on. */
export type Said = {
  readonly visitorId: string;
  readonly url: string;
  readonly title: string;
  readonly referrer: string | null;
  /** Since when, and when they said so. */
  readonly at: number;
  readonly saidAt: number;
};

/** Somebody of whom no connection is left. */
export type Left = { readonly visitorId: string; readonly at: number };

type Row = {
  id: string;
  visitor_id: string;
  at: number;
  url: string;
  title: string;
  referrer: string | null;
  left_at: number | null;
  seen_at: number;
  changed_at: number;
};

const columns = {
  id: 'text',
  visitor_id: 'text',
  at: 'bigint',
  url: 'text',
  title: 'text',
  referrer: 'text',
  left_at: 'bigint',
  seen_at: 'bigint',
  changed_at: 'bigint',
} as const satisfies Columns;

/** A node says so often that somebody is still there, and after so long without a word of it they are not. Milliseconds. */
export const beatInterval = 60_000;
const goneAfter = 150_000;
const keptFor = 7 * 24 * 3600_000;
/** Visitors of one question to the database. */
const atOnce = 200;

/** The pages that visitors have seen, in the database: all nodes read what one has heard. */
export function createRecords(database: Database) {
  const { kysely } = database;

  const of = async (visitorIds: readonly string[]): Promise<Row[]> => {
    const rows: Row[] = [];
    for (let i = 0; i < visitorIds.length; i += atOnce) {
      const some = visitorIds.slice(i, i + atOnce);
      rows.push(
        ...(await kysely
          .selectFrom('page_view')
          .selectAll()
          .where('visitor_id', 'in', some)
          .orderBy('at')
          .orderBy('id')
          .execute()),
      );
    }
    return rows;
  };

  /** Writes what was said and who has left; answers on which page each of those is who have said where they are. */
  const keep = async (
    said: readonly Said[],
    left: readonly Left[],
    now: number,
  ): Promise<Map<string, string>> => {
    const ids = new Set([...said, ...left].map(({ visitorId }) => visitorId));
    const ways = new Map<string, Row[]>([...ids].map((id) => [id, []]));
    for (const row of await of([...ids])) ways.get(row.visitor_id)?.push(row);
    const changed = new Map<string, Row>();
    const current = new Map<string, string>();

    for (const one of said) {
      const way = ways.get(one.visitorId) ?? [];
      const row = arrived(way, one, now);
      for (const touched of way)
        if (touched.changed_at === now || touched.id === row.id) changed.set(touched.id, touched);
      current.set(one.visitorId, row.id);
    }
    for (const { visitorId, at } of left) {
      const last = ways.get(visitorId)?.at(-1);
      // Heard of since: on another node, or back here.
      if (last === undefined || last.left_at !== null || last.seen_at > at) continue;
      changed.set(last.id, Object.assign(last, { left_at: at, seen_at: at, changed_at: now }));
    }

    const rows = [...changed.values()].map((row) =>
      Object.keys(columns).map((name) => row[name as keyof Row]),
    );
    if (rows.length > 0) await database.transaction((bulk) => bulk.upsert('page_view', columns, 1, rows));
    const old = [...ways.values()].flatMap((way) => way.slice(0, Math.max(0, way.length - mostPages)));
    if (old.length > 0) {
      const gone = old.map(({ id }) => id);
      await kysely.deleteFrom('page_view').where('id', 'in', gone).execute();
    }
    return current;
  };

  return {
    keep,
    /** These are still looked at. */
    beat: async (ids: readonly string[], now: number): Promise<void> => {
      const still = { id: 'text', seen_at: 'bigint' } as const;
      const rows = ids.map((id) => [id, now]);
      if (rows.length > 0) await database.transaction((bulk) => bulk.update('page_view', still, rows));
    },
    /** What has changed since, on whatever node. */
    changedSince: (since: number): Promise<Row[]> =>
      kysely.selectFrom('page_view').selectAll().where('changed_at', '>=', since).execute(),
    of,
    sweep: async (now: number): Promise<void> => {
      await kysely
        .deleteFrom('page_view')
        .where('at', '<', now - keptFor)
        .execute();
    },
  };
}

export function viewOf(row: Row, now: number): PageView {
  const { id, visitor_id: visitorId, at, url, title, referrer, left_at, seen_at } = row;
  return {
    id,
    visitorId,
    at,
    url,
    title,
    referrer,
    leftAt: left_at ?? (seen_at < now - goneAfter ? seen_at : null),
  };
}

/** They are on that page: the last one still or again, or one more. */
function arrived(way: Row[], said: Said, now: number): Row {
  const { visitorId, url, title, referrer, saidAt } = said;
  const [last, before] = [way.at(-1), way.at(-2)];
  const heard = last === undefined ? 0 : (last.left_at ?? last.seen_at);
  if (last?.url === url && now - heard < visitGap) {
    // Their line came later than they did.
    const at = said.at > (before?.at ?? 0) ? Math.min(last.at, said.at) : last.at;
    const next = { at, title, referrer: last.referrer ?? referrer, left_at: null };
    const isNews = Object.entries(next).some(([name, value]) => last[name as keyof Row] !== value);
    return Object.assign(last, { ...next, seen_at: saidAt, ...(isNews && { changed_at: now }) });
  }
  // A node that died has not said that they had gone.
  if (last !== undefined && last.left_at === null && now - last.seen_at > goneAfter)
    Object.assign(last, { left_at: last.seen_at, changed_at: now });
  // A page that stood open while they were elsewhere, or away, counts from now.
  const since = last?.url === url ? heard : (last?.at ?? 0);
  const row = {
    id: newId(),
    visitor_id: visitorId,
    at: said.at > since ? said.at : saidAt,
    url,
    title,
    referrer,
    left_at: null,
    seen_at: saidAt,
    changed_at: now,
  };
  way.push(row);
  return row;
}
