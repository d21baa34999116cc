import { termsOf } from '#shared/domain/search/query.ts';
import type { IpcAnswer, IpcInput } from '#shared/ipc/contract.ts';
import type { searchCalls } from '#shared/ipc/search.ts';
import type { FoundLine, SearchFilters } from '#shared/protocol/search.ts';
import type { Cache } from '../cache/client.ts';
import type { Ask } from '../connection/requests.ts';
import { conversationOf, lineOf } from './results.ts';

/** What the renderer may ask about search, by the names of the contract. */
export type SearchHandlers = {
  readonly [C in keyof typeof searchCalls]: (input: IpcInput<C>) => Promise<IpcAnswer<C>>;
};

export type SearchOptions = {
  readonly cache: Pick<Cache, 'searchLines' | 'searchConversations' | 'unfilledSearch' | 'holds'>;
  /** Throws `unauthenticated` when nobody is signed in. */
  readonly ask: () => Ask;
};

/** How many conversations and customers are shown above the lines. */
const mostConversations = 12;
/** Of a part that is looked at, which may have nothing in it, so many are looked at before that is answered. */
const mostParts = 40;

export function createSearch({ cache, ask }: SearchOptions): SearchHandlers {
  /** The latest question of each place where one can ask: everywhere, or inside one conversation. */
  const latest = new Map<string | null, symbol>();

  return {
    'search.query': async (question) => {
      // Nobody is signed in: there is nothing to be found.
      ask();
      const { query, filters, before, limit } = question;
      const place = filters.conversation;
      const own = Symbol('question');
      latest.set(place, own);
      const terms = termsOf(query);
      const isFirst = before === null && isOpenToRows(filters);
      const rows = isFirst ? await cache.searchConversations(query, filters, mostConversations) : [];
      const lines: FoundLine[] = [];
      let next = before;
      // One part after the other, so that what else the cache is asked is answered in between.
      for (let part = 0; part < mostParts; ) {
        const found = await cache.searchLines({ ...question, before: next, limit: limit - lines.length });
        lines.push(...found.lines);
        // At the same place it only read the words there are.
        if (found.next !== (next ?? Number.MAX_SAFE_INTEGER)) part += 1;
        ({ next } = found);
        if (next === null || lines.length === limit || latest.get(place) !== own) break;
      }
      const { left, total } = await cache.unfilledSearch();
      if (latest.get(place) === own) latest.delete(place);
      return {
        lines: lines.map((line) => lineOf(line, terms)),
        conversations: rows.map((row) => conversationOf(row, terms)),
        next,
        left,
        total,
      };
    },

    'search.hub': async (question) => {
      const { lines, next } = await ask()('search', question);
      const terms = termsOf(question.query);
      const here = await cache.holds(
        lines.map(({ entry }) => ({ conversationId: entry.conversationId, seq: entry.seq })),
      );
      return { lines: lines.filter((_, at) => !here[at]).map((line) => lineOf(line, terms)), next };
    },

    'search.sounds': async ({ names }) => {
      ask();
      // The dictionary is large: it is read when there is something to be read with it.
      const { soundsOfName } = await import('../replies/sounds.ts');
      return { sounds: names.map((name) => [...soundsOfName(name)]) };
    },
  };
}

/** Rows have no time and no kind, and of one customer one knows the rows. */
function isOpenToRows({ conversation, customer, from, to, kind }: SearchFilters): boolean {
  return conversation === null && customer === null && from === null && to === null && kind === null;
}
