import type { Clock } from '#shared/domain/clock.ts';
import type { Entry } from '#shared/domain/entry.ts';
import type { IpcAnswer, IpcInput } from '#shared/ipc/contract.ts';
import type { conversationCalls } from '#shared/ipc/conversations.ts';
import { maxPage } from '#shared/protocol/desk.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Cache } from './cache/client.ts';
import { plainMessage, toOutgoing } from './cache/outbox.ts';
import type { OpenedConversation } from './cache/store.ts';
import { createAskedOnce } from './routing/asked.ts';
import { listLimit, type Seat, type TellNews } from './seat.ts';

type ConversationCall = Exclude<keyof typeof conversationCalls, 'conversations.take' | 'conversations.close'>;

/** What the renderer may ask about conversations, by the names of the contract. */
export type Conversations = {
  readonly [C in ConversationCall]: (input: IpcInput<C>) => Promise<IpcAnswer<C>>;
};

export type ConversationsOptions = {
  readonly cache: Cache;
  readonly clock: Clock;
  readonly tell: TellNews;
  /** Somebody looks at it: it must stay in the cache. */
  readonly onOpened: (conversationId: string) => void;
  /** Throws `unauthenticated` when nobody is signed in. */
  readonly seat: () => Seat;
};

/** Most lines of one range. */
const longestRange = 200;

/** No conversation has as many entries. */
const beyondAny = 2 ** 31 - 1;
/** Lines shown before the one that is jumped to, and how many there may be after it. */
const linesBefore = 30;
const mostAround = 20_000;

/** Reads never wait for the network: the cache answers, and what is missing is fetched behind it. */
export function createConversations(options: ConversationsOptions): Conversations {
  const { cache, clock, tell, seat, onOpened } = options;
  const askOnce = createAskedOnce();

  /** From the cache. One whose term in it is over, or that was never there: the hub knows. */
  async function openKnown(conversationId: string, limit: number): Promise<OpenedConversation> {
    try {
      return await cache.open(conversationId, limit);
    } catch (error) {
      if (!(error instanceof RefusalError) || error.refusal.code !== 'not_found') throw error;
      await seat().history.fetch(conversationId, beyondAny, limit);
      return cache.open(conversationId, limit);
    }
  }

  return {
    'conversations.list': async () => {
      seat();
      return cache.list(listLimit);
    },

    'conversations.open': async ({ conversationId, limit }) => {
      const { history } = seat();
      onOpened(conversationId);
      const { floor, ...opened } = await openKnown(conversationId, limit);
      const missing = limit - opened.entries.length;
      if (floor > 1 && missing > 0) void history.fetch(conversationId, floor, missing).catch(() => {});
      return { ...opened, complete: isComplete(opened.entries, floor) };
    },

    'conversations.older': async ({ conversationId, before, limit }) => {
      const { history } = seat();
      let lines = await cache.older(conversationId, before, limit);
      const missing = limit - lines.entries.length;
      if (lines.floor > 1 && missing > 0) {
        try {
          await history.fetch(conversationId, Math.min(lines.floor, before), missing);
          lines = await cache.older(conversationId, before, limit);
        } catch (error) {
          if (lines.entries.length === 0) throw error;
        }
      }
      return { entries: lines.entries, complete: isComplete(lines.entries, lines.floor) };
    },

    'conversations.around': async ({ conversationId, seq }) => {
      const { history } = seat();
      onOpened(conversationId);
      const opened = await openKnown(conversationId, 1);
      const last = opened.row.conversation.lastSeq;
      const from = Math.max(1, Math.min(seq, last) - linesBefore);
      if (last - from > mostAround) throw new RefusalError('too_large');
      for (let { floor } = opened; floor > from; ) {
        await history.fetch(conversationId, floor, Math.min(maxPage, floor - from));
        const reached = (await cache.older(conversationId, 0, 1)).floor;
        // Nothing came, or another fetch was under way and has done a part of it.
        if (reached >= floor) throw new RefusalError('unavailable');
        floor = reached;
      }
      const lines = await cache.older(conversationId, beyondAny, last - from + 1);
      return { row: opened.row, entries: lines.entries, complete: isComplete(lines.entries, lines.floor) };
    },

    'conversations.send': async ({ conversationId, key, text, files = [], quote = null, holdFor = 0 }) => {
      const { outbox } = seat();
      const now = clock.now();
      const heldUntil = holdFor > 0 ? now + holdFor : null;
      const content = { ...plainMessage, quote, heldUntil };
      const job = await cache.send(key, conversationId, text, now, files, content);
      outbox.add(job);
      return toOutgoing(job);
    },

    'conversations.note': async ({ conversationId, key, text, mentions, whisper }) => {
      const { outbox } = seat();
      const content = { ...plainMessage, kind: 'note', mentions, whisper } as const;
      const job = await cache.send(key, conversationId, text, clock.now(), [], content);
      outbox.add(job);
      return toOutgoing(job);
    },

    'conversations.edit': async (change) => {
      await askOnce(seat().ask, 'message.edit', change);
      return null;
    },
    'conversations.recall': async (change) => {
      await askOnce(seat().ask, 'message.recall', change);
      return null;
    },

    'conversations.range': async ({ conversationId, from, to }) => {
      const { ask } = seat();
      const last = Math.min(to, from + longestRange - 1);
      const { entries, later, floor } = await cache.range(conversationId, from, last);
      if (from >= floor) return { entries, later };
      // Far from what is held: shown, and not kept, so that what is kept stays without a gap.
      const page = await ask('conversation.pull', {
        conversationId,
        after: from - 1,
        before: last + 1,
        limit: longestRange,
        changes: true,
      });
      return { entries: page.entries, later: page.changes ?? [] };
    },

    'conversations.place': async ({ conversationId, of }) => {
      const { ask } = seat();
      const { seq, floor } = await cache.place(conversationId, of);
      // Of what is held the first of that time need not be the first there is.
      const isSure = floor <= 1 || (seq !== null && ('entryId' in of || seq > floor));
      return isSure ? { seq } : ask('conversation.find', { conversationId, of });
    },

    'conversations.matches': async ({ conversationId, text }) => {
      seat();
      return cache.matches(conversationId, text);
    },

    'conversations.typing': async ({ conversationId }) => {
      seat().typing(conversationId);
      return null;
    },

    'outgoing.retry': async ({ key }) => {
      const { outbox } = seat();
      const job = await cache.job(key);
      if (job === null) throw new RefusalError('not_found');
      if (job.state !== 'refused') return toOutgoing(job);
      const queued = await cache.setJob(key, 'queued', null, job.uncertain);
      if (queued === null) throw new RefusalError('not_found');
      outbox.add(queued);
      return toOutgoing(queued);
    },

    'outgoing.discard': async ({ key }) => {
      const { outbox, touch } = seat();
      const job = await cache.discard(key);
      outbox.remove(key);
      tell('outgoing.changed', { outgoing: toOutgoing(job), removed: true });
      touch(job.conversationId);
      return { text: job.text };
    },

    'outgoing.takeBack': async ({ key }) => {
      const { outbox, touch } = seat();
      const job = await cache.takeBack(key);
      outbox.remove(key);
      tell('outgoing.changed', { outgoing: toOutgoing(job), removed: true });
      touch(job.conversationId);
      return { text: job.text };
    },

    'conversations.markRead': async (mark) => {
      const { marks, touch } = seat();
      if (await cache.markRead(mark)) {
        touch(mark.conversationId);
        void marks.flush();
      }
      return null;
    },

    'conversations.setDraft': async ({ conversationId, kind, text }) => {
      const { touch } = seat();
      await cache.setDraft(conversationId, text, kind);
      // The row may have been there for the draft alone.
      if (text === '') touch(conversationId);
      return null;
    },
  };
}

/** Nothing older exists: the first line is the conversation's first, or it has none. */
function isComplete(entries: readonly Entry[], floor: number): boolean {
  const first = entries[0];
  return first === undefined ? floor <= 1 : first.seq === 1;
}
