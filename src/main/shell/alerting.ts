import { join } from 'node:path';
import { app } from 'electron';
import type { Scene } from '#shared/domain/alerts/decide.ts';
import type { SoundName } from '#shared/domain/alerts/kinds.ts';
import { usualLadder } from '#shared/domain/alerts/ladder.ts';
import { alertPreferencesFrom } from '#shared/domain/alerts/preferences.ts';
import { type MuteLength, muteUntil, quietNow } from '#shared/domain/alerts/quiet.ts';
import { newId } from '#shared/domain/key.ts';
import type { ChosenStatus } from '#shared/domain/routing/status.ts';
import type { AlertState, alertCalls } from '#shared/ipc/alerts.ts';
import type { Connection } from '#shared/ipc/app.ts';
import type { IpcAnswer, IpcInput } from '#shared/ipc/contract.ts';
import type { OwnStatus } from '#shared/ipc/routing.ts';
import type { AlertCall } from '#shared/protocol/alerts.ts';
import { createAlerter } from '../alerts/alerter.ts';
import { aboutDesk, followDesk } from '../alerts/desk-events.ts';
import { createDeskLadder } from '../alerts/desk-ladder.ts';
import { createEars } from '../alerts/ears.ts';
import { isHeld } from '../alerts/hold-reply.ts';
import { createPlayer } from '../alerts/player.ts';
import { sendReply } from '../alerts/reply.ts';
import type { Proof } from '../alerts/reports.ts';
import { followRows } from '../alerts/unread.ts';
import { waitingNotice } from '../alerts/waiting-notice.ts';
import { systemClock } from '../clock.ts';
import type { Arrived } from '../connection/feed.ts';
import type { Desk } from '../desk.ts';
import type { Texts } from '../locales/texts.ts';
import { faultOf, type Log } from '../log.ts';
import type { TellNews } from '../seat.ts';
import type { Settings } from '../settings/settings.ts';
import { createBadge } from './badge.ts';
import { type Notice, noticesFor, recalledIn } from './notices.ts';
import { createNotifications, type Notifications } from './notifications.ts';
import { createTray } from './tray.ts';
import type { DeskWindow } from './window.ts';

/** How often the system is asked whether it holds notifications back or its sound is off. Milliseconds. */
const lookEvery = 30_000;
export type AlertHandlers = {
  readonly [C in keyof typeof alertCalls]: (input: IpcInput<C>) => Promise<IpcAnswer<C>> | IpcAnswer<C>;
};

export type AlertingOptions = {
  readonly dir: string;
  readonly shown: DeskWindow;
  readonly settings: Settings;
  readonly texts: () => Texts;
  readonly locale: () => 'zh-CN' | 'en';
  readonly log: Log;
  readonly desk: () => Desk;
  /** To the renderer. */
  readonly news: TellNews;
};

export type Alerting = {
  readonly notifications: Notifications;
  /** What plays sounds; null: nothing. */
  readonly player: string | null;
  readonly handlers: AlertHandlers;
  /** Entries came. */
  readonly arrived: (arrived: Arrived, meId: string) => void;
  /** News on their way to the renderer. */
  readonly heard: TellNews;
  /** The language is another one. */
  readonly retell: () => void;
  /** The first screen is there: tray, and looks at the system. */
  readonly start: () => void;
};

/** Everything by which a person is told of what happens, wired to the system. */
export function createAlerting(options: AlertingOptions): Alerting {
  const { shown, settings, texts, log, desk, news } = options;
  const rows = followRows();
  const player = createPlayer({ dir: join(options.dir, 'sounds') });
  const ears = createEars();
  const badge = createBadge(shown.window);
  let tray: ReturnType<typeof createTray> | null = null;
  /** The conversation on the screen, as the page said. */
  let onScreen: string | null = null;
  let isSystemQuiet = false;
  let isSilent: boolean | null = null;
  let isConnected = false;
  let status: ChosenStatus | null = null;
  let house: OwnStatus['settings'] | null = null;
  /** Who is signed in. */
  let who: string | null = null;
  let lastTold = '';

  const preferences = () => settings.get().alerts;
  const meId = (): string | null => {
    const account = desk().account();
    return account.state === 'signed-in' ? account.me.id : null;
  };
  const quiet = () => quietNow(preferences(), Date.now(), isSystemQuiet);
  const scene = (): Scene => ({ looking: shown.isLookedAt(), shown: onScreen, quiet: quiet() !== null });

  const notifications = createNotifications({
    log,
    onClick: open,
    onReply: (conversationId, text) => void reply(conversationId, text),
    onMarkRead: (conversationId) => void markRead(conversationId),
    onOutcome: ({ proof }, outcome) => {
      if (proof) desk().alerts.report(proof, outcome);
      tellState();
    },
    words: () => texts().notice,
  });

  const alerter = createAlerter({
    clock: systemClock,
    preferences,
    scene,
    texts,
    toast: notifications.show,
    play: (sound, proof) => void play(sound, proof),
    flash: (proof) => {
      const isSeen = badge.flash();
      if (proof) desk().alerts.report(proof, isSeen ? 'shown' : 'failed');
    },
  });
  const ladder = createDeskLadder({
    onRung: (row, rung, proof) => {
      desk().alerts.report(proof, 'raised');
      const isTold = alerter.climb(waitingNotice(row, proof, Date.now(), texts()), rung);
      if (!isTold) desk().alerts.report(proof, 'held');
    },
  });
  const events = followDesk({
    clock: systemClock,
    texts,
    queueLimit: () => preferences().queueLimit,
    raise,
    onOver: ({ conversationId }) => notifications.close(conversationId),
  });

  async function play(sound: SoundName, proof?: Proof): Promise<void> {
    const isPlayed = await player.play(sound, preferences().volume).catch((error) => {
      log.warn('a sound was not played', faultOf(error));
      return false;
    });
    if (proof) desk().alerts.report(proof, isPlayed ? 'shown' : 'failed');
  }

  /** What is proof of an alert is said also where the person's own rules hold it back. */
  function raise(notice: Notice): void {
    const channels = alerter.raise(notice);
    if (notice.proof && !channels.includes('toast')) desk().alerts.report(notice.proof, 'held');
  }

  function climbOn(): void {
    const me = meId();
    if (me !== null) ladder.look(rows.mine(me), Date.now(), house?.ladder ?? usualLadder);
  }

  /** Supervisors see every conversation, agents do not. */
  function mayOpenAll(): boolean {
    const account = desk().account();
    return account.state === 'signed-in' && account.me.role !== 'agent';
  }

  function open(conversationId: string | null, draft?: string): void {
    shown.show();
    if (conversationId === null) return;
    news('conversations.focus', { conversationId, ...(draft === undefined ? {} : { draft }) });
  }

  async function reply(conversationId: string, text: string): Promise<void> {
    const row = rows.rows().get(conversationId);
    const isSent = await sendReply({
      meId: meId() ?? '',
      row,
      text,
      isHeld: async (said) => {
        const me = meId() ?? '';
        const read = async (id: string) => {
          const opened = await desk().conversations['conversations.open']({ conversationId: id, limit: 60 });
          return { row: opened.row, entries: opened.entries, complete: opened.complete };
        };
        const [here, ...others] = await Promise.all([
          read(conversationId),
          ...rows.mine(me).flatMap(({ conversation: { id } }) => (id === conversationId ? [] : [read(id)])),
        ]);
        return isHeld(said, me, here, others, house?.replyRules);
      },
      send: (said) =>
        desk().conversations['conversations.send']({ conversationId, key: newId(), text: said }),
    }).catch((error) => {
      log.warn('a reply was not sent', faultOf(error));
      return false;
    });
    if (isSent) await markRead(conversationId);
    else open(conversationId, text);
  }

  async function markRead(conversationId: string): Promise<void> {
    const seq = rows.rows().get(conversationId)?.conversation.lastSeq;
    if (seq === undefined) return;
    await desk()
      .conversations['conversations.markRead']({ conversationId, seq })
      .catch((error) => log.warn('it was not marked as read', faultOf(error)));
  }

  function state(): AlertState {
    return {
      preferences: preferences(),
      quiet: quiet(),
      silent: isSilent,
      player: player.name,
      shows: notifications.works(),
    };
  }

  /** Told when something of it is another than before. */
  function tellState(): void {
    const now = state();
    const text = JSON.stringify(now);
    if (text === lastTold) return;
    lastTold = text;
    news('alerts.changed', now);
    retell();
  }

  function retell(): void {
    const me = meId();
    const unread = me === null ? 0 : rows.count(me, preferences());
    badge.count(unread);
    const { mutedUntil } = preferences();
    tray?.show({
      unread,
      status: me === null ? null : status,
      isConnected,
      mutedUntil: mutedUntil !== null && mutedUntil > Date.now() ? mutedUntil : null,
      locale: options.locale(),
    });
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
    if (meId() === null) return;
    const [quietOfSystem, silentOfSystem] = await Promise.all([ears.isQuiet(), ears.isSilent()]);
    isSystemQuiet = quietOfSystem ?? false;
    isSilent = silentOfSystem;
    tellState();
  }

  /** Somebody else sits there, or nobody: of the one before nothing is told any more. */
  function begin(): void {
    who = meId();
    notifications.closeAll();
    alerter.reset();
    rows.clear();
    ladder.clear();
    events.clear();
    onScreen = null;
    status = null;
    house = null;
    isConnected = false;
    if (who === null) return;
    void look();
    desk()
      .conversations['conversations.list']({})
      .then(rows.known)
      .then(retell)
      .catch((error) => log.warn('the list was not read', faultOf(error)));
  }

  function heardStatus({ own, settings: ofHouse }: OwnStatus): void {
    status = own?.status ?? null;
    house = ofHouse;
  }

  const heard: TellNews = (name, payload) => {
    switch (name) {
      case 'conversations.changed': {
        const changed = payload as Parameters<typeof news<'conversations.changed'>>[1];
        rows.heard(changed);
        const me = meId();
        for (const { unread, conversation } of changed.rows) {
          // One that says that somebody is asked stays until they have answered, or are asked no more.
          const isAsked = conversation.offer !== null && conversation.offer.to.id === me;
          if (unread === 0 && !isAsked) notifications.close(conversation.id);
        }
        break;
      }
      case 'account.changed':
        if (meId() !== who) begin();
        break;
      case 'app.connection':
        isConnected = (payload as Connection).state === 'connected';
        events.line(isConnected);
        break;
      case 'colleagues.changed': {
        const { people, groups } = payload as Parameters<typeof news<'colleagues.changed'>>[1];
        const own = people.find(({ id }) => id === meId());
        events.queues(groups, own?.groups ?? null);
        break;
      }
      case 'alerts.calls':
        events.calls((payload as { calls: AlertCall[] }).calls, mayOpenAll());
        break;
      case 'status.changed':
        heardStatus(payload as OwnStatus);
        break;
      default:
        return;
    }
    retell();
  };

  return {
    notifications,
    player: player.name,
    heard,
    retell,
    arrived: ({ added, rows: changed }, me) => {
      for (const entryId of recalledIn(added)) notifications.recall(entryId);
      for (const notice of noticesFor(added, changed, me, texts())) raise(notice);
    },
    handlers: {
      'alerts.now': state,
      'alerts.set': change,
      'alerts.mute': ({ for: length }) => mute(length),
      'alerts.try': ({ kind, importance }) => {
        const { tryTitle, tryBody } = texts().notice;
        tryOut({ ...aboutDesk(kind, tryTitle, tryBody), importance });
        return null;
      },
      'alerts.play': async ({ sound }) => {
        if (!(await player.play(sound, preferences().volume))) log.warn('a sound was not played', { sound });
        return null;
      },
      'alerts.calls': () => ({ calls: [...desk().alerts.calls()] }),
      'alerts.ledger': async ({ conversationId }) => ({ lines: await desk().alerts.ledger(conversationId) }),
      'alerts.shown': ({ conversationId }) => {
        onScreen = conversationId;
        return null;
      },
    },
    start: () => {
      tray = createTray({
        log,
        texts,
        onOpen: () => shown.show(),
        onStatus: (status) =>
          void desk()
            .routing['status.set']({ status, reason: null })
            .catch((error) => log.warn('the status was not set', faultOf(error))),
        onMute: mute,
      });
      begin();
      retell();
      const timers = [setInterval(() => void look(), lookEvery), setInterval(climbOn, 1000)];
      app.on('will-quit', () => timers.forEach(clearInterval));
    },
  };

  /** As it would be with nobody before the window: what one tries one wants to see and hear. */
  function tryOut(notice: Notice): void {
    createAlerter({
      clock: systemClock,
      preferences,
      scene: () => ({ looking: false, shown: null, quiet: false }),
      texts,
      toast: notifications.show,
      play: (sound) => void player.play(sound, preferences().volume),
      flash: badge.flash,
    }).raise(notice);
  }
}
