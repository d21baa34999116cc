import { sql } from 'kysely';
import type { EntryBody } from '#shared/domain/entry.ts';
import { searchableText, searchedText } from '#shared/domain/search/searchable.ts';
import { tokensOf } from '#shared/domain/search/tokens.ts';
import type { Database } from '../platform/database/index.ts';

/** A line's place in the feed, and words that it is found by from now on. */
type Words = readonly [feedSeq: number, grams: string];

/** Entries read at once: a few milliseconds of the event loop. */
const portion = 200;

/**
 * Indexes what was written since it was called last, from the feed and in its order: nobody's commit waits for it.
 * What a message says after an edit is added to what it said before. Resolves with false once all is indexed.
 */
export function createFill(database: Database, workspaceId: string): () => Promise<boolean> {
  const { kysely } = database;
  const write = database.kind === 'sqlite' ? onSqlite(database) : onPostgres(database);

  const progress = async (): Promise<number> => {
    const query = kysely.selectFrom('search_progress').select('upto').where('workspace_id', '=', workspaceId);
    return (await query.executeTakeFirst())?.upto ?? 0;
  };

  /** Places of the messages that were edited. */
  const placesOf = async (ids: readonly string[]): Promise<Map<string, number>> => {
    if (ids.length === 0) return new Map();
    const rows = await kysely.selectFrom('entry').select(['id', 'feed_seq']).where('id', 'in', ids).execute();
    return new Map(rows.map((row) => [row.id, row.feed_seq]));
  };

  return async () => {
    const upto = await progress();
    const rows = await kysely
      .selectFrom('entry')
      .select(['feed_seq', 'body'])
      .where('workspace_id', '=', workspaceId)
      .where('feed_seq', '>', upto)
      .orderBy('feed_seq')
      .limit(portion)
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return false;
    const read = rows.map((row) => ({ feedSeq: row.feed_seq, body: JSON.parse(row.body) as EntryBody }));
    const edited = read.flatMap(({ body }) => (body.kind === 'edited' ? [body.entryId] : []));
    const places = await placesOf(edited);
    const words = read.flatMap(({ feedSeq, body }): Words[] => {
      const place = body.kind === 'edited' ? places.get(body.entryId) : feedSeq;
      const text = body.kind === 'edited' ? body.text : searchableText(body);
      const grams = text === null ? '' : tokensOf(searchedText(body, text)).join(' ');
      return place === undefined || grams === '' ? [] : [[place, grams]];
    });
    await write(workspaceId, words, last.feed_seq);
    return rows.length === portion;
  };
}

type Write = (workspaceId: string, words: readonly Words[], upto: number) => Promise<unknown>;

/** Words and progress are one transaction, on the thread that writes. */
const onSqlite =
  (database: Database): Write =>
  (workspaceId, words, upto) =>
    database.transaction(async (bulk) => {
      await bulk.insert('entry_search', { rowid: 'bigint', grams: 'text' }, words);
      await bulk.upsert('search_progress', { workspace_id: 'text', upto: 'bigint' }, 1, [
        [workspaceId, upto],
      ]);
    });

/** Several nodes may do the same at once: all of it can be done twice. */
const onPostgres =
  (database: Database): Write =>
  (workspaceId, words, upto) =>
    database.kysely.transaction().execute(async (on) => {
      const rows = merged(words);
      const places = rows.map(([place]) => place);
      const grams = rows.map(([, all]) => all);
      await sql`insert into entry_search (workspace_id, feed_seq, grams)
        select ${workspaceId}, place, array_to_tsvector(string_to_array(grams, ' '))
        from unnest(${places}::bigint[], ${grams}::text[]) as given(place, grams)
        on conflict (workspace_id, feed_seq) do update set grams = entry_search.grams || excluded.grams`.execute(
        on,
      );
      await sql`insert into search_progress (workspace_id, upto) values (${workspaceId}, ${upto})
        on conflict (workspace_id) do update set upto = greatest(search_progress.upto, excluded.upto)`.execute(
        on,
      );
    });

/** Each place once and in order, so that two nodes never wait for each other. */
function merged(words: readonly Words[]): Words[] {
  const byPlace = new Map<number, string>();
  for (const [place, grams] of words) {
    const before = byPlace.get(place);
    byPlace.set(place, before === undefined ? grams : `${before} ${grams}`);
  }
  return [...byPlace].sort(([a], [b]) => a - b);
}
