import type { Message as BusMessage } from 'dbus-next';
import dbus from 'dbus-next';

/** What a program asked the desktop to show. */
export type ShownNotification = {
  readonly id: number;
  readonly app: string;
  readonly title: string;
  readonly body: string;
  /** Keys of the actions it offered; "default" is the click on the notification itself. */
  readonly actions: readonly string[];
  /** Id of the earlier notification that it takes the place of, 0 for none. */
  readonly replaces: number;
};

export type NotificationService = {
  /** Everything that was shown, oldest first. */
  readonly shown: readonly ShownNotification[];
  /** Ids that their program took back. */
  readonly withdrawn: readonly number[];
  /** The first one that fits, shown already or yet to come. Rejects after `timeout` milliseconds. */
  readonly next: (fits: (one: ShownNotification) => boolean, timeout?: number) => Promise<ShownNotification>;
  /** What the desktop says when the user clicks it. */
  readonly click: (id: number) => void;
  /** What the desktop says when the user waves it away. */
  readonly dismiss: (id: number) => void;
  readonly stop: () => void;
};

const name = 'org.freedesktop.Notifications';
const path = '/org/freedesktop/Notifications';
const dismissedByUser = 2;

/**
 * A notification service as the desktop specification has it, under its own name on the bus at
 * `busAddress`. Real programs show notifications on it; a test sees and clicks them.
 */
export async function startNotificationService(busAddress: string): Promise<NotificationService> {
  const bus = dbus.sessionBus({ busAddress });
  const shown: ShownNotification[] = [];
  const withdrawn: number[] = [];
  const watchers = new Set<() => void>();
  let lastId = 0;

  const emit = (member: string, signature: string, body: readonly unknown[]) =>
    bus.send(dbus.Message.newSignal(path, name, member, signature, [...body]));

  const notify = (body: readonly unknown[]): number => {
    const [app, replaces, , title, text, actions] = body as [
      string,
      number,
      string,
      string,
      string,
      string[],
    ];
    const id = replaces === 0 ? ++lastId : replaces;
    // Actions come as key, label, key, label…
    const keys = actions.filter((_, index) => index % 2 === 0);
    shown.push({ id, app, title, body: text, actions: keys, replaces });
    for (const watcher of watchers) watcher();
    return id;
  };

  const answers: Readonly<Record<string, (call: BusMessage) => readonly [string, readonly unknown[]]>> = {
    GetCapabilities: () => ['as', [['actions', 'body', 'persistence']]],
    GetServerInformation: () => ['ssss', ['yingke-test', 'yingke', '1', '1.2']],
    Notify: (call) => ['u', [notify(call.body)]],
    CloseNotification: (call) => {
      withdrawn.push(call.body[0] as number);
      emit('NotificationClosed', 'uu', [call.body[0], 3]);
      return ['', []];
    },
  };

  bus.addMethodHandler((call: BusMessage) => {
    if (call.interface !== name) return false;
    const answer = answers[call.member];
    if (!answer) return false;
    const [signature, body] = answer(call);
    bus.send(dbus.Message.newMethodReturn(call, signature, [...body]));
    return true;
  });

  await new Promise<void>((resolve, reject) => {
    bus.once('connect', resolve);
    bus.once('error', reject);
  });
  const reply = await bus.requestName(name, dbus.NameFlag.DO_NOT_QUEUE);
  if (reply !== dbus.RequestNameReply.PRIMARY_OWNER) throw new Error(`${name} has an owner already`);

  return {
    shown,
    withdrawn,
    next: (fits, timeout = 10_000) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = shown.find(fits);
          if (!found) return;
          clearTimeout(timer);
          watchers.delete(look);
          resolve(found);
        };
        const timer = setTimeout(() => {
          watchers.delete(look);
          reject(new Error(`no such notification; shown were: ${JSON.stringify(shown)}`));
        }, timeout);
        watchers.add(look);
        look();
      }),
    click: (id) => {
      emit('ActionInvoked', 'us', [id, 'default']);
      emit('NotificationClosed', 'uu', [id, dismissedByUser]);
    },
    dismiss: (id) => emit('NotificationClosed', 'uu', [id, dismissedByUser]),
    stop: () => bus.disconnect(),
  };
}
