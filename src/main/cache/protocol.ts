import type { CacheLoss } from '#shared/ipc/app.ts';
import type { OpenedHow } from './database.ts';
import type { Store } from './store.ts';

/** A file on the disk; the key never leaves memory. `again`: it was open before in this run. */
export type CacheOnDisk = { readonly path: string; readonly key: string; readonly again?: boolean };

/** A cache of which nothing is ever on the disk. */
export type CacheInMemory = {
  readonly path: null;
  /** Whose it is: the same one finds it again, another one makes it new. */
  readonly owner: string;
  /** A file that was used before: what was not sent is taken over from it, then it is removed. */
  readonly from: CacheOnDisk | null;
  /** What another thread had in its memory. */
  readonly image?: Uint8Array;
};

export type CacheFile = CacheOnDisk | CacheInMemory;
/** Null: none was open. */
export type HandedOver = CacheFile | null;

export type StoreCall = keyof Store;

/** The calls the worker knows; a new method of the store is listed here or does not compile. */
const table: Readonly<Record<StoreCall, true>> = {
  cursor: true,
  countEntries: true,
  list: true,
  row: true,
  open: true,
  older: true,
  range: true,
  place: true,
  matches: true,
  apply: true,
  backfill: true,
  replaceAll: true,
  forget: true,
  send: true,
  jobs: true,
  job: true,
  setJob: true,
  acknowledge: true,
  discard: true,
  takeBack: true,
  setDraft: true,
  markRead: true,
  applyMark: true,
  applySeen: true,
  marksToSend: true,
  confirmMark: true,
  replies: true,
  changeReplies: true,
  useReply: true,
  usesToSend: true,
  usesSent: true,
  setUses: true,
  unsent: true,
  forgetLoss: true,
  prune: true,
  searchLines: true,
  searchConversations: true,
  fillSearch: true,
  unfilledSearch: true,
  holds: true,
  addFile: true,
  tray: true,
  removeFile: true,
  filePiece: true,
  ownFile: true,
  fileIsThere: true,
  filesAreGone: true,
  keepFile: true,
  keptFile: true,
  customer: true,
  keepCustomer: true,
  keepHistory: true,
  wrapUpDraft: true,
  setWrapUpDraft: true,
  reviewDraft: true,
  setReviewDraft: true,
  handbook: true,
  keepHandbook: true,
};
export const storeCalls = Object.keys(table) as readonly StoreCall[];

/** Main to worker. Answered in the order they come: the worker is one thread and asks nobody. */
export type Request =
  | { readonly id: number; readonly kind: 'open'; readonly file: CacheFile }
  | { readonly id: number; readonly kind: 'close' }
  | { readonly id: number; readonly kind: 'handOver' }
  | {
      readonly id: number;
      readonly kind: 'call';
      readonly name: StoreCall;
      readonly args: readonly unknown[];
    };

export type Reply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  /**
   * `code`: a refusal's, `damaged` when the file was set aside, `upgrade` when it must be upgraded and whoever
   * was asked does not do that, else `internal`.
   */
  | { readonly id: number; readonly ok: false; readonly code: string; readonly fault: string };

/** Unasked: a slow call (its name and milliseconds, nothing else), or that the file was made anew. */
export type Notice =
  | { readonly notice: 'slow'; readonly name: string; readonly ms: number }
  | { readonly notice: 'recreated'; readonly loss: CacheLoss };

export type Opened = {
  readonly how: OpenedHow;
  /** What was lost with the file before this one, now or earlier, until somebody has read of it. */
  readonly loss: CacheLoss | null;
  readonly inMemory: boolean;
  /** Code of the error that kept it off the disk. */
  readonly fault?: string;
};
