import type { Clock } from '#shared/domain/clock.ts';
import { isWithin } from '#shared/domain/replies/folders.ts';
import type { Reply } from '#shared/domain/replies/reply.ts';
import { type IndexedReply, indexReply, searchReplies } from '#shared/domain/replies/search.ts';
import type { IpcAnswer, IpcInput } from '#shared/ipc/contract.ts';
import type { DeskNews } from '#shared/protocol/desk.ts';
import type { Cache } from '../cache/client.ts';
import type { KeptReply, KeptUse, RepliesChange, RepliesCursor } from '../cache/replies.ts';
import type { Ask } from '../connection/requests.ts';
import { faultOf, type Log } from '../log.ts';
import { createUses } from './uses.ts';

export type RepliesOptions = {
  readonly ask: Ask;
  readonly cache: Pick<
    Cache,
    'replies' | 'changeReplies' | 'useReply' | 'usesToSend' | 'usesSent' | 'setUses'
  >;
  readonly clock: Clock;
  readonly log: Log;
  readonly onChanged: (known: boolean) => void;
};

/** The replies of who is signed in: in the cache, and ready to be looked for in memory. */
export type RepliesKeeper = {
  readonly list: () => Promise<IpcAnswer<'replies.list'>>;
  readonly search: (query: IpcInput<'replies.search'>) => Promise<IpcAnswer<'replies.search'>>;
  readonly used: (id: string) => Promise<void>;
  /** What the hub has just answered: here before the news of it are. */
  readonly took: (replies: readonly Reply[], gone: readonly string[]) => Promise<void>;
  /** A new line to the hub. */
  readonly ready: () => void;
  readonly heard: (news: DeskNews['replies']) => void;
  readonly stop: () => void;
};

export function createReplies(options: RepliesOptions): RepliesKeeper {
  const { ask, cache, clock, log, onChanged } = options;
  let all = new Map<string, IndexedReply>();
  let uses = new Map<string, KeptUse>();
  let cursor: RepliesCursor = { since: 0, view: '' };
  let loading: Promise<void> | null = null;
  let isPulling = false;
  let isAsked = false;
  let stopped = false;

  const isKnown = () => cursor.view !== '';
  const counts = createUses({
    ...options,
    onSaid: (said) => {
      uses = new Map(said.map((one) => [one.id, one]));
    },
  });

  /** From the cache; not before somebody wants them, or the line is there. */
  function load(): Promise<void> {
    loading ??= cache.replies().then((kept) => {
      all = new Map(kept.kept.map(({ reply, sounds }) => [reply.id, indexReply(reply, sounds)]));
      uses = new Map(kept.uses.map((one) => [one.id, one]));
      cursor = kept.cursor;
    });
    loading.catch(() => {
      loading = null;
    });
    return loading;
  }

  async function apply(change: Omit<RepliesChange, 'kept'> & { readonly replies: readonly Reply[] }) {
    const { replies, ...rest } = change;
    const kept = await withSounds(replies);
    await cache.changeReplies({ ...rest, kept });
    if (change.anew) all = new Map();
    for (const id of change.gone) all.delete(id);
    for (const { reply, sounds } of kept) all.set(reply.id, indexReply(reply, sounds));
    if (change.cursor !== null) cursor = change.cursor;
    if (!stopped) onChanged(isKnown());
  }

  /** Page by page, until all that has changed is here. */
  async function pull(): Promise<void> {
    await load();
    let more = true;
    while (more && !stopped) {
      isAsked = false;
      const page = await ask('replies.pull', { since: cursor.since, view: cursor.view });
      const { replies, gone, next, view, anew } = page;
      const isNews = anew || replies.length + gone.length > 0 || next !== cursor.since;
      if (isNews) await apply({ replies, gone, anew, cursor: { since: next, view } });
      more = page.more || isAsked;
    }
  }

  /** One pull at a time; what is heard meanwhile is asked for after it. A line that ends begins anew with `ready`. */
  function follow(): void {
    isAsked = true;
    if (isPulling || stopped) return;
    isPulling = true;
    pull()
      .catch((error) => {
        isAsked = false;
        log.warn('replies were not fetched', faultOf(error));
      })
      .finally(() => {
        isPulling = false;
        if (isAsked) follow();
      });
  }

  return {
    list: async () => {
      await load();
      return {
        replies: [...all.values()].map(({ reply }) => reply),
        uses: [...uses.values()].filter(({ id }) => all.has(id)),
        known: isKnown(),
      };
    },
    search: async ({ words, language, folder, scope, limit }) => {
      await load();
      const found = searchReplies(all.values(), {
        words,
        language,
        uses,
        now: clock.now(),
        limit,
        among: (one) => isWithin(one.folder, folder) && (scope === null || one.scope.is === scope),
      });
      return { found, known: isKnown() };
    },
    used: async (id) => {
      await load();
      if (!all.has(id)) return;
      const now = clock.now();
      const before = uses.get(id) ?? { id, count: 0, lastAt: 0, house: 0 };
      uses.set(id, { id, count: before.count + 1, lastAt: now, house: before.house + 1 });
      await counts.used(id, now);
    },
    took: async (replies, gone) => {
      await load();
      // The pull that was under way may have brought a later one already.
      const newer = replies.filter((one) => (all.get(one.id)?.reply.version ?? 0) < one.version);
      await apply({ replies: newer, gone, anew: false, cursor: null });
    },
    ready: () => {
      follow();
      counts.ready();
    },
    heard: follow,
    stop: () => {
      stopped = true;
      counts.stop();
    },
  };
}

/** The dictionary is large: it is read when there is something to be read with it. */
async function withSounds(replies: readonly Reply[]): Promise<KeptReply[]> {
  if (replies.length === 0) return [];
  const { soundsOf } = await import('./sounds.ts');
  return replies.map((reply) => ({ reply, sounds: soundsOf(reply) }));
}
