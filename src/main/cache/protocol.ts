import type { OpenedHow } from './database.ts';
import type { Store } from './store.ts';

/** Which file to open; the key never leaves memory. */
export type CacheFile = { readonly path: string; readonly key: string };

export type StoreCall = keyof Store;

/** The calls the worker knows; a new method of the store is listed here or does not compile. */
const table: Readonly<Record<StoreCall, true>> = {
  cursor: true,
  countEntries: true,
  list: true,
  row: true,
  open: true,
  older: true,
  apply: true,
  backfill: true,
  replaceAll: true,
  forget: true,
  send: true,
  jobs: true,
  job: true,
  setJob: true,
  discard: true,
  setDraft: true,
  markRead: true,
  applyMark: true,
  marksToSend: true,
  confirmMark: true,
};
export const storeCalls = Object.keys(table) as readonly StoreCall[];

/** Main to worker. Answered in the order they come: the worker is one thread and asks nobody. */
export type Request =
  | { readonly id: number; readonly kind: 'open'; readonly file: CacheFile }
  | { readonly id: number; readonly kind: 'close' }
  | {
      readonly id: number;
      readonly kind: 'call';
      readonly name: StoreCall;
      readonly args: readonly unknown[];
    };

export type Reply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  /** `code`: a refusal's, `damaged` when the file was set aside, else `internal`. */
  | { readonly id: number; readonly ok: false; readonly code: string; readonly fault: string };

/** Unasked: a slow call (its name and milliseconds, nothing else), or that the file was made anew. */
export type Notice =
  | { readonly notice: 'slow'; readonly name: string; readonly ms: number }
  | { readonly notice: 'recreated' };

export type Opened = { readonly how: OpenedHow };
