import type { Ruling } from '#shared/domain/policy/hub-rules.ts';
import type { Unsent } from '#shared/ipc/account.ts';
import { mostAccounts } from '#shared/ipc/account-limits.ts';
import { firstPlace } from '#shared/ipc/account-of.ts';
import type { AccountEntry, AccountList } from '#shared/ipc/accounts.ts';
import type { IpcInput, IpcNews, IpcNewsName } from '#shared/ipc/contract.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Identity } from './account.ts';
import { createAccountList } from './account-list.ts';
import type { Arrived } from './connection/feed.ts';
import { isSameHub } from './connection/hub-address.ts';
import { createDesk, type Desk, type DeskOptions } from './desk.ts';
import { faultOf } from './log.ts';
import { isTaken, newPlace, type Place, placesIn, removePlace } from './settings/places.ts';
import type { Settings } from './settings/settings.ts';

/** One account at work. */
export type Held = {
  readonly id: string;
  readonly desk: Desk;
  /** Who is signed in there is known. */
  readonly taken: Promise<void>;
};

type PartsOfOne = 'dir' | 'last' | 'tell' | 'onArrived' | 'isElsewhere' | 'onRules';

export type DesksOptions = {
  /** What all desks have in common. */
  readonly common: Omit<DeskOptions, PartsOfOne>;
  /** Data folder of this program. */
  readonly dir: string;
  readonly settings: Pick<Settings, 'get' | 'update'>;
  /** The account that the window opens with. */
  readonly first: string;
  /** Whether another account may be added. */
  readonly mayAdd: () => boolean;
  /** Of the account in the data folder itself; others know by themselves what they used last. */
  readonly last: DeskOptions['last'];
  readonly tell: <N extends IpcNewsName>(id: string, name: N, payload: IpcNews<N>) => void;
  readonly onArrived: (id: string, arrived: Arrived, meId: string) => void;
  /** What the hub of an account rules; it is not listened to where it is not given. */
  readonly onRules?: (id: string, ruling: Ruling | null) => void;
  /** It begins to work; nothing of it has been told yet. */
  readonly onOpened: (held: Held) => void;
  /** Of it nothing comes any more. */
  readonly onClosed: (id: string) => void;
  /** The window is to show this account from now on. */
  readonly onShow: (id: string) => void;
  readonly counts: (id: string) => Pick<AccountEntry, 'unread' | 'waiting'>;
};

/** All accounts of this window (A16). Each is a whole desk with a folder of its own; one is in view, all are at work. */
export type Desks = {
  readonly inView: () => Held;
  /** Null: there is no such account (any more), or it has not been opened yet. */
  readonly get: (id: string) => Held | null;
  readonly all: () => readonly Held[];
  readonly list: () => AccountList;
  /** Folder of an account that is at work. */
  readonly folderOf: (id: string) => string;
  readonly show: (id: string) => void;
  readonly add: () => void;
  readonly change: (change: IpcInput<'accounts.change'>) => AccountList;
  readonly move: (id: string, to: number) => AccountList;
  /** Somebody has signed out there: another account comes into view, if there is one. */
  readonly vacated: (id: string) => void;
  /** Something that the list says may be another: told where there are several. */
  readonly retell: () => void;
  /** The account in view is at work from now on, the others when the first screen is there: then it resolves. */
  readonly start: () => Promise<void>;
  readonly hubIsAt: (address: string) => void;
  readonly hubFailed: (code: string) => void;
  readonly nudge: () => void;
  readonly lostByQuitting: () => Promise<Unsent>;
  readonly stop: () => Promise<void>;
};

export function createDesks(options: DesksOptions): Desks {
  const { common, dir, settings } = options;
  const places = new Map(placesIn(dir).map((place) => [place.id, place]));
  const held = new Map<string, Held & { readonly place: Place }>();
  let inView = options.first;
  let hostedHub: string | null = null;
  let hubFault: string | null = null;
  let stopped = false;

  const shown = createAccountList({
    ...{ settings, places, held },
    inView: () => inView,
    counts: options.counts,
    tell: (list) => options.tell(inView, 'accounts.changed', list),
  });
  const { list, remember, retell } = shown;

  function openPlace(place: Place): Held {
    const before = held.get(place.id);
    if (before !== undefined) return before;
    const { id } = place;
    const desk = createDesk({
      ...common,
      dir: place.dir,
      last: id === firstPlace ? options.last : lastOfItsOwn(),
      tell: (name, payload) => {
        options.tell(id, name, payload);
        if (name === 'account.changed') remember(id);
        if (name === 'account.changed' || name === 'app.connection') retell();
      },
      onArrived: (arrived, meId) => options.onArrived(id, arrived, meId),
      isElsewhere: (who) => isElsewhere(id, who),
      onRules: (ruling) => options.onRules?.(id, ruling),
    });
    let isTakenUp = (): void => {};
    const taken = new Promise<void>((resolve) => {
      isTakenUp = resolve;
    });
    const one = { id, place, desk, taken };
    held.set(id, one);
    options.onOpened(one);
    desk
      .start()
      .catch((error) => common.log.error('account was not taken up', faultOf(error)))
      .finally(() => {
        remember(id);
        isTakenUp();
        retell();
      });
    if (hostedHub !== null) desk.hubIsAt(hostedHub);
    else if (hubFault !== null) desk.hubFailed(hubFault);
    return one;
  }

  /** By what the window says of it, the same person at the same hub is one account. */
  async function isElsewhere(id: string, who: Identity): Promise<boolean> {
    await open;
    const others = [...held.values()].filter((one) => one.id !== id);
    return others.some(({ desk }) => {
      const whose = desk.whose();
      return whose !== null && whose.me.id === who.me.id && isSamePlace(whose, who);
    });
  }

  function show(id: string): void {
    const place = places.get(id);
    if (place === undefined) throw new RefusalError('not_found');
    if (id === inView) return;
    const before = inView;
    inView = id;
    shown.save();
    openPlace(place);
    options.onShow(id);
    leave(before);
    retell();
  }

  /** One that nobody has signed in to is not kept. The data folder itself stays as it is. */
  function leave(id: string): void {
    const one = held.get(id);
    if (one === undefined || id === firstPlace || id === inView || !one.desk.isVacant()) return;
    held.delete(id);
    places.delete(id);
    options.onClosed(id);
    one.desk
      .stop()
      .then(() => removePlace(one.place))
      .catch((error) => common.log.error('an account was not removed', faultOf(error)));
  }

  function isFree(place: Place): boolean {
    const one = held.get(place.id);
    return one === undefined ? !isTaken(place) : one.desk.isVacant();
  }

  function add(): void {
    if (!options.mayAdd()) throw new RefusalError({ code: 'managed', field: 'SeveralAccounts' });
    const { all } = list();
    if (held.get(inView)?.desk.isVacant()) return;
    if (all.length >= mostAccounts) throw new RefusalError('too_many');
    const first = places.get(firstPlace);
    const place = first !== undefined && isFree(first) ? first : newPlace(dir);
    places.set(place.id, place);
    show(place.id);
  }

  function vacated(id: string): void {
    if (held.get(id)?.desk.isVacant() !== true) return;
    const next = list().all.find((one) => one.id !== id);
    if (id !== inView) leave(id);
    else if (next !== undefined) show(next.id);
    retell();
  }

  /** The others come when the first screen is there, one after the other: it is not to wait for any of them. */
  async function openOthers(): Promise<void> {
    await common.settled;
    for (const place of [...places.values()]) {
      if (stopped || held.has(place.id)) continue;
      if (isTaken(place)) await openPlace(place).taken;
      else if (place.id !== firstPlace) {
        // Somebody began to add it and thought better of it.
        places.delete(place.id);
        removePlace(place);
      }
    }
    shown.forgetGone();
    retell();
  }

  const found = places.get(inView);
  if (found === undefined) throw new Error('the account in view has no place');
  let open: Promise<void> = Promise.resolve();
  const all = (): readonly Held[] => [...held.values()];

  return {
    inView: () => held.get(inView) ?? openPlace(found),
    get: (id) => held.get(id) ?? null,
    all,
    list,
    folderOf: (id) => held.get(id)?.place.dir ?? dir,
    show,
    add,
    change: shown.change,
    move: shown.move,
    vacated,
    retell,
    start: () => {
      openPlace(found);
      open = openOthers().catch((error) => common.log.error('accounts were not opened', faultOf(error)));
      return open;
    },
    hubIsAt: (address) => {
      hostedHub = address;
      for (const { desk } of all()) desk.hubIsAt(address);
    },
    hubFailed: (code) => {
      hubFault = code;
      for (const { desk } of all()) desk.hubFailed(code);
    },
    nudge: () => {
      for (const { desk } of all()) desk.nudge();
    },
    lostByQuitting: async () => {
      const lost = await Promise.all(all().map(({ desk }) => desk.lostByQuitting()));
      return {
        messages: lost.reduce((sum, one) => sum + one.messages, 0),
        drafts: lost.reduce((sum, one) => sum + one.drafts, 0),
      };
    },
    stop: async () => {
      stopped = true;
      shown.stop();
      await Promise.all(all().map(({ desk }) => desk.stop()));
    },
  };
}

function isSamePlace(a: Identity, b: Identity): boolean {
  return (a.hosted && b.hosted) || isSameHub(a.hub, b.hub);
}

/** An account beside the first says at its sign-in whose it is, and fills the form by that. */
function lastOfItsOwn(): DeskOptions['last'] {
  let last = { hub: '', email: '' };
  return {
    get: () => last,
    set: (hub, email) => {
      last = { hub, email };
    },
  };
}
