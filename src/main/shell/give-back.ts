import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { BrowserWindow } from 'electron';
import { ipcChannels } from '#shared/ipc/channels.ts';

type Collect = (how: { type: 'major'; execution: 'async'; flavor: 'last-resort' }) => Promise<void>;

/**
 * What the start has used up goes back to the system: for as long as nothing much happens V8 keeps the room of a busy
 * minute (here some 8 MB, and 5 in the page), and a desk that waits for its first customer does for hours.
 */
export async function giveBack(window: BrowserWindow): Promise<void> {
  if (!window.isDestroyed()) window.webContents.send(ipcChannels.rest);
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as Collect;
  setFlagsFromString('--no-expose-gc');
  await collect({ type: 'major', execution: 'async', flavor: 'last-resort' });
}
