import { afterEntry } from '#shared/domain/after-entry.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Entry } from '#shared/domain/entry.ts';
import type { ConversationRow, Outgoing } from '#shared/ipc/conversations.ts';
import type { Mark } from '#shared/protocol/desk.ts';
import type { Db } from './db.ts';
import { byConversation, type Gap, gapsIn, step } from './gaps.ts';
import { toOutgoing } from './outbox.ts';
import type { Repositories } from './repositories.ts';

export type Batch = {
  readonly entries: readonly Entry[];
  /** Rows of their conversations, as far as they do not follow from the entries (`afterEntry`). */
  readonly conversations: readonly Conversation[];
  /** Where the feed's cursor stands after this batch; null leaves it. */
  readonly cursor: number | null;
  /** Conversations whose held entries are given up: they begin with the first entry of the batch. */
  readonly startAnew: readonly string[];
  /** Own entries are recognised by author and key (P10). */
  readonly me: string;
};

export type Applied = {
  /** Not empty: nothing was written, these must be fetched first. */
  readonly gaps: Gap[];
  /** What was new, by conversation and seq. */
  readonly added: Entry[];
  /** Rows as they are now. */
  readonly rows: ConversationRow[];
  /** Messages of this desk whose entry has come: they are no longer on their way. */
  readonly confirmed: Outgoing[];
};

/** `added` and `confirmed` as in `Applied`. */
export type Backfilled = Pick<Applied, 'added' | 'confirmed'>;

/** A whole new list (P8), read while the feed stood at `cursor`. */
export type Snapshot = {
  readonly conversations: readonly Conversation[];
  readonly marks: readonly Mark[];
  readonly cursor: number;
  readonly epoch: string;
};

/** Entries and cursor in one transaction (P7), or the gaps that stand in the way. */
export function applyBatch(db: Db, repos: Repositories, batch: Batch): Applied {
  const anew = new Set(batch.startAnew);
  return db.transaction((): Applied => {
    // Of one that was forgotten nothing is held (`last` 0): like a new one it begins with its latest lines.
    const gaps = gapsIn(batch.entries, (id) => repos.conversations.held(id)?.last || null, anew);
    if (gaps.length > 0) return { gaps, added: [], rows: [], confirmed: [] };

    const groups = byConversation(batch.entries);
    const touched = new Set<string>();
    for (const conversation of batch.conversations) {
      const first = groups.get(conversation.id)?.[0]?.seq;
      // A row alone tells of one that we may have seen; it does not bring a new one into the list.
      if (first === undefined && repos.conversations.held(conversation.id) === null) continue;
      const begins = first ?? conversation.lastSeq + 1;
      repos.conversations.keep(conversation, { floor: begins, last: begins - 1 });
      touched.add(conversation.id);
    }
    const added: Entry[] = [];
    for (const [id, entries] of groups) {
      added.push(...applyOne(repos, id, entries, anew.has(id)));
      touched.add(id);
    }
    const confirmed = confirmAll(repos, added, batch.me);
    for (const id of touched) repos.conversations.recountUnread(id);
    if (batch.cursor !== null && batch.cursor > repos.meta.cursor().cursor) {
      repos.meta.setCursor(batch.cursor);
    }
    const rows = [...touched].map((id) => repos.conversations.row(id)).filter((row) => row !== null);
    return { gaps: [], added, rows, confirmed };
  })();
}

function applyOne(repos: Repositories, id: string, entries: readonly Entry[], anew: boolean): Entry[] {
  const first = entries[0];
  let held = repos.conversations.held(id);
  // Whoever may read it has got its conversation's row, with an entry or by filling the gap; without one there is nothing
  // to show it under.
  if (first === undefined || held === null) return [];
  if (anew) {
    repos.entries.clear(id);
    held = { floor: first.seq, last: first.seq - 1 };
  }
  let { last } = held;
  const added: Entry[] = [];
  for (const entry of entries) {
    if (step(last, entry.seq) !== 'next') continue;
    repos.entries.insert(entry);
    last = entry.seq;
    added.push(entry);
  }
  repos.conversations.setHeld(id, { floor: held.floor, last });
  keepRow(repos, id, added);
  return added;
}

/** The row goes on with what was added, unless it came with the entries and is as new as they are. */
function keepRow(repos: Repositories, id: string, added: readonly Entry[]): void {
  const before = repos.conversations.row(id)?.conversation;
  if (before === undefined) return;
  let row = before;
  for (const entry of added) if (entry.seq === row.lastSeq + 1) row = afterEntry(row, entry);
  if (row !== before) repos.conversations.keep(row, { floor: row.lastSeq + 1, last: row.lastSeq });
}

function confirmAll(repos: Repositories, added: readonly Entry[], me: string): Outgoing[] {
  return added.map((entry) => confirm(repos, entry, me)).filter((each) => each !== null);
}

function confirm(repos: Repositories, entry: Entry, me: string): Outgoing | null {
  if (entry.key === null || entry.author.id !== me) return null;
  const job = repos.outbox.get(entry.key);
  if (job === null || job.conversationId !== entry.conversationId) return null;
  repos.outbox.remove(entry.key);
  return toOutgoing(job);
}

/**
 * Puts older entries under those held. Only a run that reaches the floor is taken, so that what is
 * held stays without a gap. An own message among them is no longer on its way: a list that was taken
 * anew leaves its entry behind the cursor (P10).
 */
export function backfill(
  db: Db,
  repos: Repositories,
  conversation: Conversation,
  entries: readonly Entry[],
  me: string,
): Backfilled {
  return db.transaction(() => {
    repos.conversations.keep(conversation, { floor: conversation.lastSeq + 1, last: conversation.lastSeq });
    const held = repos.conversations.held(conversation.id);
    if (held === null) return { added: [], confirmed: [] };
    let { floor } = held;
    const added: Entry[] = [];
    for (const entry of [...entries].sort((a, b) => b.seq - a.seq)) {
      if (entry.conversationId !== conversation.id || entry.seq !== floor - 1) continue;
      repos.entries.insert(entry);
      floor = entry.seq;
      added.unshift(entry);
    }
    repos.conversations.setHeld(conversation.id, { floor, last: held.last });
    repos.conversations.recountUnread(conversation.id);
    return { added, confirmed: confirmAll(repos, added, me) };
  })();
}

/**
 * Replaces the list. What this desk itself holds survives: drafts, unsent messages, and the rows they
 * belong to even where the hub no longer names them, so that nothing typed is out of sight.
 */
export function replaceAll(db: Db, repos: Repositories, snapshot: Snapshot): void {
  db.transaction(() => {
    const before = repos.meta.cursor();
    // In a database that goes on, what it acknowledged comes with what is fetched now. Another one, or one
    // put back to an older state, may have lost it: asking again under its key is safe (P3).
    if (before.epoch === snapshot.epoch && before.cursor <= snapshot.cursor) repos.outbox.removeSent(null);
    else repos.outbox.requeueSent();
    const kept = new Set(snapshot.conversations.map((each) => each.id));
    repos.entries.clearAll();
    for (const id of repos.conversations.ids()) {
      if (!kept.has(id)) {
        letGo(repos, id);
        continue;
      }
      repos.conversations.remove(id);
    }
    for (const conversation of snapshot.conversations) {
      repos.conversations.keep(conversation, { floor: conversation.lastSeq + 1, last: conversation.lastSeq });
    }
    for (const mark of snapshot.marks) repos.conversations.raiseRead(mark.conversationId, mark.seq);
    for (const mark of repos.notes.marks()) repos.conversations.raiseRead(mark.conversationId, mark.seq);
    for (const id of repos.conversations.ids()) repos.conversations.recountUnread(id);
    repos.customers.sweep();
    repos.meta.setCursor(snapshot.cursor);
    repos.meta.setEpoch(snapshot.epoch);
  })();
}

function isOursToKeep(repos: Repositories, id: string): boolean {
  return repos.notes.hasDraft(id) || repos.outbox.ofConversation(id).length > 0;
}

/**
 * Removes a conversation that is not ours to see any more, and what is known of its customer where this was the last.
 * Answers the messages of this desk that the hub has, and whose entries will not come: they are no longer on their way.
 */
export function forget(repos: Repositories, id: string): Outgoing[] {
  const sent = repos.outbox.ofConversation(id).filter(({ state }) => state === 'sent');
  letGo(repos, id);
  repos.customers.sweep();
  return sent.map(toOutgoing);
}

/** What was typed into it stays in sight. */
function letGo(repos: Repositories, id: string): void {
  repos.entries.clear(id);
  repos.notes.forgetMark(id);
  repos.outbox.removeSent(id);
  if (isOursToKeep(repos, id)) repos.conversations.letGo(id);
  else repos.conversations.remove(id);
}

/** A conversation that was kept only for what was typed into it goes with the last of that. */
export function forgetIfEmpty(repos: Repositories, id: string): void {
  if (repos.conversations.isGone(id) && !isOursToKeep(repos, id)) repos.conversations.remove(id);
}
