import * as z from 'zod/mini';
import type { RefusalCode } from '#shared/protocol/errors.ts';
import { isRefusalCode } from '#shared/protocol/errors.ts';
import { key, page, text, time } from '#shared/protocol/fields.ts';
import type { OutboxRow, OutboxStore } from './outbox.ts';

/** The page can write to its own storage, so what comes out of it is checked like anything foreign. */
const keptRow = z.object({
  key,
  text,
  page: z.nullable(page),
  at: time,
  refusal: z.nullable(z.custom<RefusalCode>(isRefusalCode)),
});

/** Some browsers never answer when storage is broken or forbidden. Milliseconds. */
const patience = 3000;

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function openDatabase(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), patience);
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('outbox', { keyPath: 'key' });
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      clearTimeout(timer);
      // Whoever wants to delete or upgrade the database must not have to wait for this tab.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
  });
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
      return rows.flatMap((row) => {
        const checked = keptRow.safeParse(row);
        return checked.success ? [checked.data] : [];
      });
    },
    put: (row) => write((store) => store.put(row)),
    remove: (gone) => write((store) => store.delete(gone)),
  };
}

/**
 * The outbox in IndexedDB, ordered by key, which is by time. Where that cannot be had or stops
 * working, everything goes on in memory, with all that this tab knows of, and `onMemoryOnly` is
 * told, so that the visitor is.
 */
export function openOutboxStore(name: string, onMemoryOnly: () => void): OutboxStore {
  const opened = openDatabase(name).then(databaseStore);
  /** What the database held when we last looked, with our own changes since. */
  let known: ReadonlyMap<string, OutboxRow> = new Map();
  let inMemory = false;
  async function attempt<T>(run: (store: OutboxStore) => Promise<T>): Promise<T | null> {
    if (inMemory) return null;
    try {
      return await run(await opened);
    } catch {
      // Several may have been on their way when it broke.
      if (!inMemory) onMemoryOnly();
      inMemory = true;
      return null;
    }
  }
  return {
    async all() {
      const rows = await attempt((store) => store.all());
      if (rows) known = new Map(rows.map((row) => [row.key, row]));
      return [...known.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
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
