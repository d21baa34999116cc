import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Entry, EntryBody } from '#shared/domain/entry.ts';
import { newId } from '#shared/domain/key.ts';
import { fold } from '#shared/domain/search/fold.ts';
import { matches, termsOf } from '#shared/domain/search/query.ts';
import { tokensOf } from '#shared/domain/search/tokens.ts';
import type { FoundLine, SearchFilters } from '#shared/protocol/search.ts';
import { conversationOf, entryOf, meId } from '../../../../test/support/desk-entries.ts';
import { type Db, openDatabase, openInMemory } from '../database.ts';
import { migrations } from '../migrations/index.ts';
import { type Store, storeOf } from '../store.ts';

const all: SearchFilters = {
  conversation: null,
  customer: null,
  agent: null,
  from: null,
  to: null,
  status: null,
  kind: null,
};
let db: Db;
let store: Store;
let feed: number;
beforeEach(() => {
  db = openInMemory(null);
  store = storeOf(db);
  feed = 0;
});
afterEach(() => db.close());

const [a, b] = [newId(), newId()];
const lastSeq = new Map<string, number>();
beforeEach(() => lastSeq.clear());

function say(
  id: string,
  body: EntryBody | string,
  row: Partial<Conversation> = {},
  change: Partial<Entry> = {},
) {
  feed += 1;
  const seq = (lastSeq.get(id) ?? 0) + 1;
  lastSeq.set(id, seq);
  const said: EntryBody = typeof body === 'string' ? { kind: 'message', text: body } : body;
  const entry = entryOf(id, seq, { feedSeq: feed, at: feed * 1000, body: said, ...change });
  const conversations = [conversationOf(id, seq, row)];
  const { gaps } = store.apply({ entries: [entry], conversations, cursor: feed, startAnew: [], me: meId });
  expect(gaps).toEqual([]);
  return entry;
}

/** All pages there are, however small. */
function found(query: string, filters: Partial<SearchFilters> = {}, limit = 100): FoundLine[] {
  const lines: FoundLine[] = [];
  for (let before: number | null = null; ; ) {
    const page = store.searchLines({ query, filters: { ...all, ...filters }, before, limit });
    lines.push(...page.lines);
    if (page.next === null) return lines;
    // The first time it may only have read what words there are.
    expect(page.next).toBeLessThanOrEqual(before ?? Number.MAX_SAFE_INTEGER);
    if (page.next === before) expect(page.lines).toEqual([]);
    before = page.next;
  }
}
const texts = (query: string, filters: Partial<SearchFilters> = {}) =>
  found(query, filters).map(({ text }) => text);

/** Nothing of what was said stays behind. */
function wordsInIndex(): unknown[] {
  db.exec("CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab('main', 'search_text', 'row')");
  return db.prepare('SELECT term FROM temp.words').pluck().all();
}

test('two-character words, words of letters and single characters are found, the newest first', () => {
  say(a, '电池能退吗');
  say(b, '退货 Invoice 还没到');
  say(a, { kind: 'note', text: '可以退货' });
  say(a, { kind: 'closed' });
  expect(texts('退货')).toEqual(['可以退货', '退货 Invoice 还没到']);
  expect(texts('退')).toEqual(['可以退货', '退货 Invoice 还没到', '电池能退吗']);
  expect(texts('invo')).toEqual(['退货 Invoice 还没到']);
  expect(texts('没到 退货')).toEqual(['退货 Invoice 还没到']);
  expect(texts('货退')).toEqual([]);
  expect(found('退货')[0]).toMatchObject({ conversation: { id: a }, entry: { seq: 2 } });
});

test('what is inside of a word is found, also of one that came after words were looked for', () => {
  say(a, '订单 2026111403，Invoices');
  say(b, 'my voice');
  expect(texts('1403')).toEqual(['订单 2026111403，Invoices']);
  expect(texts('VOICE')).toEqual(['my voice', '订单 2026111403，Invoices']);
  expect(texts('voices')).toEqual(['订单 2026111403，Invoices']);
  expect(texts('oic 2026')).toEqual(['订单 2026111403，Invoices']);
  expect(texts('noise')).toEqual([]);
  say(b, 'another choice 77');
  say(a, 'https://shop.example/orders/77?from=voice');
  expect(texts('oice')).toHaveLength(4);
  expect(texts('e/orders/77?fr')).toEqual(['https://shop.example/orders/77?from=voice']);
  store.replaceAll({ conversations: [conversationOf(b, 1)], marks: [], cursor: 9, epoch: 'f' });
  expect(texts('oice')).toEqual([]);
});

test('what is in very many words is found too, the newest first', () => {
  const numbers = Array.from({ length: 1500 }, (_, n) => `no${n}x`);
  for (const [at, number] of numbers.entries()) say(at % 2 === 0 ? a : b, `您的单号 ${number}`);
  const like = (part: string) =>
    numbers
      .filter((number) => number.includes(part))
      .map((number) => `您的单号 ${number}`)
      .reverse();
  for (const part of ['o1', '49x', '0', '149', 'x', 'no']) expect(texts(part)).toEqual(like(part));
  expect(texts('单号 9x')).toEqual(like('9x'));
});

test('a file is found by its name, with what is said, until it is taken back', () => {
  const file = (name: string) => ({ id: newId(), name, type: 'application/pdf', size: 9 });
  const sent = say(a, {
    kind: 'message',
    text: '请看',
    files: [file('发票-Invoice_2026.pdf'), file('合同.docx')],
  });
  const bare = say(b, { kind: 'message', text: '', files: [file('合同-旧.pdf')] });
  expect(texts('voice_20')).toEqual(['请看']);
  expect(found('合同').map(({ entry }) => entry.id)).toEqual([bare.id, sent.id]);
  expect(found('合同', { conversation: b }).map(({ entry }) => entry.id)).toEqual([bare.id]);
  expect(texts('请看 docx')).toEqual(['请看']);
  expect(found('合同', { kind: 'file' })).toHaveLength(2);
  say(a, { kind: 'edited', entryId: sent.id, text: '请再看' });
  expect(texts('docx')).toEqual(['请再看']);
  say(a, { kind: 'recalled', entryId: sent.id });
  expect(texts('docx')).toEqual([]);
  store.forget(b);
  expect(wordsInIndex()).toEqual([]);
});

test('an edited message is found by what it says now, a recalled one not at all', () => {
  const edited = say(a, '明天发货');
  const recalled = say(a, '密码是一二三');
  say(a, { kind: 'edited', entryId: edited.id, text: '后天发货' });
  say(a, { kind: 'recalled', entryId: recalled.id });
  // One that crossed the recall changes nothing.
  say(a, { kind: 'edited', entryId: recalled.id, text: '密码是三二一' });
  expect(texts('明天')).toEqual([]);
  expect(texts('后天')).toEqual(['后天发货']);
  expect(texts('密码')).toEqual([]);
  expect(texts('后天', { conversation: a })).toEqual(['后天发货']);
  expect(texts('密', { conversation: a })).toEqual([]);
  expect(texts('后')).toEqual(['后天发货']);
});

test('older lines that are fetched later are found as they are by then', () => {
  const [first, second] = [1, 2].map((seq) =>
    entryOf(a, seq, { body: { kind: 'message', text: `旧消息${seq}` } }),
  );
  if (first === undefined || second === undefined) throw new Error('unreachable');
  store.replaceAll({ conversations: [conversationOf(a, 2)], marks: [], cursor: 2, epoch: 'e' });
  lastSeq.set(a, 2);
  feed = 2;
  say(a, { kind: 'recalled', entryId: first.id });
  say(a, { kind: 'edited', entryId: second.id, text: '新消息' });
  store.backfill(conversationOf(a, 4), [first, second], meId);
  expect(texts('消息')).toEqual(['新消息']);
});

test('filters leave out what they say, also where they leave out nearly all', () => {
  const [customer, other] = [newId(), newId()];
  for (let n = 0; n < 3000; n += 1) say(a, `普通消息 ${n}`);
  say(b, '普通消息 https://a.example', {
    visitor: { id: customer, name: '王晓雯', locale: 'zh-CN' },
    agent: { id: other, name: 'Bo' },
    status: 'closed',
    closedAt: 9,
  });
  say(
    b,
    { kind: 'note', text: '普通消息' },
    {
      visitor: { id: customer, name: '王晓雯', locale: 'zh-CN' },
      agent: { id: other, name: 'Bo' },
      status: 'closed',
      closedAt: 9,
    },
  );
  for (let n = 0; n < 1000; n += 1) say(a, `普通消息 ${n}`);
  expect(found('普通消息')).toHaveLength(4002);
  for (const some of [{ customer }, { agent: other }, { status: 'closed' }, { conversation: b }] as const) {
    expect(found('普通消息', some).map(({ entry }) => entry.feedSeq)).toEqual([3002, 3001]);
  }
  expect(found('普通消息', { kind: 'note' }).map(({ entry }) => entry.feedSeq)).toEqual([3002]);
  expect(found('普通消息', { kind: 'link' }).map(({ entry }) => entry.feedSeq)).toEqual([3001]);
  expect(found('普通消息', { kind: 'file' })).toEqual([]);
  expect(found('普通消息', { from: 100_000, to: 102_000 }).map(({ entry }) => entry.at)).toEqual([
    101_000, 100_000,
  ]);
  expect(found('消', { from: 100_000, to: 102_000 }).map(({ entry }) => entry.at)).toEqual([
    101_000, 100_000,
  ]);
});

test('customers are found by name, contact and page, and no more once they are gone', () => {
  const visitor = { id: newId(), name: '王晓雯', locale: 'zh-CN' } as const;
  const page = { url: 'https://shop.example', title: '蓄电池 60Ah' };
  say(a, '你好', { visitor, page, closedAt: 5, status: 'closed' });
  say(b, '王晓雯在吗', { contact: { name: null, phone: '13800002716', email: null } });
  const ids = (query: string, filters: Partial<SearchFilters> = {}) =>
    store.searchConversations(query, { ...all, ...filters }, 20).map(({ id }) => id);
  expect(ids('王')).toEqual([a]);
  expect(ids('晓雯 60ah')).toEqual([a]);
  expect(ids('1380')).toEqual([b]);
  expect(ids('王', { status: 'open' })).toEqual([]);
  say(a, '改名', { visitor: { ...visitor, name: '李想' } });
  expect(ids('王晓雯')).toEqual([]);
  expect(ids('李想')).toEqual([a]);
  store.forget(a);
  expect(ids('李想')).toEqual([]);
});

test('what leaves the cache leaves the index', () => {
  say(a, '退货一', { status: 'closed', closedAt: 5 });
  say(a, '退货二', { status: 'closed', closedAt: 5 });
  say(b, '退货三');
  store.prune({ closedBefore: 6, except: [], most: 1 });
  expect(texts('退货')).toEqual(['退货三', '退货二']);
  store.prune({ closedBefore: 6, except: [], most: 9 });
  expect(texts('退货')).toEqual(['退货三']);
  expect(wordsInIndex()).toEqual(['货三', '退货']);
  store.replaceAll({ conversations: [conversationOf(b, 1)], marks: [], cursor: 9, epoch: 'f' });
  expect(texts('退货')).toEqual([]);
  for (const table of ['search_place', 'entry_change']) {
    expect(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(0);
  }
  expect(wordsInIndex()).toEqual([]);
  expect(db.prepare('SELECT id FROM search_conversation').pluck().all()).toEqual([b]);
});

test('entries and index are one transaction', () => {
  expect(() =>
    store.apply({
      entries: [
        entryOf(a, 1, { body: { kind: 'message', text: '退货' } }),
        { ...entryOf(a, 2), at: 1n as never },
      ],
      conversations: [conversationOf(a, 2)],
      cursor: 2,
      startAnew: [],
      me: meId,
    }),
  ).toThrow();
  expect(texts('退货')).toEqual([]);
  expect(db.prepare('SELECT count(*) FROM search_place').pluck().get()).toBe(0);
});

test('what was there before the index is indexed in parts, and a desk that is killed goes on there', () => {
  const dir = mkdtempSync(join(tmpdir(), 'yingke-search-'));
  const path = join(dir, 'x.db');
  const key = 'ab'.repeat(32);
  const old = openDatabase(path, key, { steps: migrations.slice(0, 3) }).db;
  const keep = old.prepare(
    `INSERT INTO conversation (id, row, row_seq, closed, last_at, floor_seq, last_seq) VALUES (?, ?, 5, 0, ?, 1, 5)`,
  );
  const line = old.prepare('INSERT INTO entry VALUES (?, ?, 1, ?)');
  const page = { url: 'https://shop.example', title: '订单详情' };
  let place = 0;
  for (const [at, id] of [a, b].entries()) {
    keep.run(id, JSON.stringify(conversationOf(id, 5, { page })), at);
    let recalled = '';
    for (let seq = 1; seq <= 5; seq += 1) {
      place += 1;
      const body: EntryBody =
        seq === 5 ? { kind: 'recalled', entryId: recalled } : { kind: 'message', text: `退货${seq}` };
      const entry = entryOf(id, seq, { feedSeq: place, body });
      if (seq === 2) recalled = entry.id;
      line.run(id, seq, JSON.stringify(entry));
    }
  }
  old.close();

  let calls = 0;
  for (let isMore = true; isMore; calls += 1) {
    const opened = openDatabase(path, key).db;
    const one = storeOf(opened);
    // The newest conversation first; what comes meanwhile is there at once.
    if (calls === 1) {
      expect(one.unfilledSearch()).toEqual({ left: 7, total: 10 });
      const entries = [entryOf(a, 6, { feedSeq: 11, body: { kind: 'message', text: '退货新' } })];
      one.apply({
        entries,
        conversations: [conversationOf(a, 6, { page })],
        cursor: 11,
        startAnew: [],
        me: meId,
      });
      expect(one.searchLines({ query: '退货', filters: all, before: null, limit: 9 }).lines).toHaveLength(3);
    }
    isMore = one.fillSearch(3);
    opened.close();
  }
  expect(calls).toBeGreaterThan(3);
  const { db: last } = openDatabase(path, key);
  const done = storeOf(last);
  expect(done.unfilledSearch().left).toBe(0);
  const segments = () => last.prepare('SELECT count(DISTINCT segid) FROM search_text_idx').pluck().get();
  expect(segments()).toBeLessThanOrEqual(8);
  const { lines } = done.searchLines({ query: '退货', filters: all, before: null, limit: 99 });
  expect(lines.map(({ entry }) => entry.feedSeq)).toEqual([11, 9, 8, 6, 4, 3, 1]);
  expect(done.searchConversations('订单详情', all, 9).map(({ id }) => id)).toEqual([b, a]);
  expect(done.fillSearch(9)).toBe(false);
  expect(last.pragma('integrity_check', { simple: true })).toBe('ok');
  last.close();
  rmSync(dir, { recursive: true, force: true });
});

test('whatever is said, edited and taken back, exactly that is found which LIKE would find', () => {
  const character = fc.constantFrom(...'退货电池好，aB1 ');
  const text = fc.array(character, { minLength: 1, maxLength: 12 }).map((said) => `x${said.join('')}`);
  const step = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ kind: fc.constant('say' as const), text, of: fc.constantFrom(a, b) }),
    },
    fc.record({ kind: fc.constant('edit' as const), text, nth: fc.nat(20) }),
    fc.record({ kind: fc.constant('recall' as const), nth: fc.nat(20) }),
    fc.record({ kind: fc.constant('forget' as const), of: fc.constantFrom(a, b) }),
  );
  const query = fc.array(character, { minLength: 1, maxLength: 5 }).map((typed) => typed.join(''));
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 40 }),
      fc.array(query, { minLength: 8, maxLength: 8 }),
      (steps, queries) => {
        db.close();
        db = openInMemory(null);
        store = storeOf(db);
        feed = 0;
        lastSeq.clear();
        const truth = new Map<number, { entry: Entry; text: string | null }>();
        for (const each of steps) {
          if (each.kind === 'say') {
            const entry = say(each.of, each.text);
            truth.set(entry.feedSeq, { entry, text: each.text });
          } else if (each.kind === 'forget') {
            store.forget(each.of);
            lastSeq.delete(each.of);
            for (const [at, { entry }] of truth) if (entry.conversationId === each.of) truth.delete(at);
          } else {
            const line = [...truth.values()][each.nth];
            if (line === undefined) continue;
            const { id: entryId, conversationId } = line.entry;
            if (each.kind === 'recall') {
              say(conversationId, { kind: 'recalled', entryId });
              line.text = null;
            } else {
              say(conversationId, { kind: 'edited', entryId, text: each.text });
              line.text = line.text === null ? null : each.text;
            }
          }
        }
        const words = [...truth.values()].flatMap(({ text: said }) => (said === null ? [] : tokensOf(said)));
        expect(new Set(wordsInIndex())).toEqual(new Set(words));
        for (const typed of queries) {
          const terms = termsOf(typed);
          if (terms.length === 0) continue;
          const expected = [...truth]
            .filter(([, line]) => line.text !== null && matches(fold(line.text), terms))
            .map(([at]) => at)
            .sort((x, y) => y - x);
          for (const limit of [2, 100]) {
            expect(found(typed, {}, limit).map(({ entry }) => entry.feedSeq)).toEqual(expected);
          }
        }
      },
    ),
    { numRuns: 150 },
  );
});

test('of Chinese and of what is inside of words exactly that is found which LIKE of SQLite finds', () => {
  const plain = openInMemory(null);
  plain.exec('CREATE TABLE line (feed_seq INTEGER PRIMARY KEY, text TEXT NOT NULL)');
  const keep = plain.prepare('INSERT INTO line VALUES (?, ?)');
  const like = plain
    .prepare<[string], number>(
      "SELECT feed_seq FROM line WHERE text LIKE '%' || ? || '%' ORDER BY feed_seq DESC",
    )
    .pluck();
  const lines = fc.array(fc.constantFrom(...'退货电池好的，。ABCabc0123 -./'), {
    minLength: 1,
    maxLength: 60,
  });
  // The same ones in every run.
  const said = fc.sample(lines, { numRuns: 1200, seed: 5 }).map((all) => all.join(''));
  for (const [at, text] of said.entries()) {
    const { feedSeq } = say(at % 3 === 0 ? a : b, text);
    keep.run(feedSeq, text);
  }
  const cutOf = (runs: RegExp) => {
    const found = said.flatMap((text) => text.match(runs) ?? []);
    const cuts = found.map((run, n) => {
      const from = n % (run.length - 1);
      return run.slice(from, from + 2 + (n % 5));
    });
    return [...new Set(cuts)].slice(0, 150);
  };
  const queries = [...cutOf(/[a-z0-9]{2,}/giu), ...cutOf(/\p{Script=Han}{2,}/gu), ...cutOf(/\S{3,}/gu)];
  expect(queries.length).toBeGreaterThan(300);
  for (const query of queries) {
    expect(
      found(query).map(({ entry }) => entry.feedSeq),
      query,
    ).toEqual(like.all(query));
  }
  plain.close();
});
