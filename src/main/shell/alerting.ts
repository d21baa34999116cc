import { join } from 'node:path';
import { app } from 'electron';
import { alertPreferencesFrom } from '#shared/domain/alerts/preferences.ts';
import { type MuteLength, muteUntil, quietNow } from '#shared/domain/alerts/quiet.ts';
import type { Account } from '#shared/ipc/account.ts';
import type { AlertState, alertCalls } from '#shared/ipc/alerts.ts';
import type { IpcAnswer, IpcInput, IpcNews, IpcNewsName } from '#shared/ipc/contract.ts';
import { aboutDesk } from '../alerts/desk-events.ts';
import { createEars } from '../alerts/ears.ts';
import { createPlayer } from '../alerts/player.ts';
import type { Arrived } from '../connection/feed.ts';
import type { Held } from '../desks.ts';
import type { Texts } from '../locales/texts.ts';
import { faultOf, type Log } from '../log.ts';
import type { Settings } from '../settings/settings.ts';
import { createBadge } from './badge.ts';
import { createDeskAlerts, type DeskAlerts, type DeskSigns, type OpenedAt } from './desk-alerts.ts';
import type { Notifications } from './notifications.ts';
import { createTray } from './tray.ts';
import type { DeskWindow } from './window.ts';

/** How often the system is asked whether it holds notifications back or its sound is off. Milliseconds. */
const lookEvery = 30_000;
export type AlertHandlers = {
  readonly [C in keyof typeof alertCalls]: (input: IpcInput<C>) => Promise<IpcAnswer<C>> | IpcAnswer<C>;
};

/** News of an account on their way to its page. */
export type TellOf = <N extends IpcNewsName>(id: string, name: N, payload: IpcNews<N>) => void;

export type AlertingOptions = {
  readonly dir: string;
  readonly shown: DeskWindow;
  readonly settings: Settings;
  readonly texts: () => Texts;
  readonly locale: () => 'zh-CN' | 'en';
  readonly log: Log;
  readonly inView: () => Held;
  /** Brings an account into view. */
  readonly show: (id: string) => void;
  /** All accounts as the tray lists them; one alone needs no list. */
  readonly names: () => readonly { readonly id: string; readonly name: string }[];
  readonly stateOf: (id: string) => Account['state'] | null;
  readonly news: TellOf;
  /** Counts of an account may be others than before. */
  readonly onCounts: () => void;
};

export type Alerting = {
  /** A word of the desk itself, and the end of all that is shown. */
  readonly notifications: Pick<Notifications, 'show' | 'closeAll'>;
  /** What plays sounds; null: nothing. */
  readonly player: string | null;
  /** Whether the system shows notifications; null until it was tried. */
  readonly notificationsWork: () => boolean | null;
  readonly handlersOf: (held: Held) => AlertHandlers;
  readonly add: (held: Held) => void;
  readonly remove: (id: string) => void;
  readonly arrived: (id: string, arrived: Arrived, meId: string) => void;
  readonly heard: TellOf;
  readonly signs: (id: string) => DeskSigns;
  /** The language is another one, or the account in view. */
  readonly retell: () => void;
  /** The first screen is there: tray, and looks at the system. */
  readonly start: () => void;
};

const nothing: DeskSigns = { isSomebody: false, unread: 0, waiting: 0, status: null, isConnected: false };

/** Everything by which a person is told of what happens, wired to the system, for all accounts together. */
export function createAlerting(options: AlertingOptions): Alerting {
  const { shown, settings, texts, log, inView, news } = options;
  const player = createPlayer({ dir: join(options.dir, 'sounds') });
  const ears = createEars();
  const badge = createBadge(shown.window);
  const all = new Map<string, DeskAlerts>();
  let tray: ReturnType<typeof createTray> | null = null;
  /** The conversation on the screen, as the page said, and whose it is. */
  let onScreen: { readonly of: string; readonly conversationId: string | null } | null = null;
  let isSystemQuiet = false;
  let isSilent: boolean | null = null;
  let isStarted = false;
  let lastTold = '';

  const preferences = () => settings.get().alerts;
  const quiet = () => quietNow(preferences(), Date.now(), isSystemQuiet);
  const signs = (id: string): DeskSigns => all.get(id)?.signs() ?? nothing;
  const everybody = () => [...all.values()].map((one) => one.signs()).filter((one) => one.isSomebody);

  const isSignedOut = (id: string): boolean => options.stateOf(id) === 'signed-out';

  function labelOf(id: string): string | null {
    const names = options.names();
    return names.length > 1 ? (names.find((one) => one.id === id)?.name ?? null) : null;
  }

  function add(held: Held): void {
    const { id, desk } = held;
    const alerts = createDeskAlerts({
      desk,
      texts,
      log,
      preferences,
      // Of an account that is not in view nothing is before anybody's eyes.
      scene: () => ({
        looking: inView().id === id && shown.isLookedAt(),
        shown: onScreen?.of === id && inView().id === id ? onScreen.conversationId : null,
        quiet: quiet() !== null,
      }),
      label: () => labelOf(id),
      play: (sound) =>
        player.play(sound, preferences().volume).catch((error) => {
          log.warn('a sound was not played', faultOf(error));
          return false;
        }),
      flash: badge.flash,
      onOpen: (conversationId, at) => open(id, conversationId, at),
      onWatch: (alertId) => {
        open(id, null);
        news(id, 'watch.focus', { alertId });
      },
      onQuality: (of) => {
        open(id, null);
        news(id, 'quality.focus', of);
      },
      onBegan: (isSomebody) => {
        if (onScreen?.of === id) onScreen = null;
        if (isSomebody) void look();
      },
      onChanged: retell,
      onOutcome: tellState,
    });
    all.set(id, alerts);
    void held.taken.then(() => {
      if (isStarted && all.get(id) === alerts) alerts.begin();
    });
  }

  function open(id: string, conversationId: string | null, at: OpenedAt = {}): void {
    shown.show();
    options.show(id);
    if (conversationId !== null) news(id, 'conversations.focus', { conversationId, ...at });
  }

  /** Whether notifications are shown here: what any account has found out. */
  function shows(): boolean | null {
    const found = [...all.values()].map(({ notifications }) => notifications.works());
    return found.includes(true) ? true : found.includes(false) ? false : null;
  }

  function state(): AlertState {
    return {
      preferences: preferences(),
      quiet: quiet(),
      silent: isSilent,
      player: player.name,
      shows: shows(),
    };
  }

  /** Told when something of it is another than before. */
  function tellState(): void {
    const now = state();
    const text = JSON.stringify(now);
    if (text === lastTold) return;
    lastTold = text;
    news(inView().id, 'alerts.changed', now);
    retell();
  }

  function retell(): void {
    const people = everybody();
    const unread = people.reduce((sum, one) => sum + one.unread, 0);
    badge.count(unread);
    const { mutedUntil } = preferences();
    const names = options.names();
    tray?.show({
      unread,
      status: signs(inView().id).status,
      isConnected: people.every((one) => one.isConnected),
      mutedUntil: mutedUntil !== null && mutedUntil > Date.now() ? mutedUntil : null,
      locale: options.locale(),
      accounts:
        names.length < 2
          ? []
          : names.map(({ id, name }) => ({
              id,
              name,
              unread: signs(id).unread,
              isInView: id === inView().id,
              isSignedOut: isSignedOut(id),
            })),
    });
    options.onCounts();
  }

  function change(alerts: IpcInput<'alerts.set'>): AlertState {
    const given = Object.entries(alerts).filter(([, value]) => value !== undefined);
    settings.update({ alerts: alertPreferencesFrom({ ...preferences(), ...Object.fromEntries(given) }) });
    tellState();
    return state();
  }

  const mute = (length: MuteLength | null): AlertState =>
    change({ mutedUntil: length === null ? null : muteUntil(length, Date.now()) });

  async function look(): Promise<void> {
    if (everybody().length === 0) return;
    const [quietOfSystem, silentOfSystem] = await Promise.all([ears.isQuiet(), ears.isSilent()]);
    isSystemQuiet = quietOfSystem ?? false;
    isSilent = silentOfSystem;
    tellState();
  }

  return {
    notifications: {
      show: (toast) => all.get(inView().id)?.notifications.show(toast),
      closeAll: () => {
        for (const { notifications } of all.values()) notifications.closeAll();
      },
    },
    player: player.name,
    notificationsWork: shows,
    add,
    remove: (id) => {
      all.get(id)?.notifications.closeAll();
      all.delete(id);
      retell();
    },
    arrived: (id, arrived, me) => all.get(id)?.arrived(arrived, me),
    heard: (id, name, payload) => all.get(id)?.heard(name, payload),
    signs,
    retell,
    handlersOf: ({ id, desk }) => ({
      'alerts.now': state,
      'alerts.set': change,
      'alerts.mute': ({ for: length }) => mute(length),
      'alerts.try': ({ kind, importance }) => {
        const { tryTitle, tryBody } = texts().notice;
        all.get(id)?.tryOut({ ...aboutDesk(kind, tryTitle, tryBody), importance });
        return null;
      },
      'alerts.play': async ({ sound }) => {
        if (!(await player.play(sound, preferences().volume))) log.warn('a sound was not played', { sound });
        return null;
      },
      'alerts.calls': () => ({ calls: [...desk.alerts.calls()] }),
      'alerts.ledger': async ({ conversationId }) => ({ lines: await desk.alerts.ledger(conversationId) }),
      'alerts.shown': ({ conversationId }) => {
        onScreen = { of: id, conversationId };
        return null;
      },
    }),
    start: () => {
      isStarted = true;
      tray = createTray({
        log,
        texts,
        onOpen: () => shown.show(),
        onAccount: (id) => open(id, null),
        onStatus: (status) =>
          void inView()
            .desk.routing['status.set']({ status, reason: null })
            .catch((error) => log.warn('the status was not set', faultOf(error))),
        onMute: mute,
      });
      for (const alerts of all.values()) alerts.begin();
      retell();
      const climb = () => {
        for (const alerts of all.values()) alerts.climbOn();
      };
      const timers = [setInterval(() => void look(), lookEvery), setInterval(climb, 1000)];
      app.on('will-quit', () => timers.forEach(clearInterval));
    },
  };
}
