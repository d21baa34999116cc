import type { AccountEntry, AccountList } from '#shared/ipc/accounts.ts';
import type { IpcInput } from '#shared/ipc/contract.ts';
import type { Desk } from './desk.ts';
import { createKnownAccounts } from './settings/known-accounts.ts';
import { isTaken, type Place } from './settings/places.ts';
import type { Settings } from './settings/settings.ts';

export type WindowList = {
  readonly list: () => AccountList;
  readonly isListed: (id: string) => boolean;
  /** Keeps of who is there what is shown of them before they are opened. */
  readonly remember: (id: string) => void;
  /** Which one is in view is another. */
  readonly save: () => void;
  /** Of whom nothing is here any more nothing is remembered either. */
  readonly forgetGone: () => void;
  readonly change: (change: IpcInput<'accounts.change'>) => AccountList;
  readonly move: (id: string, to: number) => AccountList;
  /** Something that the list says may be another: told where there are several. */
  readonly retell: () => void;
  readonly stop: () => void;
};

/** What the window says of its accounts: in which order, how each is called, and how it stands there. */
export function createAccountList(options: {
  readonly settings: Pick<Settings, 'get' | 'update'>;
  readonly places: ReadonlyMap<string, Place>;
  readonly held: ReadonlyMap<string, { readonly desk: Desk }>;
  readonly inView: () => string;
  readonly counts: (id: string) => Pick<AccountEntry, 'unread' | 'waiting'>;
  readonly tell: (list: AccountList) => void;
}): WindowList {
  const { settings, places, held, inView, counts, tell } = options;
  let lastTold = '';
  let hadSeveral = false;
  let stopped = false;

  const known = createKnownAccounts({
    settings,
    inView,
    isOnDisk: (id) => held.get(id)?.desk.cacheState().protection !== 'memory',
  });

  function isListed(id: string): boolean {
    const one = held.get(id);
    if (one !== undefined) return id === inView() || !one.desk.isVacant();
    const place = places.get(id);
    return place !== undefined && isTaken(place);
  }

  function order(): readonly string[] {
    const ids = known.all().map(({ id }) => id);
    return [...ids, ...[...places.keys()].filter((id) => !ids.includes(id))].filter(isListed);
  }

  const list = (): AccountList => ({ inView: inView(), all: order().map(entryOf) });

  function entryOf(id: string): AccountEntry {
    const nobody = { id, name: '', hub: '', workspace: '', person: '' };
    const shown = known.of(id) ?? { ...nobody, hue: known.freeHue() };
    const one = held.get(id);
    if (one === undefined)
      return { ...shown, state: 'opening', line: 'offline', unread: 0, waiting: 0, pending: 0 };
    const { state: line, pending } = one.desk.connection();
    const { state } = one.desk.account();
    const { unread, waiting } = counts(id);
    return { ...shown, state, line, pending, unread, waiting };
  }

  function retell(): void {
    if (stopped || (!hadSeveral && order().length < 2)) return;
    const now = list();
    const text = JSON.stringify(now);
    if (text === lastTold) return;
    lastTold = text;
    hadSeveral = now.all.length > 1;
    tell(now);
  }

  function told(): AccountList {
    retell();
    return list();
  }

  return {
    list,
    isListed,
    remember: (id) => {
      const one = held.get(id);
      if (one === undefined) return;
      const who = one.desk.whose();
      if (who !== null)
        known.remember(id, { hub: who.hub, workspace: who.workspace.name, person: who.me.name });
      else if (one.desk.isVacant()) known.keepOnly((each) => each !== id);
    },
    save: known.save,
    forgetGone: () => known.keepOnly(isListed),
    change: ({ id, name, hue }) => {
      known.change(id, {
        ...(name !== undefined && { name: name.trim() }),
        ...(hue !== undefined && { hue }),
      });
      return told();
    },
    move: (id, to) => {
      known.move(id, to);
      return told();
    },
    retell,
    stop: () => {
      stopped = true;
    },
  };
}
