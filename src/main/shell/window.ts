import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import type { Settings, SettingsData, WindowPlace } from '../settings/settings.ts';
import { pageOf } from './asset-path.ts';
import { timing } from './timing.ts';

/** The page's `--bg` in light and dark, so that the window has its colour before the page is there. */
const background = { light: '#f6f8f6', dark: '#121614' } as const;
/** A page that does not paint by then is shown as it is, milliseconds. */
const patience = 3_000;

export type DeskWindow = {
  readonly window: BrowserWindow;
  /** Resolves when the window has painted for the first time. */
  readonly painted: Promise<void>;
  readonly show: () => void;
  /** Puts the page of another account into the window. */
  readonly turnTo: (account: string) => void;
  /** True while somebody is looking: shown, not minimised, in front. */
  readonly isLookedAt: () => boolean;
};

/**
 * Opens the one window. It is on the screen at once, in the page's own colour; the page's static
 * skeleton follows with the first paint. Waiting for that would only make the start seem longer. Hidden, it does all
 * the same where nobody sees it.
 */
export function openWindow(
  settings: Settings,
  preload: string,
  account: string,
  isHidden: boolean,
): DeskWindow {
  const { theme, window: place } = settings.get();
  nativeTheme.themeSource = theme;
  const window = new BrowserWindow({
    ...(isOnScreen(place) ? { x: place.x ?? 0, y: place.y ?? 0 } : {}),
    width: place.width,
    height: place.height,
    minWidth: 720,
    minHeight: 480,
    show: !isHidden,
    title: app.getName(),
    backgroundColor: background[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'],
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // By the system's own dictionaries; elsewhere Electron would fetch some from the net.
      spellcheck: process.platform === 'darwin',
      devTools: !app.isPackaged,
    },
  });
  // It would be seen by that.
  if (place.maximized && isHidden) window.once('show', () => window.maximize());
  else if (place.maximized) window.maximize();

  const painted = new Promise<void>((resolve) => {
    const late = setTimeout(resolve, patience);
    window.once('ready-to-show', () => {
      clearTimeout(late);
      resolve();
    });
  });
  const show = (): void => {
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
  if (window.isVisible()) timing('window-shown');
  else window.once('show', () => timing('window-shown'));
  void window.loadURL(pageOf(account));

  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) {
      window.setBackgroundColor(background[nativeTheme.shouldUseDarkColors ? 'dark' : 'light']);
    }
  });
  return {
    window,
    painted,
    show,
    turnTo: (to) => {
      if (window.isDestroyed()) return;
      // One is not to get back to the page of another account by the mouse's own button.
      window.webContents.once('did-navigate', () => window.webContents.navigationHistory.clear());
      // It fails where one more is turned to at once.
      window.loadURL(pageOf(to)).catch(() => {});
    },
    isLookedAt: () =>
      !window.isDestroyed() && window.isVisible() && !window.isMinimized() && window.isFocused(),
  };
}

/**
 * Gives the window its icon. Only Linux is told so: elsewhere the program has one. After the first screen: to read and
 * hand over the picture takes 10 ms of this thread, and the page waits for it.
 */
export function showIcon(window: BrowserWindow): void {
  if (process.platform !== 'linux' || window.isDestroyed()) return;
  window.setIcon(join(app.getAppPath(), 'resources/icon.png'));
}

/** Where the window is now, to open it there next time. */
export function placeOf(window: BrowserWindow): SettingsData['window'] {
  const { x, y, width, height } = window.getNormalBounds();
  return { x, y, width, height, maximized: window.isMaximized() };
}

/** A screen that was taken away must not take the window with it. */
function isOnScreen({ x, y, width }: WindowPlace): boolean {
  if (x === null || y === null) return false;
  return screen.getAllDisplays().some(({ workArea }) => {
    const reachable = Math.min(x + width, workArea.x + workArea.width) - Math.max(x, workArea.x);
    return reachable >= 100 && y >= workArea.y && y < workArea.y + workArea.height - 40;
  });
}
