import { Notification } from 'electron';
import type { Log } from '../log.ts';
import type { Toast } from './notices.ts';
import { withoutMarkup } from './toast-text.ts';

export type Notifications = {
  /** Shows it in the place of an earlier one of the same conversation. */
  readonly show: (toast: Toast) => void;
  /** It was read, or is another's. */
  readonly close: (conversationId: string) => void;
  /** The message was taken back: a notification that says it goes. */
  readonly recall: (entryId: string) => void;
  readonly closeAll: () => void;
  /** Whether the system shows them; null until it was tried. */
  readonly works: () => boolean | null;
};

/** What became of a notification, as far as the system says. */
export type ToastOutcome = 'shown' | 'clicked' | 'failed';

export type NotificationOptions = {
  readonly log: Log;
  /** `line`: what it says stands there. */
  readonly onClick: (conversationId: string | null, line: number | undefined) => void;
  readonly onWatch: (alertId: string | null) => void;
  readonly onQuality: (of: NonNullable<Toast['quality']>) => void;
  /** Typed into the notification itself: macOS and Windows. */
  readonly onReply: (conversationId: string, text: string) => void;
  readonly onMarkRead: (conversationId: string) => void;
  readonly onOutcome: (toast: Toast, outcome: ToastOutcome) => void;
  /** Words of the buttons. */
  readonly words: () => { readonly reply: string; readonly markRead: string };
};

/**
 * Native notifications, one a conversation. Never throws: a system without a notification service is
 * said once in the log, and the work goes on. They make no sound: the desk plays its own.
 */
export function createNotifications(options: NotificationOptions): Notifications {
  const { log, onClick, onWatch, onQuality, onReply, onMarkRead, onOutcome, words } = options;
  // They are held here for as long as they are shown: a collected one does not tell of its click.
  const shown = new Map<string | null, { readonly is: Notification; readonly says: string | null }>();
  let isSaid = false;
  let works: boolean | null = null;

  function close(conversationId: string | null): void {
    const notification = shown.get(conversationId);
    shown.delete(conversationId);
    notification?.is.close();
  }

  function failed(toast: Toast, reason: string): void {
    works = false;
    onOutcome(toast, 'failed');
    if (isSaid) return;
    isSaid = true;
    log.warn('notifications do not work here', { reason });
  }

  /** Linux leaves reply and buttons out by itself: there a click opens the conversation. */
  function build({ conversationId, title, body, entryId }: Toast): Notification {
    const { reply, markRead } = words();
    // Only a message can be answered or be read.
    const isMessage = conversationId !== null && entryId !== null;
    return new Notification({
      title,
      body: process.platform === 'linux' ? withoutMarkup(body) : body,
      silent: true,
      ...(isMessage
        ? { hasReply: true, replyPlaceholder: reply, actions: [{ type: 'button', text: markRead }] }
        : {}),
    });
  }

  function show(toast: Toast): void {
    const { conversationId, entryId, watch, quality } = toast;
    const key = watch ? `watch ${watch.ruleId}` : quality ? `quality ${quality.kind}` : conversationId;
    if (!Notification.isSupported()) {
      failed(toast, 'unsupported');
      return;
    }
    try {
      close(key);
      const notification = build(toast);
      shown.set(key, { is: notification, says: entryId });
      const forget = (): void => {
        if (shown.get(key)?.is === notification) shown.delete(key);
      };
      notification.on('show', () => {
        works = true;
        onOutcome(toast, 'shown');
      });
      notification.on('click', () => {
        forget();
        onOutcome(toast, 'clicked');
        if (watch) onWatch(watch.alertId);
        else if (quality) onQuality(quality);
        else onClick(conversationId, toast.line);
      });
      notification.on('reply', ({ reply }, old) => {
        forget();
        onOutcome(toast, 'clicked');
        // Electron before 40 gives the text beside the event.
        if (conversationId !== null) onReply(conversationId, reply ?? old);
      });
      notification.on('action', () => {
        forget();
        onOutcome(toast, 'clicked');
        if (conversationId !== null) onMarkRead(conversationId);
      });
      notification.on('close', forget);
      notification.on('failed', () => {
        forget();
        failed(toast, 'failed');
      });
      notification.show();
    } catch {
      failed(toast, 'thrown');
    }
  }

  return {
    show,
    close,
    recall: (entryId) => {
      for (const [id, { says }] of shown) if (says === entryId) close(id);
    },
    closeAll: () => {
      for (const id of [...shown.keys()]) close(id);
    },
    works: () => works,
  };
}
