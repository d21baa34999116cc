import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { app, nativeTheme, powerMonitor } from 'electron';
import { bindingsFrom } from '#shared/domain/keys/rules.ts';
import type { Preferences } from '#shared/ipc/app.ts';
import { ipcChannels } from '#shared/ipc/channels.ts';
import type { IpcInput, IpcNewsName } from '#shared/ipc/contract.ts';
import { systemClock } from './clock.ts';
import { createDesk, type Desk } from './desk.ts';
import type { Flags } from './flags.ts';
import { accountHandlers } from './ipc/account.ts';
import { appHandlers } from './ipc/app.ts';
import { createNews } from './ipc/news.ts';
import { createRegistrar, type Registrar } from './ipc/registrar.ts';
import { trainingHandlers } from './ipc/training.ts';
import { textsFor } from './locales/texts.ts';
import { faultOf } from './log.ts';
import type { TellNews } from './seat.ts';
import { localeFor, type Settings } from './settings/settings.ts';
import type { Vault } from './settings/vault.ts';
import { createAlerting } from './shell/alerting.ts';
import type { AppPages } from './shell/app-protocol.ts';
import { followContextMenu } from './shell/context-menu.ts';
import { createDeskLog } from './shell/desk-log.ts';
import { watchHands } from './shell/hands.ts';
import { startHosting } from './shell/hosting.ts';
import { keepRunning } from './shell/lifecycle.ts';
import { setMenu } from './shell/menu.ts';
import { openLink } from './shell/opener.ts';
import { saveAs } from './shell/save-as.ts';
import { timing } from './shell/timing.ts';
import { openTraining } from './shell/training.ts';
import type { DeskWindow } from './shell/window.ts';

export { systemVault } from './shell/vault.ts';

/** A page that never says that it has painted must not keep the desk from the hub. Milliseconds. */
const pagePatience = 1_000;

export type Wiring = {
  readonly flags: Flags;
  readonly dir: string;
  readonly settings: Settings;
  readonly vault: Vault;
  readonly desk: DeskWindow;
  readonly pages: AppPages;
  /** Folder of the built programs. */
  readonly programs: string;
};

/**
 * Everything behind the window: desk, hub, notifications, menu, and the calls of the renderer. The
 * order is by what the first screen waits for: cache, calls, hub, and the rest after the first paint.
 */
export function wire({ pages, flags, dir, settings, vault, desk: shown, programs }: Wiring): Registrar {
  const { window } = shown;
  const { log, open: openLog } = createDeskLog(join(dir, 'logs'));
  // A fault that nobody foresaw is logged, not shown in a box of Electron's: the rest goes on working.
  process.on('uncaughtException', (error) => log.error('uncaught', faultOf(error)));
  process.on('unhandledRejection', (error) => log.error('unhandled', faultOf(error)));
  if (settings.strange.length > 0) log.warn('settings were ignored', { names: settings.strange.join(' ') });
  const appVersion = app.getVersion();
  let isPainted = (): void => {};
  const pagePainted = new Promise<void>((resolve) => {
    isPainted = resolve;
  });

  /** The flag is for this run, until somebody chooses. */
  let lang = flags.lang;
  const preferences = (): Preferences => ({
    theme: settings.get().theme,
    look: settings.get().look,
    locale: lang ?? settings.get().locale ?? localeFor(app.getLocale()),
    keys: settings.get().keys,
  });
  const texts = () => textsFor(preferences().locale);

  const news = createNews((name: IpcNewsName, payload: unknown) => {
    if (!window.isDestroyed()) window.webContents.send(ipcChannels.news, name, payload);
  });
  const alerting = createAlerting({
    dir,
    shown,
    settings,
    texts,
    locale: () => preferences().locale,
    log,
    desk: () => desk,
    news,
  });
  const tell: TellNews = (name, payload) => {
    alerting.heard(name, payload);
    news(name, payload);
  };

  const desk: Desk = createDesk({
    dir,
    cacheScript: join(programs, 'cache-worker.js'),
    vault,
    cachePolicy: flags.cachePolicy ?? settings.get().cachePolicy,
    retentionDays: settings.get().retentionDays,
    device: settings.get().device,
    appVersion,
    clock: systemClock,
    random: Math.random,
    log,
    hosts: flags.host,
    last: {
      get: () => ({ ...settings.get().last, ...(flags.hub === null ? {} : { hub: flags.hub }) }),
      set: (hub, email) => settings.update({ last: { hub, email } }),
    },
    settled: Promise.race([pagePainted, shown.painted.then(() => after(pagePatience))]),
    tell,
    save: (name, bytes) => saveAs(window, name, bytes),
    onArrived: alerting.arrived,
  });
  const taken = desk.start().catch((error) => log.error('account was not taken up', faultOf(error)));

  function setPreferences(change: IpcInput<'app.setPreferences'>): Preferences {
    settings.update({
      ...(change.theme === undefined ? {} : { theme: change.theme }),
      ...(change.look === undefined ? {} : { look: change.look }),
      ...(change.locale === undefined ? {} : { locale: change.locale }),
      ...(change.keys === undefined ? {} : { keys: bindingsFrom(change.keys) }),
    });
    if (change.theme !== undefined) nativeTheme.themeSource = change.theme;
    if (change.locale !== undefined) {
      lang = null;
      setMenu(texts());
      alerting.retell();
    }
    tell('app.preferences', preferences());
    return preferences();
  }

  const hosting = startHosting({ flags, dir, script: join(programs, 'hub.js'), log, desk, shown, texts });
  keepRunning({
    shown,
    settings,
    texts,
    notifications: alerting.notifications,
    log,
    lostByQuitting: desk.lostByQuitting,
    stop: () => Promise.all([desk.stop(), hosting.stop()]),
  });
  powerMonitor.on('resume', desk.nudge);
  powerMonitor.on('unlock-screen', desk.nudge);
  watchHands({ awayAfter: desk.awayAfter, onLook: desk.hands });

  void shown.painted.then(() => {
    setMenu(texts());
    followContextMenu(window, texts);
    void openLog();
    alerting.start();
    const picture = process.env.YINGKE_SCREENSHOT;
    if (picture) void import('./shell/screenshot.ts').then((m) => m.keepScreenshot(window, picture));
  });

  pages.showPictures(desk.files.picture);
  const registrar = createRegistrar({
    handlers: {
      ...appHandlers({
        desk,
        appVersion,
        training: flags.training,
        preferences,
        setPreferences,
        openLink,
        saveText: async (name, text) => (await import('./shell/save-text.ts')).saveText(window, name, text),
        diagnostics: () => ({
          version: appVersion,
          electron: process.versions.electron ?? '',
          platform: `${process.platform} ${process.arch}`,
          retentionDays: settings.get().retentionDays,
          entries: desk.cachedEntries(),
          player: alerting.player,
          ignored: [...settings.strange],
        }),
        setRetention: (days) => settings.update({ retentionDays: days }),
        painted: (what) => {
          timing(`${what}-painted`);
          isPainted();
        },
      }),
      ...accountHandlers(desk),
      ...trainingHandlers({
        scene: flags.training,
        open: (scene) => openTraining(scene, preferences().locale, log),
        quit: () => app.quit(),
      }),
      ...desk.conversations,
      ...desk.routing,
      ...alerting.handlers,
      ...desk.search,
      ...desk.customers,
      ...desk.admin,
      ...desk.replies,
      ...desk.files.calls,
    },
    log,
    checkAnswers: !app.isPackaged,
  });
  // Who is signed in is known once the keychain has answered: until then no answer would be right.
  return async (name, input) => {
    await taken;
    return registrar(name, input);
  };
}
