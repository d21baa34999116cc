import * as z from 'zod/mini';
import { contact, formFields, quote } from '#shared/domain/public-entry.ts';
import type { RefusalCode } from '#shared/protocol/errors.ts';
import { isRefusalCode } from '#shared/protocol/errors.ts';
import { id, key, maxTextLength, page, sequence, time } from '#shared/protocol/fields.ts';
import { inOrder, type OutboxRow, type OutboxStore } from './outbox.ts';

/**
 * The page can write to its own storage, so what comes out of it is checked like anything foreign. But what a visitor
 * has typed does not vanish for it: what is wrong beside the text is left out.
 */
const keptFile = z.object({ key, name: z.string(), blob: z.custom<Blob>((value) => value instanceof Blob) });
const keptRow = z.object({
  key,
  text: z.string(),
  page: z.catch(z.nullable(page), null),
  contact: z.catch(z.nullable(contact), null),
  to: z.catch(z.nullable(id), null),
  fields: z.catch(z.nullable(formFields), null),
  files: z.catch(z.nullable(z.array(keptFile)), null),
  paused: z.catch(z.boolean(), false),
  quote: z.catch(z.nullable(quote), null),
  at: z.catch(time, 0),
  // Rows of the first version have none.
  order: z.catch(sequence, 0),
  refusal: z.catch(z.nullable(z.custom<RefusalCode>(isRefusalCode)), null),
});

/** Null for what is no message. One too long for the hub is shown as refused, to be shortened. */
export function rowIn(raw: unknown): OutboxRow | null {
  const { data } = keptRow.safeParse(raw);
  if (!data?.text.trim() && !data?.files?.[0]) return null;
  return data.text.length > maxTextLength ? { ...data, refusal: 'too_large' } : data;
}

/** Some browsers never answer when storage is broken or forbidden, or held by a tab that stands still. Milliseconds. */
const patience = 5000;

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), patience);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore('outbox', { keyPath: 'key' });
  const database = await inTime(done(request));
  // Whoever wants to delete or upgrade the database must not have to wait for this tab.
  database.onversionchange = () => database.close();
  return database;
}

function databaseStore(database: IDBDatabase): OutboxStore {
  const write = (run: (store: IDBObjectStore) => void): Promise<void> =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction('outbox', 'readwrite', { durability: 'strict' });
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
      transaction.onerror = () => reject(transaction.error);
      run(transaction.objectStore('outbox'));
    });
  return {
    async all() {
      const rows: unknown[] = await done(database.transaction('outbox').objectStore('outbox').getAll());
      return rows.flatMap((row) => rowIn(row) ?? []);
    },
    put: (row) => write((store) => store.put(row)),
    remove: (gone) => write((store) => store.delete(gone)),
  };
}

/**
 * The outbox in IndexedDB. A database that is deleted while we are here is made anew with all that
 * this tab knows of. Where none can be had, or nothing more be written, everything goes on in memory
 * and `onMemoryOnly` is told, so that the visitor is.
 */
export function openOutboxStore(name: string, onMemoryOnly: () => void): OutboxStore {
  /** What the database held when we last looked, with our own changes since. */
  let known: ReadonlyMap<string, OutboxRow> = new Map();
  let wasOpen = false;
  let inMemory = false;
  const open = async (): Promise<OutboxStore> => {
    const store = databaseStore(await openDatabase(name));
    for (const row of known.values()) await store.put(row);
    wasOpen = true;
    return store;
  };
  let opened = open();

  async function attempt<T>(run: (store: OutboxStore) => Promise<T>): Promise<T | null> {
    if (inMemory) return null;
    const mine = opened;
    const runOn = async (store: Promise<OutboxStore>): Promise<T> => inTime(run(await store));
    try {
      return await runOn(mine).catch((error: unknown) => {
        if (!wasOpen) throw error;
        // Of several that were on their way when it broke, one opens it anew.
        if (opened === mine) opened = open();
        return runOn(opened);
      });
    } catch {
      if (!inMemory) onMemoryOnly();
      inMemory = true;
      return null;
    }
  }
  return {
    async all() {
      const rows = await attempt((store) => store.all());
      if (rows) known = new Map(rows.map((row) => [row.key, row]));
      return [...known.values()].sort(inOrder);
    },
    async put(row) {
      known = new Map(known).set(row.key, row);
      await attempt((store) => store.put(row));
    },
    async remove(gone) {
      known = new Map([...known].filter(([kept]) => kept !== gone));
      await attempt((store) => store.remove(gone));
    },
  };
}
