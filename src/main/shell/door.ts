import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { ipcChannels } from '#shared/ipc/channels.ts';
import type { Answer } from '#shared/protocol/errors.ts';
import { isOurFrame } from './sender.ts';

/** `account`: whose page asks. */
export type Answerer = (name: unknown, input: unknown, account: unknown) => Promise<Answer<unknown>>;

const refused: Answer<never> = { ok: false, error: { code: 'forbidden' } };

/**
 * The one way from the renderer into main. It stands before the answers are ready: what is asked in
 * the meantime waits for them. Only the top frame of our own window, at our own address, is heard.
 */
export function openDoor(window: BrowserWindow, answerer: Promise<Answerer>): void {
  const hear = async (event: IpcMainInvokeEvent, ...[name, input, account]: readonly unknown[]) => {
    const sender = { frame: event.senderFrame, url: event.senderFrame?.url ?? null };
    if (window.isDestroyed() || !isOurFrame(sender, window.webContents.mainFrame)) return refused;
    return (await answerer)(name, input, account);
  };
  ipcMain.handle(ipcChannels.call, hear);
}

/** The page's process is at work, and has had of this thread what it stood still for. */
export function pageIsHere(): Promise<void> {
  return new Promise((resolve) => ipcMain.once(ipcChannels.here, () => resolve()));
}
