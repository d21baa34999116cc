import type { Scene } from '#shared/domain/alerts/decide.ts';
import type { SoundName } from '#shared/domain/alerts/kinds.ts';
import { usualLadder } from '#shared/domain/alerts/ladder.ts';
import type { AlertPreferences } from '#shared/domain/alerts/preferences.ts';
import { newId } from '#shared/domain/key.ts';
import type { ChosenStatus } from '#shared/domain/routing/status.ts';
import type { Connection } from '#shared/ipc/app.ts';
import type { IpcNews } from '#shared/ipc/contract.ts';
import type { OwnStatus } from '#shared/ipc/routing.ts';
import { type Alerter, createAlerter } from '../alerts/alerter.ts';
import { followDesk } from '../alerts/desk-events.ts';
import { createDeskLadder } from '../alerts/desk-ladder.ts';
import { isHeld } from '../alerts/hold-reply.ts';
import { followMentions } from '../alerts/mentions.ts';
import { qualityNotices } from '../alerts/quality-notice.ts';
import { sendReply } from '../alerts/reply.ts';
import type { Proof } from '../alerts/reports.ts';
import { signedOutNotice } from '../alerts/signed-out-notice.ts';
import { followRows } from '../alerts/unread.ts';
import { waitingNotice } from '../alerts/waiting-notice.ts';
import { watchNotice } from '../alerts/watch-notice.ts';
import { systemClock } from '../clock.ts';
import type { Arrived } from '../connection/feed.ts';
import type { Desk } from '../desk.ts';
import type { Texts } from '../locales/texts.ts';
import { faultOf, type Log } from '../log.ts';
import type { TellNews } from '../seat.ts';
import { type Notice, noticesFor, recalledIn, type Toast } from './notices.ts';
import { createNotifications, type Notifications } from './notifications.ts';

/** A line of the conversation, and what was typed for it and not sent. */
export type OpenedAt = { readonly line?: number; readonly draft?: string };

export type DeskAlertsOptions = {
  readonly desk: Desk;
  readonly texts: () => Texts;
  readonly log: Log;
  readonly preferences: () => AlertPreferences;
  /** What the person has before them of this account. */
  readonly scene: () => Scene;
  /** How this account is called beside others; null while it is the only one. */
  readonly label: () => string | null;
  /** Resolves false where it could not be played. */
  readonly play: (sound: SoundName) => Promise<boolean>;
  /** False where nothing could be seen of it. */
  readonly flash: () => boolean;
  /** Brings window and account into view, and the conversation where one is named. */
  readonly onOpen: (conversationId: string | null, at?: OpenedAt) => void;
  /** Brings window and account into view, and the alerts; one of them where one is named. */
  readonly onWatch: (alertId: string | null) => void;
  /** Brings window and account into view, and what was said of reviews. */
  readonly onQuality: (of: NonNullable<Toast['quality']>) => void;
  /** Somebody else sits there, or nobody. */
  readonly onBegan: (isSomebody: boolean) => void;
  /** Something that is shown outside of the window may be another. */
  readonly onChanged: () => void;
  /** Whether the system shows notifications is known now. */
  readonly onOutcome: () => void;
};

/** What of one account is shown outside of the window. */
export type DeskSigns = {
  readonly isSomebody: boolean;
  readonly unread: number;
  /** Customers of theirs who wait for an answer. */
  readonly waiting: number;
  readonly status: ChosenStatus | null;
  readonly isConnected: boolean;
};

export type DeskAlerts = {
  readonly notifications: Notifications;
  /** Entries came. */
  readonly arrived: (arrived: Arrived, meId: string) => void;
  /** News of this account. */
  readonly heard: TellNews;
  /** Who sits there is known, or is somebody else. */
  readonly begin: () => void;
  /** Every second: rungs of the ladder that are reached. */
  readonly climbOn: () => void;
  readonly signs: () => DeskSigns;
  /** Tells of it as it would be told with nobody before the window. */
  readonly tryOut: (notice: Notice) => void;
};

/** How one account tells its person of what happens. What it tells by is shared with the others. */
export function createDeskAlerts(options: DeskAlertsOptions): DeskAlerts {
  const { desk, texts, log, preferences, scene } = options;
  const rows = followRows();
  const mentions = followMentions();
  let isConnected = false;
  let status: ChosenStatus | null = null;
  let house: OwnStatus['settings'] | null = null;
  /** Who is signed in. */
  let who: string | null = null;

  const meId = (): string | null => {
    const account = desk.account();
    return account.state === 'signed-in' ? account.me.id : null;
  };

  const notifications = createNotifications({
    log,
    onClick: (conversationId, line) => options.onOpen(conversationId, line === undefined ? {} : { line }),
    onWatch: options.onWatch,
    onQuality: options.onQuality,
    onReply: (conversationId, text) => void reply(conversationId, text),
    onMarkRead: (conversationId) => void markRead(conversationId),
    onOutcome: ({ proof }, outcome) => {
      if (proof) desk.alerts.report(proof, outcome);
      options.onOutcome();
    },
    words: () => texts().notice,
  });

  /** Where there are several accounts it says of which one it is. */
  function toast(what: Toast): void {
    const label = options.label();
    notifications.show(label === null ? what : { ...what, title: `${what.title} · ${label}` });
  }

  function alerterOf(before: () => Scene): Alerter {
    return createAlerter({
      clock: systemClock,
      preferences,
      scene: before,
      texts,
      toast,
      play: (sound, proof) => void play(sound, proof),
      flash: (proof) => {
        const isSeen = options.flash();
        if (proof) desk.alerts.report(proof, isSeen ? 'shown' : 'failed');
      },
    });
  }

  const alerter = alerterOf(scene);
  const ladder = createDeskLadder({
    onRung: (row, rung, proof) => {
      desk.alerts.report(proof, 'raised');
      const isTold = alerter.climb(waitingNotice(row, proof, Date.now(), texts()), rung);
      if (!isTold) desk.alerts.report(proof, 'held');
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
    const isPlayed = await options.play(sound);
    if (proof) desk.alerts.report(proof, isPlayed ? 'shown' : 'failed');
  }

  /** What is proof of an alert is said also where the person's own rules hold it back. */
  function raise(notice: Notice): void {
    const channels = alerter.raise(notice);
    if (notice.proof && !channels.includes('toast')) desk.alerts.report(notice.proof, 'held');
  }

  /** Supervisors see every conversation, agents do not. */
  function mayOpenAll(): boolean {
    const account = desk.account();
    return account.state === 'signed-in' && account.me.role !== 'agent';
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
          const opened = await desk.conversations['conversations.open']({ conversationId: id, limit: 60 });
          return { row: opened.row, entries: opened.entries, complete: opened.complete };
        };
        const [here, ...others] = await Promise.all([
          read(conversationId),
          ...rows.mine(me).flatMap(({ conversation: { id } }) => (id === conversationId ? [] : [read(id)])),
        ]);
        return isHeld(said, me, here, others, house?.replyRules);
      },
      send: (said) => desk.conversations['conversations.send']({ conversationId, key: newId(), text: said }),
    }).catch((error) => {
      log.warn('a reply was not sent', faultOf(error));
      return false;
    });
    if (isSent) await markRead(conversationId);
    else options.onOpen(conversationId, { draft: text });
  }

  async function markRead(conversationId: string): Promise<void> {
    const seq = rows.rows().get(conversationId)?.conversation.lastSeq;
    if (seq === undefined) return;
    await desk.conversations['conversations.markRead']({ conversationId, seq }).catch((error) =>
      log.warn('it was not marked as read', faultOf(error)),
    );
  }

  /** Somebody else sits there, or nobody: of the one before nothing is told any more. */
  function begin(): void {
    who = meId();
    notifications.closeAll();
    alerter.reset();
    rows.clear();
    mentions.clear();
    ladder.clear();
    events.clear();
    status = null;
    house = null;
    isConnected = who !== null && desk.connection().state === 'connected';
    options.onBegan(who !== null);
    if (who === null) return;
    events.line(isConnected);
    desk.conversations['conversations.list']({})
      .then(rows.known)
      .then(options.onChanged)
      .catch((error) => log.warn('the list was not read', faultOf(error)));
  }

  function heardRows(changed: IpcNews<'conversations.changed'>): void {
    rows.heard(changed);
    const me = meId();
    for (const row of changed.rows) {
      const { unread, conversation } = row;
      // One that says that somebody is asked stays until they have answered, or are asked no more.
      const isAsked = conversation.offer !== null && conversation.offer.to.id === me;
      const isCalled = mentions.isCalled(row);
      if (unread === 0 && !isAsked && !isCalled) notifications.close(conversation.id);
    }
  }

  const heard: TellNews = (name, payload) => {
    switch (name) {
      case 'conversations.changed':
        heardRows(payload as IpcNews<'conversations.changed'>);
        break;
      case 'account.changed': {
        if (meId() === who) break;
        const was = who;
        begin();
        const notice = was === null ? null : signedOutNotice(desk.account(), options.label(), texts());
        if (notice !== null) raise(notice);
        break;
      }
      case 'app.connection':
        isConnected = (payload as Connection).state === 'connected';
        events.line(isConnected);
        break;
      case 'colleagues.changed': {
        const { people, groups } = payload as IpcNews<'colleagues.changed'>;
        const own = people.find(({ id }) => id === meId());
        events.queues(groups, own?.groups ?? null);
        break;
      }
      case 'alerts.calls':
        events.calls((payload as IpcNews<'alerts.calls'>).calls, mayOpenAll());
        break;
      case 'watch.call': {
        const notice = watchNotice(payload as IpcNews<'watch.call'>, texts());
        if (notice !== null) raise(notice);
        break;
      }
      case 'quality.told':
        for (const notice of qualityNotices(payload as IpcNews<'quality.told'>, texts())) raise(notice);
        break;
      case 'status.changed': {
        const { own, settings } = payload as OwnStatus;
        status = own?.status ?? null;
        house = settings;
        break;
      }
      default:
        return;
    }
    options.onChanged();
  };

  return {
    notifications,
    heard,
    begin,
    arrived: ({ added, rows: changed }, me) => {
      for (const entryId of recalledIn(added)) notifications.recall(entryId);
      for (const notice of noticesFor(added, changed, me, texts())) {
        mentions.told(notice);
        raise(notice);
      }
      options.onChanged();
    },
    climbOn: () => {
      const me = meId();
      if (me !== null) ladder.look(rows.mine(me), Date.now(), house?.ladder ?? usualLadder);
    },
    signs: () => {
      const me = meId();
      if (me === null) return { isSomebody: false, unread: 0, waiting: 0, status: null, isConnected };
      const waiting = rows
        .mine(me)
        .filter(({ conversation }) => conversation.status === 'active' && conversation.waitingSince !== null);
      return {
        isSomebody: true,
        unread: rows.count(me, preferences()) + mentions.count(preferences()),
        waiting: waiting.length,
        status,
        isConnected,
      };
    },
    // What one tries one wants to see and hear.
    tryOut: (notice) => void alerterOf(() => ({ looking: false, shown: null, quiet: false })).raise(notice),
  };
}
