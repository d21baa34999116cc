import type { Conversation } from '#shared/domain/conversation.ts';
import type { Entry } from '#shared/domain/entry.ts';
import { fold } from '#shared/domain/search/fold.ts';
import { matches, termsOf } from '#shared/domain/search/query.ts';
import { isOfKind, searchedText } from '#shared/domain/search/searchable.ts';
import { type Wanted, wantedOf } from '#shared/domain/search/tokens.ts';
import type { FoundLine, FoundLines, SearchQuestion } from '#shared/protocol/search.ts';
import type { Db } from '../db.ts';
import { placesBetween } from './feed-places.ts';
import type { SearchIndex } from './index-lines.ts';
import { isWithin } from './within.ts';

/** Lines one call looks at, at most: it is answered within a few milliseconds, and asked again for the rest. */
const mostLooked = 400;
/** Where the index says nothing the lines themselves are read, most of which are passed over at once. */
const mostRead = 1_000;

type Row = { readonly feedSeq: number; readonly id: string; readonly entry: string };
type Range = { readonly after: number; readonly before: number };

const columns = 'p.feed_seq AS feedSeq, s.id AS id, e.entry AS entry';
/** Looks at the line as it is stored, which says nothing of what was edited. */
const maySay = `(instr(e.entry, ?) > 0
  OR EXISTS (SELECT 1 FROM entry_change x WHERE x.conversation_id = e.conversation_id))`;
const joined = `CROSS JOIN search_conversation s ON s.no = p.no
  CROSS JOIN entry e ON e.conversation_id = s.id AND e.seq = p.seq`;

/** Finds lines, newest first: by the index, or of one customer or conversation by reading what it says. */
export function findLinesOf(db: Db, index: SearchIndex) {
  const byIndex = db.prepare<[string, number, number, number], Row>(
    `SELECT ${columns} FROM search_text t CROSS JOIN search_place p ON p.feed_seq = t.rowid ${joined}
     WHERE search_text MATCH ? AND t.rowid > ? AND t.rowid < ? ORDER BY t.rowid DESC LIMIT ?`,
  );
  const byTime = db.prepare<[number, number, number, string], Row>(
    `SELECT ${columns} FROM
       (SELECT * FROM search_place WHERE feed_seq > ? AND feed_seq < ? ORDER BY feed_seq DESC LIMIT ?) p ${joined}
     WHERE ${maySay} ORDER BY p.feed_seq DESC`,
  );
  const nth = db.prepare<[number, number, number], { feedSeq: number }>(
    `SELECT feed_seq AS feedSeq FROM search_place WHERE feed_seq > ? AND feed_seq < ?
     ORDER BY feed_seq DESC LIMIT 1 OFFSET ?`,
  );
  const ofOne = db.prepare<[string, string], Row>(
    `SELECT json_extract(entry, '$.feedSeq') AS feedSeq, conversation_id AS id, entry FROM entry e
     WHERE conversation_id = ? AND ${maySay}`,
  );
  const ofCustomer = db.prepare<[string], { id: string }>(
    'SELECT id FROM search_conversation WHERE visitor = ? ORDER BY no DESC',
  );
  const conversation = db.prepare<[string], { row: string }>('SELECT row FROM conversation WHERE id = ?');
  const between = placesBetween(db);

  /** Reads rows until there are enough lines, or so many were looked at. */
  function collect(rows: Iterable<Row>, { filters, limit }: SearchQuestion, terms: readonly string[]) {
    const known = new Map<string, Conversation | null>();
    const rowOf = (id: string): Conversation | null => {
      const row = known.get(id) ?? JSON.parse(conversation.get(id)?.row ?? 'null');
      known.set(id, row);
      return row;
    };
    const lines: FoundLine[] = [];
    let looked = 0;
    let last = 0;
    for (const row of rows) {
      looked += 1;
      last = row.feedSeq;
      const line = lineIn(row, terms);
      if (line === null || (filters.kind !== null && !isOfKind(filters.kind, line.entry.body, line.text)))
        continue;
      const of = rowOf(row.id);
      if (of === null || !isWithin(of, line.entry.at, filters)) continue;
      lines.push({ ...line, conversation: of });
      if (lines.length === limit) break;
    }
    return { lines, looked, last };
  }

  function lineIn(row: Row, terms: readonly string[]): { entry: Entry; text: string } | null {
    const entry: Entry = JSON.parse(row.entry);
    const text = index.currentText(entry);
    return text !== null && matches(fold(searchedText(entry.body, text)), terms) ? { entry, text } : null;
  }

  function inIndex(
    question: SearchQuestion,
    terms: readonly string[],
    wanted: string,
    range: Range,
  ): FoundLines {
    const rows = byIndex.iterate(wanted, range.after, range.before, mostLooked);
    const { lines, looked, last } = collect(rows, question, terms);
    const isWhole = lines.length < question.limit && looked < mostLooked;
    return { lines, next: isWhole ? null : last };
  }

  /** The newest lines themselves. */
  function inNewest(question: SearchQuestion, terms: readonly string[], range: Range): FoundLines {
    const rows = byTime.iterate(range.after, range.before, mostRead, plainPart(terms));
    const { lines, last } = collect(rows, question, terms);
    if (lines.length === question.limit) return { lines, next: last };
    return { lines, next: nth.get(range.after, range.before, mostRead - 1)?.feedSeq ?? null };
  }

  /** Of one customer or conversation all lines are few enough to be read. */
  function inFew(question: SearchQuestion, terms: readonly string[], ids: readonly string[]): FoundLines {
    const before = question.before ?? Number.MAX_SAFE_INTEGER;
    const rows = ids
      .flatMap((id) => ofOne.all(id, plainPart(terms)))
      .filter(({ feedSeq }) => feedSeq < before)
      .sort((a, b) => b.feedSeq - a.feedSeq);
    const { lines, last } = collect(rows, question, terms);
    return { lines, next: lines.length === question.limit ? last : null };
  }

  /** What to ask the index for; null where no line has it, empty where it says nothing. */
  function matchOf(wanted: readonly Wanted[]): string | null {
    const parts = wanted.map((each) => (isWord(each) ? [each.token] : index.words.having(each, mostWords)));
    if (parts.some((words) => words?.length === 0)) return null;
    return parts
      .flatMap((words) => (words === null ? [] : [`(${words.map((word) => `"${word}"`).join(' OR ')})`]))
      .join(' AND ');
  }

  return (question: SearchQuestion): FoundLines => {
    const { filters, before } = question;
    const terms = termsOf(question.query);
    if (terms.length === 0) return { lines: [], next: null };
    if (filters.conversation !== null) return inFew(question, terms, [filters.conversation]);
    if (filters.customer !== null) {
      const ids = ofCustomer.all(filters.customer).map(({ id }) => id);
      return inFew(question, terms, ids.slice(0, mostConversations));
    }
    const range = between(filters, before);
    const wanted = wantedOf(terms);
    // It is asked again at the same place.
    if (!wanted.every(isWord) && !index.words.read()) return { lines: [], next: range.before };
    const match = matchOf(wanted);
    if (match === null) return { lines: [], next: null };
    return match === '' ? inNewest(question, terms, range) : inIndex(question, terms, match, range);
  };
}

const isWord = ({ begins, ends }: Wanted): boolean => begins && ends;

/** What is in more words than this is in so many lines that one meets them by reading the newest. */
const mostWords = 200;

/** Conversations of one customer that are read at most. */
const mostConversations = 200;

/** The longest part of the terms that stands in a stored line as it is folded: Han does. Else what is in every line. */
function plainPart(terms: readonly string[]): string {
  const parts = terms.flatMap((term) => term.match(/[\u4e00-\u9fff]+/gu) ?? []);
  return parts.toSorted((a, b) => b.length - a.length)[0] ?? '{';
}
