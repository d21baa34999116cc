import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { app, nativeTheme, powerMonitor } from 'electron';
import { accountName } from '#shared/domain/account-name.ts';
import { bindingsFrom } from '#shared/domain/keys/rules.ts';
import type { Account } from '#shared/ipc/account.ts';
import type { Connection, Preferences } from '#shared/ipc/app.ts';
import { ipcChannels } from '#shared/ipc/channels.ts';
import type { IpcInput } from '#shared/ipc/contract.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { createAuditCalls } from './audit.ts';
import { systemClock } from './clock.ts';
import { createDesks, type Desks, type Held } from './desks.ts';
import type { Flags } from './flags.ts';
import { accountHandlers } from './ipc/account.ts';
import { accountsHandlers } from './ipc/accounts.ts';
import { appHandlers } from './ipc/app.ts';
import { networkHandlers, withRoots } from './ipc/network.ts';
import { createPageNews } from './ipc/page-news.ts';
import { createRegistrar, type Handlers, type Registrar } from './ipc/registrar.ts';
import { trainingHandlers } from './ipc/training.ts';
import type { Following } from './links/following.ts';
import type { LinkInbox } from './links/inbox.ts';
import { textsFor } from './locales/texts.ts';
import { faultOf } from './log.ts';
import type { Network } from './network/network.ts';
import { lazyWay } from './network/way-out.ts';
import { createGovernance, keepBy } from './settings/policy/by-account.ts';
import type { Governed } from './settings/policy/governed.ts';
import { hubsAllowed, hubToFill, managedIn } from './settings/policy/managed.ts';
import { systemPolicies } from './settings/policy/system.ts';
import { localeFor, type Settings } from './settings/settings.ts';
import type { Vault } from './settings/vault.ts';
import { type Alerting, createAlerting } from './shell/alerting.ts';
import type { AppPages } from './shell/app-protocol.ts';
import { followContextMenu } from './shell/context-menu.ts';
import { createDeskLog } from './shell/desk-log.ts';
import type { Answerer } from './shell/door.ts';
import { giveBack } from './shell/give-back.ts';
import { watchHands } from './shell/hands.ts';
import { startHosting } from './shell/hosting.ts';
import { keepRunning } from './shell/lifecycle.ts';
import { setMenu } from './shell/menu.ts';
import { openHubPage, openLink } from './shell/opener.ts';
import { saveAs } from './shell/save-as.ts';
import { createSupport } from './shell/support.ts';
import { isTimed, timing } from './shell/timing.ts';
import { openTraining } from './shell/training.ts';
import { type DeskWindow, showIcon } from './shell/window.ts';
import type { Updates } from './updates/updates.ts';

export { systemVault } from './shell/vault.ts';

/** A page that never says that it has painted must not keep the desk from the hub. Milliseconds. */
const pagePatience = 1_000;
/** For what the page still has to tell when it has painted, before this thread takes up what can wait. Milliseconds. */
const afterPaint = 30;
/** So long after that nothing of the start goes on any more. Milliseconds. */
const startIsOver = 3_000;

export type Wiring = {
  readonly flags: Flags;
  readonly dir: string;
  readonly settings: Settings;
  readonly vault: Vault;
  readonly desk: DeskWindow;
  readonly pages: AppPages;
  /** The account whose page is in the window. */
  readonly account: string;
  /** Folder of the built programs. */
  readonly programs: string;
  /** Links that the system hands over. */
  readonly links: LinkInbox;
};

/**
 * Everything behind the window: desk, hub, notifications, menu, and the calls of the renderer. The
 * order is by what the first screen waits for: cache, calls, hub, and the rest after the first paint.
 */
export function wire(wiring: Wiring): Answerer {
  const { pages, flags, dir, vault, desk: shown, programs } = wiring;
  // Where the rules lie is not for whoever starts an installed desk to say.
  const elsewhere = app.isPackaged ? null : (process.env.YINGKE_POLICIES ?? null);
  const found = systemPolicies(process.platform, elsewhere);
  let viewed = wiring.account;
  const governance = createGovernance({ settings: wiring.settings, found, inView: () => viewed });
  const settings = governance.inView;
  const policy = settings.values();
  if (flags.host && policy.HostHub === false)
    throw new Error('the policy HostHub allows no hub on this computer');
  if (flags.training !== null && policy.TrainingMode === false)
    throw new Error('the policy TrainingMode allows no training');
  nativeTheme.themeSource = settings.get().theme;
  const { window } = shown;
  const logDir = join(dir, 'logs');
  const { log, open: openLog, setLevel } = createDeskLog(logDir, settings.get().logLevel);
  // A fault that nobody foresaw is logged, not shown in a box of Electron's: the rest goes on working.
  process.on('uncaughtException', (error) => log.error('uncaught', faultOf(error)));
  process.on('unhandledRejection', (error) => log.error('unhandled', faultOf(error)));
  if (settings.strange.length > 0) log.warn('settings were ignored', { names: settings.strange.join(' ') });
  const { ignored } = settings.report();
  if (ignored.length > 0) log.warn('policies were ignored', { count: ignored.length });
  const appVersion = app.getVersion();
  let isSettled = false;
  let isPainted = (): void => {};
  const pagePainted = new Promise<void>((resolve) => {
    isPainted = resolve;
  });
  /** Until the first screen can be read nothing else takes the processors from it. */
  const settled = Promise.race([
    pagePainted.then(() => after(afterPaint)),
    shown.painted.then(() => after(pagePatience)),
  ]);

  /** The flag is for this run, until somebody chooses. */
  let lang = flags.lang;
  const preferences = (of: Governed = settings): Preferences => ({
    theme: of.get().theme,
    look: of.get().look,
    locale: (of.isLocked('Language') ? null : lang) ?? of.get().locale ?? localeFor(app.getLocale()),
    keys: of.get().keys,
  });
  const texts = () => textsFor(preferences().locale);

  const page = createPageNews({
    inView: wiring.account,
    send: (account, name, payload) => {
      if (!window.isDestroyed()) window.webContents.send(ipcChannels.news, name, payload, account);
    },
  });
  const alerting: Alerting = createAlerting({
    dir,
    shown,
    settings,
    texts,
    locale: () => preferences().locale,
    log,
    inView: () => desks.inView(),
    show: (id) => desks.show(id),
    names: () => {
      const { all } = desks.list();
      return all.map((one) => ({ id: one.id, name: accountName(one, all) || texts().tray.newAccount }));
    },
    stateOf: (id) => desks.get(id)?.desk.account().state ?? null,
    news: page.tell,
    onCounts: () => desks.retell(),
  });

  /** Those who come before the first screen is there are found there then. */
  let accountHeard: (account: Account | null) => void = () => {};
  let followed: Following | null = null;
  /** Not before something is to be reached: nothing of the first screen needs it. */
  let networking: Promise<Network> | null = null;
  const network = (): Promise<Network> => {
    networking ??= import('./shell/networking.ts').then(({ startNetwork }) =>
      startNetwork({
        ...{ dir, vault, settings, log, window },
        tell: (state) => page.tell(desks.inView().id, 'network.changed', state),
        onChanged: () => desks.nudge(),
      }),
    );
    return networking;
  };
  const way = lazyWay(async () => (await network()).way);

  const desks: Desks = createDesks({
    dir,
    settings,
    first: wiring.account,
    mayAdd: () => settings.values().SeveralAccounts !== false,
    common: {
      cacheScript: join(programs, 'cache-worker.js'),
      vault,
      keep: keepBy(wiring.settings, found, flags.cachePolicy),
      signInMethod: policy.SignInMethod ?? 'both',
      openPage: openHubPage,
      device: settings.get().device,
      appVersion,
      clock: systemClock,
      random: Math.random,
      log,
      way,
      hosts: flags.host,
      hubs: hubsAllowed(settings),
      settled,
      save: (name, bytes) => saveAs(window, name, bytes),
    },
    last: {
      get: () => {
        const { hub, email } = settings.get().last;
        return { hub: hubToFill(settings, flags.hub ?? hub), email };
      },
      set: (hub, email) => settings.update({ last: { hub, email } }),
    },
    tell: (id, name, payload) => {
      alerting.heard(id, name, payload);
      page.tell(id, name, payload);
      if (name === 'account.changed' || name === 'accounts.changed') followed?.changed();
      if (name === 'account.changed') accountHeard(payload as Account);
      if (name === 'app.connection' && (payload as Connection).state === 'connected') accountHeard(null);
    },
    onArrived: alerting.arrived,
    onRules: (id, ruling) => {
      if (governance.heard(id, ruling)) ruled();
    },
    onOpened: alerting.add,
    onClosed: (id) => {
      registrars.delete(id);
      alerting.remove(id);
      governance.forget(id);
    },
    onShow: (id) => {
      // The page that looked goes; one that comes opens its own.
      for (const { desk } of desks.all()) desk.board['board.close']({});
      viewed = id;
      nativeTheme.themeSource = settings.get().theme;
      page.turnTo(id);
      shown.turnTo(id);
      alerting.retell();
    },
    counts: alerting.signs,
  });
  void desks.start();

  /** A hub rules something else: the page in view, menu and notifications go by it. */
  function ruled(): void {
    const { id } = desks.inView();
    nativeTheme.themeSource = settings.get().theme;
    page.tell(id, 'app.preferences', preferences());
    page.tell(id, 'app.managed', managedIn(settings) ?? null);
    if (!isSettled) return;
    setMenu(texts());
    alerting.retell();
  }

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
    page.tell(desks.inView().id, 'app.preferences', preferences());
    return preferences();
  }

  const hosting = startHosting({ flags, dir, script: join(programs, 'hub.js'), log, desks, shown, texts });
  const lifecycle = keepRunning({
    shown,
    settings,
    texts,
    notifications: alerting.notifications,
    log,
    lostByQuitting: desks.lostByQuitting,
    stop: () => {
      support.stop();
      return Promise.all([desks.stop(), hosting.stop()]);
    },
  });
  /** Long after the first screen, or when somebody asks: what looks for updates is not loaded before. */
  let updating: Promise<Updates> | null = null;
  let looking: Updates | null = null;
  const updates = (): Promise<Updates> => {
    updating ??= import('./shell/updating.ts').then(({ startUpdating }) => {
      looking = startUpdating({
        ...{ dir, settings, desks, log, way, lifecycle, texts },
        ...{ device: settings.get().device, version: appVersion, isTraining: flags.training !== null },
        notify: alerting.notifications.show,
        tell: (state) => page.tell(desks.inView().id, 'updates.changed', state),
      });
      return looking;
    });
    return updating;
  };
  /** Nobody waits for a link at the start of the desk: what follows it is loaded when there is one. */
  const following = async (): Promise<Following> => {
    const { createFollowing } = await import('./links/following.ts');
    followed ??= createFollowing({
      ...{ desks, log, clock: systemClock },
      isAllowed: () => settings.values().LinksEnabled !== false,
      tell: (news) => page.tell(desks.inView().id, 'links.arrived', news),
    });
    return followed;
  };
  const waysIn = async () => {
    const { createWaysIn } = await import('./shell/ways-in.ts');
    return createWaysIn({ flags, settings, log });
  };
  /** One that the computer started is in the tray; where nothing shows one, it is where the other windows are. */
  async function reachHidden(): Promise<void> {
    const { hasTray } = await import('./shell/ways-in.ts');
    if ((await hasTray()) || window.isDestroyed() || window.isVisible()) return;
    window.showInactive();
    window.minimize();
  }
  powerMonitor.on('resume', desks.nudge);
  powerMonitor.on('unlock-screen', desks.nudge);
  watchHands(() => desks.all().map(({ desk }) => desk));

  void settled.then(() => {
    isSettled = true;
    showIcon(window);
    setMenu(texts());
    followContextMenu(window, texts);
    void openLog();
    if (flags.hidden && flags.link === null) void reachHidden();
    wiring.links.take((link) => void following().then((to) => to.given(link)));
    void support.begin();
    alerting.start();
    setTimeout(
      () => void giveBack(window).catch((error) => log.warn('nothing was given back', faultOf(error))),
      startIsOver,
    );
    if (!isTimed) setTimeout(() => void waysIn().then((ways) => ways.begin()), startIsOver);
    if (!isTimed) {
      const begin = () =>
        void updates().catch((error) => log.error('updates are not looked for', faultOf(error)));
      setTimeout(begin, 4 * startIsOver);
    }
    const picture = process.env.YINGKE_SCREENSHOT;
    if (picture) void import('./shell/screenshot.ts').then((m) => m.keepScreenshot(window, picture));
  });

  const support = createSupport({
    ...{ dir, hosts: flags.host, rulingOf: governance.rulingOf },
    raw: wiring.settings,
    settings,
    desks,
    alerting,
    log,
    setLevel,
    window,
    updates: () => looking?.state() ?? null,
    network,
    waysIn,
  });
  accountHeard = support.accountChanged;

  pages.showPictures((account, which, of) => desks.get(account)?.desk.files.picture(which, of) ?? null);

  /** What the page of one account may ask: of it alone, and what is the whole program's. */
  const handlersOf = (held: Held): Handlers => {
    const { desk } = held;
    const own = governance.of(held.id);
    return {
      ...appHandlers({
        desk,
        accounts: () => (desks.list().all.length > 1 ? desks.list() : undefined),
        nudge: desks.nudge,
        appVersion,
        managed: () => managedIn(own),
        training: flags.training,
        preferences: () => preferences(own),
        setPreferences,
        openLink,
        savePdf: async (name) => (await import('./shell/save-pdf.ts')).savePdf(window, name),
        saveText: async (name, text) => (await import('./shell/save-text.ts')).saveText(window, name, text),
        diagnostics: () => ({
          version: appVersion,
          electron: process.versions.electron ?? '',
          platform: `${process.platform} ${process.arch}`,
          retentionDays: own.get().retentionDays,
          entries: desk.cachedEntries(),
          player: alerting.player,
          ignored: [...settings.strange],
        }),
        setRetention: (days) => own.update({ retentionDays: days }),
        painted: (what) => {
          timing(`${what}-painted`);
          isPainted();
        },
      }),
      ...accountHandlers(desk, () => desks.vacated(held.id)),
      ...accountsHandlers(desks),
      ...trainingHandlers({
        scene: flags.training,
        open: (scene) => {
          const off = (['TrainingMode', 'HostHub'] as const).find((name) => own.values()[name] === false);
          if (off !== undefined) throw new RefusalError({ code: 'managed', field: off });
          openTraining(scene, preferences().locale, log);
        },
        quit: () => app.quit(),
      }),
      ...networkHandlers(network, () => desk.account()),
      'policy.report': async () => withRoots(own, await network()),
      'updates.now': async () => (await updates()).state(),
      'updates.check': async () => (await updates()).check(),
      'updates.install': async ({ when }) => (await updates()).install(when),
      'updates.later': async ({ until }) => (await updates()).later(until),
      'autostart.now': async (input) => (await waysIn()).handlers['autostart.now'](input),
      'autostart.set': async (input) => (await waysIn()).handlers['autostart.set'](input),
      'links.done': async (input) => (await following()).handlers['links.done'](input),
      'links.follow': async (input) => (await following()).handlers['links.follow'](input),
      'links.open': async (input) => (await following()).handlers['links.open'](input),
      ...support.handlers,
      ...desk.conversations,
      ...desk.routing,
      ...alerting.handlersOf(held),
      ...desk.search,
      ...desk.board,
      ...desk.customers,
      ...desk.admin,
      ...createAuditCalls({
        page: desk.admin['admin.audit.page'],
        tell: (progress) => page.tell(held.id, 'audit.progress', progress),
        choose: async (name) => (await import('./shell/choose-file.ts')).chooseFile(window, name),
      }),
      ...desk.replies,
      ...desk.quality,
      ...desk.watch,
      ...desk.sessions,
      ...desk.reports,
      ...desk.files.calls,
    };
  };
  const registrars = new Map<string, Registrar>();
  const registrarOf = (held: Held): Registrar => {
    const known = registrars.get(held.id);
    if (known !== undefined) return known;
    const made = createRegistrar({
      handlers: handlersOf(held),
      log,
      checkAnswers: !app.isPackaged && !isTimed,
    });
    registrars.set(held.id, made);
    return made;
  };
  return async (name, input, account) => {
    const held = typeof account === 'string' ? desks.get(account) : null;
    if (held === null) return { ok: false, error: { code: 'unauthenticated' } };
    // Who is signed in is known once the keychain has answered: until then no answer would be right.
    await held.taken;
    const answer = await registrarOf(held)(name, input);
    if (name === 'app.boot') {
      page.listens(held.id);
      followed?.pageIsThere();
      // What stood in the way before this page was there.
      void networking?.then((known) => page.tell(held.id, 'network.changed', known.state()));
      // Of the page that was there before, nothing looks any more.
      held.desk.board['board.close']({});
    }
    return answer;
  };
}
