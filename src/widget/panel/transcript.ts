import { backOff } from '#shared/domain/back-off.ts';
import type { Clock } from '#shared/domain/clock.ts';
import type { PublicEntry } from '#shared/domain/entry.ts';
import { refusalOf, refusals } from '#shared/protocol/errors.ts';
import type { PublicConversation } from '#shared/protocol/visitor.ts';

/** What an entry means to somebody who has everything up to `last` (P7). */
export function step(last: number, publicSeq: number): 'known' | 'next' | 'gap' {
  if (publicSeq <= last) return 'known';
  return publicSeq === last + 1 ? 'next' : 'gap';
}

type Page = {
  readonly conversation: PublicConversation;
  readonly entries: readonly PublicEntry[];
  readonly complete: boolean;
};

type Held = {
  row: PublicConversation | null;
  readonly entries: PublicEntry[];
  last: number;
  /** How far we have been told it goes. */
  target: number;
  /** `last` when the line was lost. */
  lost: number;
  pulling: boolean;
  /** Something may have come behind its end (a rating), of which nobody will speak any more: looked for once. */
  unsure: boolean;
};

/** How many entries are asked for at a time: as many as the hub gives, fewer on a line that is too slow. */
const pageSize = { most: 200, fewest: 10 };

export type TranscriptOptions = {
  /** Asks the hub for `limit` entries after `after`. Throws RefusalError, or anything when the line is cut. */
  readonly pull: (conversationId: string, after: number, limit: number) => Promise<Page>;
  readonly isOnline: () => boolean;
  /** Each entry once, in order, as it is added. */
  readonly onEntry: (entry: PublicEntry) => void;
  readonly onChange: () => void;
  readonly clock: Clock;
  readonly random: () => number;
};

/**
 * What the visitor has seen said: gapless by `publicSeq`, each entry once (P7). Entries are only
 * ever added at the end, so what comes out of order is fetched instead of kept aside.
 */
export function createTranscript(options: TranscriptOptions) {
  const { pull, isOnline, onEntry, onChange, clock, random } = options;
  const held = new Map<string, Held>();
  let current: Held | null = null;
  /** Keys of the visitor's own. */
  const keys = new Set<string | null>();
  /** All entries, the same array until one is added; null until it is asked for. */
  let all: readonly PublicEntry[] | null = null;
  let limit = pageSize.most;
  let failures = 0;
  let stopRetry: (() => void) | null = null;
  let stopped = false;

  function hold(id: string): Held {
    let found = held.get(id);
    if (!found) {
      found = { row: null, entries: [], last: 0, target: 0, lost: 0, pulling: false, unsure: false };
      held.set(id, found);
    }
    return found;
  }

  /** Every change of a row is an entry, so the row with the greater sequence is the newer one. */
  function see(row: PublicConversation): Held {
    const one = hold(row.id);
    if (!one.row || row.publicSeq >= one.row.publicSeq) one.row = row;
    one.target = Math.max(one.target, row.publicSeq);
    return one;
  }

  function add(one: Held, entry: PublicEntry): void {
    if (step(one.last, entry.publicSeq) !== 'next') return;
    one.entries.push(entry);
    one.last = entry.publicSeq;
    keys.add(entry.key);
    all = null;
    onEntry(entry);
  }

  const isBehind = (one: Held): boolean => one.last < one.target || one.unsure;

  async function catchUp(id: string, one: Held): Promise<void> {
    if (one.pulling || stopped) return;
    one.pulling = true;
    try {
      while (isBehind(one) && isOnline()) {
        const wanted = one.target;
        const page = await pull(id, one.last, limit);
        one.unsure = false;
        limit = Math.min(pageSize.most, limit * 2);
        const before = one.last;
        for (const entry of page.entries) add(one, entry);
        see(page.conversation);
        onChange();
        // Nothing new although there should be: asking again at once would be asking for ever.
        if (one.last === before && before < wanted) throw new Error('no progress');
        failures = 0;
      }
    } catch (error) {
      limit = Math.max(pageSize.fewest, limit >> 1);
      const refusal = refusalOf(error);
      if (refusals[refusal.code].retry) retryIn(refusal.retryAfter ?? backOff(failures++, random));
      else {
        one.target = one.last;
        one.unsure = false;
      }
    } finally {
      one.pulling = false;
    }
    onChange();
  }

  function retryIn(delay: number): void {
    stopRetry?.();
    stopRetry = clock.after(delay, healAll);
  }

  function healAll(): void {
    for (const [id, one] of held) if (isBehind(one)) void catchUp(id, one);
  }

  /**
   * This one is the latest now. It began behind the end of the one before: where news of that end was lost,
   * it is fetched, since from now on the hub speaks of the latest only.
   */
  function follow(next: Held, id: string): void {
    const before = current;
    current = next;
    if (!before || before === next || id < (before.row?.id ?? '')) return;
    if (before.row?.status === 'closed') before.unsure = true;
    else before.target = Math.max(before.target, before.last + 1);
  }

  function head(row: PublicConversation | null): void {
    if (row) follow(see(row), row.id);
    onChange();
    healAll();
  }

  return {
    /** The line is down: what the hub says when it is back is compared with what we have now. */
    lineLost(): void {
      for (const one of held.values()) one.lost = one.last;
    },
    /**
     * The hub has let us in. What had fewer entries then than we had before is another record of it: a
     * copy was played back. It is read anew, or all that follows would be taken for known (P8).
     */
    ready(row: PublicConversation | null): void {
      const one = row && held.get(row.id);
      if (one && row.publicSeq < one.lost) {
        held.delete(row.id);
        for (const { key } of one.entries) keys.delete(key);
      }
      all = null;
      head(row);
    },
    /** From `head` (P9): the visitor's latest conversation as the hub has it. */
    head,
    /** A live entry, or one of our own that was acknowledged, which comes without its row. */
    take(entry: PublicEntry, row: PublicConversation | null): void {
      const isNew = !held.has(entry.conversationId);
      const one = row ? see(row) : hold(entry.conversationId);
      one.target = Math.max(one.target, entry.publicSeq);
      if (!current || isNew) follow(one, entry.conversationId);
      add(one, entry);
      onChange();
      healAll();
    },
    /** Reads in an earlier one. */
    open(id: string): void {
      hold(id).unsure = true;
      healAll();
    },
    /** Whoever is here now is not who has read this. */
    forget(): void {
      held.clear();
      keys.clear();
      current = null;
      all = null;
      onChange();
    },
    entries: (): readonly PublicEntry[] => {
      // Ids are in the order in which conversations began; an earlier one may have been asked for later.
      all ??= [...held.keys()].sort().flatMap((id) => held.get(id)?.entries ?? []);
      return all;
    },
    /** The visitor's message of this key is among them. */
    has: (key: string): boolean => keys.has(key),
    conversation: (): PublicConversation | null => current?.row ?? null,
    /** True when nothing is known to be missing. */
    isComplete: (): boolean => [...held.values()].every((one) => one.last >= one.target),
    stop(): void {
      stopped = true;
      stopRetry?.();
    },
  };
}
