import type { Conversation } from '#shared/domain/conversation.ts';
import { matches, termsOf } from '#shared/domain/search/query.ts';
import type { SearchFilters } from '#shared/protocol/search.ts';
import type { Db } from '../db.ts';
import { isOfThose } from './within.ts';

/** Rows one call looks at, at most. */
const mostLooked = 400;

/** Conversations whose customer, page or contact is what is looked for: of those begun last, the newest lines first. */
export function findConversationsOf(db: Db) {
  const labelled = db.prepare<[string, number], { label: string; row: string }>(
    // Numbers are given as conversations begin: what stands in every label is not sorted, only the last of it read.
    `SELECT s.label AS label, c.row AS row FROM search_conversation s CROSS JOIN conversation c ON c.id = s.id
     WHERE instr(s.label, ?) > 0 ORDER BY s.no DESC LIMIT ?`,
  );
  return (query: string, filters: SearchFilters, limit: number): Conversation[] => {
    const terms = termsOf(query);
    const longest = terms.toSorted((a, b) => b.length - a.length)[0];
    if (longest === undefined) return [];
    const found: Conversation[] = [];
    for (const { label, row } of labelled.iterate(longest, mostLooked)) {
      if (!matches(label, terms)) continue;
      const conversation: Conversation = JSON.parse(row);
      if (isOfThose(conversation, filters)) found.push(conversation);
      if (found.length === limit) break;
    }
    return found.sort((a, b) => lastAt(b) - lastAt(a));
  };
}

const lastAt = ({ lastMessage, openedAt }: Conversation): number => lastMessage?.at ?? openedAt;
