import { type BrowserWindow, ipcMain } from 'electron';
import { ipcChannels } from '#shared/ipc/channels.ts';
import type { Answer } from '#shared/protocol/errors.ts';
import { isOurFrame } from './sender.ts';

export type Answerer = (name: unknown, input: unknown) => Promise<Answer<unknown>>;

/**
 * The one way from the renderer into main. It stands before the answers are ready: what is asked in
 * the meantime waits for them. Only the top frame of our own window, at our own address, is heard.
 */
export function openDoor(window: BrowserWindow, answerer: Promise<Answerer>): void {
  ipcMain.handle(ipcChannels.call, async (event, name: unknown, input: unknown): Promise<Answer<unknown>> => {
    const sender = { frame: event.senderFrame, url: event.senderFrame?.url ?? null };
    if (window.isDestroyed() || !isOurFrame(sender, window.webContents.mainFrame)) {
      return { ok: false, error: { code: 'forbidden' } };
    }
    return (await answerer)(name, input);
  });
}
