import type { FileRef } from '#shared/domain/attached.ts';
import type { IpcNews } from '#shared/ipc/contract.ts';
import type { LocalFile } from '#shared/ipc/files.ts';
import { RefusalError, refusalOf } from '#shared/protocol/errors.ts';
import type { UploadState } from '#shared/protocol/files.ts';
import { filePiece } from '#shared/protocol/limits.ts';
import type { Cache } from '../cache/client.ts';
import type { Attachment } from '../cache/files.ts';
import type { OutboxJob } from '../cache/outbox.ts';
import { type Door, type Reach, requestUpload } from './hub-http.ts';
import { Paused } from './outbox.ts';

export type Uploads = {
  /** Now, or it is refused: what does not go with a message. */
  readonly send: (file: LocalFile, bytes: Uint8Array) => Promise<FileRef>;
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
  readonly reach: Reach;
  readonly onProgress: (progress: IpcNews<'files.progress'>) => void;
}): Uploads {
  const { cache, door, reach, onProgress } = parts;
  const at = new Map<string, number>();
  const paused = new Set<string>();
  const running = new Map<string, AbortController>();

  const tell = () =>
    onProgress({ uploads: [...at].map(([key, bytes]) => ({ key, at: bytes })), paused: [...paused] });

  /** Ends with what the hub has made of it. */
  const one = async (
    { key, name, size, copyOf }: LocalFile,
    pieceAt: (place: number) => Promise<Uint8Array | null>,
    signal: AbortSignal,
  ): Promise<FileRef> => {
    const to = door();
    if (to === null) throw new RefusalError('unavailable');
    const asked = { key, name, size, ...(copyOf !== undefined && { copyOf }) };
    let state: UploadState = await requestUpload(to, asked, reach, signal);
    while (state.file === null) {
      at.set(key, state.at);
      tell();
      const bytes = await pieceAt(state.at);
      if (bytes === null || bytes.length === 0) throw new RefusalError('file_gone');
      state = await requestUpload(to, { id: state.id, at: state.at, bytes }, reach, signal).catch((error) => {
        // The answer to a piece was lost: the hub says where to go on.
        if (refusalOf(error).code !== 'conflict') throw error;
        return requestUpload(to, asked, reach, signal);
      });
    }
    return state.file;
  };

  const ofMessage = async (file: Attachment, signal: AbortSignal): Promise<string> => {
    const kept = await one(file, (place) => cache.filePiece(file.key, place, filePiece), signal);
    await cache.fileIsThere(file.key, kept);
    return kept.id;
  };

  return {
    send: async (file, bytes) => {
      const controller = new AbortController();
      running.set(file.key, controller);
      try {
        return await one(file, async (place) => bytes.subarray(place, place + filePiece), controller.signal);
      } finally {
        running.delete(file.key);
        at.delete(file.key);
        tell();
      }
    },
    upload: async ({ key: messageKey, files }) => {
      if (paused.has(messageKey)) throw new Paused();
      const controller = new AbortController();
      running.set(messageKey, controller);
      try {
        const ids: string[] = [];
        for (const file of files) ids.push(file.file?.id ?? (await ofMessage(file, controller.signal)));
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
