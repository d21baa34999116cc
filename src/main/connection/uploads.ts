import type { IpcNews } from '#shared/ipc/contract.ts';
import { RefusalError, refusalOf } from '#shared/protocol/errors.ts';
import type { UploadState } from '#shared/protocol/files.ts';
import { filePiece } from '#shared/protocol/limits.ts';
import type { Cache } from '../cache/client.ts';
import type { Attachment } from '../cache/files.ts';
import type { OutboxJob } from '../cache/outbox.ts';
import type { Log } from '../log.ts';
import { type Door, requestUpload } from './hub-http.ts';
import { Paused } from './outbox.ts';

export type Uploads = {
  /** Ids of a message's files at the hub, once it has them all. */
  readonly upload: (job: OutboxJob) => Promise<string[]>;
  /** Stops at the piece that is under way, and goes on from there when the outbox asks again. */
  readonly pause: (messageKey: string, paused: boolean) => void;
  readonly stop: () => void;
};

/** Files on their way from the cache to the hub, piece by piece: what a cut line or a killed desk costs is one piece. */
export function createUploads(parts: {
  readonly cache: Pick<Cache, 'filePiece' | 'fileIsThere'>;
  /** Null while the hub is away. */
  readonly door: () => Door | null;
  readonly log: Log;
  readonly onProgress: (progress: IpcNews<'files.progress'>) => void;
}): Uploads {
  const { cache, door, log, onProgress } = parts;
  const at = new Map<string, number>();
  const paused = new Set<string>();
  const running = new Map<string, AbortController>();

  const tell = () =>
    onProgress({ uploads: [...at].map(([key, bytes]) => ({ key, at: bytes })), paused: [...paused] });

  const one = async (file: Attachment, signal: AbortSignal): Promise<string> => {
    const to = door();
    if (to === null) throw new RefusalError('unavailable');
    const { key, name, size } = file;
    let state: UploadState = await requestUpload(to, { key, name, size }, log, signal);
    while (state.file === null) {
      at.set(key, state.at);
      tell();
      const bytes = await cache.filePiece(key, state.at, filePiece);
      if (bytes === null || bytes.length === 0) throw new RefusalError('file_gone');
      state = await requestUpload(to, { id: state.id, at: state.at, bytes }, log, signal).catch((error) => {
        // The answer to a piece was lost: the hub says where to go on.
        if (refusalOf(error).code !== 'conflict') throw error;
        return requestUpload(to, { key, name, size }, log, signal);
      });
    }
    await cache.fileIsThere(key, state.file);
    return state.file.id;
  };

  return {
    upload: async ({ key: messageKey, files }) => {
      if (paused.has(messageKey)) throw new Paused();
      const controller = new AbortController();
      running.set(messageKey, controller);
      try {
        const ids: string[] = [];
        for (const file of files) ids.push(file.file?.id ?? (await one(file, controller.signal)));
        return ids;
      } catch (error) {
        throw controller.signal.aborted ? new Paused() : error;
      } finally {
        running.delete(messageKey);
        for (const { key } of files) at.delete(key);
        tell();
      }
    },
    pause: (messageKey, hold) => {
      if (hold) paused.add(messageKey);
      else paused.delete(messageKey);
      if (hold) running.get(messageKey)?.abort();
      tell();
    },
    stop: () => {
      for (const controller of running.values()) controller.abort();
    },
  };
}
