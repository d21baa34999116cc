import type { FileRef } from '#shared/domain/attached.ts';
import { newId } from '#shared/domain/key.ts';
import type { IpcNews } from '#shared/ipc/contract.ts';
import type { LocalFile } from '#shared/ipc/files.ts';
import { RefusalError, refusalOf } from '#shared/protocol/errors.ts';
import { maxFileBytes, maxFileName, maxFiles } from '#shared/protocol/limits.ts';
import { call, tell } from '../bridge/bridge.ts';
import { notice } from './notices.ts';
import { createSlice } from './slice.ts';

type Attachments = {
  /** What lies beside the text of a conversation, until it is sent. */
  readonly trays: ReadonlyMap<string, readonly LocalFile[]>;
  /** Bytes that the hub has, by key of what is on its way. */
  readonly at: ReadonlyMap<string, number>;
  /** Keys of messages whose sending is held. */
  readonly paused: ReadonlySet<string>;
};

export const useAttachments = createSlice<Attachments>({
  trays: new Map(),
  at: new Map(),
  paused: new Set(),
});

const none: readonly LocalFile[] = [];

export function useTray(id: string): readonly LocalFile[] {
  return useAttachments((s) => s.trays.get(id) ?? none);
}

export function trayOf(id: string): readonly LocalFile[] {
  return useAttachments.getState().trays.get(id) ?? none;
}

export function setTray(id: string, files: readonly LocalFile[]): void {
  useAttachments.setState((s) => ({ trays: new Map(s.trays).set(id, files) }));
}

export function applyProgress({ uploads, paused }: IpcNews<'files.progress'>): void {
  useAttachments.setState({
    at: new Map(uploads.map(({ key, at }) => [key, at])),
    paused: new Set(paused),
  });
}

/** What was left there when the desk was last used. */
export async function readTray(id: string): Promise<void> {
  if (useAttachments.getState().trays.has(id)) return;
  const files = await call('files.tray', { conversationId: id });
  if (!useAttachments.getState().trays.has(id)) setTray(id, files);
}

/** Puts files beside the text; they are kept before they are shown. What cannot be sent is said. */
export async function addFiles(id: string, files: readonly File[]): Promise<void> {
  for (const file of files) {
    try {
      if (trayOf(id).length >= maxFiles) throw new RefusalError('bad_request');
      if (file.size > maxFileBytes || file.size === 0) throw new RefusalError('too_large');
      const local = {
        key: newId(),
        name: (file.name || 'image.png').slice(-maxFileName),
        type: file.type.slice(0, 100),
        size: file.size,
      };
      const bytes = new Uint8Array(await file.arrayBuffer());
      await call('files.add', { conversationId: id, file: local, bytes });
      setTray(id, [...trayOf(id), local]);
    } catch (error) {
      const refusal = refusalOf(error);
      notice(id, refusal.code === 'too_large' ? { code: 'file_size' } : refusal);
    }
  }
}

/** Files of a canned reply: the hub makes copies of its own when the message goes, so this works without it too. */
export async function addCopies(id: string, files: readonly FileRef[]): Promise<void> {
  for (const { id: copyOf, name, type, size } of files) {
    if (trayOf(id).some((file) => file.copyOf === copyOf)) continue;
    try {
      if (trayOf(id).length >= maxFiles) throw new RefusalError('bad_request');
      const local = { key: newId(), name, type, size, copyOf };
      await call('files.add', { conversationId: id, file: local, bytes: new Uint8Array() });
      setTray(id, [...trayOf(id), local]);
    } catch (error) {
      notice(id, refusalOf(error));
    }
  }
}

export async function removeFile(id: string, key: string): Promise<void> {
  setTray(
    id,
    trayOf(id).filter((file) => file.key !== key),
  );
  await call('files.remove', { key });
}

export function pauseFiles(messageKey: string, paused: boolean): void {
  tell('files.pause', { messageKey, paused });
}
