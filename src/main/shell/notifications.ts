import { Notification } from 'electron';
import type { Log } from '../log.ts';
import type { Notice } from './notices.ts';

export type Notifications = {
  /** Shows it in the place of an earlier one of the same conversation. */
  readonly show: (notice: Notice) => void;
  /** It was read, or is another's. */
  readonly close: (conversationId: string) => void;
  /** The message was taken back: a notification that says it goes. */
  readonly recall: (entryId: string) => void;
  readonly closeAll: () => void;
};

/**
 * Native notifications, one a conversation. Never throws: a system without a notification service is
 * said once in the log, and the work goes on.
 */
export function createNotifications(options: {
  readonly log: Log;
  readonly onClick: (conversationId: string | null) => void;
}): Notifications {
  const { log, onClick } = options;
  // They are held here for as long as they are shown: a collected one does not tell of its click.
  const shown = new Map<string | null, { readonly is: Notification; readonly says: string | null }>();
  let isSaid = false;

  function close(conversationId: string | null): void {
    const notification = shown.get(conversationId);
    shown.delete(conversationId);
    notification?.is.close();
  }

  function sayOnce(reason: string): void {
    if (isSaid) return;
    isSaid = true;
    log.warn('notifications do not work here', { reason });
  }

  function show({ conversationId, title, body, entryId }: Notice): void {
    if (!Notification.isSupported()) {
      sayOnce('unsupported');
      return;
    }
    try {
      close(conversationId);
      const notification = new Notification({ title, body });
      shown.set(conversationId, { is: notification, says: entryId });
      const forget = (): void => {
        if (shown.get(conversationId)?.is === notification) shown.delete(conversationId);
      };
      notification.on('click', () => {
        forget();
        onClick(conversationId);
      });
      notification.on('close', forget);
      notification.on('failed', () => {
        forget();
        sayOnce('failed');
      });
      notification.show();
    } catch {
      sayOnce('thrown');
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
  };
}
