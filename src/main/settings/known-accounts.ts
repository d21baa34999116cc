import { nextHue } from '#shared/domain/hue.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { KnownAccount, Settings } from './settings.ts';

export type KnownAccountList = {
  /** In their order. */
  readonly all: () => readonly KnownAccount[];
  readonly of: (id: string) => KnownAccount | undefined;
  /** The colour that fewest have. */
  readonly freeHue: () => number;
  /** Who is there now; what the person chose for it stays. */
  readonly remember: (id: string, who: Pick<KnownAccount, 'hub' | 'workspace' | 'person'>) => void;
  readonly change: (id: string, change: Partial<Pick<KnownAccount, 'name' | 'hue'>>) => void;
  readonly move: (id: string, to: number) => void;
  /** Only these stay. */
  readonly keepOnly: (isHere: (id: string) => boolean) => void;
  /** Which one is in view is another. */
  readonly save: () => void;
};

/** What is known of accounts before they are opened. `isOnDisk`: of others nothing is written, not even whose they are. */
export function createKnownAccounts(options: {
  readonly settings: Pick<Settings, 'get' | 'update'>;
  readonly inView: () => string;
  readonly isOnDisk: (id: string) => boolean;
}): KnownAccountList {
  const { settings, inView, isOnDisk } = options;
  let { known } = settings.get().accounts;

  const save = (): void =>
    settings.update({ accounts: { inView: inView(), known: known.filter(({ id }) => isOnDisk(id)) } });

  function put(next: readonly KnownAccount[]): void {
    known = next;
    save();
  }

  const of = (id: string) => known.find((one) => one.id === id);
  const freeHue = (): number => nextHue(known.map(({ hue }) => hue));

  function one(id: string): KnownAccount {
    const found = of(id);
    if (found === undefined) throw new RefusalError('not_found');
    return found;
  }

  return {
    all: () => known,
    of,
    freeHue,
    remember: (id, who) => {
      const before = of(id);
      const { name = '', hue = freeHue() } = before ?? {};
      const now = { id, name, hue, ...who };
      if (before === undefined) put([...known, now]);
      else if (JSON.stringify(now) !== JSON.stringify(before))
        put(known.map((each) => (each.id === id ? now : each)));
    },
    change: (id, change) => {
      const changed = { ...one(id), ...change };
      put(known.map((each) => (each.id === id ? changed : each)));
    },
    move: (id, to) => {
      const moved = one(id);
      put(known.filter((each) => each.id !== id).toSpliced(to, 0, moved));
    },
    keepOnly: (isHere) => {
      if (!known.every(({ id }) => isHere(id))) put(known.filter(({ id }) => isHere(id)));
    },
    save,
  };
}
