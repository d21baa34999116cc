import { RefusalError } from '#shared/protocol/errors.ts';
import { type Db, isDamage, openDatabase } from './database.ts';
import { setAside } from './database-files.ts';
import type { CacheFile, Opened, Reply, Request } from './protocol.ts';
import { type Store, storeOf } from './store.ts';

export type Engine = {
  /** Does what is asked, at once, and never throws. */
  readonly answer: (request: Request) => Reply;
};

/** The one writer of a cache file, wherever it runs. `onRecreated`: the file was damaged and is empty now. */
export function createEngine(onRecreated: () => void): Engine {
  let current: { readonly file: CacheFile; readonly db: Db; readonly store: Store } | null = null;

  function open(file: CacheFile): Opened {
    close();
    const { db, how } = openDatabase(file.path, file.key);
    current = { file, db, store: storeOf(db) };
    return { how };
  }

  function close(): void {
    current?.db.close();
    current = null;
  }

  function run(request: Request): unknown {
    if (request.kind === 'open') return open(request.file);
    if (request.kind === 'close') return close();
    if (current === null) throw new RefusalError('unavailable');
    const method = current.store[request.name] as (...args: readonly unknown[]) => unknown;
    return method(...request.args);
  }

  /** A file that broke while in use is never the end: an empty one takes its place and is filled again. */
  function replaceDamaged(): void {
    if (current === null) return;
    const { file } = current;
    close();
    setAside(file.path);
    open(file);
    onRecreated();
  }

  return {
    answer: (request) => {
      const { id } = request;
      try {
        return { id, ok: true, value: run(request) };
      } catch (error) {
        if (error instanceof RefusalError) return { id, ok: false, code: error.refusal.code, fault: '' };
        if (isDamage(error)) {
          replaceDamaged();
          return { id, ok: false, code: 'damaged', fault: '' };
        }
        const fault =
          error instanceof Error ? ('code' in error ? String(error.code) : error.name) : typeof error;
        return { id, ok: false, code: 'internal', fault };
      }
    },
  };
}
