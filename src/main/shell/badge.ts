import { app, type BrowserWindow, nativeImage } from 'electron';
import { trayPixels } from '../alerts/tray-picture.ts';

/** Milliseconds that a flash lasts which is tried out. */
const tried = 2_000;

export type Badge = {
  readonly count: (unread: number) => void;
  /** The window's button asks to be looked at, until it is; false where there is no button. */
  readonly flash: () => boolean;
};

/** How the taskbar or dock shows that something waits. Linux counts only where its launcher is Unity's kind. */
export function createBadge(window: BrowserWindow): Badge {
  let last = 0;

  /** Windows has no number of its own: a dot on the button. */
  function overlay(unread: number): void {
    if (process.platform !== 'win32') return;
    const dot =
      unread === 0
        ? null
        : nativeImage.createFromBitmap(trayPixels(32, 'dark', 'unread'), { width: 32, height: 32 });
    window.setOverlayIcon(dot, unread === 0 ? '' : `${unread}`);
  }

  function end(): void {
    if (!window.isDestroyed()) window.flashFrame(false);
  }
  window.on('focus', end);
  return {
    count: (unread) => {
      if (unread === last || window.isDestroyed()) return;
      last = unread;
      app.setBadgeCount(unread);
      overlay(unread);
    },
    flash: () => {
      if (window.isDestroyed()) return false;
      // Of a hidden window there is no button: there the tray's picture says it.
      if (window.isVisible()) window.flashFrame(true);
      // Only somebody who tries it out sees it in front of them: nothing would end it.
      if (window.isFocused()) setTimeout(end, tried);
      if (process.platform === 'darwin') app.dock?.bounce('informational');
      return window.isVisible() || process.platform === 'darwin';
    },
  };
}
