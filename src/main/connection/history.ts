import type { ConversationRow, Outgoing } from '#shared/ipc/conversations.ts';
import { RefusalError, refusals } from '#shared/protocol/errors.ts';
import type { Backfilled } from '../cache/apply.ts';
import type { Cache } from '../cache/client.ts';
import type { Ask } from './requests.ts';

/** How many lines of an open conversation are fetched before anybody asks. */
const firstLines = 50;
/** And of how many conversations: enough for every tab, not the whole archive. */
const mostConversations = 60;

export type HistoryOptions = {
  readonly ask: Ask;
  readonly cache: Pick<Cache, 'applySeen' | 'backfill' | 'forget'>;
  /** Own messages among what is fetched are recognised by it (P10). */
  readonly me: string;
  readonly onAdded: (conversationId: string, lines: Backfilled) => void;
  /**
   * The hub says that this conversation is not ours to read: it is gone from the cache, and with it these messages, which
   * the hub has.
   */
  readonly onForgotten: (sent: readonly Outgoing[]) => void;
};

export type History = {
  /** Fetches up to `limit` entries below `floor` into the cache. Fails when the hub is away. */
  readonly fetch: (conversationId: string, floor: number, limit: number) => Promise<void>;
  /** The latest lines of what is open, so that it opens at once, also offline. */
  readonly prefill: (rows: readonly ConversationRow[]) => Promise<void>;
  /**
   * Asks whether these may still be read: one may lose sight of a conversation without an entry that says so. What
   * the line's end leaves unanswered is asked when this is called again; what was answered, once per ownership.
   */
  readonly check: (rows: readonly ConversationRow[]) => Promise<void>;
};

/** Older lines, fetched from the hub when somebody looks for them; one fetch a conversation at a time. */
export function createHistory(options: HistoryOptions): History {
  const running = new Map<string, Promise<void>>();
  /** Version of the ownership under which the hub said that these may be read. */
  const readable = new Map<string, number>();

  /** A page of a conversation; one that is not ours to read is forgotten, and the refusal goes on. */
  async function ask(conversationId: string, after: number, before: number | null, limit: number) {
    try {
      return await options.ask('conversation.pull', { conversationId, after, before, limit });
    } catch (error) {
      if (error instanceof RefusalError && error.refusal.code === 'not_found') {
        options.onForgotten(await options.cache.forget(conversationId));
      }
      throw error;
    }
  }

  async function pull(conversationId: string, floor: number, limit: number): Promise<void> {
    const page = await ask(conversationId, 0, floor, limit);
    const lines = await options.cache.backfill(page.conversation, page.entries, options.me);
    await options.cache.applySeen({ conversationId, publicSeq: page.seen });
    if (lines.added.length > 0) options.onAdded(conversationId, lines);
  }

  function fetch(conversationId: string, floor: number, limit: number): Promise<void> {
    const underWay = running.get(conversationId);
    if (underWay !== undefined) return underWay;
    const fetching = pull(conversationId, floor, limit).finally(() => running.delete(conversationId));
    running.set(conversationId, fetching);
    return fetching;
  }

  /** One after the other, so that a person's own requests come between; stops when the line is gone. */
  async function each(
    rows: readonly ConversationRow[],
    visit: (row: ConversationRow) => Promise<unknown>,
  ): Promise<void> {
    for (const row of rows) {
      try {
        await visit(row);
      } catch (error) {
        if (!(error instanceof RefusalError) || refusals[error.refusal.code].retry) return;
      }
    }
  }

  return {
    fetch,
    prefill: (rows) =>
      each(
        rows.filter((row) => row.conversation.status !== 'closed').slice(0, mostConversations),
        ({ conversation }) => fetch(conversation.id, conversation.lastSeq + 1, firstLines),
      ),
    check: (rows) =>
      each(
        rows.filter(({ conversation }) => readable.get(conversation.id) !== conversation.version),
        async ({ conversation }) => {
          await ask(conversation.id, conversation.lastSeq, null, 1);
          readable.set(conversation.id, conversation.version);
        },
      ),
  };
}
