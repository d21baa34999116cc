import { aboveDraft } from '#shared/domain/above-draft.ts';
import type { FileRef } from '#shared/domain/attached.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Customer } from '#shared/domain/customer/customer.ts';
import type { KeptHandbook } from '#shared/domain/customer/handbook.ts';
import type { Entry } from '#shared/domain/entry.ts';
import type { ReplyUse } from '#shared/domain/replies/reply.ts';
import type { Unsent } from '#shared/ipc/account.ts';
import type { ConversationRow, Outgoing } from '#shared/ipc/conversations.ts';
import type { LocalFile } from '#shared/ipc/files.ts';
import type { Mark, Seen } from '#shared/protocol/desk.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { FoundLines, SearchFilters, SearchQuestion } from '#shared/protocol/search.ts';
import {
  type Applied,
  applyBatch,
  type Backfilled,
  type Batch,
  backfill,
  forget,
  forgetIfEmpty,
  replaceAll,
  type Snapshot,
} from './apply.ts';
import type { KeptHistory } from './customers.ts';
import type { Db } from './db.ts';
import type { Attachment, KeptFile, OwnFile } from './files.ts';
import type { Cursor } from './meta.ts';
import { type OutboxContent, type OutboxJob, type OutboxState, plainMessage, toOutgoing } from './outbox.ts';
import { type Matches, matchesIn, type Place } from './places.ts';
import { type Pruned, type Pruning, prune } from './prune.ts';
import type { KeptReply, KeptUse, RepliesChange, RepliesCursor } from './replies.ts';
import { repositoriesOf } from './repositories.ts';
import { fillOf, type Unfilled } from './search/fill.ts';
import { findConversationsOf } from './search/find-conversations.ts';
import { findLinesOf } from './search/find-lines.ts';

/** The latest (or some older) lines of a conversation. `floor`: nothing below it is held here. */
export type Lines = { readonly entries: Entry[]; readonly floor: number };

export type OpenedConversation = Lines & { readonly row: ConversationRow; readonly outgoing: Outgoing[] };

export type Store = ReturnType<typeof storeOf>;

/** The hub does not have it, and nothing of it is under way there. */
function neverLeft({ state, uncertain }: OutboxJob): boolean {
  return state === 'refused' || (state === 'queued' && !uncertain);
}

/** All that the worker does for main, call by call; each is one transaction at most. */
export function storeOf(db: Db) {
  const repos = repositoriesOf(db);
  repos.outbox.requeue();
  const findLines = findLinesOf(db, repos.search);
  const findConversations = findConversationsOf(db);
  const filling = fillOf(db, repos.search);

  const row = (id: string): ConversationRow => {
    const found = repos.conversations.row(id);
    if (found === null) throw new RefusalError('not_found');
    return found;
  };

  return {
    cursor: (): Cursor => repos.meta.cursor(),
    countEntries: (): number => repos.entries.count(),
    list: (limit: number): ConversationRow[] => repos.conversations.list(limit),
    row: (id: string): ConversationRow | null => repos.conversations.row(id),

    open: (id: string, limit: number): OpenedConversation => ({
      row: row(id),
      entries: repos.entries.before(id, Number.MAX_SAFE_INTEGER, limit),
      outgoing: repos.outbox.ofConversation(id).map(toOutgoing),
      floor: repos.conversations.held(id)?.floor ?? 1,
    }),
    older: (id: string, before: number, limit: number): Lines => {
      row(id);
      return {
        entries: repos.entries.before(id, before, limit),
        floor: repos.conversations.held(id)?.floor ?? 1,
      };
    },

    range: (id: string, from: number, to: number): Lines & { readonly later: Entry[] } => {
      row(id);
      return {
        entries: repos.entries.between(id, from, to),
        later: repos.entries.changesAfter(id, to),
        floor: repos.conversations.held(id)?.floor ?? 1,
      };
    },
    /** Where a line stands, or the first at or after a moment, of those that are held; null where it is none of them. */
    place: (id: string, of: Place): { readonly seq: number | null; readonly floor: number } => ({
      seq: 'entryId' in of ? repos.entries.find(id, of.entryId) : repos.entries.firstAt(id, of.at),
      floor: repos.conversations.held(id)?.floor ?? 1,
    }),
    matches: (id: string, text: string): Matches => ({
      seqs: matchesIn(repos.entries, id, text),
      floor: repos.conversations.held(id)?.floor ?? 1,
    }),

    apply: (batch: Batch): Applied => applyBatch(db, repos, batch),
    backfill: (conversation: Conversation, entries: readonly Entry[], me: string): Backfilled =>
      backfill(db, repos, conversation, entries, me),
    replaceAll: (snapshot: Snapshot): void => replaceAll(db, repos, snapshot),
    forget: (id: string): Outgoing[] => db.transaction(() => forget(repos, id))(),

    /**
     * Message, job and the end of the draft in one transaction (P6). The same key again changes
     * nothing; with other words it is a `conflict` (P3).
     */
    send: (
      key: string,
      conversationId: string,
      text: string,
      at: number,
      files: readonly string[] = [],
      content: OutboxContent = plainMessage,
    ): OutboxJob =>
      db.transaction(() => {
        const known = repos.outbox.get(key);
        if (known !== null) {
          const isSame = known.text === text && known.kind === content.kind;
          if (!isSame || known.conversationId !== conversationId) {
            throw new RefusalError('conflict');
          }
          return known;
        }
        row(conversationId);
        repos.outbox.add(key, conversationId, text, at, content);
        for (const file of files) {
          if (!repos.files.attach(key, file, conversationId)) throw new RefusalError('file_gone');
        }
        repos.notes.setDraft(conversationId, content.kind, '');
        const added = repos.outbox.get(key);
        if (added === null) throw new RefusalError('internal');
        return added;
      })(),
    jobs: (): OutboxJob[] => repos.outbox.all(),
    job: (key: string): OutboxJob | null => repos.outbox.get(key),
    /** Null when the message is gone: its entry came first. */
    setJob: (key: string, state: OutboxState, code: string | null, uncertain: boolean): OutboxJob | null => {
      repos.outbox.set(key, state, code, uncertain);
      return repos.outbox.get(key);
    },
    /**
     * The hub has it, as line `seq` of its conversation. It stays on its way until that line is here; where
     * the lines that are here, or those older than them, contain it already, or it can no longer come because
     * the conversation is not ours to see, it is done: null.
     */
    acknowledge: (key: string, seq: number): OutboxJob | null =>
      db.transaction(() => {
        const job = repos.outbox.get(key);
        if (job === null) return null;
        const last = repos.conversations.held(job.conversationId)?.last ?? 0;
        if (last > 0 && seq > last) {
          repos.outbox.set(key, 'sent', null, false);
          return repos.outbox.get(key);
        }
        repos.outbox.remove(key);
        forgetIfEmpty(repos, job.conversationId);
        return null;
      })(),
    /** Gives a message up. One that the hub may have is refused with `conflict`. */
    discard: (key: string): OutboxJob =>
      db.transaction(() => {
        const job = repos.outbox.get(key);
        if (job === null) throw new RefusalError('not_found');
        if (!neverLeft(job)) throw new RefusalError('conflict');
        // What went along with it lies beside the text again, which the writer may change.
        repos.files.detach(key);
        repos.outbox.remove(key);
        forgetIfEmpty(repos, job.conversationId);
        return job;
      })(),
    /**
     * Back above the draft, in the same step in which it is given up: whatever ends this desk, it is either still to be
     * sent or being written, never both. What the hub may have is `too_late`.
     */
    takeBack: (key: string): OutboxJob =>
      db.transaction(() => {
        const job = repos.outbox.get(key);
        if (job === null || !neverLeft(job)) throw new RefusalError('too_late');
        const { draft, noteDraft } = row(job.conversationId);
        const below = job.kind === 'note' ? noteDraft : draft;
        repos.notes.setDraft(job.conversationId, job.kind, aboveDraft(job.text, below));
        repos.files.detach(key);
        repos.outbox.remove(key);
        return job;
      })(),

    setDraft: (conversationId: string, text: string, kind: 'message' | 'note' = 'message'): void =>
      db.transaction(() => {
        row(conversationId);
        repos.notes.setDraft(conversationId, kind, text);
        forgetIfEmpty(repos, conversationId);
      })(),
    /** My own mark: kept until the hub has it. False when it was there already. */
    markRead: ({ conversationId, seq }: Mark): boolean =>
      db.transaction(() => {
        // Nobody has read what is not written yet.
        const mark = { conversationId, seq: Math.min(seq, row(conversationId).conversation.lastSeq) };
        if (!repos.conversations.raiseRead(mark.conversationId, mark.seq)) return false;
        repos.notes.addMark(mark);
        repos.conversations.recountUnread(mark.conversationId);
        return true;
      })(),
    /** A mark set on another device. */
    applyMark: (mark: Mark): boolean =>
      db.transaction(() => {
        if (!repos.conversations.raiseRead(mark.conversationId, mark.seq)) return false;
        repos.conversations.recountUnread(mark.conversationId);
        return true;
      })(),
    /** How far the customer has read. False where that was known. */
    applySeen: ({ conversationId, publicSeq }: Seen): boolean =>
      repos.conversations.raiseSeen(conversationId, publicSeq),
    marksToSend: (): Mark[] => repos.notes.marks(),
    confirmMark: (mark: Mark): void => repos.notes.confirmMark(mark),

    replies: (): { kept: KeptReply[]; uses: KeptUse[]; cursor: RepliesCursor } => ({
      kept: repos.replies.all(),
      uses: repos.replies.uses(),
      cursor: repos.meta.replies(),
    }),
    /** Replies and how far they were pulled, in one transaction. */
    changeReplies: (change: RepliesChange): void =>
      db.transaction(() => {
        repos.replies.change(change);
        if (change.cursor !== null) repos.meta.setReplies(change.cursor);
      })(),
    useReply: (id: string, at: number): void => repos.replies.use(id, at),
    usesToSend: (): ReplyUse[] => repos.replies.unsent(),
    usesSent: (uses: readonly ReplyUse[]): void =>
      db.transaction(() => {
        for (const use of uses) repos.replies.sent(use);
      })(),
    setUses: (uses: readonly KeptUse[]): KeptUse[] =>
      db.transaction(() => {
        for (const use of uses) repos.replies.said(use);
        return repos.replies.uses();
      })(),
    /** Beside the text of this conversation from now on; under a known key nothing changes. */
    addFile: (conversationId: string, file: LocalFile, bytes: Uint8Array): void => {
      row(conversationId);
      repos.files.add(conversationId, file, bytes);
    },
    tray: (conversationId: string): Attachment[] => repos.files.tray(conversationId),
    removeFile: (key: string): void => repos.files.remove(key),
    filePiece: (key: string, at: number, length: number): Uint8Array | null =>
      repos.files.piece(key, at, length),
    ownFile: (key: string): OwnFile | null => repos.files.whole(key),
    fileIsThere: (key: string, file: FileRef | null): void => repos.files.setFile(key, file),
    filesAreGone: (messageKey: string): void => repos.files.forgetFiles(messageKey),
    keepFile: (id: string, variant: string, file: KeptFile, at: number): void =>
      repos.files.keep(id, variant, file, at),
    keptFile: (id: string, variant: string): KeptFile | null => repos.files.kept(id, variant),

    /** What only this computer has. */
    unsent: (): Unsent => ({ messages: repos.outbox.unsent(), drafts: repos.notes.drafts() }),
    /** Somebody has read what was lost. */
    forgetLoss: (): void => repos.meta.setLoss(null),
    prune: (pruning: Pruning): Pruned => prune(db, repos, pruning),

    /** Lines in which it is found, newest first; a part of them where there is much to look at. */
    searchLines: (question: SearchQuestion): FoundLines => findLines(question),
    searchConversations: (query: string, filters: SearchFilters, limit: number): Conversation[] =>
      findConversations(query, filters, limit),
    /** Indexes at most so many lines more. False once all are. */
    fillSearch: (most: number): boolean => filling.fill(most),
    /** Of each, whether that line is here. */
    holds: (lines: readonly Mark[]): boolean[] =>
      lines.map(({ conversationId, seq }) => {
        const { floor, last } = repos.conversations.held(conversationId) ?? { floor: 1, last: 0 };
        return floor <= seq && seq <= last;
      }),
    unfilledSearch: (): Unfilled => filling.unfilled(),
    customer: (visitorId: string) => repos.customers.get(visitorId),
    /**
     * The card as it is now, under each browser of theirs that is known here; `asked` is one that somebody looks at.
     * Answers which conversations have another name by it.
     */
    keepCustomer: (customer: Customer, asked: string | null): string[] =>
      db.transaction(() => {
        const ids = new Set([...customer.visitorIds, ...(asked === null ? [] : [asked])]);
        return [...ids].flatMap((id) => {
          const before = repos.customers.get(id)?.customer;
          // Looking through the list is for where there is something to be found.
          const isNamed = before !== undefined && before.name === customer.name;
          const renamed = isNamed ? [] : repos.customers.misnamed(id, customer.name);
          for (const row of renamed) {
            const visitor = { ...row.visitor, name: customer.name };
            repos.conversations.keep({ ...row, visitor }, { floor: 1, last: 0 });
          }
          if (id === asked || before !== undefined) repos.customers.put(id, customer);
          return renamed.map((row) => row.id);
        });
      })(),
    keepHistory: (visitorId: string, history: KeptHistory): void =>
      repos.customers.putHistory(visitorId, history),
    wrapUpDraft: (conversationId: string): string | null => repos.customers.draft(conversationId),
    setWrapUpDraft: (conversationId: string, draft: string | null): void =>
      repos.customers.setDraft(conversationId, draft),
    reviewDraft: (reviewId: string): string | null => repos.meta.reviewDraft(reviewId),
    setReviewDraft: (reviewId: string, draft: string | null): void =>
      repos.meta.setReviewDraft(reviewId, draft),
    handbook: (): KeptHandbook | null => repos.customers.handbook(),
    keepHandbook: (kept: KeptHandbook): void => repos.customers.setHandbook(kept),
  } as const;
}
