import { app, dialog, Notification } from 'electron';
import { createCrashLoop } from '#shared/domain/diagnostics/crash-loop.ts';
import type { Unsent } from '#shared/ipc/account.ts';
import { fill, type Texts } from '../locales/texts.ts';
import { faultOf, type Log } from '../log.ts';
import type { Settings } from '../settings/settings.ts';
import type { Installed } from '../updates/fetcher.ts';
import type { Notifications } from './notifications.ts';
import { startAgain } from './start-again.ts';
import { type DeskWindow, placeOf } from './window.ts';

/** A desk that is told to quit is gone by then, whatever hangs. Milliseconds. */
const patience = 8_000;

export type LifecycleOptions = {
  readonly shown: DeskWindow;
  readonly settings: Settings;
  readonly texts: () => Texts;
  readonly notifications: Pick<Notifications, 'show' | 'closeAll'>;
  readonly log: Log;
  /** What is in memory only. */
  readonly lostByQuitting: () => Promise<Unsent>;
  /** Ends desk and hub in order. */
  readonly stop: () => Promise<unknown>;
};

export type Lifecycle = {
  /**
   * Ends the desk as quitting does, and calls `finish` when nothing of it is at work any more: it puts an update in place and has the
   * desk started again. Where it says that it did not, the desk starts again as it was. `stayed`: the person did not want to quit.
   */
  readonly endWith: (finish: () => Installed, stayed: () => void) => void;
};

/**
 * Closing the window only hides it: sockets live in main, and nothing may be missed (A4). A second
 * start, a notification or the dock brings it back; Quit quits.
 */
export function keepRunning(options: LifecycleOptions): Lifecycle {
  const { shown, settings, texts, notifications, log, stop } = options;
  const { window } = shown;
  const isCrashLoop = createCrashLoop(Date.now);
  let isAsking = false;
  let isQuitting = false;
  let last: { readonly finish: () => Installed; readonly stayed: () => void } | null = null;

  window.on('close', (event) => {
    settings.update({ window: placeOf(window) });
    if (isQuitting) return;
    event.preventDefault();
    window.hide();
    tellHidden();
  });

  /** Said once in a desk's life; on a Mac it is what everybody expects. */
  function tellHidden(): void {
    if (process.platform === 'darwin' || settings.get().toldHidden || !Notification.isSupported()) return;
    settings.update({ toldHidden: true });
    const { hiddenTitle, hiddenBody } = texts().notice;
    notifications.show({ conversationId: null, title: hiddenTitle, body: hiddenBody, entryId: null });
  }

  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (isQuitting || reason === 'clean-exit') return;
    log.error('page ended', { reason });
    // What was typed and received is in the cache: a fresh page shows it again.
    if (!isCrashLoop()) window.webContents.reload();
    else askAfterCrashes().catch((error) => log.error('nobody was asked after crashes', faultOf(error)));
  });

  /** Brought back again and again it would flicker, and take the machine: the person says what is next. */
  async function askAfterCrashes(): Promise<void> {
    shown.show();
    const { crashed } = texts();
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      message: crashed.title,
      detail: crashed.detail,
      buttons: [crashed.again, crashed.quit],
      defaultId: 0,
      cancelId: 0,
    });
    if (isQuitting) return;
    if (response === 0) window.webContents.reload();
    else app.quit();
  }

  // The window hides, so this comes only while quitting; without a listener Electron would decide.
  app.on('window-all-closed', () => {});

  app.on('before-quit', (event) => {
    if (isQuitting) return;
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    mayQuit()
      .catch((error) => {
        log.error('what would be lost is not known', faultOf(error));
        return true;
      })
      .then((may) => {
        isAsking = false;
        if (may) return quit();
        last?.stayed();
        last = null;
      });
  });

  /** Asks where something that was typed would not survive the end. */
  async function mayQuit(): Promise<boolean> {
    const { messages, drafts } = await options.lostByQuitting();
    if (messages + drafts === 0 || window.isDestroyed()) return true;
    shown.show();
    const { quit: words } = texts();
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: words.title,
      detail: fill(words.detail, { messages: `${messages}`, drafts: `${drafts}` }),
      buttons: [words.stay, words.quit],
      defaultId: 0,
      cancelId: 0,
    });
    return response === 1;
  }

  function quit(): void {
    isQuitting = true;
    if (!window.isDestroyed()) settings.update({ window: placeOf(window) });
    const late = setTimeout(() => app.exit(0), patience);
    const isHidden = !window.isDestroyed() && !window.isVisible();
    notifications.closeAll();
    stop()
      .catch((error) => log.error('did not end well', faultOf(error)))
      .finally(() => {
        clearTimeout(late);
        if (last === null) return app.exit(0);
        const outcome = putInPlace(last.finish);
        if (outcome !== 'started') startAgain(isHidden);
        // On a Mac the system's own updater ends the program when it has what it needs.
        if (outcome !== 'started' || process.platform !== 'darwin') app.exit(0);
      });
  }

  function putInPlace(finish: () => Installed): Installed {
    try {
      return finish();
    } catch (error) {
      log.error('the update was not put in place', faultOf(error));
      return 'failed';
    }
  }

  return {
    endWith: (finish, stayed) => {
      last = { finish, stayed };
      app.quit();
    },
  };
}
