import type { Entry } from '#shared/domain/entry.ts';
import { isAbout, type Scene } from '#shared/domain/watch/judge.ts';
import type { WatchRule } from '#shared/domain/watch/rule.ts';
import { createWords, type Words } from '#shared/domain/watch/words.ts';
import type { Reads } from '../conversations/index.ts';
import type { Database } from '../platform/database/index.ts';
import type { Happened } from './store.ts';

/** Entries of one look; the rest has its turn in the next. */
const most = 1000;

/**
 * What was said and rated since the last look, by the feed: so nothing is missed over a restart, whichever node has written it.
 * The place up to which it was looked at is in the database and moved on only when all of it is kept; what is looked at twice,
 * or by two nodes, is counted once (`cause`).
 */
export function createHappenings(options: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly reads: Pick<Reads, 'feed' | 'head' | 'held'>;
  readonly isOpen: Scene['isOpen'];
}) {
  const { database, workspaceId, reads, isOpen } = options;
  const { kysely } = database;
  /** The lists as they were made last, by rule: most looks find the same rules. */
  const lists = new WeakMap<WatchRule, Words>();

  const wordsOf = (rule: WatchRule): Words | null => {
    if (!('words' in rule.when)) return null;
    const made = lists.get(rule) ?? createWords(rule.when.words);
    lists.set(rule, made);
    return made;
  };

  const found = (
    rule: WatchRule,
    entry: Entry,
  ): { value: number; limit: number; word: string | null } | null => {
    const { body, author } = entry;
    if (rule.when.kind === 'rating') {
      const { atMost } = rule.when;
      if (body.kind !== 'rated' || body.score > atMost) return null;
      return { value: body.score, limit: atMost, word: null };
    }
    if (body.kind !== 'message' && body.kind !== 'edited') return null;
    if (author.kind !== (rule.when.kind === 'agent_words' ? 'agent' : 'visitor')) return null;
    const word = wordsOf(rule)?.find(body.text) ?? null;
    return word === null ? null : { value: 1, limit: 1, word };
  };

  const judge = async (rules: readonly WatchRule[], entry: Entry): Promise<Happened[]> => {
    const hits = rules.flatMap((rule) => {
      const hit = found(rule, entry);
      return hit === null ? [] : [{ rule, hit }];
    });
    if (hits.length === 0) return [];
    const conversation = (await reads.held(entry.conversationId))?.conversation;
    const group = conversation?.group ?? null;
    return hits.flatMap(({ rule, hit }) => {
      if (!isAbout(rule, group?.id ?? null, isOpen)) return [];
      const author = entry.author.kind === 'agent' ? entry.author : null;
      const said = author?.id == null ? null : { id: author.id, name: author.name };
      return [
        {
          rule,
          subject: { kind: 'conversation' as const, id: entry.conversationId },
          group: group && { id: group.id, name: group.name },
          ...hit,
          severity: rule.severity,
          cause: `${rule.id} ${entry.id}`,
          customer: conversation?.visitor.name ?? null,
          person: said ?? conversation?.agent ?? null,
        },
      ];
    });
  };

  const cursor = async (): Promise<number | null> => {
    const row = await kysely
      .selectFrom('workspace')
      .select('watch_cursor')
      .where('id', '=', workspaceId)
      .executeTakeFirstOrThrow();
    return row.watch_cursor;
  };
  const move = (to: number) =>
    kysely
      .updateTable('workspace')
      .set({ watch_cursor: to })
      .where('id', '=', workspaceId)
      .where((eb) => eb.or([eb('watch_cursor', 'is', null), eb('watch_cursor', '<', to)]))
      .execute();
  let at = 0;

  return {
    /** What was said before the house had rules is the past; from now on everything is looked at. */
    begin: async (): Promise<void> => {
      const known = await cursor();
      at = known ?? (await reads.head());
      if (known === null) await move(at);
    },
    /** `raise` keeps one; it is asked for again where it was not moved on. */
    look: async (rules: readonly WatchRule[], raise: (one: Happened) => Promise<void>): Promise<void> => {
      const head = await reads.head();
      if (head <= at) return;
      const asked = rules.filter(({ on, when }) => on && (when.kind === 'rating' || 'words' in when));
      // Where nobody wants to know, nothing is read.
      if (asked.length === 0) {
        await move(head);
        at = head;
        return;
      }
      const { entries, next } = await reads.feed({ id: '', role: 'admin' }, at, most);
      for (const entry of entries) for (const one of await judge(asked, entry)) await raise(one);
      await move(next);
      at = next;
    },
  };
}
