import type { IpcAnswer, IpcCall, IpcInput } from '#shared/ipc/contract.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Cache } from './cache/client.ts';
import type { KeptFile } from './cache/files.ts';
import { type Reach, requestFile } from './connection/hub-http.ts';
import type { Seat } from './seat.ts';

type FileCall = Extract<IpcCall, `files.${string}`>;

export type FileHandlers = {
  readonly [C in FileCall]: (input: IpcInput<C>) => Promise<IpcAnswer<C>>;
};

export type Files = {
  readonly calls: FileHandlers;
  /** A picture that the page shows; null where there is none. */
  readonly picture: (which: 'file' | 'thumb' | 'own', of: string) => Promise<KeptFile | null>;
};

/** Only these are ever given to the page, whatever else somebody says that they are. */
const pictures: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** Larger ones are asked for again. Bytes. */
const mostKept = 4 * 1024 * 1024;

export function createFiles(parts: {
  readonly cache: Cache;
  readonly reach: Reach;
  readonly now: () => number;
  /** Throws `unauthenticated` when nobody is signed in. */
  readonly seat: () => Seat;
  /** Asks where to, and writes it there; false when nobody said where. */
  readonly save: (name: string, bytes: () => Promise<Uint8Array>) => Promise<boolean>;
}): Files {
  const { cache, reach, now, seat, save } = parts;

  const fetched = async (id: string, variant: 'file' | 'thumb'): Promise<KeptFile> => {
    const door = seat().door();
    if (door === null) throw new RefusalError('unavailable');
    return requestFile(door, id, variant, reach);
  };
  const hubs = async (id: string, variant: 'file' | 'thumb'): Promise<KeptFile> => {
    const kept = await cache.keptFile(id, variant);
    if (kept !== null) return kept;
    const file = await fetched(id, variant);
    if (pictures.has(file.type) && file.bytes.length <= mostKept)
      await cache.keepFile(id, variant, file, now());
    return file;
  };

  return {
    calls: {
      'files.add': async ({ conversationId, file, bytes }) => {
        seat();
        if (bytes.length !== (file.copyOf === undefined ? file.size : 0))
          throw new RefusalError({ code: 'bad_request', field: 'bytes' });
        await cache.addFile(conversationId, file, bytes);
        return null;
      },
      'files.upload': async ({ file, bytes }) => {
        const { uploads } = seat();
        if (bytes.length !== file.size) throw new RefusalError({ code: 'bad_request', field: 'bytes' });
        return uploads.send(file, bytes);
      },
      'files.tray': async ({ conversationId }) => {
        seat();
        const files = await cache.tray(conversationId);
        return files.map(({ file: _, ...local }) => local);
      },
      'files.remove': async ({ key }) => {
        seat();
        await cache.removeFile(key);
        return null;
      },
      'files.pause': async ({ messageKey, paused }) => {
        const { uploads, outbox } = seat();
        uploads.pause(messageKey, paused);
        const job = paused ? null : await cache.job(messageKey);
        if (job !== null && job.state === 'queued') outbox.add(job);
        return null;
      },
      'files.save': async ({ id, name }) => {
        seat();
        return save(name, async () => (await hubs(id, 'file')).bytes);
      },
    },
    picture: async (which, of) => {
      try {
        seat();
        const own = which === 'own' ? await cache.ownFile(of) : null;
        const copied = own?.copyOf ?? null;
        const file =
          which !== 'own' ? await hubs(of, which) : copied === null ? own : await hubs(copied, 'thumb');
        return file !== null && pictures.has(file.type) ? file : null;
      } catch (error) {
        if (error instanceof RefusalError) return null;
        throw error;
      }
    },
  };
}
