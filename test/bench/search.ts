import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FoundLine, FoundLines, SearchQuestion } from '#shared/protocol/search.ts';
import { type Db, openDatabase } from '../../src/main/cache/database.ts';
import { createFile } from '../../src/main/cache/rewrite.ts';
import { storeOf } from '../../src/main/cache/store.ts';
import { type Random, randomFrom, seedCache } from './cache-seed.ts';
import { figure, must, note, option, quantile, round } from './live/figure.ts';
import { chatText } from './search-text.ts';

/**
 * Search in the cache of a desk with a million messages, an encrypted file, called as the worker calls it.
 *
 * `node test/bench/search.ts [--seed 1] [--messages 1000000] [--queries 400]`
 *
 * What is found is compared with LIKE on the same texts, in a table of their own: all of it, for queries of two to
 * six characters, some cut out of the texts and some put together at random, and for what is inside of words and
 * numbers. The time is that of one call, which is
 * one page of results. The index is compared with SQLite's trigram index of the same texts, in a file of the same
 * pages and cipher; either needs the table that says where a line is. It is built as on a desk that had no index before: in parts, between which others have their
 * turn. Both are compared as they are once their parts were made one.
 */
const seed = option('seed', 1);
const messages = option('messages', 1_000_000);
const queries = option('queries', 400);
const perConversation = 50;
const page = 50;
/** As the desk fills it, `main/search/filling.ts`. */
const part = 100;
const key = 'ab'.repeat(32);
const anything = {
  conversation: null,
  customer: null,
  agent: null,
  from: null,
  to: null,
  status: null,
  kind: null,
} as const;

const bytesOf = (db: Db, tables: string): number =>
  Number(db.prepare('SELECT sum(pgsize) FROM dbstat WHERE name GLOB ?').pluck().get(tables));

/** As a desk finds it that has just learned to search. */
function emptyIndex(db: Db): void {
  db.exec(`
    INSERT INTO search_text (search_text) VALUES ('delete-all');
    DELETE FROM search_place;
    UPDATE search_conversation SET label = '', below = (SELECT last_seq + 1 FROM conversation c WHERE c.id = search_conversation.id);
  `);
}

/** A table of the texts alone, for LIKE, and the trigram index of them. */
function plainTexts(db: Db, path: string): Db {
  const plain = createFile(path, key);
  plain.exec(`
    CREATE TABLE line (feed_seq INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
    CREATE VIRTUAL TABLE trigram USING fts5(text, content='', columnsize=0, tokenize='trigram');
  `);
  const keep = plain.prepare('INSERT INTO line VALUES (?, ?)');
  const index = plain.prepare('INSERT INTO trigram (rowid, text) VALUES (?, ?)');
  const all = db.prepare<[], { at: number; text: string }>(
    "SELECT json_extract(entry, '$.feedSeq') AS at, json_extract(entry, '$.body.text') AS text FROM entry",
  );
  plain.transaction(() => {
    for (const { at, text } of all.iterate()) {
      keep.run(at, text);
      index.run(at, text);
    }
  })();
  // Looked through hundreds of times: it need not be deciphered each time.
  plain.pragma('cache_size = -400000');
  // As small as it gets.
  plain.exec("INSERT INTO trigram (trigram) VALUES ('optimize')");
  return plain;
}

function someQueries(plain: Db, random: Random): string[] {
  const any = plain.prepare<[number], { text: string }>('SELECT text FROM line WHERE feed_seq >= ? LIMIT 1');
  const chinese = () => {
    for (;;) {
      const text = any.get(Math.ceil(random() * messages))?.text ?? '';
      const runs = text.match(/[\u4e00-\u9fff]{2,}/gu) ?? [];
      const run = runs[Math.floor(random() * runs.length)];
      if (run !== undefined) return run;
    }
  };
  return Array.from({ length: queries }, (_, n) => {
    const length = 2 + Math.floor(random() * 5);
    const run = chinese();
    const from = Math.floor(random() * Math.max(1, run.length - length + 1));
    const cut = run.slice(from, from + length);
    // Every fourth is of two that never met, and seldom stands anywhere.
    return n % 4 === 3 ? (cut + chinese()).slice(0, Math.max(2, length)) : cut;
  });
}

/** Two to six letters or digits, most of them from inside of a word. */
function someParts(plain: Db, random: Random): string[] {
  const any = plain.prepare<[number], { text: string }>(
    "SELECT text FROM line WHERE feed_seq >= ? AND text GLOB '*[a-z0-9][a-z0-9][a-z0-9]*' LIMIT 1",
  );
  return Array.from({ length: Math.ceil(queries / 4) }, (_, n) => {
    const runs = any.get(Math.ceil(random() * messages))?.text.match(/[a-z0-9]{3,}/gu) ?? [];
    const run = runs[Math.floor(random() * runs.length)] ?? 'order';
    const length = Math.min(run.length - 1, 2 + (n % 5));
    const from = 1 + Math.floor(random() * (run.length - length));
    return run.slice(from, from + length);
  });
}

type Ask = (question: SearchQuestion) => FoundLines;

/** Every page there is. */
function allOf(ask: Ask, query: string): FoundLine[] {
  const lines: FoundLine[] = [];
  for (let before: number | null = null; ; ) {
    const found = ask({ query, filters: anything, before, limit: 100 });
    for (const line of found.lines) lines.push(line);
    if (found.next === null) return lines;
    before = found.next;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'yingke-bench-search-'));
try {
  const random = randomFrom(seed);
  const path = join(folder, 'cache.db');
  seedCache(
    path,
    key,
    { conversations: messages / perConversation, entries: perConversation },
    random,
    chatText,
  );
  const { db } = openDatabase(path, key);
  const store = storeOf(db);
  const size = `${messages.toLocaleString('en')} messages`;
  const plain = plainTexts(db, join(folder, 'plain.db'));
  const trigram = bytesOf(plain, 'trigram*');
  const indexed = () => bytesOf(db, 'search_text*') + bytesOf(db, 'search_place');
  while (store.fillSearch(part));
  const asTheyCame = indexed();
  const places = bytesOf(db, 'search_place');
  const ratio = asTheyCame / (trigram + places);
  figure(`search, index of ${size} to a trigram index`, asTheyCame / 1e6, 'MB', { ratio, atMost: 0.35 });
  note(
    `indexed as they came; trigram ${(trigram / 1e6).toFixed(1)} MB; ${(places / 1e6).toFixed(1)} MB say where, for either`,
  );
  emptyIndex(db);

  const times: number[] = [];
  const from = performance.now();
  for (let isMore = true; isMore; ) {
    const begun = performance.now();
    isMore = store.fillSearch(part);
    times.push(performance.now() - begun);
  }
  const seconds = (performance.now() - from) / 1000;
  const built = `${(indexed() / 1e6).toFixed(1)} MB`;
  note(
    `index of ${size} built behind what goes on in ${seconds.toFixed(0)} s of work: ${built}, seed ${seed}`,
  );
  const held = quantile(times, 0.99);
  figure(`search, indexing ${part} messages in the worker, p99`, held, 'ms', { ratio: held / 50, atMost: 1 });

  const like = plain.prepare<[string], { at: number }>(
    "SELECT feed_seq AS at FROM line WHERE text LIKE '%' || ? || '%' ORDER BY feed_seq DESC",
  );
  const asked = someQueries(plain, random);
  const parts = someParts(plain, random);
  let reading = 0;
  for (let next: number | null = Number.MAX_SAFE_INTEGER; next === Number.MAX_SAFE_INTEGER; ) {
    const begun = performance.now();
    ({ next } = store.searchLines({ query: 'zzzz', filters: anything, before: null, limit: page }));
    reading = Math.max(reading, performance.now() - begun);
  }
  note(`words read before one is looked into: longest call ${round(reading)} ms`);
  let different = 0;
  let lines = 0;
  const likeTimes: number[] = [];
  for (const query of [...asked, ...parts]) {
    const begun = performance.now();
    const truth = like.all(query);
    likeTimes.push(performance.now() - begun);
    const found = allOf(store.searchLines, query);
    lines += truth.length;
    const isSame =
      found.length === truth.length && found.every(({ entry }, at) => entry.feedSeq === truth[at]?.at);
    if (!isSame) different += 1;
  }
  must(
    `search, ${asked.length + parts.length} queries find exactly what LIKE finds`,
    different === 0,
    `${lines.toLocaleString('en')} lines, ${different} queries differ`,
  );

  const first = (query: string): number => {
    const begun = performance.now();
    store.searchLines({ query, filters: anything, before: null, limit: page });
    return performance.now() - begun;
  };
  for (const query of asked) first(query);
  const own99 = asked.map(first);
  const p99 = quantile(own99, 0.99);
  figure(`search, a page of ${page} of ${size}, in the worker, p99`, p99, 'ms', {
    ratio: p99 / 10,
    atMost: 1,
  });
  note(
    `median ${round(quantile(own99, 0.5))} ms, longest ${round(Math.max(...own99))} ms; LIKE: median ${round(quantile(likeTimes, 0.5))} ms`,
  );

  for (const query of parts) first(query);
  const inside99 = quantile(parts.map(first), 0.99);
  figure('search, inside of words and numbers, first page, in the worker, p99', inside99, 'ms', {
    ratio: inside99 / 10,
    atMost: 1,
  });

  const single = [...new Set(asked.flatMap((query) => [...query]))].map(first);
  const singles = quantile(single, 0.99);
  figure('search, a single character, first page, in the worker, p99', singles, 'ms', {
    ratio: singles / 25,
    atMost: 1,
  });
  const typed = ['or', 'ord', 'orde', 'order', 'inv', 'refund my', '12', '123', '退货 refund', '王'].map(
    first,
  );
  note(`words of letters as they are typed: longest ${round(Math.max(...typed))} ms`);
  const customers = ['王', '订单详情', '13800', '8f3'].map((query) => {
    const begun = performance.now();
    store.searchConversations(query, anything, 20);
    return performance.now() - begun;
  });
  note(
    `customers among ${(messages / perConversation).toLocaleString('en')}: longest ${round(Math.max(...customers))} ms`,
  );
  plain.close();
  db.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
