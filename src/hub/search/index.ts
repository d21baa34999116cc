import { fold } from '#shared/domain/search/fold.ts';
import { matches, termsOf } from '#shared/domain/search/query.ts';
import { isOfKind, searchedText } from '#shared/domain/search/searchable.ts';
import { wantedOf } from '#shared/domain/search/tokens.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import type { FoundLine, FoundLines, SearchQuestion } from '#shared/protocol/search.ts';
import type { Reads } from '../conversations/index.ts';
import type { Database } from '../platform/database/index.ts';
import { createCandidates } from './candidates.ts';
import { createFill } from './fill.ts';

/** Lines looked at in one go, and how often within one question: others want the hub too. */
const portion = 200;
const mostPortions = 15;
/** Portions indexed with each look at the database: the writer has the rest of the second for messages. */
const mostIndexed = 4;

export type Search = {
  readonly find: (reader: Me, question: SearchQuestion) => Promise<FoundLines>;
  /** Indexes what is new. Resolves after a while, also where there is more. */
  readonly look: () => Promise<void>;
};

/** Search in everything that was ever written, for what a desk does not have (A5). */
export function createSearch(options: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly reads: Pick<Reads, 'lines'>;
}): Search {
  const { database, workspaceId, reads } = options;
  const candidates = createCandidates(database, workspaceId);
  const fill = createFill(database, workspaceId);

  const find: Search['find'] = async (reader, { query, filters, before, limit }) => {
    const terms = termsOf(query);
    const lines: FoundLine[] = [];
    if (terms.length === 0) return { lines, next: null };
    const wanted = wantedOf(terms);
    let next = before ?? Number.MAX_SAFE_INTEGER;
    for (let n = 0; n < mostPortions; n += 1) {
      const places = await candidates(wanted, filters, next, portion);
      for (const line of await reads.lines(reader, places, filters)) {
        if (line.text === null) continue;
        if (!matches(fold(searchedText(line.entry.body, line.text)), terms)) continue;
        if (filters.kind !== null && !isOfKind(filters.kind, line.entry.body, line.text)) continue;
        lines.push({ ...line, text: line.text });
        if (lines.length === limit) return { lines, next: line.entry.feedSeq };
      }
      if (places.length < portion) return { lines, next: null };
      next = places.at(-1) ?? 0;
    }
    return { lines, next };
  };

  return {
    find,
    look: async () => {
      for (let n = 0; n < mostIndexed && (await fill()); n += 1);
    },
  };
}
