import type { Entry } from '#shared/domain/entry.ts';

/** Entries with `after < seq < before` of a conversation are missing and must be fetched first (P7). */
export type Gap = {
  readonly conversationId: string;
  readonly after: number;
  readonly before: number;
  /** Nothing of this conversation is held: its latest lines are enough, the rest is history. */
  readonly unknown: boolean;
};

/** What P7 says of an entry when everything up to `last` is here. */
export function step(last: number, seq: number): 'known' | 'next' | 'gap' {
  if (seq <= last) return 'known';
  return seq === last + 1 ? 'next' : 'gap';
}

/**
 * The gaps that entries (of any conversations, in any order) would leave. `lastOf` says up to which
 * seq a conversation is held, null when it is unknown; one in `startAnew` may begin anywhere.
 */
export function gapsIn(
  entries: readonly Entry[],
  lastOf: (conversationId: string) => number | null,
  startAnew: ReadonlySet<string>,
): Gap[] {
  const gaps: Gap[] = [];
  for (const [conversationId, own] of byConversation(entries)) {
    const anew = startAnew.has(conversationId);
    const held = anew ? null : lastOf(conversationId);
    let last = held ?? (anew ? (own[0]?.seq ?? 1) - 1 : 0);
    for (const entry of own) {
      if (step(last, entry.seq) === 'gap') {
        gaps.push({ conversationId, after: last, before: entry.seq, unknown: held === null && last === 0 });
      }
      last = Math.max(last, entry.seq);
    }
  }
  return gaps;
}

/** Entries of each conversation by `seq`. */
export function byConversation(entries: readonly Entry[]): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.conversationId);
    if (group === undefined) groups.set(entry.conversationId, [entry]);
    else group.push(entry);
  }
  for (const group of groups.values()) group.sort((a, b) => a.seq - b.seq);
  return groups;
}
