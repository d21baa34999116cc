import type { Message as BusMessage } from 'dbus-next';
import dbus from 'dbus-next';

/** A line of a tray's menu. */
export type TrayItem = {
  readonly id: number;
  readonly label: string;
  readonly enabled: boolean;
  readonly checked: boolean;
  readonly items: readonly TrayItem[];
};

export type TrayHost = {
  /** Resolves when a program has put a picture into the tray. */
  readonly there: () => Promise<void>;
  /** Its menu as it is now. */
  readonly menu: () => Promise<readonly TrayItem[]>;
  readonly choose: (id: number) => Promise<void>;
  /** A click on the picture. */
  readonly activate: () => Promise<void>;
  /** The picture's pixels, ARGB, the largest there is. */
  readonly picture: () => Promise<{ readonly width: number; readonly pixels: Buffer }>;
  readonly tip: () => Promise<string>;
  readonly stop: () => void;
};

const watcher = 'org.kde.StatusNotifierWatcher';
const itemInterface = 'org.kde.StatusNotifierItem';
const menuInterface = 'com.canonical.dbusmenu';
const properties = 'org.freedesktop.DBus.Properties';

/**
 * The tray of a desktop as KDE, GNOME's extension and others have it: a watcher to which programs report, on the bus at
 * `busAddress`. What is asked of the program goes over the bus too, as a panel would.
 */
export async function startTrayHost(busAddress: string): Promise<TrayHost> {
  const bus = dbus.sessionBus({ busAddress });
  let item: { readonly service: string; readonly path: string } | null = null;
  let arrived = (): void => {};
  const there = new Promise<void>((resolve) => {
    arrived = resolve;
  });

  bus.addMethodHandler((call: BusMessage) => {
    const answer = (signature: string, body: readonly unknown[]) => {
      bus.send(dbus.Message.newMethodReturn(call, signature, [...body]));
      return true;
    };
    if (call.interface === properties && call.path === '/StatusNotifierWatcher') {
      const host = new dbus.Variant('b', true);
      if (call.member === 'Get') return answer('v', [host]);
      return answer('a{sv}', [{ IsStatusNotifierHostRegistered: host }]);
    }
    if (call.interface !== watcher || call.member !== 'RegisterStatusNotifierItem') return false;
    const given = String(call.body[0]);
    const sender = call.sender ?? '';
    item = given.startsWith('/')
      ? { service: sender, path: given }
      : { service: given, path: '/StatusNotifierItem' };
    arrived();
    return answer('', []);
  });
  await new Promise<void>((resolve, reject) => {
    bus.once('connect', resolve);
    bus.once('error', reject);
  });
  await bus.requestName(watcher, dbus.NameFlag.DO_NOT_QUEUE);

  async function ask(options: {
    path?: string;
    interface: string;
    member: string;
    signature?: string;
    body?: unknown[];
  }): Promise<unknown[]> {
    await there;
    const { service, path } = item ?? { service: '', path: '' };
    const reply = await bus.call(new dbus.Message({ destination: service, path, ...options }));
    return reply?.body ?? [];
  }

  const property = async (name: string): Promise<unknown> => {
    const [value] = await ask({
      interface: properties,
      member: 'Get',
      signature: 'ss',
      body: [itemInterface, name],
    });
    return (value as { value: unknown }).value;
  };
  const menuPath = async () => String(await property('Menu'));

  return {
    there: () => there,
    menu: async () => {
      const [, layout] = await ask({
        path: await menuPath(),
        interface: menuInterface,
        member: 'GetLayout',
        signature: 'iias',
        body: [0, -1, []],
      });
      return itemOf(layout).items;
    },
    choose: async (id) => {
      await ask({
        path: await menuPath(),
        interface: menuInterface,
        member: 'Event',
        signature: 'isvu',
        body: [id, 'clicked', new dbus.Variant('i', 0), 0],
      });
    },
    activate: async () => {
      await ask({ interface: itemInterface, member: 'Activate', signature: 'ii', body: [0, 0] });
    },
    picture: async () => {
      const all = (await property('IconPixmap')) as [number, number, Buffer][];
      const largest = all.toSorted((a, b) => b[0] - a[0])[0];
      if (largest === undefined) throw new Error('a tray without a picture');
      return { width: largest[0], pixels: Buffer.from(largest[2]) };
    },
    tip: async () => {
      const tip = (await property('ToolTip')) as [string, unknown, string, string];
      return tip[2];
    },
    stop: () => bus.disconnect(),
  };
}

type Layout = [number, Record<string, { value: unknown }>, { value: unknown }[]];

function itemOf(layout: unknown): TrayItem {
  const [id, said, children] = layout as Layout;
  return {
    id,
    label: String(said.label?.value ?? ''),
    enabled: said.enabled?.value !== false,
    checked: said['toggle-state']?.value === 1,
    items: children.map((child) => itemOf(child.value)).filter(({ label }) => label !== ''),
  };
}
