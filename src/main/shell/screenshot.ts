import { rename, writeFile } from 'node:fs/promises';
import type { BrowserWindow } from 'electron';

/** How often the picture is looked at, milliseconds. */
const interval = 2_000;

/** Keeps a fresh PNG of the window at `path`, for those who have no screen to look at. */
export function keepScreenshot(window: BrowserWindow, path: string): void {
  let last: Buffer = Buffer.alloc(0);
  const take = async (): Promise<void> => {
    if (window.isDestroyed() || !window.isVisible()) return;
    const png = (await window.webContents.capturePage()).toPNG();
    if (png.length === 0 || png.equals(last)) return;
    last = png;
    await writeFile(`${path}.next`, png);
    await rename(`${path}.next`, path);
  };
  const again = (): void => {
    // A picture that could not be written is tried again with the next one.
    void take()
      .catch(() => {})
      .finally(() => {
        if (!window.isDestroyed()) setTimeout(again, interval).unref();
      });
  };
  again();
}
