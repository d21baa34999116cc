import type { Conversation } from '#shared/domain/conversation.ts';
import type { Entry } from '#shared/domain/entry.ts';
import { maxPage } from '#shared/protocol/desk.ts';
import { RefusalError, refusals } from '#shared/protocol/errors.ts';
import type { Batch } from '../cache/apply.ts';
import type { Gap } from '../cache/gaps.ts';
import type { Ask } from './requests.ts';

/** Of a conversation that is new here, so many of its latest lines are fetched; the rest is history. */
const firstLines = 100;

/**
 * The batch with what was missing in it (P7). Where the hub says that a conversation is not ours to
 * read, or has less of it than it told, the conversation begins above the gap. Fails only for faults
 * that pass.
 */
export async function fillGaps(ask: Ask, batch: Batch, gaps: readonly Gap[]): Promise<Batch> {
  const entries: Entry[] = [];
  const conversations: Conversation[] = [];
  const startAnew = new Set(batch.startAnew);
  /** Where a gap cannot be filled, the conversation begins here. */
  const cut = new Map<string, number>();
  for (const gap of gaps) {
    const found = await fetchRange(ask, gap);
    entries.push(...found.entries);
    conversations.push(...found.conversations);
    if (found.complete) continue;
    startAnew.add(gap.conversationId);
    const begins = found.entries[0]?.seq ?? gap.before;
    cut.set(gap.conversationId, Math.max(begins, cut.get(gap.conversationId) ?? 0));
  }
  return {
    ...batch,
    entries: [...entries, ...batch.entries].filter((each) => each.seq >= (cut.get(each.conversationId) ?? 0)),
    // Rows of the batch are last: `keep` takes the newer of two in any order, but not of equals.
    conversations: [...conversations, ...batch.conversations],
    startAnew: [...startAnew],
  };
}

type Range = {
  /** By seq, without a gap, ending just below the gap's end. */
  readonly entries: Entry[];
  readonly conversations: Conversation[];
  /** They reach down to what is held. */
  readonly complete: boolean;
};

async function fetchRange(ask: Ask, gap: Gap): Promise<Range> {
  const entries: Entry[] = [];
  const conversations: Conversation[] = [];
  let { before } = gap;
  while (before > gap.after + 1) {
    const page = await pull(ask, gap, before);
    if (page === null) break;
    const run = contiguousBelow(page.entries, before);
    const first = run[0];
    if (first === undefined) break;
    conversations.push(page.conversation);
    entries.unshift(...run);
    before = first.seq;
    if (gap.unknown) break;
  }
  return { entries, conversations, complete: before <= gap.after + 1 };
}

async function pull(ask: Ask, gap: Gap, before: number) {
  const limit = gap.unknown ? firstLines : maxPage;
  try {
    return await ask('conversation.pull', {
      conversationId: gap.conversationId,
      after: gap.after,
      before,
      limit,
    });
  } catch (error) {
    // Not ours to read any more: what is missing stays missing, and the feed goes on.
    if (error instanceof RefusalError && !refusals[error.refusal.code].retry) return null;
    throw error;
  }
}

/** The run of entries that ends with `before - 1`. */
function contiguousBelow(entries: readonly Entry[], before: number): Entry[] {
  const run: Entry[] = [];
  let next = before - 1;
  for (const entry of [...entries].sort((a, b) => b.seq - a.seq)) {
    if (entry.seq !== next) continue;
    run.unshift(entry);
    next -= 1;
  }
  return run;
}
